#include "sim/schedule.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sim::schedule_test {

struct Rules {
    int factor = 1;
};
struct Record {
    std::vector<std::string> seen;
};
struct Log {
    std::vector<std::string> lines;
};
struct Ask {
    std::uint32_t row = 0;
    std::int64_t amount = 0;
    bool operator==(const Ask&) const = default;
};

struct AgentTag;
struct Agents final : Table<AgentTag> {
    Agents() : Table("agents", "rows that act") {}
    Column<std::int64_t> value{this, "value", "what a row holds"};
    Column<std::int32_t> left{this, "left", "rounds still wanted"};
    Column<std::int32_t> visits{this, "visits", "rounds run"};
};
struct HeardTag;
struct Heard final : Table<HeardTag> {
    Heard() : Table("heard", "what was said") {}
    Column<std::int64_t> sum{this, "sum", "of all amounts"};
};

struct World : State<Rules, Record, Log, Agents, Heard, Messages<Ask>> {
    using rules = Rules;
    using record = Record;
};

/// A world on a clock of six-hour ticks.
struct Bench {
    explicit Bench(int threads = 1, std::size_t rows_at_once = 128) : parallel(threads), chunk(rows_at_once) {}
    Step step(std::int32_t tick) const { return {tick, clock, randomness, parallel, chunk}; }

    Clock clock{Date{std::chrono::year{2018} / 1 / 1}, Seconds{6 * 3600}};
    Randomness randomness{7, 0};
    Parallel parallel;
    std::size_t chunk;
    World world;
};

struct First {
    static constexpr const char* name = "first";
    void operator()(const Step&, const Rules& rules, Log& log) const {
        log.lines.push_back("first " + std::to_string(rules.factor));
    }
};
struct Second {
    static constexpr const char* name = "second";
    void operator()(const Step&, Log& log) const { log.lines.push_back("second"); }
};
struct Daily {
    static constexpr const char* name = "daily";
    void operator()(const Step& step, Log& log) const { log.lines.push_back("day " + std::to_string(step.tick)); }
};
struct Weekly {
    static constexpr const char* name = "weekly";
    void operator()(const Step& step, Log& log) const { log.lines.push_back("week " + std::to_string(step.tick)); }
};
struct Double {
    static constexpr const char* name = "double";
    void operator()(const Step&, Rules& rules) const { rules.factor *= 2; }
};
struct Look {
    static constexpr const char* name = "look";
    explicit Look(std::string word) : word_(std::move(word)) {}
    void operator()(const Step&, const Log& log, Record& record) const {
        record.seen.push_back(word_ + std::to_string(log.lines.size()));
    }
    std::string word_;
};

TEST(Schedule, RunsPhasesInTheOrderOfTheList) {
    Bench bench;
    Schedule<World> schedule(bench.world);
    schedule.policies<Double>();
    schedule.then<First>();
    schedule.then<Second>();
    schedule.observe<Look>("lines ");
    schedule.run(bench.step(0));
    schedule.run(bench.step(1));
    EXPECT_EQ(bench.world.get<Log>().lines, (std::vector<std::string>{"first 2", "second", "first 4", "second"}));
    EXPECT_EQ(bench.world.get<Record>().seen, (std::vector<std::string>{"lines 2", "lines 4"}));
}

TEST(Schedule, DailyAndWeeklyPhasesRunInTheFirstTickOfTheirSpan) {
    Bench bench;
    Schedule<World> schedule(bench.world);
    schedule.weekly<Weekly>();
    schedule.daily<Daily>();
    for (std::int32_t tick = 0; tick <= 28; ++tick)
        schedule.run(bench.step(tick));
    EXPECT_EQ(bench.world.get<Log>().lines, (std::vector<std::string>{"week 0", "day 0", "day 4", "day 8", "day 12", "day 16",
                                                                      "day 20", "day 24", "week 28", "day 28"}));
}

TEST(Schedule, TimesAndReportsEveryPhase) {
    Bench bench;
    Schedule<World> schedule(bench.world);
    schedule.then<First>();
    schedule.daily<Daily>();
    std::vector<std::string> after;
    schedule.after_phase = [&](const Step& step, std::string_view name) {
        after.push_back(std::string(name) + std::to_string(step.tick));
    };
    for (std::int32_t tick = 0; tick < 3; ++tick)
        schedule.run(bench.step(tick));
    EXPECT_EQ(after, (std::vector<std::string>{"first0", "daily0", "first1", "first2"}));
    const auto timings = schedule.timings();
    ASSERT_EQ(timings.size(), 2U);
    EXPECT_EQ(timings[0].name, "first");
    EXPECT_EQ(timings[0].calls, 3U);
    EXPECT_EQ(timings[1].calls, 1U);
    EXPECT_GE(timings[1].seconds, 0);
}

