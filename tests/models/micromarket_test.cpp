#include "models/micromarket/micromarket.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "models/micromarket/look.hpp"
#include "sim/problem.hpp"

namespace {

using micromarket::Batches;
using micromarket::BatchId;
using micromarket::CheckValues;
using micromarket::Groups;
using micromarket::MicroMarket;
using micromarket::Series;
using micromarket::WorkerId;
using micromarket::Workers;

constexpr std::int64_t people = 20'000;
constexpr int day = 96;

struct How {
    int threads = 1;
    std::size_t chunk = 2048;
    std::uint64_t seed = 1;
    int steps = day;
    sim::AuditDepth audit = sim::AuditDepth::totals;
};

std::unique_ptr<MicroMarket> run(const How& how) {
    auto model = std::make_unique<MicroMarket>();
    model->market.workers.set(people);
    const sim::Randomness randomness(how.seed, 0);
    const sim::Parallel parallel(how.threads);
    const sim::Clock clock = MicroMarket::clock();
    model->found(randomness, parallel);
    for (std::int32_t t = 0; t < how.steps; ++t) {
        const sim::Step step{t, clock, randomness, parallel, how.chunk};
        model->run_tick(step);
        model->audit(step, how.audit);
    }
    return model;
}

// A wrong rule shows in at least one of the seven statistics; the bands come from ten seeds of a plain program.
TEST(MicroMarket, StatisticsLieInTheBandsOfTheWorkload) {
    const CheckValues values = run({})->check_values();
    for (std::size_t v = 0; v < CheckValues::count; ++v) {
        const auto [low, high] = CheckValues::band(v, static_cast<double>(people), 3);
        EXPECT_GE(values.value[v], low) << CheckValues::names[v];
        EXPECT_LE(values.value[v], high) << CheckValues::names[v];
    }
}

// Money and time are integers: the identities hold to the last unit after every step, and no slot is given twice.
TEST(MicroMarket, BooksAreExactAfterEveryStep) { EXPECT_NO_THROW(run({2, 512, 3, 24, sim::AuditDepth::recount})); }

// The audit itself must be able to fail.
TEST(MicroMarket, AuditSeesAMicroDollarTooMuch) {
    auto model = run({1, 2048, 1, 4});
    auto* workers = dynamic_cast<Workers*>(model->tables()[1]);
    ASSERT_NE(workers, nullptr);
    workers->earnings[WorkerId{7}].value += 1;
    const sim::Randomness randomness(1, 0);
    const sim::Parallel parallel(1);
    const sim::Clock clock = MicroMarket::clock();
    try {
        model->audit({3, clock, randomness, parallel, 1}, sim::AuditDepth::recount);
        FAIL() << "no complaint";
    } catch (const sim::RunError& e) {
        EXPECT_EQ(std::string(e.what()).rfind("step 3: earnings of all workers and everything paid differ: ", 0), 0U) << e.what();
    }
}

// Parts and draws belong to worker numbers: neither threads nor chunks may change a bit.
TEST(MicroMarket, StateIsTheSameForAnyThreadsAndChunks) {
    const std::string expected = run({1, 2048, 1, 24})->digest();
    for (const int threads : {1, 2, 3, 8})
        for (const std::size_t chunk : {std::size_t{1}, std::size_t{100}, std::size_t{777}, std::size_t{100'000}})
            EXPECT_EQ(run({threads, chunk, 1, 24})->digest(), expected) << threads << " threads, chunk " << chunk;
}

TEST(MicroMarket, SeedsGiveDifferentMarkets) {
    std::set<std::string> digests;
    for (const std::uint64_t seed : {1U, 2U, 3U})
        digests.insert(run({1, 2048, seed, 4})->digest());
    EXPECT_EQ(digests.size(), 3U);
}

// What a worker accepted was open to the country and paid at least the reservation wage: seen from one step with a fresh market,
// in which a batch that was taken keeps its terms.
TEST(MicroMarket, NobodyWorksBelowTheReservationWage) {
    auto model = run({1, 2048, 5, 1});
    const auto& workers = model->economy().get<Workers>();
    std::size_t paid = 0;
    for (std::size_t w = 0; w < workers.rows(); ++w) {
        const WorkerId id{w};
        if (workers.earnings[id].value == 0)
            continue;
        ++paid;
        // One unit was done: its reward, per hour of work at most, where the time is cut at a quarter of an hour.
        const double hours = workers.paid[id] / 3600.0;
        EXPECT_GE(1e-6 * static_cast<double>(workers.earnings[id].value) / hours * 1.01,
                  static_cast<double>(workers.reservation[id]));
    }
    EXPECT_GT(paid, 1000U);
}

// Each part holds its share of every country, so that no country always comes first.
TEST(MicroMarket, GroupsCoverAllWorkersInEveryPart) {
    auto model = run({1, 2048, 1, 0});
    const auto& groups = model->economy().get<Groups>();
    const std::size_t parts = model->economy().get<micromarket::Rhythm>().parts;
    ASSERT_EQ(groups.rows(), parts * micromarket::countries + 1);
    for (std::size_t p = 0; p <= parts; ++p) {
        const micromarket::GroupId g{p * micromarket::countries};
        EXPECT_EQ(groups.first[g], people * static_cast<std::int64_t>(p) / static_cast<std::int64_t>(parts));
    }
}

// A wish is served before the wishes of later rows, by whichever owner; the losers come out in a fixed order.
TEST(OwnerDesk, ServesInOrderOfRows) {
    for (const int threads : {1, 3}) {
        sim::OwnerDesk desk;
        desk.divide(100);
        desk.open(2);
        desk.at(0).renew(3);
        desk.at(1).renew(3);
        desk.at(0).put({7, 0}, 1);
        desk.at(0).put({93, 1}, 0);  // does not count
        desk.at(0).put({93, 1}, 1);
        desk.at(1).put({7, 0}, 1);
        desk.at(1).put({93, 1}, 1);
        desk.at(1).put({7, 2}, 1);
        std::vector<int> slots(100, 0);
        slots[7] = 2;
        slots[93] = 1;
        const sim::Parallel parallel(threads);
        EXPECT_EQ(desk.settle(parallel, [&](std::uint32_t item) { return slots[item] > 0 && slots[item]-- > 0; }), 3U);
        ASSERT_EQ(desk.losers().size(), 2U);
        EXPECT_EQ(desk.losers()[0].chunk, 1U);
        EXPECT_EQ(desk.losers()[0].wish.at, 2U);
        EXPECT_EQ(desk.losers()[1].wish.item, 93U);
        EXPECT_EQ(slots[7] + slots[93], 0);
    }
}

// Words of neighbouring numbers are independent as far as a chi-square test of pairs sees: 255 degrees of freedom, 5 sigma.
TEST(Word32, NeighboursFillASquareEvenly) {
    constexpr std::uint32_t draws = 1 << 20;
    std::array<int, 256> seen{};
    const std::uint64_t key = sim::mix(3, 4);
    for (std::uint32_t n = 0; n < draws; ++n)
        ++seen[(sim::word32(key, n) >> 28) * 16 + (sim::word32(key, n + 1) >> 28)];
    double chi = 0;
    for (const int count : seen)
        chi += (count - draws / 256.0) * (count - draws / 256.0) / (draws / 256.0);
    EXPECT_NEAR(chi, 255, 5 * 22.6);
}

}  // namespace
