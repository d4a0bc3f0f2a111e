#include "models/microwork/mechanisms/serve_claims.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/properties/tiny_world.hpp"

namespace microwork::serve_claims_test {

/// A round of claims on one batch of so many assignments, posted at second 100 of the first tick: one for each worker, by cursor.
struct Round {
    explicit Round(std::int32_t open) : model(tiny::load()), market(model->market()) {
        model->found(tiny::randomness(*model), sim::Parallel(1));
        auto& batches = market.get<Batches>();
        batch = batches.append();
        batches.key[batch] = 77, batches.open[batch] = open, batches.posted[batch] = Instant{100};
        batches.expires[batch] = sim::never;
        market.get<TaskLedger>().enter(TaskClass::open, open);
        market.get<Boards>().rebuild(batches);
    }
    void serve(const std::vector<std::int32_t>& cursors) {
        auto& claims = market.get<sim::Messages<sim::Claim>>();
        auto& s = market.get<Sessions>();
        claims.open(1);
        for (const std::int32_t cursor : cursors) {
            const SessionId id = s.append();
            s.key[id] = 1000 + static_cast<std::uint64_t>(cursor), s.cursor[id] = Instant{cursor};
            claims.outbox(0).put({batch.row, id.row, 1, 0, 1.0f / static_cast<float>(cursor)});
        }
        claims.join();
        const sim::Clock clock = model->clock();
        const auto randomness = tiny::randomness(*model);
        const sim::Parallel parallel(1);
        const sim::Step step{0, clock, randomness, parallel, 128};
        ServeClaims()(step, claims, market.get<sim::ClaimDesk>(), market.get<Tills>(), s, market.get<Batches>(),
                      market.get<Boards>(), market.get<Participations>(), market.get<TaskLedger>(), market.get<PlatformFlows>(),
                      market.get<FillTimes>());
    }
    /// How long the batch took, 0 = not filled yet.
    std::int32_t took() const { return market.get<FillTimes>().took[RequesterId{0}][0]; }

    tiny::Model model;
    Market& market;
    BatchId batch;
};

/// Those who get something in the round in which the batch runs out may come in any order: the latest of them counts.
TEST(ServeClaims, ABatchIsFilledWhenTheLatestOfItsTakersComes) {
    std::vector<std::int32_t> cursors{300, 500, 700};
    do {
        Round round(3);
        round.serve(cursors);
        EXPECT_EQ(round.took(), 600);
        EXPECT_EQ(round.market.get<Batches>().filled[round.batch], 1);
    } while (std::next_permutation(cursors.begin(), cursors.end()));
}

/// Who gets nothing does not count, and neither does what opens again later.
TEST(ServeClaims, OnlyTakersOfTheRoundInWhichItRunsOutCount) {
    Round round(3);
    round.serve({800});
    EXPECT_EQ(round.took(), 0) << "two are left";
    round.serve({300, 500, 700});  // the best ticket has the latest cursor
    EXPECT_EQ(round.took(), 600);
    round.market.get<Batches>().open[round.batch] = 1;
    round.market.get<TaskLedger>().enter(TaskClass::open, 1);
    round.serve({850});
    EXPECT_EQ(round.took(), 600);
    EXPECT_EQ(round.market.get<FillTimes>().took[RequesterId{0}][1], 0);
}

}  // namespace microwork::serve_claims_test