struct WithParams {
    static constexpr const char* name = "with_params";
    struct Params : ParamGroup {
        Params() : ParamGroup("section") {}
        Param<std::int64_t> step{this, "step", 3, {0, 10}, "added to every row", "a test"};
    } params;
    void operator()(const Step&, Agents& agents) const {
        for (auto& value : agents.value.all())
            value += params.step();
    }
};

TEST(Schedule, OffersTheParametersOfItsPhases) {
    Bench bench;
    bench.world.get<Agents>().resize(2);
    Schedule<World> schedule(bench.world);
    schedule.then<First>();
    schedule.then<WithParams>();
    ASSERT_EQ(schedule.param_groups().size(), 1U);
    EXPECT_EQ(schedule.param_groups()[0]->section(), "section");
    schedule.run(bench.step(0));
    EXPECT_EQ(bench.world.get<Agents>().value[Id<AgentTag>{1}], 3);
}

TEST(State, ListsItsTablesInTheOrderOfDeclaration) {
    World world;
    const auto tables = world.tables();
    ASSERT_EQ(tables.size(), 2U) << "rules, records and messages are no tables";
    EXPECT_EQ(tables[0]->name(), "agents");
    EXPECT_EQ(tables[1]->name(), "heard");
}

/// Row phase: changes its own row from its own draws, and says something now and then.
struct Speak {
    static constexpr const char* name = "speak";
    static constexpr Purpose draws{"schedule_test.speak"};
    void operator()(const Step& step, const Rules& rules, Own<Agents> own, Outbox<Ask> out) const {
        Dice dice = step.dice(draws, own.id().row);
        own[&Agents::value] += rules.factor * dice.below(1000);
        for (std::uint32_t n = dice.below(3); n > 0; --n)
            out.put({own.id().row, own[&Agents::value] + n});
    }
};
/// The same, walking the rows of a chunk itself.
struct SpeakInTurn {
    static constexpr const char* name = "speak_in_turn";
    void operator()(const Step& step, const Rules& rules, Walk<Agents> rows, Outbox<Ask> out) const {
        for (std::size_t i = 0; i < rows.size(); ++i)
            Speak()(step, rules, rows[i], out);
    }
};
/// Table phase: what it does depends on the order in which it hears the messages.
struct Listen {
    static constexpr const char* name = "listen";
    void operator()(const Step&, const Messages<Ask>& asks, Heard& heard) const {
        for (const Ask& ask : asks.all())
            heard.sum[Id<HeardTag>{0}] = static_cast<std::int64_t>(
                mix(static_cast<std::uint64_t>(heard.sum[Id<HeardTag>{0}]), ask.row + static_cast<std::uint64_t>(ask.amount)));
    }
};

struct Outcome {
    std::vector<Ask> asks;
    std::vector<std::int64_t> values;
    std::int64_t heard = 0;
    bool operator==(const Outcome&) const = default;
};

template <class Phase = Speak>
Outcome after_three_ticks(int threads, std::size_t chunk, std::size_t rows) {
    Bench bench(threads, chunk);
    bench.world.get<Agents>().resize(rows);
    bench.world.get<Heard>().resize(1);
    Schedule<World> schedule(bench.world);
    schedule.then<Phase>();
    schedule.then<Listen>();
    for (std::int32_t tick = 0; tick < 3; ++tick)
        schedule.run(bench.step(tick));
    const auto asks = bench.world.get<Messages<Ask>>().all();
    const auto values = bench.world.get<Agents>().value.all();
    return {{asks.begin(), asks.end()}, {values.begin(), values.end()}, bench.world.get<Heard>().sum[Id<HeardTag>{0}]};
}

TEST(Schedule, NeitherThreadsNorChunksChangeWhatRowsDoAndSay) {
    for (const std::size_t rows : {0UL, 1UL, 500UL}) {
        const Outcome expected = after_three_ticks(1, 1, rows);
        EXPECT_EQ(expected.asks.size() > 100, rows == 500) << "a comparison of nothing proves nothing";
        EXPECT_TRUE(
            std::is_sorted(expected.asks.begin(), expected.asks.end(), [](const Ask& a, const Ask& b) { return a.row < b.row; }));
        for (const std::size_t chunk : {1UL, 7UL, 128UL})
            for (const int threads : {1, 2, 3, 8}) {
                EXPECT_EQ(after_three_ticks(threads, chunk, rows), expected) << rows << " rows by " << chunk << " on " << threads;
                EXPECT_EQ(after_three_ticks<SpeakInTurn>(threads, chunk, rows), expected) << "by a phase that walks them itself";
            }
    }
}

