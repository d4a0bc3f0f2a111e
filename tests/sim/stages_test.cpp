#include "sim/stages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace {

struct Seen {
    std::size_t row = 0, stages = 0;
};
using Three = sim::Stages<Seen, 3>;

/// Every row goes through all stages, in order and with a state of its own, however many rows there are.
TEST(Stages, EachRowHasAllOfThemInOrder) {
    for (const std::size_t rows : {0u, 1u, 3u, 4u, 5u, 8u, 9u, 100u}) {
        std::vector<std::size_t> next(rows);
        Three::run(rows, [&](std::size_t row, std::size_t stage, Seen& state) {
            ASSERT_LT(row, rows);
            EXPECT_EQ(stage, next[row]++);
            if (stage == 0)
                state = {row, 0};
            EXPECT_EQ(state.row, row) << "another row has its state";
            EXPECT_EQ(state.stages++, stage);
        });
        for (const std::size_t stages : next)
            EXPECT_EQ(stages, 3u);
    }
}

/// Between two stages of a row other rows have theirs: that is what stages are for.
TEST(Stages, StayBehindEachOther) {
    std::vector<std::size_t> first, last;
    Three::run(50, [&](std::size_t row, std::size_t stage, Seen&) {
        if (stage == 0)
            first.push_back(row);
        if (stage == 2) {
            last.push_back(row);
            EXPECT_EQ(first.back(), std::min<std::size_t>(49, row + 2 * Three::behind - 1));
        }
    });
    for (std::size_t row = 0; row < 50; ++row)
        EXPECT_EQ(last[row], row) << "rows speak in their order";
}

}  // namespace
