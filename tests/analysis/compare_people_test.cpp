// Winners, losers, inequality: answers worked out on paper.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/compare.hpp"
#include "tests/analysis/compare_fixture.hpp"
#include "tests/support/temp_folder.hpp"

using namespace analysis;

namespace compare_fixture::people {

VariantComparison compared(SmallRun base, SmallRun other) {
    const tests::TempFolder folder;
    other.variant = "other";
    return compare({write(folder / "a.h5", base), write(folder / "b.h5", other)}).others.at(0);
}

double value(const std::vector<ComparisonRow>& rows, std::string_view measure, double ComparisonRow::*member) {
    for (const ComparisonRow& r : rows)
        if (r.measure == measure)
            return r.*member;
    throw std::runtime_error("no row " + std::string(measure));
}

TEST(Winners, TenPeopleAreTheTenTenths) {
    // Incomes 10, 20, ..., 100. The poorest doubles, the richest loses a tenth, the second gains exactly 5 %: not "more than".
    SmallRun base, other;
    for (int i = 1; i <= 10; ++i) {
        const double income = 10. * i, later = i == 1 ? 20 : i == 2 ? 21 : i == 10 ? 90 : income;
        base.workers.push_back({.key = static_cast<std::uint64_t>(50 - i), .income = income});
        other.workers.push_back({.key = static_cast<std::uint64_t>(50 - i), .income = later});
    }
    std::swap(other.workers[0], other.workers[7]);  // people are found by key, not by row
    const VariantComparison v = compared(base, other);
    ASSERT_EQ(v.deciles.size(), 12U);
    EXPECT_EQ(v.deciles[0].people, 0) << "everybody had an income";
    for (std::size_t d = 1; d <= 10; ++d) {
        EXPECT_EQ(v.deciles[d].decile, std::to_string(d));
        EXPECT_EQ(v.deciles[d].people, 1);
        EXPECT_DOUBLE_EQ(v.deciles[d].base_income, 10. * static_cast<double>(d));
    }
    EXPECT_DOUBLE_EQ(v.deciles[1].mean_change.value, 10);
    EXPECT_EQ(v.deciles[1].better.value, 1);
    EXPECT_DOUBLE_EQ(v.deciles[2].mean_change.value, 1);
    EXPECT_EQ(v.deciles[2].better.value, 0);
    EXPECT_EQ(v.deciles[10].worse.value, 1);
    EXPECT_DOUBLE_EQ(v.deciles[11].mean_change.value, 0.1);  // (10 + 1 - 10) / 10
    EXPECT_DOUBLE_EQ(v.deciles[11].better.value, 0.1);
    EXPECT_DOUBLE_EQ(v.deciles[11].worse.value, 0.1);
}

TEST(Winners, WhoIsInOneRunOnlyHasEarnedNothingInTheOther) {
    SmallRun base, other;
    base.workers = {{.key = 1, .income = 10}, {.key = 2, .income = 30}, {.key = 4, .income = 0, .sessions = 0}};
    other.workers = {{.key = 2, .income = 30}, {.key = 3, .income = 8}, {.key = 4, .income = 2}};
    const VariantComparison v = compared(base, other);
    EXPECT_EQ(v.people.both, 1);
    EXPECT_EQ(v.people.base_only, 1);
    EXPECT_EQ(v.people.other_only, 2) << "key 3, and key 4, who was known in the base but not online in its span";
    const DecileRow& none = v.deciles.front();
    EXPECT_EQ(none.decile, "none");
    EXPECT_EQ(none.people, 2);
    EXPECT_DOUBLE_EQ(none.mean_change.value, 5);
    EXPECT_EQ(none.better.value, 1);
    const DecileRow& all = v.deciles.back();
    EXPECT_EQ(all.people, 4);
    EXPECT_DOUBLE_EQ(all.base_income, 10);   // 40 / 4
    EXPECT_DOUBLE_EQ(all.other_income, 10);  // 40 / 4
    EXPECT_DOUBLE_EQ(all.worse.value, 0.25) << "key 1 has lost everything";
    EXPECT_DOUBLE_EQ(all.better.value, 0.5);
}

TEST(Inequality, GiniAndLorenzOfFourPeople) {
    SmallRun base, other;
    for (std::uint64_t key = 1; key <= 4; ++key) {
        base.workers.push_back({.key = key, .income = key == 4 ? 8. : 0.});  // one holds everything: Gini 1 - 1 / 4
        other.workers.push_back({.key = key, .income = 2});                  // all are equal: Gini 0
    }
    const VariantComparison v = compared(base, other);
    EXPECT_DOUBLE_EQ(value(v.inequality.rows, "gini_income", &ComparisonRow::base), 0.75);
    EXPECT_DOUBLE_EQ(value(v.inequality.rows, "gini_income", &ComparisonRow::other), 0);
    EXPECT_DOUBLE_EQ(value(v.inequality.rows, "gini_pay", &ComparisonRow::base), 0.75) << "equal hours: pay as income";
    ASSERT_EQ(v.inequality.share.size(), 11U);
    for (std::size_t i = 0; i <= 10; ++i) {
        const double share = static_cast<double>(i) / 10;
        EXPECT_NEAR(v.inequality.other[i], share, 1e-12) << "the diagonal";
        EXPECT_NEAR(v.inequality.base[i], std::max(0., 4 * share - 3), 1e-12) << "linear from the fourth person on";
        EXPECT_NEAR(v.inequality.difference[i].value, v.inequality.other[i] - v.inequality.base[i], 1e-15);
    }
}

TEST(Inequality, PovertyIsAgainstTheMinimumWageOfCountriesThatHaveOne) {
    // France has 10 USD/h, India none. Ten hours each: 9, 11 and 10 USD/h in France; who was online for half an hour counts
    // nowhere.
    SmallRun base, other;
    base.workers = {{.key = 1, .income = 90},
                    {.key = 2, .income = 110},
                    {.key = 3, .income = 100},
                    {.key = 4, .income = 1, .country = 1},
                    {.key = 5, .hours = 0.5, .income = 1}};
    other = base;
    other.workers[1].income = 50;
    const VariantComparison v = compared(base, other);
    EXPECT_DOUBLE_EQ(value(v.inequality.rows, "poverty", &ComparisonRow::base), 1. / 3) << "exactly the minimum is not below it";
    EXPECT_DOUBLE_EQ(value(v.inequality.rows, "poverty", &ComparisonRow::other), 2. / 3);
    EXPECT_EQ(value(v.inequality.rows, "poor", &ComparisonRow::other), 2);
    EXPECT_EQ(v.inequality.left_out, 1);
    EXPECT_EQ(v.inequality.countries_left_out, 1U);
}

}  // namespace compare_fixture::people
