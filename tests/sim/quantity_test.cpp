#include "sim/quantity.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <type_traits>

namespace sim::quantity_test {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
    a < b;
};

// Units do not mix, and a bare number is no amount of anything.
static_assert(Addable<Money, Money>);
static_assert(Addable<Seconds, Seconds32>);
static_assert(!Addable<Money, Seconds>);
static_assert(!Addable<Money, std::int64_t>);
static_assert(!Comparable<Money, Seconds>);
static_assert(!std::is_convertible_v<std::int64_t, Money>);
static_assert(!std::is_convertible_v<Money, std::int64_t>);
// Widening within a unit is free, narrowing and rounding are not.
static_assert(std::is_convertible_v<Seconds32, Seconds>);
static_assert(!std::is_convertible_v<Seconds, Seconds32>);
static_assert(!std::is_convertible_v<HourlyPay, Quantity<DollarPerHour, std::int64_t>>);
// Columns hold quantities as plain numbers.
static_assert(sizeof(Money) == 8 && sizeof(Seconds32) == 4 && std::is_trivially_copyable_v<Money>);

TEST(Quantity, LabelsAreThoseOfTheUnit) {
    EXPECT_EQ(unit_label<Money>(), "1e-6 USD");
    EXPECT_EQ(unit_label<Seconds32>(), unit_label<Seconds>());
    EXPECT_EQ(unit_label<double>(), "1");
}

TEST(Quantity, CountsAndScales) {
    EXPECT_EQ(Money{7} * 3, Money{21});
    EXPECT_EQ(3 * Money{7}, Money{21});
    EXPECT_EQ(Money{7} - Money{9}, Money{-2});
    EXPECT_EQ(-Money{7}, Money{-7});
    EXPECT_EQ(HourlyPay{2.0F} * 0.25F, HourlyPay{0.5F});
    EXPECT_LT(Seconds32{5}, Seconds32{6});
}

TEST(Quantity, DollarsAreRoundedToTheNearestMicroDollar) {
    EXPECT_EQ(dollars(0.29), Money{290'000}) << "0.29 is less than 29 hundredths in binary";
    EXPECT_EQ(dollars(1e-6), Money{1});
    EXPECT_EQ(dollars(-0.05), Money{-50'000});
    EXPECT_EQ(dollars(0.0000004), Money{0});
    EXPECT_DOUBLE_EQ(in_dollars(Money{1'250'000}), 1.25);
    EXPECT_DOUBLE_EQ(in_hours(Seconds{5400}), 1.5);
}

TEST(Quantity, PartsAreRoundedHalfUp) {
    EXPECT_EQ(part_of(Money{5}, 1, 2), Money{3});
    EXPECT_EQ(part_of(Money{-5}, 1, 2), Money{-2});
    EXPECT_EQ(part_of(Money{-7}, 1, 2), Money{-3});
    EXPECT_EQ(part_of(Money{100}, 1, 3), Money{33});
    EXPECT_EQ(part_of(Money{-100}, 1, 3), Money{-33});
    EXPECT_EQ(part_of(Money{100}, 0, 3), Money{0});
}

RC_GTEST_PROP(Quantity, PartsAreNeverMoreThanHalfAMicroDollarWrong, ()) {
    __extension__ using Wide = __int128;
    const auto amount = *rc::gen::inRange<std::int64_t>(-9'000'000'000'000, 9'000'000'000'000);
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 500'000);
    const auto numerator = *rc::gen::inRange<std::int64_t>(0, denominator + 1);
    const Wide part = part_of(Money{amount}, numerator, denominator).value;
    // part - 1/2 <= amount * numerator / denominator < part + 1/2
    const Wide exact = Wide{amount} * numerator * 2, lower = (2 * part - 1) * denominator, upper = (2 * part + 1) * denominator;
    RC_ASSERT(lower <= exact);
    RC_ASSERT(exact < upper);
}

}  // namespace sim::quantity_test
