// Entry and exit: the half-life of the pool, the causes of exits, and registrations that follow pay.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::turnover_test {

/// Everybody at the mean hazard, nobody comes: the pool halves as often as the parameter says. Exits are caught up at the next
/// log-in for the time offline, so sessions are short and many here.
TEST(Turnover, ThePoolHasItsHalfLife) {
    const auto model = tiny::finished({"turnover.half_life_weeks=4", "turnover.exit_exponent=0", "turnover.exit_scale=1",
                                       "turnover.entry_level=0", "turnover.job_share=0", "run.length=7w", "population.scale=3",
                                       "activity.regular_session_hours=0.2", "learning.attractiveness_exponent=0"},
                                      2);
    const auto people = static_cast<double>(model->market().get<Workers>().rows());
    const double left = 1 - static_cast<double>(tiny::flow(*model, &CountryFlows::exits)) / people, expected = 0.25;
    // A fourteenth of a week between log-ins, an eightieth of it online: exits not noticed yet, and time that does not count.
    const double late = 2 * std::log(2) / 4 / 14, online = 8 * std::log(2) / 4 * (14 * 0.25 / 168);
    const double error = 4 * std::sqrt(expected * (1 - expected) / people);
    EXPECT_GT(left, expected - error);
    EXPECT_LT(left, expected * (1 + late + online) + error);
}

TEST(Turnover, JobsTakeTheirShareOfThoseWhoCanHaveOne) {
    const auto model = tiny::finished({"turnover.half_life_weeks=3", "turnover.exit_exponent=0", "turnover.exit_scale=1",
                                       "turnover.entry_level=0", "turnover.job_share=0.4", "run.length=3w", "population.scale=3"},
                                      2);
    const auto& lives = model->market().get<Lives>();
    double able = 0, unable = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r)
        if (lives.dormant[LifeId{r}])
            (lives.status[LifeId{r}] == static_cast<std::uint8_t>(ActivityStatus::unable_health) ? unable : able) += 1;
    // Some leave at what would have been the first log-in: of them nothing is known, and the mean person finds a job.
    const auto exits = static_cast<double>(tiny::flow(*model, &CountryFlows::exits)),
               jobs = static_cast<double>(tiny::flow(*model, &CountryFlows::exits_job));
    const double expected = 0.4 * (exits - unable);
    ASSERT_GT(able, 100);
    EXPECT_NEAR(jobs, expected, 4 * std::sqrt(0.4 * 0.6 * exits));
}

/// The same people in markets that pay a third and three times as much. Without the exponent, pay has no part in exits.
TEST(Turnover, PeopleLeaveSoonerWhenPayIsLow) {
    const auto exits = [](const char* log_pay, const char* exponent) {
        const auto model =
            tiny::finished({"turnover.half_life_weeks=8", "turnover.exit_scale=1", "turnover.entry_level=0", "turnover.job_share=0",
                            "run.length=5w", "population.scale=3", "activity.regular_share=1",
                            std::string("demand.log_pay=") + log_pay, std::string("turnover.exit_exponent=") + exponent},
                           2);
        return static_cast<double>(tiny::flow(*model, &CountryFlows::exits));
    };
    const double low = exits("-1.1", "0.5"), high = exits("1.1", "0.5");
    EXPECT_GT(low, high + 3 * std::sqrt(low + high));
    const double low_neutral = exits("-1.1", "0"), high_neutral = exits("1.1", "0");
    EXPECT_NEAR(low_neutral, high_neutral, 4 * std::sqrt(low_neutral + high_neutral));
    fmt::print("  exits at low and high pay: {} and {}; with exponent 0: {} and {}\n", low, high, low_neutral, high_neutral);
}

