#include "analysis/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "sim/random.hpp"

// A name of its own: several files are compiled as one for the address sanitizer.
namespace statistics_test {

using namespace analysis;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// The sample that the numbers from R are of: x <- c(1.2, 3.4, 2.2, 8.9, 4.1, .7, 15.3, 2.9, 5.5, 3.3); w <- c(2,1,3,1,4,2,1,5,2,1).
const std::vector<double> x{1.2, 3.4, 2.2, 8.9, 4.1, 0.7, 15.3, 2.9, 5.5, 3.3};
const std::vector<double> w{2, 1, 3, 1, 4, 2, 1, 5, 2, 1};

/// Quantiles of a distribution at the middles of n equal parts of probability: a sample without chance.
template <class Quantile>
std::vector<double> middles(std::size_t n, Quantile quantile) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i)
        values.push_back(quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n)));
    return values;
}

double exponential(double p) { return -std::log1p(-p); }
double pareto3(double p) { return std::pow(1 - p, -1.0 / 3); }

TEST(Quantile, IsTypeSevenOfR) {
    std::vector<double> sorted = x;
    const Distribution d = describe(sorted);  // R 4.2: quantile(x, c(.1, .5, .9)), mean(x)
    EXPECT_NEAR(d.p10, 1.15, 1e-12);
    EXPECT_NEAR(d.median, 3.35, 1e-12);
    EXPECT_NEAR(d.p90, 9.54, 1e-12);
    EXPECT_NEAR(d.mean, 4.75, 1e-12);
    EXPECT_NEAR(quantile(sorted, 0.25), 2.375, 1e-12);
    EXPECT_EQ(quantile(sorted, 1), 15.3);
}

TEST(Quantile, LeavesOutWhatIsMissing) {
    std::vector<double> values{missing, 3, missing, 1};
    const Distribution d = describe(values);
    EXPECT_EQ(d.n, 2U);
    EXPECT_EQ(d.median, 2);
    EXPECT_EQ(mean(std::vector<double>{4, missing}, std::vector<double>{3, 5}), 4);
    EXPECT_EQ(weighted_quantile(std::vector<double>{missing, 2, 1}, {}, 0.5), 1.5);
    EXPECT_DOUBLE_EQ(gini(std::vector<double>{0, missing, 8}), 0.5);
    const auto with = replicate_interval(std::vector<double>{1, missing, 3}),
               without = replicate_interval(std::vector<double>{1, 3});
    EXPECT_EQ(with.high, without.high);
    EXPECT_TRUE(std::isnan(mean(std::vector<double>{missing})));
}

TEST(Mean, IsWeightedAsInR) { EXPECT_NEAR(mean(x, w), 3.78181818181818, 1e-13); }  // R: weighted.mean(x, w)

TEST(WeightedQuantile, IsThatOfRepeatedPeople) {
    const std::vector<double> values{3, 1, 2}, weights{1, 2, 1};
    EXPECT_EQ(weighted_quantile(values, weights, 0.5), 1.5);  // of 1, 1, 2, 3
    EXPECT_EQ(weighted_quantile(values, weights, 0.6), 2);
    EXPECT_EQ(weighted_quantile(values, weights, 1), 3);
    EXPECT_TRUE(std::isnan(weighted_quantile({}, {}, 0.5)));
}

TEST(WeightedQuantile, IsTypeTwoOfR) {
    const double q[] = {0, 0.1, 0.25, 0.5, 0.7, 0.9, 1};
    const double r[] = {0.7, 1.2, 2.2, 2.9, 4.1, 5.5, 15.3};  // R: quantile(rep(x, w), q, type = 2)
    for (std::size_t i = 0; i < std::size(q); ++i)
        EXPECT_EQ(weighted_quantile(x, w, q[i]), r[i]) << q[i];
    std::vector<double> tenths = w;  // only proportions count
    for (double& one : tenths)
        one /= 10;
    EXPECT_EQ(weighted_quantile(x, tenths, 0.7), 4.1);
}

TEST(Gini, OfOneWhoHoldsEverythingIsOneMinusOneOverN) {
    EXPECT_DOUBLE_EQ(gini(std::vector<double>{0, 0, 0, 8}), 0.75);
    EXPECT_DOUBLE_EQ(gini(std::vector<double>{5, 5, 5}), 0);
    EXPECT_TRUE(std::isnan(gini(std::vector<double>{0, 0})));
}

TEST(Gini, WeightsCountLikeRepeatedPeople) {
    const std::vector<double> once{1, 4, 9}, weights{2, 1, 3}, repeated{1, 1, 4, 9, 9, 9};
    EXPECT_DOUBLE_EQ(gini(once, weights), gini(repeated));
    // R: g <- function(x) { x <- sort(x); n <- length(x); sum((2 * seq_len(n) - n - 1) * x) / (n * sum(x)) }; g(x); g(rep(x, w))
    EXPECT_NEAR(gini(x), 0.432631578947368, 1e-14);
    EXPECT_NEAR(gini(x, w), 0.368662587412587, 1e-14);
}

