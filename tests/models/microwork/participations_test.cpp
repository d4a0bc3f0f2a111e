// The hash set of participations is a map that forgets batches which are gone.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <numeric>
#include <vector>

#include "models/microwork/agents/participations.hpp"

namespace microwork::participations_test {

/// As the market makes them: mixed, never 0.
std::uint64_t batch_key(std::uint64_t n) { return sim::mix(17, n) | 1; }

using Pair = std::pair<std::uint64_t, std::uint64_t>;

std::int32_t taken(const Participations& set, std::uint64_t worker, std::uint64_t batch) {
    return set.taken(Participations::pair_key(worker, batch));
}

void add(Participations& set, std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t n, const Batches& batches) {
    const sim::Parallel parallel(1);
    set.reserve(1, batches, parallel);
    set.grew(set.note(worker, batch, row, n));
}

/// Random takings of 40 batches by 200 workers while batches end and their rows are used again. Growth, and the rebuilding that
/// drops what is stale, happen many times over.
RC_GTEST_PROP(ParticipationsProperty, AreAMap, ()) {
    Batches batches;
    Participations set;
    std::map<Pair, std::int32_t> expected;
    batches.resize(40);
    std::uint64_t posted = 0;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        batches.key[BatchId{r}] = batch_key(posted++);
        batches.open[BatchId{r}] = 1;
    }
    sim::Dice dice(*rc::gen::arbitrary<std::uint64_t>(), 0, 0);
    for (int i = 0; i < 8000; ++i) {
        const BatchId b{dice.below(40)};
        if (dice.chance(0.01)) {
            std::erase_if(expected, [&](const auto& entry) { return entry.first.second == batches.key[b]; });
            batches.key[b] = batch_key(posted++);
        }
        const std::uint64_t worker = sim::mix64(dice.below(200));
        const std::int32_t n = 1 + static_cast<std::int32_t>(dice.below(5));
        add(set, worker, batches.key[b], b, n, batches);
        expected[{worker, batches.key[b]}] += n;
        RC_ASSERT(taken(set, worker, batches.key[b]) == (expected[{worker, batches.key[b]}]));
    }
    for (std::uint64_t w = 0; w < 210; ++w)
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const Pair pair{sim::mix64(w), batches.key[BatchId{r}]};
            const auto found = expected.find(pair);
            RC_ASSERT(taken(set, pair.first, pair.second) == (found == expected.end() ? 0 : found->second));
        }
}

TEST(Participations, AreEmptyAtFirst) {
    const Participations set;
    EXPECT_EQ(taken(set, 1, 2), 0);
    EXPECT_EQ(set.rows(), 0u);
}

/// A market that goes on for years must not grow for ever: what is stale is dropped.
TEST(Participations, StaySmallWhenBatchesComeAndGo) {
    Batches batches;
    Participations set;
    const BatchId b = batches.append();
    batches.open[b] = 1;
    for (std::uint64_t n = 1; n <= 2000; ++n) {
        batches.key[b] = batch_key(n);
        for (std::uint64_t worker = 1; worker <= 50; ++worker)
            add(set, sim::mix64(worker), batches.key[b], b, 1, batches);
    }
    EXPECT_LE(set.rows(), 1025u) << "100,000 takings, of which 50 are of a batch that is still there";
}

/// Many at the same time, into a table that is nearly full: nobody's note is lost, and every pair is new to one of them alone.
TEST(Participations, AreNotedByManyAtOnce) {
    constexpr std::size_t people = 20000, grain = 16;
    const sim::Parallel parallel(4);
    Batches batches;
    const BatchId b = batches.append();
    batches.key[b] = batch_key(1), batches.open[b] = 1;
    Participations set;
    for (int round = 1; round <= 2; ++round) {
        set.reserve(people, batches, parallel);
        std::vector<std::int64_t> fresh(people / grain);
        parallel.for_chunks(people, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
            for (std::size_t worker = begin; worker < end; ++worker)
                fresh[chunk] += set.note(sim::mix64(worker), batches.key[b], b, 2);
        });
        const auto sum = std::accumulate(fresh.begin(), fresh.end(), std::int64_t{0});
        EXPECT_EQ(sum, round == 1 ? people : 0);
        set.grew(sum);
        for (std::size_t worker = 0; worker < people; ++worker)
            ASSERT_EQ(taken(set, sim::mix64(worker), batches.key[b]), 2 * round);
    }
    set.reserve(3 * people, batches, parallel);  // moves everybody
    for (std::size_t worker = 0; worker < people; ++worker)
        ASSERT_EQ(taken(set, sim::mix64(worker), batches.key[b]), 4);
}

