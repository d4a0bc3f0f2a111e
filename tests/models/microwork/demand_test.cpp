// What requesters want done: hours, sizes of requesters, amounts of money.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "models/microwork/offers.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::demand_test {

const sim::Randomness dice(5, 0);

/// Hours a week that the requesters of a platform post, by their rates and 200,000 drafts, with the standard error.
struct Posted {
    double hours = 0, error = 0;
};
Posted posted_hours(const Demand& demand, const World& world, Requesters& requesters, std::uint8_t platform) {
    double rate = 0;
    std::vector<RequesterId> on;
    for (std::size_t r = 0; r < requesters.rows(); ++r)
        if (requesters.platform[RequesterId{r}] == platform)
            rate += static_cast<double>(requesters.batches_per_week[RequesterId{r}]), on.push_back(RequesterId{r});
    constexpr int n = 200'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < n; ++i) {
        const RequesterId r = on[static_cast<std::size_t>(i) % on.size()];
        requesters.posted[r] = static_cast<std::uint32_t>(i);
        const BatchDraft draft = demand.draft(dice, requesters, r);
        const double hours = draft.items * world.task_types[draft.type].redundancy * world.task_types[draft.type].seconds / 3600;
        sum += hours, squares += hours * hours;
    }
    const double mean = sum / n;
    return {rate * mean, rate * std::sqrt((squares / n - mean * mean) / n)};
}

TEST(Demand, WeeklyHoursAreWhatTheRequestersPost) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const Demand& demand = model->market().get<Demand>();
    Requesters requesters;
    demand.found_requesters(dice, requesters);
    for (const char* id : {"amt", "clickworker", "microworkers"}) {
        const auto platform = static_cast<std::uint8_t>(world.platform(id));
        const Posted posted = posted_hours(demand, world, requesters, platform);
        EXPECT_NEAR(posted.hours / demand.weekly_hours(platform), 1, 4 * posted.error / demand.weekly_hours(platform) + 0.005)
            << id;
        EXPECT_LT(posted.error, 0.05 * posted.hours) << "the sample must be able to contradict";
    }
}

TEST(Demand, WeeklyHoursAreThreeQuartersOfTheExpectedHoursOnline) {
    const auto model = shipped::model({"demand.level=0.8"});
    const World& world = model->market().get<World>();
    for (std::size_t p = 0; p < world.platforms.size(); ++p) {
        const double accounts = std::accumulate(world.platforms[p].accounts.begin(), world.platforms[p].accounts.end(), 0.0);
        EXPECT_DOUBLE_EQ(
            model->market().get<Demand>().weekly_hours(p),
            0.8 * 0.75 * (accounts / 1.5) * model->market().get<Activity>().expected_hours(world.platforms[p].hours_multiplier))
            << world.platforms[p].id;
    }
}

/// Whom requesters let in takes as many draws as there are countries in their lists, or none: nothing else about them may change.
TEST(Demand, WhomRequestersLetInChangesNothingElseAboutThem) {
    const auto found = [](const char* worldwide, const char* lists) {
        const auto model = shipped::model({worldwide, lists});
        auto requesters = std::make_unique<Requesters>();
        model->market().get<Demand>().found_requesters(dice, *requesters);
        return requesters;
    };
    const auto all = found("demand.worldwide_share=1", "demand.country_list_share=0"),
               lists = found("demand.worldwide_share=0", "demand.country_list_share=1");
    ASSERT_EQ(all->rows(), lists->rows());
    std::size_t differ = 0;
    for (std::size_t row = 0; row < all->rows(); ++row) {
        const RequesterId r{row};
        differ += all->eligible[r] != lists->eligible[r];
        EXPECT_EQ(all->review_delay[r], lists->review_delay[r]);
        EXPECT_EQ(all->control[r], lists->control[r]);
        EXPECT_EQ(all->gate[r], lists->gate[r]);
        EXPECT_EQ(all->home[r], lists->home[r]);
        EXPECT_EQ(all->two_stage[r], lists->two_stage[r]);
    }
    EXPECT_GT(differ, all->rows() / 2);
}

