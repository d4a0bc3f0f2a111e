// Work for Masters and for levels: who may take it, what it pays, and what the platform takes for it.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::masters_test {

const sim::Randomness chance(11, 0);

PlatformData platform(const MicroworkModel& model, const char* id) {
    const World& world = model.market().get<World>();
    return world.platforms[static_cast<std::size_t>(world.platform(id))];
}

/// 10,000 batches: a share has a standard error of 0.005 at most.
TEST(Masters, AreAskedForByTheirShareOfBatchesOnAmtAlone) {
    const auto model = shipped::model();
    const PlatformData amt = platform(*model, "amt"), click = platform(*model, "clickworker"), toloka = platform(*model, "toloka");
    EXPECT_TRUE(amt.masters);
    EXPECT_DOUBLE_EQ(amt.masters_fee, 0.05);
    Reputation few, more;
    few.params.masters_share.set(sim::Share{0.2f}), more.params.masters_share.set(sim::Share{0.5f});
    int asked = 0;
    for (std::uint64_t key = 1; key <= 10'000; ++key) {
        const LevelAsked a = few.asked(chance, key, amt), b = more.asked(chance, key, amt);
        EXPECT_TRUE(!a.masters() || b.masters()) << "a larger share is a superset";
        EXPECT_EQ(a.approved, a.masters() ? 5000u : 0u);
        EXPECT_EQ(a.rate, a.masters() ? 0.99f : 0.0f);
        EXPECT_EQ(a.premium, a.masters() ? 0.6 : 0.0);
        EXPECT_FALSE(more.asked(chance, key, toloka).masters() || more.asked(chance, key, click).masters());
        EXPECT_EQ(few.asked(chance, key, click).level, more.asked(chance, key, click).level) << "levels are drawn on their own";
        asked += a.masters();
    }
    EXPECT_NEAR(asked, 2000, 200);
}

TEST(Levels, PayAPremiumByLevel) {
    Reputation reputation;
    reputation.params.premium.set(0.1);
    for (std::uint8_t level = 0; level <= 3; ++level)
        EXPECT_DOUBLE_EQ(reputation.needs(level).premium, 0.1 * level);
}

TEST(Masters, WithoutThemTheirNumbersMakeNoDifference) {
    const std::string expected = tiny::fingerprint(*tiny::finished({"reputation.masters_share=0"}));
    EXPECT_EQ(tiny::fingerprint(*tiny::finished({"reputation.masters_share=0", "reputation.masters_premium=2",
                                                 "reputation.masters_approved=3", "reputation.masters_rate=0.1"})),
              expected);
    EXPECT_NE(tiny::fingerprint(*tiny::finished({"reputation.masters_share=0.5"})), expected);
}

/// Log of the pay per hour of work of the batches posted on a platform, by the level that they ask for: mean and its error.
struct Pay {
    double sum = 0, squares = 0;
    int n = 0;
    double mean() const { return sum / n; }
    double variance_of_mean() const { return (squares / n - mean() * mean()) / (n - 1); }
};
std::map<int, Pay> pay_by_level(const char* id, const tiny::Overrides& overrides) {
    const tiny::Model model = tiny::load(overrides);
    model->found(tiny::randomness(*model), sim::Parallel(1));
    const auto& batches = model->market().get<Batches>();
    const int p = model->market().get<World>().platform(id);
    std::map<int, Pay> pay;
    for (std::int32_t tick = 0; tick < model->end_tick(); ++tick) {
        tiny::run(*model, 1, tick, tick + 1);
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.key[b] == 0 || batches.platform[b] != p || model->clock().tick_of(batches.posted[b]) != tick)
                continue;
            Pay& of_level = pay[batches.level[b]];
            const double log_pay = std::log(sim::in_dollars(batches.reward[b]) * 3600 / static_cast<double>(batches.seconds[b]));
            of_level.sum += log_pay, of_level.squares += log_pay * log_pay, ++of_level.n;
        }
    }
    return pay;
}

/// All requesters of AMT ask for 1,000 approved tasks and pay for that; half of their batches ask for Masters.
TEST(Masters, WorkPaysMorePerHourThanOtherGatedWork) {
    auto pay = pay_by_level("amt", {"demand.gate_share=1", "demand.log_pay_sd=0.2", "reputation.masters_share=0.5"});
    const Pay &gated = pay[0], &masters = pay[LevelAsked::masters_level];
    const double gap = masters.mean() - gated.mean(), error = std::sqrt(masters.variance_of_mean() + gated.variance_of_mean());
    fmt::print("  log pay per hour of {} batches for Masters over {} gated ones: {:+.2f} (error {:.2f})\n", masters.n, gated.n, gap,
               error);
    EXPECT_GT(gap, 3 * error);
    EXPECT_NEAR(gap, 0.6, 3 * error);
}

/// A premium of 0.3 a level, levels 1 to 3 as often: 0.6 on average.
TEST(Levels, WorkForThemPaysMore) {
    auto pay = pay_by_level("clickworker", {"reputation.level_share=0.5", "reputation.level_premium=0.3", "demand.log_pay_sd=0.2"});
    const double gap = pay[3].mean() - pay[0].mean(), error = std::sqrt(pay[3].variance_of_mean() + pay[0].variance_of_mean());
    fmt::print("  log pay per hour of {} batches for level 3 over {} for none: {:+.2f} (error {:.2f})\n", pay[3].n, pay[0].n, gap,
               error);
    EXPECT_GT(gap, 3 * error);
    EXPECT_NEAR(gap, 0.9, 3 * error);
}

/// When all work on AMT is for Masters, whoever has not the count gets none of it.
TEST(Masters, NobodyElseTakesTheirWork) {
    const tiny::Model model =
        tiny::finished({"reputation.masters_share=1", "reputation.masters_approved=2000", "reputation.masters_rate=0",
                        "people.tenure_weeks=10", "people.past_tasks_per_hour=3"});
    const auto& accounts = model->market().get<Accounts>();
    const int amt = model->market().get<World>().platform("amt");
    std::int64_t below = 0, above = 0;
    for (std::size_t r = 0; r < accounts.rows(); ++r)
        if (const AccountId a{r}; accounts.platform[a] == amt)
            (accounts.approved[a] < 2000 ? below : above) += accounts.approved_span[a] + accounts.rejected_span[a];
    EXPECT_EQ(below, 0);
    EXPECT_GT(above, 0);
}

/// AMT's 20 % and 5 points more. Without a minimum fee and the surcharge, shares of whole cents are exact.
TEST(Masters, TheirFeeIsBookedToTheMicroDollar) {
    for (const auto& [share, percent] : {std::pair{"0", 20}, std::pair{"1", 25}}) {
        const tiny::Model model = tiny::load({std::string("reputation.masters_share=") + share, "reputation.masters_approved=0",
                                              "reputation.masters_rate=0", "payment.surcharges=false", "run.audit=day"});
        const auto amt = static_cast<std::size_t>(model->market().get<World>().platform("amt"));
        model->market().get<World>().platforms[amt].minimum_fee = Money{0};
        tiny::found_and_run(*model);
        const auto& flows = model->market().get<PlatformFlows>();
        const sim::Id<PlatformFlow> row{amt};
        EXPECT_GT(flows.rewards[row], 0);
        EXPECT_EQ(flows.commission[row] * 100, flows.rewards[row] * percent);
    }
}

}  // namespace microwork::masters_test
