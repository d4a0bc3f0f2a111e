// What requesters want done: hours, sizes of requesters, amounts of money.
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