struct Wanting {
    using table = Agents;
    static bool in(const Step&, const Agents& agents, Id<AgentTag> id) { return agents.left[id] > 0; }
};
struct Visit {
    static constexpr const char* name = "visit";
    void operator()(const Step&, Own<Agents> own, Outbox<Ask> out) const {
        --own[&Agents::left];
        ++own[&Agents::visits];
        out.put({own.id().row, own[&Agents::visits]});
    }
};
struct CountRound {
    static constexpr const char* name = "count_round";
    void operator()(const Step&, const Messages<Ask>& asks, Log& log) const {
        log.lines.push_back(std::to_string(asks.all().size()));
    }
};
struct Limit : ParamGroup {
    Limit() : ParamGroup("run") {}
    Param<std::int64_t> rounds{this, "rounds", 20, {1, 1000}, "most rounds", "a test"};
};

/// Row r wants r % 5 rounds; what each round visited, and how often the limit was hit.
struct Waves {
    std::vector<std::string> rounds;
    std::vector<std::int32_t> visits, left;
    std::uint64_t unfinished = 0;
    bool operator==(const Waves&) const = default;
};
Waves run_waves(int threads, std::size_t chunk, std::int64_t limit) {
    Bench bench(threads, chunk);
    Limit params;
    params.rounds.set(limit);
    auto& agents = bench.world.get<Agents>();
    agents.resize(100);
    for (std::size_t r = 0; r < 100; ++r)
        agents.left[Id<AgentTag>{r}] = static_cast<std::int32_t>(r % 5);
    Schedule<World> schedule(bench.world);
    schedule.waves<Wanting, Visit, CountRound>(params.rounds);
    schedule.run(bench.step(0));
    return {bench.world.get<Log>().lines,
            {agents.visits.all().begin(), agents.visits.all().end()},
            {agents.left.all().begin(), agents.left.all().end()},
            schedule.unfinished_waves()};
}

TEST(Waves, ShrinkToTheRowsThatAreStillReadyAndStop) {
    const Waves waves = run_waves(1, 7, 20);
    EXPECT_EQ(waves.rounds, (std::vector<std::string>{"80", "60", "40", "20"}));
    EXPECT_EQ(waves.unfinished, 0U);
    for (std::size_t r = 0; r < 100; ++r)
        EXPECT_EQ(waves.visits[r], static_cast<std::int32_t>(r % 5)) << r;
}

TEST(Waves, StopAtTheLimitAndSayThatTheyDid) {
    const Waves waves = run_waves(1, 7, 3);
    EXPECT_EQ(waves.rounds.size(), 3U);
    EXPECT_EQ(waves.unfinished, 1U);
    EXPECT_EQ(waves.left[4], 1) << "what was not done is still wanted in the next tick";
    EXPECT_EQ(run_waves(1, 7, 4).unfinished, 0U) << "the limit is not hit when the last round finishes";
}

TEST(Waves, NeitherThreadsNorChunksChangeThem) {
    const Waves expected = run_waves(1, 1, 20);
    for (const std::size_t chunk : {1UL, 7UL, 128UL})
        for (const int threads : {2, 3, 8})
            EXPECT_EQ(run_waves(threads, chunk, 20), expected) << chunk << " on " << threads;
}

TEST(Waves, RowPhasesAfterThemWalkAllRowsAgain) {
    Bench bench;
    Limit params;
    bench.world.get<Agents>().resize(10);
    bench.world.get<Agents>().left[Id<AgentTag>{4}] = 1;
    Schedule<World> schedule(bench.world);
    schedule.waves<Wanting, Visit>(params.rounds);
    schedule.then<Visit>();
    schedule.run(bench.step(0));
    for (std::size_t r = 0; r < 10; ++r)
        EXPECT_EQ(bench.world.get<Agents>().visits[Id<AgentTag>{r}], r == 4 ? 2 : 1);
}

TEST(Waves, DoNothingWhenNobodyIsReady) {
    Bench bench;
    Limit params;
    bench.world.get<Agents>().resize(10);
    Schedule<World> schedule(bench.world);
    schedule.waves<Wanting, Visit, CountRound>(params.rounds);
    schedule.run(bench.step(0));
    EXPECT_TRUE(bench.world.get<Log>().lines.empty());
}

}  // namespace sim::schedule_test
