// Binomial and Poisson counts against their closed forms, in every regime of the samplers and at the seams between them.
#include "sim/sampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

namespace sampling_test {

constexpr sim::Purpose draws{"test.sampling"};
constexpr int n_draws = 60'000;

/// Chi-square of observed counts against a mass function, cells with fewer than five expected put together; and its freedom.
template <class Mass>
std::pair<double, int> chi_square(const std::map<std::int32_t, int>& seen, Mass&& mass, std::int32_t highest) {
    double sum = 0, rest_expected = n_draws, rest_seen = n_draws;
    int cells = 0;
    for (std::int32_t k = 0; k <= highest; ++k) {
        const double expected = n_draws * mass(k);
        if (expected < 5)
            continue;
        const auto at = seen.find(k);
        const double observed = at == seen.end() ? 0 : at->second;
        sum += (observed - expected) * (observed - expected) / expected;
        rest_expected -= expected, rest_seen -= observed;
        ++cells;
    }
    if (rest_expected > 5)
        sum += (rest_seen - rest_expected) * (rest_seen - rest_expected) / rest_expected, ++cells;
    return {sum, cells - 1};
}

/// Mean plus five standard deviations of a chi-square variable: passed by chance less than once in some 100,000 tests.
double critical(int freedom) { return freedom + 5 * std::sqrt(2.0 * freedom) + 10; }

class BinomialDraws : public testing::TestWithParam<std::pair<int, double>> {};

TEST_P(BinomialDraws, FollowTheMassFunction) {
    const auto [n, p] = GetParam();
    const sim::Randomness randomness(7, 0);
    std::map<std::int32_t, int> seen;
    for (int i = 0; i < n_draws; ++i) {
        sim::Dice dice = randomness.dice(draws, static_cast<std::uint64_t>(i));
        const std::int32_t k = sim::binomial(dice, n, p);
        ASSERT_GE(k, 0);
        ASSERT_LE(k, n);
        ++seen[k];
    }
    const auto mass = [n = n, p = p](std::int32_t k) {
        return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                        (n - k) * std::log1p(-p));
    };
    const auto [sum, freedom] = chi_square(seen, mass, n);
    EXPECT_LT(sum, critical(freedom)) << "n = " << n << ", p = " << p;
}

INSTANTIATE_TEST_SUITE_P(Regimes, BinomialDraws,
                         testing::Values(std::pair{1, 0.3}, std::pair{8, 0.95}, std::pair{60, 0.01}, std::pair{60, 0.1666},
                                         std::pair{60, 0.1667}, std::pair{200, 0.5}, std::pair{200, 0.9}, std::pair{20'000, 0.0004},
                                         std::pair{20'000, 0.3}));

class PoissonDraws : public testing::TestWithParam<double> {};

TEST_P(PoissonDraws, FollowTheMassFunction) {
    const double mean = GetParam();
    const sim::Randomness randomness(8, 0);
    std::map<std::int32_t, int> seen;
    for (int i = 0; i < n_draws; ++i) {
        sim::Dice dice = randomness.dice(draws, static_cast<std::uint64_t>(i));
        ++seen[sim::poisson(dice, mean)];
    }
    const auto mass = [mean](std::int32_t k) { return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)); };
    const auto [sum, freedom] = chi_square(seen, mass, static_cast<std::int32_t>(mean + 20 * std::sqrt(mean) + 20));
    EXPECT_LT(sum, critical(freedom)) << "mean = " << mean;
}

INSTANTIATE_TEST_SUITE_P(Regimes, PoissonDraws, testing::Values(0.01, 0.7, 4.0, 9.99, 10.01, 60.0, 5000.0));

TEST(Sampling, EdgesAreExact) {
    sim::Dice dice = sim::Randomness(1, 0).dice(draws, 1);
    EXPECT_EQ(sim::binomial(dice, 0, 0.5), 0);
    EXPECT_EQ(sim::binomial(dice, -3, 0.5), 0);
    EXPECT_EQ(sim::binomial(dice, 10, 0), 0);
    EXPECT_EQ(sim::binomial(dice, 10, 1), 10);
    EXPECT_EQ(sim::poisson(dice, 0), 0);
    EXPECT_EQ(sim::poisson(dice, -1), 0);
}

/// The address alone decides: the same draw whatever was drawn before elsewhere.
TEST(Sampling, BelongsToTheAddress) {
    const sim::Randomness randomness(9, 0);
    for (std::uint64_t agent = 0; agent < 100; ++agent) {
        sim::Dice first = randomness.dice(draws, agent), second = randomness.dice(draws, agent);
        EXPECT_EQ(sim::binomial(first, 500, 0.4), sim::binomial(second, 500, 0.4));
        EXPECT_EQ(sim::poisson(first, 33), sim::poisson(second, 33));
    }
}

}  // namespace sampling_test
