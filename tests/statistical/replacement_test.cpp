// Models and people in the running market: neutral settings change no bit; cheaper models and dearer people replace more.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/checkpoint.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::replacement {

using namespace microwork;

/// Requesters decide every week; pay and prices stay, nobody comes or goes, so that nothing else moves what is wanted.
Overrides still(Overrides more = {}) {
    Overrides all{"activity.regular_sessions=5", "turnover.half_life_weeks=10000", "run.length=4w",
                  "adaptation.step=0",           "elasticity.epsilon=0",           "demand.budget=1000",
                  "replacement.weeks=1"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}
Overrides models_at(double price, Overrides more = {}) {
    more.push_back(fmt::format("demand.prepare_ai.model_price={}", price));
    return still(more);
}

std::int64_t of(const MicroworkModel& model, TaskFamily f, decltype(FamilyDemand::posted) FamilyDemand::*column) {
    return (model.market().get<FamilyDemand>().*column)[FamilyDemand::row_id{static_cast<std::size_t>(f)}];
}
std::int64_t posted(const MicroworkModel& model, TaskFamily f) { return of(model, f, &FamilyDemand::posted); }
std::int64_t by_models(const MicroworkModel& model, TaskFamily f) { return of(model, f, &FamilyDemand::by_models); }

constexpr TaskFamily prepare = TaskFamily::prepare_ai, verify = TaskFamily::verify_ai;

/// But for the account of what people cost, which is kept whether anybody reads it or not.
TEST(Replacement, ModelsThatAreTooDearChangeNoBit) {
    const auto hashes = [](Overrides more) {
        auto list = table_hashes(*finished(still(more)));
        list.erase("replacements"), list.erase("state_hashes");
        return list;
    };
    const auto expected = hashes({});
    EXPECT_EQ(hashes({"replacement.propensity=1", "replacement.weeks=3", "demand.prepare_ai.model_reach=1",
                      "demand.other.model_price_fall=0.5"}),
              expected);
    EXPECT_EQ(hashes({"replacement.propensity=0", "demand.prepare_ai.model_price=0"}), expected) << "nobody wants them";
    EXPECT_EQ(hashes({"demand.prepare_ai.model_price=0", "demand.prepare_ai.model_reach=0"}), expected) << "they can do nothing";
    EXPECT_NE(hashes({"demand.prepare_ai.model_price=0"}), expected);
}

/// What models do and what people are offered is what people were offered without them; other families stay to the bit.
TEST(Replacement, CheaperModelsNeverReplaceLess) {
    const Overrides no_renewal{"demand.prepare_ai.renewal=0"};
    const Model none = finished(models_at(1000, no_renewal));
    const std::int64_t all = posted(*none, prepare);
    std::int64_t before = 0;
    for (const double price : {4.0, 1.0, 0.3, 0.0}) {
        const Model model = finished(models_at(price, no_renewal));
        const std::int64_t now = by_models(*model, prepare);
        fmt::print("  models at {:.1f} of typical pay: {:.1f} % of preparation by models\n", price,
                   100 * static_cast<double>(now) / static_cast<double>(all));
        EXPECT_GE(now, before);
        // Seconds are rounded twice a batch.
        EXPECT_NEAR(static_cast<double>(now + posted(*model, prepare)), static_cast<double>(all), 5000);
        for (const TaskFamily f : {verify, TaskFamily::impersonate_ai, TaskFamily::other})
            EXPECT_EQ(posted(*model, f), posted(*none, f));
        before = now;
    }
    EXPECT_GT(before, all / 5);
}

TEST(Replacement, KeepsSomeVerification) {
    const Model without = finished(models_at(0, {"demand.prepare_ai.renewal=0"})), with = finished(models_at(0));
    EXPECT_GT(posted(*with, verify), posted(*without, verify));
    EXPECT_EQ(posted(*with, prepare), posted(*without, prepare));
}

/// The same draws with and without a least pay of 12 USD an hour for everybody: people cost more, so models replace more of them.
/// Of the families without models nothing goes.
TEST(Replacement, APayFloorReplacesMore) {
    const std::string floor =
        "[[policy]]\ninstrument = \"minimum-task-pay\"\nhourly = \"12 USD/h\"\nworkers_in = [\"Africa\", \"Arab States\", "
        "\"Asia and the Pacific\", \"Europe and Central Asia\", \"Latin America and the Caribbean\", \"Northern America\"]\n"
        "cut = 0.0\nexclude = 0.0\nmove = 0.0\n";
    double floored = 0, free = 0, dearer = 0;
    for (int replicate = 0; replicate < 3; ++replicate) {
        const Overrides market = models_at(1.5, {fmt::format("run.replicate={}", replicate)});
        const Model with = finished(market, 1, floor), without = finished(market);
        EXPECT_GT(by_models(*with, prepare), by_models(*without, prepare));
        EXPECT_EQ(by_models(*with, TaskFamily::other), 0);
        floored += static_cast<double>(by_models(*with, prepare)), free += static_cast<double>(by_models(*without, prepare));
        const Model fees = finished(market, 1, "[[shock]]\nkind = \"fee-rise\"\ncommission = 0.5\n");
        dearer += static_cast<double>(by_models(*fees, prepare));
        EXPECT_GE(by_models(*fees, prepare), by_models(*without, prepare)) << "a dearer platform does the same";
    }
    fmt::print("  work given to models with the floor over that without: {:.2f}; with dearer commissions: {:.2f}\n", floored / free,
               dearer / free);
    EXPECT_GT(floored, 1.1 * free);
}

TEST(Replacement, IsRecordedByFamily) {
    const Model model = finished(models_at(0.3));
    const auto& record = model->market().get<sim::Recorder>();
    const auto value = [&](const std::string& name, std::size_t day) {
        std::size_t s = 0;
        while (record.series()[s].name != name)
            ++s;
        return record.value({s}, day, 0);
    };
    const std::size_t last = record.days() - 1;
    EXPECT_EQ(value("replaced", 6), 0) << "the burn-in";
    EXPECT_EQ(value("time_by_models", 6), 0);
    EXPECT_GT(value("replaced", last), 0);
    EXPECT_LE(value("replaced", last), 500'000) << "the reach, in millionths";
    EXPECT_EQ(value("time_by_models", last), by_models(*model, prepare));
}

TEST(Replacement, NeitherThreadsNorAStopChangeIt) {
    const Overrides market = models_at(0.5);
    const std::string expected = fingerprint(*finished(market));
    EXPECT_EQ(fingerprint(*finished(market, 3)), expected);
    for (const std::int32_t at : {672 + 50, 672 * 3 + 200}) {
        const Model first = load(market);
        found_and_run(*first, 1, at);
        const tests::TempFolder folder;
        sim::write_checkpoint(folder / "c", {at, "", "", first->name()}, first->tables());
        const Model second = load(market);
        sim::read_checkpoint(folder / "c", second->tables());
        second->restored(at);
        run(*second, 2, at, second->end_tick());
        EXPECT_EQ(fingerprint(*second), expected) << "stopped before tick " << at;
    }
}

}  // namespace tiny::replacement