TEST(Turnover, RegistrationsFollowPay) {
    Turnover turnover;
    PayLevels levels;
    levels.resize(1);
    const sim::Id<PayLevel> level{0};
    const auto response = [&](std::int64_t pay, double outside = 1) {
        levels.learned[level] = 1000 * pay, levels.people[level] = 1000;
        return response_to_pay(turnover, levels, 0, outside);
    };
    EXPECT_EQ(response(2'000'000), 1) << "nothing is known before the measured span";
    levels.first_learned[level] = 400 * std::int64_t{2'000'000}, levels.first_people[level] = 400;
    EXPECT_DOUBLE_EQ(response(2'000'000), 1);
    const double share = 1000.0 / (1000 + turnover.params.talk_weight());
    EXPECT_NEAR(response(3'000'000), std::pow(1 + 0.5 * share, 0.6), 1e-12);
    EXPECT_NEAR(response(2'000'000, 0.5), std::pow(2, 0.6), 1e-12) << "the same dollars are worth twice as much";
    EXPECT_EQ(response(1), 0.3) << "least";
    EXPECT_EQ(response(2'000'000, 0.001), 3) << "most";
    turnover.params.entry_elasticity.set(0);
    EXPECT_EQ(response(3'000'000), 1) << "neutral";
}

TEST(Turnover, WithoutElasticityTheNewsMakesNoDifference) {
    const auto run = [](const char* elasticity, const tiny::Overrides& more) {
        tiny::Overrides all{elasticity, "turnover.entry_level=10", "run.length=2w"};
        all.insert(all.end(), more.begin(), more.end());
        auto hashes = tiny::table_hashes(*tiny::finished(all));
        hashes.erase("pay_levels");  // the news itself
        return hashes;
    };
    const auto deaf = run("turnover.entry_elasticity=0", {});
    EXPECT_EQ(run("turnover.entry_elasticity=0", {"turnover.talk_weight=1000", "turnover.talk_days=1",
                                                  "turnover.least_entry_response=1", "turnover.most_entry_response=1"}),
              deaf);
    EXPECT_NE(run("turnover.entry_elasticity=4", {}), deaf);
}

/// More pay, more newcomers: rewards doubled by a policy in the second measured week.
TEST(Turnover, BetterPayDrawsNewcomers) {
    const std::string policy = "[[policy]]\ninstrument = \"minimum-reward\"\nreward = \"0.5 USD\"\nstart = 2018-01-08\n";
    const tiny::Overrides overrides{"run.length=5w",        "turnover.entry_level=15", "learning.hours=5",
                                    "turnover.talk_days=7", "elasticity.epsilon=0",    "demand.budget=100"};
    const auto with = tiny::finished(overrides, 2, policy), without = tiny::finished(overrides, 2);
    const auto newcomers = [](const tiny::Model& m) { return static_cast<double>(tiny::flow(*m, &CountryFlows::registrations)); };
    EXPECT_GT(newcomers(with), newcomers(without) + 4 * std::sqrt(newcomers(with) + newcomers(without)));
}

/// The weekly counts of people and accounts are those of the tables.
TEST(Turnover, TheSeriesOfHoldingsCountsTheTables) {
    const auto model = tiny::load({"run.length=2w"});
    tiny::found_and_run(*model, 1, 14 * 96 + 1);  // the first tick of the third week
    const auto& record = model->market().get<sim::Recorder>();
    const auto& [lives, accounts] = std::tie(model->market().get<Lives>(), model->market().get<Accounts>());
    std::int64_t people = 0, held = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r)
        people += !lives.dormant[LifeId{r}];
    for (std::size_t r = 0; r < accounts.rows(); ++r)
        held += !lives.dormant[accounts.owner[AccountId{r}]] && accounts.status[AccountId{r}] != AccountStatus::banned;
    for (std::size_t i = 0; i < record.series().size(); ++i) {
        const std::int64_t day = record.total(sim::SeriesId{i}, 14, 15), last = record.total(sim::SeriesId{i}, 20, 21);
        if (record.series()[i].name == "people_known") {
            EXPECT_EQ(day, people);
            EXPECT_EQ(last, people) << "the days of the week show its beginning";
        }
        if (record.series()[i].name == "accounts_held") {
            EXPECT_EQ(day, held);
        }
    }
    EXPECT_GT(people, 0);
}

}  // namespace microwork::turnover_test
