// Estimates of the report page and their intervals, against closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/report/measured.hpp"

namespace report_measured_test {

using namespace analysis::report;

TEST(ReportMeasured, MeanHasTheIntervalOfTheCentralLimitTheorem) {
    const Measured m = mean_of({1, 2, 3, 4, 5});  // variance 2.5, standard error sqrt(2.5 / 5)
    EXPECT_DOUBLE_EQ(m.value, 3);
    EXPECT_NEAR(m.people.high - 3, 1.96 * std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(m.people.low + m.people.high, 6, 1e-12);
    EXPECT_FALSE(mean_of({7}).people.exists());
    EXPECT_TRUE(std::isnan(mean_of({}).value));
}

TEST(ReportMeasured, MedianHasTheIntervalBetweenOrderStatistics) {
    std::vector<double> values(100);
    std::iota(values.begin(), values.end(), 1.0);  // 1 ... 100
    const Measured m = median_of(values);
    EXPECT_DOUBLE_EQ(m.value, 50.5);
    EXPECT_DOUBLE_EQ(m.people.low, 41);   // row 50 - 9.8 counted from 0
    EXPECT_DOUBLE_EQ(m.people.high, 60);  // row 50 + 9.8
    EXPECT_FALSE(median_of({1, 2, 3}).people.exists());
}

TEST(ReportMeasured, ShareHasWilsonsInterval) {
    const Measured m = share_of(10, 100);  // 0.05523, 0.17437: Newcombe (1998), method 3
    EXPECT_DOUBLE_EQ(m.value, 0.1);
    EXPECT_NEAR(m.people.low, 0.0552, 5e-5);
    EXPECT_NEAR(m.people.high, 0.1744, 5e-5);
    EXPECT_GE(share_of(0, 50).people.low, -1e-12);  // none of fifty is no certainty of none
    EXPECT_GT(share_of(0, 50).people.high, 0.05);
    EXPECT_TRUE(std::isnan(share_of(0, 0).value));
}

TEST(ReportMeasured, RatioOfSumsIsNotTheMeanOfRatios) {
    EXPECT_DOUBLE_EQ(ratio_of({1, 9}, {1, 3}).value, 2.5);
    const Measured proportional = ratio_of({2, 4, 6}, {1, 2, 3});  // everybody has the same ratio: nothing is uncertain
    EXPECT_DOUBLE_EQ(proportional.value, 2);
    EXPECT_DOUBLE_EQ(proportional.people.low, 2);
    EXPECT_DOUBLE_EQ(proportional.people.high, 2);
    EXPECT_TRUE(std::isnan(ratio_of({1}, {0}).value));
}

TEST(ReportMeasured, SeveralResultsGiveTheIntervalOverThemAndOneItsOwn) {
    const Measured first{2, {1, 3}}, second{4, {3, 5}};
    const analysis::report::Estimate one = over({first}), two = over({first, second});
    EXPECT_DOUBLE_EQ(one.value, 2);
    EXPECT_DOUBLE_EQ(one.interval.low, 1);
    EXPECT_DOUBLE_EQ(two.value, 3);
    EXPECT_NEAR(two.interval.high - 3, 12.7062, 1e-3);  // t of one degree of freedom times 1: what 2 and 4 leave open
}

}  // namespace report_measured_test