/// Believed over true seconds of one batch of every requester, and of a second one: reward over the target pay for the true time.
TEST(TimeEstimate, IsTooShortByALogNormalFactorDrawnForEachBatch) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const Demand& demand = model->market().get<Demand>();
    Requesters requesters;
    demand.found_requesters(dice, requesters);
    const auto log_ratio = [&](RequesterId r, std::uint32_t n, double& log_seconds) {
        requesters.posted[r] = n;
        const BatchDraft draft = demand.draft(dice, requesters, r);
        const TaskTypeData& type = world.task_types[draft.type];
        const double target = type.reward / type.seconds * std::exp(static_cast<double>(requesters.log_pay[r]));
        log_seconds = std::log(draft.seconds / type.seconds);
        return std::log(draft.reward / (target * draft.seconds));
    };
    const auto n = static_cast<double>(requesters.rows());
    ASSERT_GT(n, 15'000);
    const double bias = -0.2, sd = 0.4;
    double sum = 0, squares = 0, with_next = 0, with_seconds = 0, paid = 0, below = 0;
    for (std::size_t row = 0; row < requesters.rows(); ++row) {
        double seconds = 0, ignored = 0;
        const double x = log_ratio(RequesterId{row}, 0, seconds), next = log_ratio(RequesterId{row}, 1, ignored);
        sum += x, squares += (x - bias) * (x - bias), paid += std::exp(x), below += x < 0;
        with_next += (x - bias) * (next - bias), with_seconds += (x - bias) * (seconds + 0.5 * 0.3 * 0.3) / 0.3;
    }
    fmt::print(
        "  log of believed over true seconds: mean {:.4f}, deviation {:.4f}; pay meant over target {:.4f}, too little in {:.4f}\n",
        sum / n, std::sqrt(squares / n), paid / n, below / n);
    EXPECT_NEAR(sum / n, bias, 4 * sd / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(squares / n), sd, 4 * sd / std::sqrt(2 * n));
    // A normal variable is below its mean plus half a deviation with probability 0.6915: so many pay less than they mean to.
    EXPECT_NEAR(below / n, 0.6915, 4 * std::sqrt(0.6915 * 0.3085 / n));
    const double mean = std::exp(bias + 0.5 * sd * sd);
    EXPECT_NEAR(paid / n, mean, 4 * mean * std::sqrt((std::exp(sd * sd) - 1) / n));
    EXPECT_NEAR(with_next / n, 0, 4 * sd * sd / std::sqrt(n)) << "no trait of the requester";
    EXPECT_NEAR(with_seconds / n, 0, 4 * sd / std::sqrt(n)) << "nor of the length of the task";
}

/// The same batches, estimated with and without bias: what is posted for an hour of work is less by exp(bias), apart from rounding
/// to the amounts that are offered. Those beyond the grid's ends are left out, where every batch is paid the least or the most.
TEST(TimeEstimate, LowersPayForTheTrueTimeByItsBias) {
    const auto biased = shipped::model(), right = shipped::model({"demand.time_estimate_bias=0"});
    const World& world = biased->market().get<World>();
    const Rules rules = Rules::neutral(world.platforms.size());
    Requesters requesters;
    biased->market().get<Demand>().found_requesters(dice, requesters);
    double sum = 0, squares = 0, n = 0;
    for (std::uint32_t i = 0; i < 60'000; ++i) {
        const RequesterId r{i % requesters.rows()};
        requesters.posted[r] = i;
        const auto hourly = [&](const MicroworkModel& model) {
            const Demand& demand = model.market().get<Demand>();
            const BatchDraft draft = demand.draft(dice, requesters, r);
            const Offer offer = make_offer(dice, world, demand, rules, requesters, r, draft, {});
            return std::pair{draft.reward, sim::in_dollars(offer.reward) * 3600 / draft.seconds};
        };
        const auto [meant, pay] = hourly(*right);
        if (meant < 0.02 || meant > 8)
            continue;
        const double x = std::log(hourly(*biased).second / pay);
        sum += x, squares += x * x, ++n;
    }
    const double mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
    fmt::print("  log of pay for the true time with bias over that without: {:.4f} (error {:.4f})\n", mean, error);
    EXPECT_NEAR(mean, -0.2, 4 * error + 0.01);
    EXPECT_LT(error, 0.01);
}

bool is_all(const World& world, const CountrySet& set) {
    bool all = true;
    for (std::size_t c = 0; c < world.countries.size(); ++c)
        all = all && contains(set, static_cast<std::uint8_t>(c));
    return all;
}

