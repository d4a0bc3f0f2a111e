// Boards: the two orders in which workers see what is open.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "models/microwork/boards.hpp"
#include "sim/random.hpp"

namespace microwork::boards_test {

/// Open batches of a platform, sorted by posting time and key.
std::vector<std::uint32_t> sorted(const Batches& batches, std::uint8_t platform) {
    std::vector<std::uint32_t> rows;
    for (std::size_t r = 0; r < batches.rows(); ++r)
        if (const BatchId b{r}; batches.key[b] != 0 && batches.open[b] > 0 && batches.platform[b] == platform)
            rows.push_back(b.row);
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t x, std::uint32_t y) {
        const auto key = [&](std::uint32_t r) { return std::pair(batches.posted[BatchId{r}], batches.key[BatchId{r}]); };
        return key(x) < key(y);
    });
    return rows;
}

std::vector<std::uint32_t> rows_of(const std::vector<BatchId>& ids) {
    std::vector<std::uint32_t> rows;
    for (const BatchId b : ids)
        rows.push_back(b.row);
    return rows;
}

BatchId post(Batches& batches, std::uint64_t key, std::int32_t posted, std::int32_t open, std::uint8_t platform = 0) {
    const BatchId b = batches.append();
    batches.key[b] = key, batches.posted[b] = Instant{posted}, batches.open[b] = open, batches.platform[b] = platform;
    return b;
}

/// Largest first within a tenth, and whoever stands on one list stands on the other.
void check_largest(const Board& board, const Batches& batches) {
    for (std::size_t i = 1; i < board.largest.size(); ++i)
        RC_ASSERT(batches.open[board.largest[i]] <= batches.open[board.largest[i - 1]] * 1.125 + 1);
    auto both = rows_of(board.newest), largest = rows_of(board.largest);
    std::sort(both.begin(), both.end()), std::sort(largest.begin(), largest.end());
    RC_ASSERT(both == largest);
}

RC_GTEST_PROP(BoardsProperty, AreSortedWhateverHappens, ()) {
    sim::Dice dice(*rc::gen::arbitrary<std::uint64_t>(), 0, 0);
    Batches batches;
    Boards boards;
    boards.prepare(3);
    for (std::int32_t tick = 0; tick < 30; ++tick) {
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.open[b] > 0 && dice.chance(0.3)) {
                batches.open[b] =
                    dice.chance(0.5)
                        ? 0
                        : batches.open[b] - static_cast<std::int32_t>(dice.below(static_cast<std::uint32_t>(batches.open[b])));
                if (batches.listed[b])
                    boards.note_open(b, batches);
            } else if (batches.open[b] == 0 && dice.chance(0.2)) {
                batches.open[b] = 1 + static_cast<std::int32_t>(dice.below(50));
                if (boards.reopen(b, batches))
                    boards.add(b);
            }
        }
        boards.drop_closed(batches);
        for (std::uint32_t n = dice.below(12); n > 0; --n)
            boards.add(post(batches, dice() | 1, tick * 900 + static_cast<std::int32_t>(dice.below(900)),
                            1 + static_cast<std::int32_t>(dice.below(1000)), static_cast<std::uint8_t>(dice.below(3))));
        boards.refresh(batches);
        for (std::uint8_t p = 0; p < 3; ++p) {
            RC_ASSERT(rows_of(boards.platform[p].newest) == sorted(batches, p));
            check_largest(boards.platform[p], batches);
        }
    }
    Boards rebuilt;
    rebuilt.prepare(3);
    rebuilt.rebuild(batches);
    for (std::size_t p = 0; p < 3; ++p) {
        RC_ASSERT(rows_of(rebuilt.platform[p].newest) == rows_of(boards.platform[p].newest));
        RC_ASSERT(rows_of(rebuilt.platform[p].largest) == rows_of(boards.platform[p].largest));
    }
}

TEST(Boards, EqualSizesStandNewestFirst) {
    Batches batches;
    Boards boards;
    boards.prepare(1);
    for (const std::uint64_t key : {5u, 3u, 9u})
        boards.add(post(batches, key, 100, 7));
    boards.add(post(batches, 4, 50, 7));
    boards.add(post(batches, 6, 10, 70));
    boards.refresh(batches);
    EXPECT_EQ(rows_of(boards.platform[0].newest), (std::vector<std::uint32_t>{4, 3, 1, 0, 2}))
        << "ties by key, the latest at the back";
    EXPECT_EQ(rows_of(boards.platform[0].largest), (std::vector<std::uint32_t>{4, 2, 0, 1, 3}));
}

TEST(Boards, ReopenedBatchesComeBackToTheirPlace) {
    Batches batches;
    Boards boards;
    boards.prepare(1);
    for (std::uint64_t key = 1; key <= 3; ++key)
        boards.add(post(batches, key, static_cast<std::int32_t>(key) * 10, 5));
    boards.refresh(batches);
    batches.open[BatchId{1u}] = 0;
    boards.note_open(BatchId{1u}, batches);
    boards.drop_closed(batches);
    boards.refresh(batches);
    EXPECT_EQ(rows_of(boards.platform[0].newest), (std::vector<std::uint32_t>{0, 2}));
    batches.open[BatchId{1u}] = 2;
    for (int i = 0; i < 2; ++i) {  // two workers give work back in one tick
        EXPECT_TRUE(boards.reopen(BatchId{1u}, batches));
        boards.add(BatchId{1u});
    }
    boards.refresh(batches);
    EXPECT_EQ(rows_of(boards.platform[0].newest), (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Boards, WhatIsDownStaysDown) {
    Batches batches;
    Boards boards;
    boards.prepare(1);
    const BatchId b = post(batches, 1, 0, 5);
    batches.down[b] = 1;
    EXPECT_FALSE(boards.reopen(b, batches));
    boards.refresh(batches);
    EXPECT_TRUE(boards.platform[0].newest.empty());
}

}  // namespace microwork::boards_test
