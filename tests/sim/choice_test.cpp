#include "sim/choice.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <array>
#include <cmath>

namespace sim::choice_test {

constexpr float minus_infinity = -std::numeric_limits<float>::infinity();

TEST(Choice, SharesAreThoseOfTheLogit) {
    const float value[4] = {0.0F, 1.0F, -0.5F, 2.0F};
    const std::uint64_t option[4] = {11, 22, 33, 44};
    double sum = 0;
    for (const float v : value)
        sum += std::exp(v);
    constexpr int choosers = 200'000;
    std::array<int, 4> taken{};
    for (std::uint64_t c = 0; c < choosers; ++c)
        ++taken[static_cast<std::size_t>(choose(value, option, 4, 12345, mix64(c)))];
    for (std::size_t i = 0; i < 4; ++i) {
        const double share = std::exp(value[i]) / sum;
        // Five standard errors of a share.
        EXPECT_NEAR(taken[i] / static_cast<double>(choosers), share, 5 * std::sqrt(share * (1 - share) / choosers)) << i;
    }
}

RC_GTEST_PROP(Choice, ImprovingAnOptionNeverMakesAnybodyLeaveIt, (std::uint64_t key, std::uint64_t chooser)) {
    float value[6];
    std::uint64_t option[6];
    for (std::size_t i = 0; i < 6; ++i)
        value[i] = static_cast<float>(*rc::gen::inRange(-300, 300)) / 100, option[i] = 100 + i;
    const int before = choose(value, option, 6, key, chooser);
    RC_ASSERT(before >= 0);
    value[before] += static_cast<float>(*rc::gen::inRange(0, 200)) / 100;
    RC_ASSERT(choose(value, option, 6, key, chooser) == before);
}

RC_GTEST_PROP(Choice, TheOrderOfTheListDoesNotMatter, (std::uint64_t key, std::uint64_t chooser)) {
    float value[5], turned_value[5];
    std::uint64_t option[5], turned_option[5];
    for (std::size_t i = 0; i < 5; ++i) {
        value[i] = static_cast<float>(*rc::gen::inRange(-2, 3)), option[i] = 7 * i + 1;
        turned_value[(i + 2) % 5] = value[i], turned_option[(i + 2) % 5] = option[i];
    }
    const int one = choose(value, option, 5, key, chooser), other = choose(turned_value, turned_option, 5, key, chooser);
    RC_ASSERT(option[one] == turned_option[other]);
}

RC_GTEST_PROP(Choice, WhatIsNotAcceptableIsNeverTaken, (std::uint64_t key, std::uint64_t chooser)) {
    const float value[3] = {minus_infinity, -50.0F, minus_infinity};
    const std::uint64_t option[3] = {1, 2, 3};
    RC_ASSERT(choose(value, option, 3, key, chooser) == 1);
    const float nothing[2] = {minus_infinity, minus_infinity};
    const std::uint64_t two[2] = {1, 2};
    RC_ASSERT(choose(nothing, two, 2, key, chooser) == -1);
}

TEST(Choice, OnlyTheFirstOnesCount) {
    const float value[3] = {0.0F, 0.0F, 1000.0F};
    const std::uint64_t option[3] = {1, 2, 3};
    for (std::uint64_t c = 0; c < 1000; ++c)
        ASSERT_NE(choose(value, option, 2, 9, c), 2);
    EXPECT_EQ(choose(value, option, 0, 9, 1), -1) << "no option, no choice";
}

TEST(Choice, TiesGoToTheSmallerKeyWhereverItStands) {
    // Beside 1e9 every error term is less than half a unit in the last place: both scores are the same number.
    const float value[2] = {1e9F, 1e9F};
    const std::uint64_t first_small[2] = {5, 8}, last_small[2] = {8, 5};
    for (std::uint64_t c = 0; c < 1000; ++c) {
        ASSERT_EQ(choose(value, first_small, 2, 3, c), 0);
        ASSERT_EQ(choose(value, last_small, 2, 3, c), 1);
    }
}

TEST(Choice, TheErrorBelongsToChooserAndOption) {
    const float value[2] = {0.0F, 0.0F};
    const std::uint64_t option[2] = {1, 2};
    int first = 0;
    for (std::uint64_t c = 0; c < 1000; ++c) {
        const int once = choose(value, option, 2, 77, c);
        ASSERT_EQ(choose(value, option, 2, 77, c), once) << "the same at every look";
        first += once == 0;
    }
    EXPECT_GT(first, 400);
    EXPECT_LT(first, 600);
}

}  // namespace sim::choice_test