/// A share of requesters asks for the approval rate that is usual on the platform, the others for none.
TEST(ApprovalAsked, IsThatOfThePlatformForAShareOfRequesters) {
    const auto asking = [](const char* share) {
        const auto model = shipped::model({std::string("demand.approval_share=") + share});
        const World& world = model->market().get<World>();
        Requesters requesters;
        model->market().get<Demand>().found_requesters(dice, requesters);
        double n = 0;
        for (std::size_t row = 0; row < requesters.rows(); ++row) {
            const RequesterId r{row};
            const float asked = requesters.approval[r];
            EXPECT_TRUE(asked == 0 || asked == static_cast<float>(world.platforms[requesters.platform[r]].approval_threshold));
            n += asked > 0;
        }
        return n / static_cast<double>(requesters.rows());
    };
    EXPECT_EQ(asking("0"), 0);
    EXPECT_EQ(asking("1"), 1);
    EXPECT_NEAR(asking("0.8"), 0.8, 4 * std::sqrt(0.8 * 0.2 / 18'721));
}

/// Who may take a requester's tasks: everybody, a list with half of the countries, or the home country alone.
TEST(Eligible, AreAllCountriesAListOrTheHomeCountryByTheirShares) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    Requesters requesters;
    model->market().get<Demand>().found_requesters(dice, requesters);
    const auto n = static_cast<double>(requesters.rows());
    ASSERT_GT(n, 15'000);
    double everywhere = 0, home_alone = 0, lists = 0;
    std::vector<double> listed(world.countries.size()), foreign(world.countries.size());
    for (std::size_t row = 0; row < requesters.rows(); ++row) {
        const RequesterId r{row};
        const CountrySet& set = requesters.eligible[r];
        CountrySet home{};
        insert(home, requesters.home[r]);
        EXPECT_TRUE(contains(set, requesters.home[r])) << "the own country always";
        if (set == home) {
            ++home_alone;
        } else if (is_all(world, set)) {
            ++everywhere;
        } else {
            ++lists;
            for (std::size_t c = 0; c < world.countries.size(); ++c)
                if (c != requesters.home[r])
                    ++foreign[c], listed[c] += contains(set, static_cast<std::uint8_t>(c));
        }
    }
    fmt::print("  requesters open to all countries {:.4f}, to a list {:.4f}, to their own {:.4f}, of {}\n", everywhere / n,
               lists / n, home_alone / n, n);
    // With a hundred countries no list is all of them, or none.
    ASSERT_EQ(world.countries.size(), 100u);
    const auto error = [&](double share) { return std::sqrt(share * (1 - share) / n); };
    EXPECT_NEAR(everywhere / n, 0.45, 4 * error(0.45));
    EXPECT_NEAR(lists / n, 0.35, 4 * error(0.35));
    EXPECT_NEAR(home_alone / n, 0.20, 4 * error(0.20));
    for (std::size_t c = 0; c < world.countries.size(); ++c)
        EXPECT_NEAR(listed[c] / foreign[c], 0.5, 4 * 0.5 / std::sqrt(foreign[c])) << world.countries[c].iso2;
}

/// Half of the buyers of the table are American: so are the requesters, but for the platform that has French ones only.
TEST(Eligible, TheHomesOfRequestersAreThoseOfTheTableOfBuyers) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    Requesters requesters;
    model->market().get<Demand>().found_requesters(dice, requesters);
    std::vector<double> homes(world.countries.size());
    double n = 0, buyers = 0;
    for (std::size_t row = 0; row < requesters.rows(); ++row)
        if (requesters.platform[RequesterId{row}] != world.platform("foulefactory"))
            ++homes[requesters.home[RequesterId{row}]], ++n;
        else
            EXPECT_EQ(requesters.home[RequesterId{row}], world.country("FR"));
    for (const auto& country : world.countries)
        buyers += country.buyer_share;
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        const double share = world.countries[c].buyer_share / buyers;
        EXPECT_NEAR(homes[c], share * n, 4 * std::sqrt(share * n) + 1) << world.countries[c].iso2;
    }
    const double us = homes[static_cast<std::size_t>(world.country("US"))] / n;
    fmt::print("  American requesters: {:.4f} of {}\n", us, n);
    EXPECT_NEAR(us, 0.5, 0.03);
}

