// Demand in the running market: neutral settings change no bit; prices, automation and crowds do what they should.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/checkpoint.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::demand_reacts {

using namespace microwork;

/// A quiet tiny world in which nobody comes or goes, so that weeks are cheap.
Overrides quiet(Overrides more = {}) {
    Overrides all{"activity.regular_sessions=5", "turnover.half_life_weeks=10000", "run.length=4w"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(DemandReacts, NeutralSettingsChangeNoBit) {
    const Overrides neutral{"adaptation.step=0", "elasticity.epsilon=0"};
    const auto with = [&](Overrides more) {
        more.insert(more.end(), neutral.begin(), neutral.end());
        return fingerprint(*finished(quiet(more)));
    };
    const std::string expected = with({});
    EXPECT_EQ(with({"adaptation.anchor=0.3", "adaptation.tolerance=0", "adaptation.least_batches=1", "adaptation.window=1w",
                    "elasticity.least=0.9", "elasticity.most=1.1", "demand.budget=1"}),
              expected);
    EXPECT_EQ(with({"demand.prepare_ai.automation_pace=2", "demand.verify_ai.renewal=1", "demand.other.renewal_decay=3"}),
              expected);
    EXPECT_NE(fingerprint(*finished(quiet())), expected) << "the mechanisms must bite, or this proves nothing";
}

/// What requesters have learned outlives a stop: in the burn-in, in the first measured week, and when pay has been revised.
TEST(DemandReacts, AResumedRunIsTheUninterruptedOne) {
    const std::string policy =
        "[[policy]]\ninstrument = \"minimum-task-pay\"\nhourly = \"6 USD/h\"\nworkers_in = [\"US\", \"EU\"]\nstart = 2018-01-10\n";
    const std::string expected = fingerprint(*finished(quiet(), 3, policy));
    for (const std::int32_t at : {500, 672 + 96, 672 * 4 + 200}) {
        const Model first = load(quiet(), policy);
        found_and_run(*first, 1, at);
        const tests::TempFolder folder;
        sim::write_checkpoint(folder / "c", {at, "", "", first->name()}, first->tables());
        const Model second = load(quiet(), policy);
        sim::read_checkpoint(folder / "c", second->tables());
        second->restored(at);
        run(*second, 2, at, second->end_tick());
        EXPECT_EQ(fingerprint(*second), expected) << "stopped before tick " << at;
    }
}

std::int64_t posted(const MicroworkModel& model, TaskFamily family) {
    return model.market().get<FamilyDemand>().posted[FamilyDemand::row_id{static_cast<std::size_t>(family)}];
}

/// Half of preparation is automated: it halves, verification gains, the rest has the very same batches. The tiny world posts
/// hundreds of batches of some hundred items, whose rounding leaves less than a per cent.
TEST(DemandReacts, AutomationTakesItsShareOfTheSameBatches) {
    const Model before = finished(), after = finished({"demand.prepare_ai.automated=0.5"});
    const auto ratio = [&](TaskFamily f) {
        return static_cast<double>(posted(*after, f)) / static_cast<double>(posted(*before, f));
    };
    EXPECT_NEAR(ratio(TaskFamily::prepare_ai), 0.5, 0.02);
    EXPECT_EQ(ratio(TaskFamily::impersonate_ai), 1);
    EXPECT_EQ(ratio(TaskFamily::other), 1);
    const auto& demand = after->market().get<Demand>();
    const double gain = 0.15 * 0.5 * demand.weekly_hours(TaskFamily::prepare_ai) / demand.weekly_hours(TaskFamily::verify_ai);
    EXPECT_NEAR(ratio(TaskFamily::verify_ai), 1 + gain, 0.02);
}

TEST(DemandReacts, CheaperWorkIsWantedMore) {
    const std::string cap = "[[policy]]\ninstrument = \"commission-cap\"\nshare = 0.0\n";
    const Model elastic = finished(quiet({"adaptation.step=0"}), 1, cap),
                rigid = finished(quiet({"adaptation.step=0", "elasticity.epsilon=0"}), 1, cap);
    EXPECT_GT(flow(*elastic, &PlatformFlows::posted), flow(*rigid, &PlatformFlows::posted));
    EXPECT_EQ(flow(*elastic, &PlatformFlows::batches), flow(*rigid, &PlatformFlows::batches)) << "the same batches, larger";
    const auto& prices = elastic->market().get<PlatformPrices>();
    const auto toloka = static_cast<std::size_t>(elastic->market().get<World>().platform("toloka"));
    const PlatformPrices::row_id row{toloka};
    EXPECT_LT(prices.price[row], 1);
    EXPECT_GT(prices.price[row], 1 / 1.3) << "half of the weeks are without the cap";
    EXPECT_NEAR(prices.volume[row], 1 / std::sqrt(prices.price[row]), 1e-12);
}

/// Target pay over first target pay: mean over the requesters who have learned their normal time.
double mean_pay(const MicroworkModel& model) {
    const auto& fills = model.market().get<FillTimes>();
    double sum = 0;
    int learned = 0;
    for (std::size_t i = 0; i < fills.rows(); ++i)
        if (const RequesterId r{i}; fills.normal[r].value > 0)
            sum += std::exp(static_cast<double>(fills.pay_shift[r])), ++learned;
    return sum / learned;
}

/// Newcomers pour in after the burn-in, with demand as it was: batches fill at once, and without an anchor pay gives way.
TEST(DemandReacts, ALargerCrowdLowersPay) {
    const Overrides loose{"adaptation.anchor=1", "run.length=20w", "run.burn_in=4w", "activity.regular_sessions=4"};
    Overrides crowded = loose;
    crowded.push_back("turnover.entry_level=100");
    crowded.push_back("turnover.half_life_weeks=300");
    Overrides usual = loose;
    usual.push_back("turnover.entry_level=0");
    usual.push_back("turnover.half_life_weeks=300");
    const double with_crowd = mean_pay(*finished(crowded)), without = mean_pay(*finished(usual));
    fmt::print("  mean target pay over the first: {:.3f} with a larger crowd, {:.3f} without\n", with_crowd, without);
    EXPECT_LT(with_crowd, 0.9 * without);
    EXPECT_LT(with_crowd, 1);
}

}  // namespace tiny::demand_reacts
