#include "analysis/tail.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

// A name of its own: several files are compiled as one for the address sanitizer.
namespace tail_test {

using namespace analysis;

namespace {

/// The quantiles of a Pareto distribution with exponent `a` at ranks: the j-th largest is j^(-1/a) in units of the largest.
std::vector<double> pareto_by_rank(std::size_t n, double a) {
    std::vector<double> values;
    for (std::size_t j = 1; j <= n; ++j)
        values.push_back(std::pow(static_cast<double>(j), -1 / a));
    return values;
}

TEST(Hill, IsExactOnParetoQuantiles) {
    // Mean of ln(x_j / x_(k+1)) is (ln(k+1) - ln(k!) / k) / a, so the estimate is a over that bracket, which tends to 1.
    for (const double a : {0.7, 1.48, 3.0})
        for (const std::size_t k : {1U, 10U, 500U}) {
            const auto largest = static_cast<double>(k);
            const double bracket = std::log(largest + 1) - std::lgamma(largest + 1) / largest;
            const Tail tail = hill(pareto_by_rank(5000, a), k);
            EXPECT_NEAR(tail.exponent, a / bracket, 1e-10 * a) << a << " " << k;
            EXPECT_NEAR(tail.standard_error, tail.exponent / std::sqrt(largest), 1e-12);
            EXPECT_EQ(tail.used, k);
        }
    EXPECT_NEAR(hill(pareto_by_rank(200000, 1.5), 100000).exponent, 1.5, 1e-3);
}

TEST(Hill, DoesNotDependOnUnitsOrOrder) {
    const std::vector<double> values{9, 1, 4, 16, 2}, cents{200, 400, 1600, 100, 900};
    // The three largest over 2: ln 8 + ln 4.5 + ln 2 = ln 72.
    EXPECT_NEAR(hill(values, 3).exponent, 3 / std::log(72.0), 1e-12);
    EXPECT_NEAR(hill(cents, 3).exponent, hill(values, 3).exponent, 1e-12);
    EXPECT_EQ(hill(values, 3).threshold, 2);
}

TEST(Hill, TakesAShareOfThePositiveValues) {
    std::vector<double> values = pareto_by_rank(100, 2);
    const double ten = hill(values, 10).exponent;
    values.insert(values.end(), 50, 0.0);
    EXPECT_EQ(hill_top_share(values, 0.1).exponent, ten);
}

TEST(Hill, SaysNothingWithoutATail) {
    EXPECT_TRUE(std::isnan(hill(std::vector<double>{1, 2}, 2).exponent));
    EXPECT_TRUE(std::isnan(hill(std::vector<double>{3, 3, 3}, 2).exponent));
    EXPECT_TRUE(std::isnan(hill_top_share(std::vector<double>{1, 2, 3}, 0.1).exponent));
}

}  // namespace

}  // namespace tail_test