/// P. Ipeirotis (2010): the top 0.1 % of requesters posted 30 % of the value, the top 1 % more than half, the top 10 % 90 %.
TEST(Demand, FewRequestersPostMostOfTheWork) {
    const auto model = shipped::model();
    const auto amt = static_cast<std::uint8_t>(model->market().get<World>().platform("amt"));
    Requesters requesters;
    model->market().get<Demand>().found_requesters(dice, requesters);
    std::vector<double> sizes;
    for (std::size_t r = 0; r < requesters.rows(); ++r)
        if (requesters.platform[RequesterId{r}] == amt)
            sizes.push_back(static_cast<double>(requesters.size[RequesterId{r}]));
    ASSERT_EQ(sizes.size(), 10'000u);
    std::sort(sizes.rbegin(), sizes.rend());
    EXPECT_NEAR(std::accumulate(sizes.begin(), sizes.end(), 0.0), 1, 1e-4);
    EXPECT_NEAR(std::accumulate(sizes.begin(), sizes.begin() + 10, 0.0), 0.30, 0.05);
    EXPECT_NEAR(std::accumulate(sizes.begin(), sizes.begin() + 100, 0.0), 0.60, 0.05);
    EXPECT_NEAR(std::accumulate(sizes.begin(), sizes.begin() + 1000, 0.0), 0.90, 0.05);
}

/// What is posted at a share of full scale is that share, batch by batch: the same batches, with fewer items.
TEST(Demand, ScalingThinsItemsNotBatches) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const Demand& demand = model->market().get<Demand>();
    const Rules rules = Rules::neutral(world.platforms.size());
    Requesters requesters;
    demand.found_requesters(dice, requesters);
    double full = 0, thinned = 0, squares = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const RequesterId r{i % requesters.rows()};
        requesters.posted[r] = i;
        const BatchDraft draft = demand.draft(dice, requesters, r);
        const Offer all = make_offer(dice, world, demand, rules, requesters, r, draft, {}),
                    tenth = make_offer(dice, world, demand, rules, requesters, r, draft, {.scale = 0.1});
        const double items = static_cast<double>(all.assignments) / world.task_types[draft.type].redundancy;
        const double kept = static_cast<double>(tenth.assignments) / world.task_types[draft.type].redundancy;
        EXPECT_LE(std::abs(kept - 0.1 * items), 1);
        full += items, thinned += kept, squares += (kept - 0.1 * items) * (kept - 0.1 * items);
        EXPECT_EQ(all.reward, tenth.reward);
    }
    EXPECT_NEAR(thinned, 0.1 * full, 4 * std::sqrt(squares)) << "rounding is fair";
}

const std::set<double> grid{.01, .02, .03, .04, .05, .06, .08, .10, .15, .20, .25, .30, .50, .75, 1, 1.5, 2, 2.5, 3, 5, 6, 10};

RC_GTEST_PROP(RewardProperty, IsAlwaysAnAmountThatIsOffered, ()) {
    const double usd = *rc::gen::inRange(0, 15'000'000) * 1e-6, u = *rc::gen::inRange(0, 1'000'000) * 1e-6;
    const double reward = sim::in_dollars(round_reward(usd, u));
    RC_ASSERT(grid.contains(reward));
    // One of the two neighbours of what was meant.
    if (usd >= 0.01 && usd <= 10) {
        const auto above = grid.upper_bound(usd);
        RC_ASSERT(reward == *std::prev(above) || (above != grid.end() && reward == *above));
    }
}

double expected_reward(double usd) {
    double sum = 0;
    for (int i = 0; i < 2000; ++i)
        sum += sim::in_dollars(round_reward(usd, (i + 0.5) / 2000));
    return sum / 2000;
}

TEST(Reward, RisesOnAverageWithWhatIsMeant) {
    double last = 0;
    for (double usd = 0.008; usd < 12; usd *= 1.01) {
        const double mean = expected_reward(usd);
        EXPECT_GE(mean, last) << usd;
        last = mean;
    }
    for (const double usd : grid)
        EXPECT_NEAR(expected_reward(usd), usd, 1e-9 * usd) << "an amount that is offered stays";
}

/// Half way between 0.08 and 0.10 on the log scale, the round one is taken three times out of four.
TEST(Reward, RoundAmountsAttract) {
    const double middle = std::sqrt(0.08 * 0.10);
    int round = 0;
    for (int i = 0; i < 1000; ++i)
        round += round_reward(middle, (i + 0.5) / 1000) == sim::dollars(0.10);
    EXPECT_NEAR(round, 750, 1);
}

}  // namespace microwork::demand_test
