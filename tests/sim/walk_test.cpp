#include "sim/walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

struct Thing;
struct Things final : sim::Records<Thing> {
    Things() : Records("things", "rows to walk") {}
    Column<std::uint32_t> visits{this, "visits", "stages that the row has been through"};
};
using Own = sim::Own<Things>;

struct Seen {
    std::uint32_t row = 0;
};

/// Every row goes through all stages, in order and with a state of its own, however many rows there are.
TEST(Walk, EachRowHasAllStagesInOrder) {
    for (const std::size_t rows : {0u, 1u, 3u, 4u, 5u, 8u, 9u, 100u}) {
        Things things;
        things.resize(rows);
        const auto stage = [](std::uint32_t number) {
            return [number](const Own& own, Seen& seen) {
                EXPECT_EQ(own[&Things::visits]++, number);
                if (number == 0)
                    seen.row = own.id().row;
                EXPECT_EQ(seen.row, own.id().row) << "another row has its state";
            };
        };
        sim::in_stages<Seen>(sim::Walk<Things>(things, nullptr, 0, rows), stage(0), stage(1), stage(2));
        for (std::size_t row = 0; row < rows; ++row)
            EXPECT_EQ(things.visits[Things::row_id{row}], 3u);
    }
}

/// Between two stages of a row other rows have theirs: that is what stages are for.
TEST(Walk, StagesStayBehindEachOther) {
    Things things;
    things.resize(50);
    std::vector<std::uint32_t> first, last;
    sim::in_stages<Seen>(
        sim::Walk<Things>(things, nullptr, 0, 50), [&](const Own& own, Seen&) { first.push_back(own.id().row); },
        [](const Own&, Seen&) {},
        [&](const Own& own, Seen&) {
            last.push_back(own.id().row);
            EXPECT_EQ(first.back(), std::min<std::uint32_t>(49, own.id().row + 2 * sim::stage_lag - 1));
        });
    std::vector<std::uint32_t> in_order(50);
    std::iota(in_order.begin(), in_order.end(), 0u);
    EXPECT_EQ(first, in_order);
    EXPECT_EQ(last, in_order) << "rows speak in their order";
}

/// A wave gives the rows that are ready, a chunk takes its part of them, and nothing else is reached.
TEST(Walk, ReachesTheRowsOfItsChunkAlone) {
    Things things;
    things.resize(10);
    const std::vector<std::uint32_t> ready{1, 4, 5, 8, 9};
    const sim::Walk<Things> walk(things, ready.data(), 1, 3);
    for (std::size_t i = 0; i < walk.size(); ++i)
        ++walk[i][&Things::visits];
    const std::vector<std::uint32_t> expected{0, 0, 0, 0, 1, 1, 0, 0, 1, 0};
    for (std::size_t row = 0; row < 10; ++row)
        EXPECT_EQ(things.visits[Things::row_id{row}], expected[row]) << row;
}

}  // namespace
