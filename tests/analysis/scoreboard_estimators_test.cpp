// Estimators of panels and trackers against closed forms.
#include "analysis/panel_estimators.hpp"

#include <gtest/gtest.h>

#include <cmath>

// A namespace of its own: some test programs are compiled as one unit.
namespace scoreboard_estimators_test {

TEST(PanelEstimators, TheTopHoldsItsPartOfTheTotal) {
    const std::vector<double> values{1, 6, 2, 1};  // in all 10
    EXPECT_DOUBLE_EQ(analysis::share_of_top(values, 0.25), 0.6);
    EXPECT_DOUBLE_EQ(analysis::share_of_top(values, 0.5), 0.8);
    EXPECT_DOUBLE_EQ(analysis::share_of_top(values, 0.125), 0.3) << "half of the largest value";
    EXPECT_DOUBLE_EQ(analysis::share_of_top(values, 1), 1);
    EXPECT_TRUE(std::isnan(analysis::share_of_top(std::vector<double>{0, 0}, 0.5)));
}

TEST(PanelEstimators, HalfIsGivenByTheFewest) {
    EXPECT_DOUBLE_EQ(analysis::smallest_share_giving_half(std::vector<double>{1, 1, 1, 1}), 0.5);
    EXPECT_DOUBLE_EQ(analysis::smallest_share_giving_half(std::vector<double>{1, 1, 1, 97}), 0.25);
    EXPECT_TRUE(std::isnan(analysis::smallest_share_giving_half(std::vector<double>{})));
}

/// 200 values; the largest 20 are the threshold 1 times e^(k/10), whose logarithms add up to 21.
inline std::vector<double> tail() {
    std::vector<double> values(180, 1);
    for (int k = 1; k <= 20; ++k)
        values.push_back(std::exp(k / 10.0));
    return values;
}

TEST(PanelEstimators, HillOnKnownLogarithms) {
    EXPECT_NEAR(analysis::tail_exponent(tail(), std::vector<bool>(200, true), 0.1), 1 + 20 / 21.0, 1e-12);
}

TEST(PanelEstimators, CensoredValuesCountInTheSumOnly) {
    std::vector<bool> complete(200, true);
    for (std::size_t i = 195; i < 200; ++i)
        complete[i] = false;
    EXPECT_NEAR(analysis::tail_exponent(tail(), complete, 0.1), 1 + 15 / 21.0, 1e-12);
}

TEST(PanelEstimators, ATailNeedsValues) {
    EXPECT_TRUE(std::isnan(analysis::tail_exponent(std::vector<double>(50, 2), std::vector<bool>(50, true), 0.1)));
}

TEST(PanelEstimators, TheModeIsByWeightAndToTheCent) {
    EXPECT_DOUBLE_EQ(analysis::weighted_mode(std::vector<double>{0.05, 0.1, 0.0501}, std::vector<double>{3, 5, 3}, 0.01), 0.05);
    EXPECT_DOUBLE_EQ(analysis::weighted_mode(std::vector<double>{0.2, 0.1}, std::vector<double>{5, 5}, 0.01), 0.1)
        << "the smallest of equals";
}

TEST(PanelEstimators, TheMedianOfAHistogramIsLinearWithinItsBin) {
    const std::vector<double> from{0, 1, 2}, to{1, 2, 4};
    EXPECT_DOUBLE_EQ(analysis::histogram_median(from, to, std::vector<double>{1, 0, 3}), 2 + 2 / 3.0);
    EXPECT_DOUBLE_EQ(analysis::histogram_median(from, to, std::vector<double>{2, 0, 2}), 1);
    EXPECT_TRUE(std::isnan(analysis::histogram_median(from, to, std::vector<double>{0, 0, 0})));
}

}  // namespace scoreboard_estimators_test
