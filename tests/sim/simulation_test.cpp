#include "sim/simulation.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "sim/checkpoint.hpp"
#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

namespace sim::simulation_test {

namespace fs = std::filesystem;

struct CellTag;
struct Cells final : Table<CellTag> {
    Cells() : Table("cells", "rows that walk at random") { hash_by("key", "group"); }
    Column<std::uint64_t> key{this, "key", "identity"};
    Column<std::uint8_t> group{this, "group", "where it is counted"};
    Column<std::int64_t> value{this, "value", "where the walk has come to"};
};

/// Rows walk at random; nothing but the tables lives from tick to tick, except a sum that is derived from them.
class Toy final : public Model {
  public:
    explicit Toy(std::size_t rows) {
        cells_.resize(rows);
        for (std::size_t r = 0; r < rows; ++r)
            cells_.key[Id<CellTag>{r}] = r + 1, cells_.group[Id<CellTag>{r}] = static_cast<std::uint8_t>(r % 3);
    }
    std::string name() const override { return "toy"; }
    void run_tick(const Step& step) override {
        ticks.push_back(step.tick);
        step.parallel.for_chunks(cells_.rows(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t r = begin; r < end; ++r)
                cells_.value[Id<CellTag>{r}] += step.dice(walk, r + 1).below(100) + derived_ % 2;
        });
        derive();
        if (stop_at == step.tick)
            stop = 1;
    }
    void audit(const Step& step, AuditDepth depth) const override {
        (depth == AuditDepth::recount ? recounts : totals).push_back(step.tick);
        if (step.tick == broken_at)
            throw RunError("the books do not balance");
    }
    std::vector<TableBase*> tables() override { return {&cells_, &hashes_}; }
    std::vector<std::size_t> busy_tables() const override { return {0}; }
    StateHashes& hashes() override { return hashes_; }
    void restored(std::int32_t tick) override {
        restored_at = tick;
        derive();
    }

    std::vector<std::int64_t> values() const { return {cells_.value.all().begin(), cells_.value.all().end()}; }
    std::vector<std::pair<std::int32_t, std::uint64_t>> hash_list() const {
        std::vector<std::pair<std::int32_t, std::uint64_t>> list;
        for (std::size_t r = 0; r < hashes_.rows(); ++r)
            list.emplace_back(hashes_.tick[Id<HashRow>{r}], hashes_.hash[Id<HashRow>{r}]);
        return list;
    }

    std::vector<std::int32_t> ticks;
    mutable std::vector<std::int32_t> recounts, totals;
    std::atomic<int> stop{0};
    std::int32_t stop_at = -1, broken_at = -1, restored_at = -1;

  private:
    static constexpr Purpose walk{"simulation_test.walk"};
    void derive() {
        derived_ = 0;
        for (const auto value : std::as_const(cells_).value.all())
            derived_ += value;
    }

    Cells cells_;
    StateHashes hashes_;
    std::int64_t derived_ = 0;
};

class Simulation : public testing::Test {
  protected:
    /// Ticks of six hours: four a day, 28 a week.
    static LoopResult run(Model& model, const LoopOptions& options, int threads = 1, std::size_t chunk = 7) {
        return run_loop(model, Clock(Date{std::chrono::year{2018} / 1 / 1}, Seconds{6 * 3600}), Randomness(5, 0), Parallel(threads),
                        chunk, options);
    }
    static LoopOptions until(std::int32_t end) {
        LoopOptions options;
        options.end_tick = end;
        return options;
    }

    tests::TempFolder folder_;
    fs::path file_ = folder_ / "toy.checkpoint";
};

TEST_F(Simulation, RunsEveryTickOnceAndReportsProgress) {
    Toy toy(10);
    std::vector<std::int32_t> done;
    auto options = until(5);
    options.progress = [&](const Progress& p) { done.push_back(p.tick); };
    const LoopResult result = run(toy, options);
    EXPECT_EQ(toy.ticks, (std::vector<std::int32_t>{0, 1, 2, 3, 4}));
    EXPECT_EQ(done, (std::vector<std::int32_t>{1, 2, 3, 4, 5}));
    EXPECT_EQ(result.ended, Ended::finished);
    EXPECT_EQ(result.next_tick, 5);
    EXPECT_EQ(result.checkpoints, 0);
}

TEST_F(Simulation, AuditsEveryTickAndRecountsAsOftenAsAsked) {
    for (const auto& [how_often, expected] :
         {std::pair<std::string, std::vector<std::int32_t>>{"week", {0, 28}}, {"day", {0, 4, 8, 12, 16, 20, 24, 28}}}) {
        Toy toy(1);
        auto options = until(30);
        options.audit = how_often;
        run(toy, options);
        EXPECT_EQ(toy.recounts, expected);
        EXPECT_EQ(toy.recounts.size() + toy.totals.size(), 30U);
    }
    Toy toy(1);
    auto options = until(3);
    options.audit = "tick";
    run(toy, options);
    EXPECT_EQ(toy.recounts.size(), 3U);
}