TEST(Gini, IsThatOfKnownDistributions) {
    EXPECT_NEAR(gini(middles(100000, exponential)), 0.5, 1e-4);
    EXPECT_NEAR(gini(middles(100000, pareto3)), 0.2, 1e-3);  // 1 / (2 a - 1); the cut-off tail holds n^(-2/3) of the total
    EXPECT_NEAR(gini(middles(100000, [](double p) { return p; })), 1.0 / 3, 1e-9);
}

TEST(Lorenz, IsTheDiagonalWhenAllAreEqualAndLinearBetweenPeople) {
    const std::vector<double> equal{3, 3, 3, 3};
    EXPECT_EQ(lorenz(equal, {}, 4), (std::vector<double>{0, 0.25, 0.5, 0.75, 1}));
    const std::vector<double> two{1, 3};
    EXPECT_EQ(lorenz(two, {}, 4), (std::vector<double>{0, 0.125, 0.25, 0.625, 1}));
}

TEST(Lorenz, IsThatOfKnownDistributions) {
    const auto e = lorenz(middles(100000, exponential), {}, 10), p = lorenz(middles(100000, pareto3), {}, 10);
    for (std::size_t i = 1; i < 10; ++i) {
        const double share = static_cast<double>(i) / 10;
        EXPECT_NEAR(e[i], share + (1 - share) * std::log1p(-share), 1e-4) << share;
        EXPECT_NEAR(p[i], 1 - std::pow(1 - share, 2.0 / 3), 1e-3) << share;
    }
    EXPECT_EQ(e.back(), 1);
}

TEST(Lorenz, HasTwiceTheGiniAboveIt) {
    const auto curve = lorenz(x, w, 22);  // a point for each unit of weight, so trapezoids miss nothing
    const double area = std::accumulate(curve.begin(), curve.end(), -0.5) / 22;
    EXPECT_NEAR(1 - 2 * area, gini(x, w), 1e-14);
}

TEST(ReplicateInterval, IsStudentsT) {
    // Three estimates 1, 2, 3: standard error 1 / sqrt(3), and t with 2 degrees of freedom at 97.5 % is 4.302653 (R: qt(.975, 2)).
    const Interval i = replicate_interval(std::vector<double>{1, 2, 3});
    EXPECT_NEAR(i.high - 2, 4.302653 / std::sqrt(3.0), 1e-6);
    EXPECT_FALSE(replicate_interval(std::vector<double>{1}).exists());
    // R: t.test(c(2.1, 2.7, 1.9, 3.3, 2.4))$conf.int, and with conf.level = .9
    const std::vector<double> five{2.1, 2.7, 1.9, 3.3, 2.4};
    EXPECT_NEAR(replicate_interval(five).low, 1.79764942712746, 1e-12);
    EXPECT_NEAR(replicate_interval(five).high, 3.16235057287254, 1e-12);
    EXPECT_NEAR(replicate_interval(five, 0.9).low, 1.95606856220453, 1e-12);
}

constexpr sim::Purpose sampling{"test.sampling"};

TEST(Bootstrap, CoversTheMeanAsOftenAsItSays) {
    constexpr int samples = 600;
    constexpr std::size_t n = 100;
    const sim::Randomness randomness(4, 0);
    int covered = 0;
    for (int s = 0; s < samples; ++s) {
        sim::Dice dice = randomness.dice(sampling, static_cast<std::uint64_t>(s));
        std::vector<double> values;
        for (std::size_t i = 0; i < n; ++i)
            values.push_back(dice.uniform());
        const auto mean_of = [&](std::span<const std::uint32_t> rows) {
            double sum = 0;
            for (const std::uint32_t row : rows)
                sum += values[row];
            return sum / n;
        };
        const Interval i = bootstrap_interval(n, mean_of, static_cast<std::uint64_t>(s), 200);
        covered += i.low <= 0.5 && 0.5 <= i.high;
    }
    // Three standard deviations of a share of .95 among the samples, and 1 / n for the interval's own error.
    const double tolerance = 3 * std::sqrt(0.95 * 0.05 / samples) + 1.0 / n;
    EXPECT_NEAR(static_cast<double>(covered) / samples, 0.95, tolerance);
}

TEST(Bootstrap, DependsOnItsKeyAlone) {
    const auto mean_of = [](std::span<const std::uint32_t> rows) {
        double sum = 0;
        for (const std::uint32_t row : rows)
            sum += x[row];
        return sum;
    };
    const Interval once = bootstrap_interval(x.size(), mean_of, 7), again = bootstrap_interval(x.size(), mean_of, 7);
    EXPECT_EQ(once.low, again.low);
    EXPECT_EQ(once.high, again.high);
    EXPECT_NE(once.low, bootstrap_interval(x.size(), mean_of, 8).low);
}

TEST(Bootstrap, SaysNothingOfOneRowOrOfAStatisticThatIsMostlyUndefined) {
    EXPECT_FALSE(bootstrap_interval(
                     1, [](auto) { return 1.0; }, 1)
                     .exists());
    EXPECT_FALSE(bootstrap_interval(
                     9, [](auto) { return missing; }, 1)
                     .exists());
}

}  // namespace

}  // namespace statistics_test