/// Of a batch that nobody can claim any more it does not matter who has worked on it, unless rejected work is asked for again.
TEST(Participations, AreForgottenOnceNothingCanBeClaimed) {
    enum { full, in_hand, asked_again, cut_off, taken_down, batches_n };
    Batches batches;
    batches.resize(batches_n);
    for (std::size_t r = 0; r < batches_n; ++r)
        batches.key[BatchId{r}] = batch_key(r), batches.under_review[BatchId{r}] = 5;
    batches.in_progress[BatchId{in_hand}] = 1;
    batches.reopens[BatchId{asked_again}] = 1;
    batches.incomplete[BatchId{cut_off}] = 1;
    batches.open[BatchId{taken_down}] = 3, batches.down[BatchId{taken_down}] = 1;
    Participations set;
    for (std::size_t r = 0; r < batches_n; ++r)
        add(set, 1, batches.key[BatchId{r}], BatchId{r}, 1, batches);
    const BatchId crowd = batches.append();  // whose workers fill the table
    batches.key[crowd] = batch_key(99), batches.open[crowd] = 1;
    for (std::uint64_t worker = 2; worker < 2000; ++worker)
        add(set, worker, batches.key[crowd], crowd, 1, batches);
    const auto remembered_of = [&](std::size_t r) { return taken(set, 1, batches.key[BatchId{r}]); };
    EXPECT_EQ(remembered_of(full), 0);
    EXPECT_EQ(remembered_of(in_hand), 1);
    EXPECT_EQ(remembered_of(asked_again), 1);
    EXPECT_EQ(remembered_of(cut_off), 1) << "half an answer is asked for again";
    EXPECT_EQ(remembered_of(taken_down), 0);
}

/// Several threads sweep a table that is nearly full: whoever worked on a batch that goes on is found where the search looks,
/// whoever worked on another is gone, and the room is used again.
TEST(Participations, AreSweptByManyAtOnce) {
    constexpr std::size_t batches_n = 40, people = 5000;
    const sim::Parallel parallel(4);
    Batches batches;
    batches.resize(batches_n);
    for (std::size_t r = 0; r < batches_n; ++r)
        batches.key[BatchId{r}] = batch_key(r), batches.open[BatchId{r}] = 1;
    Participations set;
    set.reserve(batches_n * people, batches, parallel);
    const auto note_all = [&](std::int32_t n) {
        for (std::size_t r = 0; r < batches_n; ++r)
            for (std::size_t worker = 0; worker < people; ++worker)
                set.grew(set.note(sim::mix64(worker), batches.key[BatchId{r}], BatchId{r}, n));
    };
    note_all(3);
    for (std::size_t r = 0; r < batches_n; r += 2)
        batches.down[BatchId{r}] = 1;
    const std::size_t places = set.rows();
    set.reserve(places * 3 / 4 - batches_n * people + 1, batches, parallel);  // one more than there is room for
    EXPECT_EQ(set.rows(), places) << "half of the entries make room enough";
    for (std::size_t r = 0; r < batches_n; ++r)
        for (std::size_t worker = 0; worker < people; ++worker)
            ASSERT_EQ(taken(set, sim::mix64(worker), batches.key[BatchId{r}]), r % 2 == 0 ? 0 : 3);
    note_all(1);
    for (std::size_t r = 0; r < batches_n; ++r)
        for (std::size_t worker = 0; worker < people; ++worker)
            ASSERT_EQ(taken(set, sim::mix64(worker), batches.key[BatchId{r}]), r % 2 == 0 ? 1 : 4);
}

}  // namespace microwork::participations_test