TEST_F(Simulation, ABrokenAuditEndsTheRun) {
    Toy toy(1);
    toy.broken_at = 2;
    EXPECT_THROW(run(toy, until(5)), RunError);
    EXPECT_EQ(toy.ticks.back(), 2);
}

TEST_F(Simulation, HashesAtTheChosenTicksByGroup) {
    Toy toy(9);
    auto options = until(29);
    options.hash_every = 8;
    run(toy, options);
    std::vector<std::int32_t> at;
    for (const auto& [tick, hash] : toy.hash_list())
        if (at.empty() || at.back() != tick)
            at.push_back(tick);
    EXPECT_EQ(at, (std::vector<std::int32_t>{0, 8, 16, 24, 28})) << "every eighth tick, and each week";
    EXPECT_EQ(toy.hash_list().size(), 3 * at.size()) << "one for each group";
}

TEST_F(Simulation, HashesTellTwoSeedsApartAndTwoThreadsNot) {
    Toy one(200), two(200), other(200);
    run(one, until(20));
    run(two, until(20), 3, 1);
    EXPECT_EQ(one.hash_list(), two.hash_list());
    EXPECT_EQ(one.values(), two.values());
    run_loop(other, Clock(Date{std::chrono::year{2018} / 1 / 1}, Seconds{6 * 3600}), Randomness(6, 0), Parallel(1), 7, until(20));
    EXPECT_NE(one.hash_list(), other.hash_list());
}

TEST_F(Simulation, AStopEndsBeforeTheNextTickWithACheckpoint) {
    Toy toy(4);
    toy.stop_at = 3;
    auto options = until(10);
    options.stop = &toy.stop;
    options.checkpoint_file = file_;
    options.scenario = "[run]\n";
    options.scenario_digest = "abc";
    const LoopResult result = run(toy, options);
    EXPECT_EQ(result.ended, Ended::stopped);
    EXPECT_EQ(result.next_tick, 4);
    EXPECT_EQ(result.checkpoints, 1);
    EXPECT_EQ(toy.ticks.back(), 3);
    const CheckpointHead head = read_checkpoint_head(file_);
    EXPECT_EQ(head.tick, 4);
    EXPECT_EQ(head.model, "toy");
    EXPECT_EQ(head.scenario, "[run]\n");
    EXPECT_EQ(head.scenario_digest, "abc");
}

TEST_F(Simulation, AStopWithoutAFileStopsAllTheSame) {
    Toy toy(4);
    toy.stop = 1;
    auto options = until(10);
    options.stop = &toy.stop;
    const LoopResult result = run(toy, options);
    EXPECT_EQ(result.ended, Ended::stopped);
    EXPECT_EQ(result.next_tick, 0);
    EXPECT_EQ(result.checkpoints, 0);
    EXPECT_TRUE(toy.ticks.empty());
}

TEST_F(Simulation, AStopAfterTheLastTickIsNoStop) {
    Toy toy(4);
    toy.stop_at = 9;
    auto options = until(10);
    options.stop = &toy.stop;
    EXPECT_EQ(run(toy, options).ended, Ended::finished);
}

TEST_F(Simulation, WritesCheckpointsAtMultiplesOfTheirSpan) {
    Toy toy(4);
    auto options = until(21);
    options.checkpoint_every = 8;
    options.checkpoint_file = file_;
    EXPECT_EQ(run(toy, options).checkpoints, 2) << "before ticks 8 and 16, not before the first";
    EXPECT_EQ(read_checkpoint_head(file_).tick, 16);
    EXPECT_EQ(read_checkpoint_head(file_.string() + ".previous").tick, 8);
}

TEST_F(Simulation, AShortRunWithoutASpanWritesNone) {
    Toy toy(4);
    auto options = until(21);
    options.checkpoint_file = file_;
    options.checkpoint_wall_seconds = 0;
    EXPECT_EQ(run(toy, options).checkpoints, 0);
    EXPECT_FALSE(fs::exists(file_));
}

TEST_F(Simulation, AResumedRunIsTheUninterruptedOne) {
    Toy whole(50);
    run(whole, until(60));
    for (const std::int32_t stop_at : {0, 7, 27, 28, 58}) {
        auto options = until(60);
        options.checkpoint_file = file_;
        Toy first(50);
        first.stop_at = stop_at;
        options.stop = &first.stop;
        ASSERT_EQ(run(first, options).ended, Ended::stopped);

        Toy second(50);
        auto tables = second.tables();
        options.first_tick = read_checkpoint_head(file_).tick;
        options.stop = nullptr;
        read_checkpoint(file_, tables);
        second.restored(options.first_tick);
        run(second, options);
        EXPECT_EQ(second.restored_at, stop_at + 1);
        EXPECT_EQ(second.ticks.front(), stop_at + 1);
        EXPECT_EQ(second.values(), whole.values()) << stop_at;
        EXPECT_EQ(second.hash_list(), whole.hash_list()) << "the record of hashes is continuous, too: " << stop_at;
    }
}

}  // namespace sim::simulation_test
