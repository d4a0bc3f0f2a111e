#include "sim/ledger.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <array>

namespace sim::ledger_test {

enum class Purse { worker, platform, tax, count };
using Purses = Ledger<Purse>;
constexpr std::array<Purse, 3> purses{Purse::worker, Purse::platform, Purse::tax};

RC_GTEST_PROP(Ledger, NoSequenceOfEntriesAndMovesLosesAnything, (const std::vector<std::array<std::uint8_t, 3>>& moves)) {
    Purses ledger("money", "by purse");
    std::array<std::int64_t, 3> expected{};
    std::int64_t entered = 0;
    for (const auto& [from, to, amount] : moves) {
        if (from % 4 == 3) {
            ledger.enter(purses[to % 3], amount);
            expected[to % 3] += amount, entered += amount;
        } else {
            ledger.move(purses[from % 3], purses[to % 3], amount);
            expected[from % 3] -= amount, expected[to % 3] += amount;
        }
    }
    RC_ASSERT(ledger.balanced());
    RC_ASSERT(ledger.entered() == entered);
    RC_ASSERT(ledger.sum() == entered);
    for (std::size_t p = 0; p < 3; ++p)
        RC_ASSERT(ledger[purses[p]] == expected[p]);
}

/// The audit must be able to fail: the sum over classes and what came in are kept apart.
TEST(Ledger, AnAmountThatAppearsFromNowhereIsSeen) {
    Purses ledger("money", "by purse");
    ledger.enter(Purse::worker, 5);
    EXPECT_TRUE(ledger.balanced());
    auto* worker = reinterpret_cast<std::int64_t*>(ledger.column_data(0));
    *worker += 1;
    EXPECT_FALSE(ledger.balanced());
}

TEST(Ledger, ClearForgetsWhatCameInToo) {
    Purses ledger("money", "by purse");
    ledger.enter(Purse::tax, 3);
    ledger.clear();
    EXPECT_EQ(ledger[Purse::tax], 0);
    EXPECT_EQ(ledger.entered(), 0);
    EXPECT_TRUE(ledger.balanced());
}

TEST(Ledger, IsATableSoThatCheckpointsCarryIt) {
    Purses ledger("money", "by purse");
    EXPECT_EQ(ledger.name(), "money");
    EXPECT_EQ(ledger.rows(), 4U) << "three classes, and what came in";
}

}  // namespace sim::ledger_test
