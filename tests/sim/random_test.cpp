// Tolerances are 4.5 standard errors, worked out from the number of draws: with these fixed keys the tests are deterministic,
// and a correct generator would miss one of them for about 1 key in 150 000.
#include "sim/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <set>
#include <vector>

namespace sim::random_test {
namespace {

constexpr Purpose looks{"random_test.looks"};
constexpr Purpose tastes{"random_test.tastes"};
constexpr double sigmas = 4.5;
constexpr double gumbel_variance = std::numbers::pi * std::numbers::pi / 6;

static_assert(std::uniform_random_bit_generator<Dice>);

struct Moments {
    double mean;
    double variance;
};

template <class Draw>
Moments moments(int n, Draw draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; ++i) {
        const double x = draw(i);
        sum += x;
        squares += x * x;
    }
    return {sum / n, squares / n - sum / n * sum / n};
}

/// Expects sample moments within `sigmas` standard errors of the true ones; `kurtosis` is the fourth central moment over
/// the squared variance (3 for a normal number), on which the error of a sample variance depends.
void expect_moments(Moments sample, double mean, double variance, double kurtosis, int n) {
    EXPECT_NEAR(sample.mean, mean, sigmas * std::sqrt(variance / n));
    EXPECT_NEAR(sample.variance, variance, sigmas * variance * std::sqrt((kurtosis - 1) / n));
}

/// Pearson's chi-square of counts in equally likely cells; for many cells about normal with variance 2 (cells - 1).
double chi_square(const std::vector<int>& counts) {
    double total = 0;
    for (const int count : counts)
        total += count;
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const int count : counts)
        sum += (count - expected) * (count - expected) / expected;
    return sum;
}

/// 355.9 is the point that a chi-square with 255 degrees of freedom passes with probability 3e-5. Below 174.2 falls as little:
/// counts that are too even are as wrong as counts that are too uneven.
void expect_uniform_over_256_cells(const std::vector<int>& counts) {
    ASSERT_EQ(counts.size(), 256U);
    EXPECT_LT(chi_square(counts), 355.9);
    EXPECT_GT(chi_square(counts), 174.2);
}

TEST(Philox, GivesThePublishedKnownAnswers) {
    constexpr std::uint32_t ones = 0xffffffffU;
    EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
    EXPECT_EQ(philox4x32_10({ones, ones, ones, ones}, {ones, ones}),
              (PhiloxCounter{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
    EXPECT_EQ(philox4x32_10({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
              (PhiloxCounter{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST(Dice, ReadsItsAddressAsCounterAndKey) {
    // The layout is part of the promise "same seed, same run": counter {block, tick, agent low, agent high}.
    Dice dice{0x299f31d0'a4093822U, 0x03707344'13198a2eU, 0x85a308d3U};
    const PhiloxCounter first = philox4x32_10({0, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U});
    const PhiloxCounter second = philox4x32_10({1, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U});
    EXPECT_EQ(dice(), first[0] | (std::uint64_t{first[1]} << 32));
    EXPECT_EQ(dice(), first[2] | (std::uint64_t{first[3]} << 32));
    EXPECT_EQ(dice(), second[0] | (std::uint64_t{second[1]} << 32));
}

TEST(Dice, DrawsDoNotDependOnWhatWasDrawnElsewhere) {
    const Randomness random{42, 0};
    Dice undisturbed = random.dice(looks, 7, 3);
    std::vector<std::uint64_t> alone;
    for (int i = 0; i < 20; ++i)
        alone.push_back(undisturbed());

    Dice other = random.dice(looks, 8, 3);
    Dice again = random.dice(looks, 7, 3);
    for (const std::uint64_t word : alone) {
        other.normal();
        random.dice(tastes, 7, 3).uniform();
        EXPECT_EQ(again(), word);
    }
}

TEST(Dice, EveryPartOfTheAddressMatters) {
    std::set<std::uint64_t> words;
    int addresses = 0;
    for (const std::uint64_t seed : {1U, 2U})
        for (const std::uint32_t replicate : {0U, 1U, 2U})
            for (const Purpose purpose : {looks, tastes})
                for (const std::uint64_t agent :
                     {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32, std::uint64_t{1} << 63})
                    for (const std::uint32_t tick : {0U, 1U, 0x80000000U}) {
                        Dice dice = Randomness{seed, replicate}.dice(purpose, agent, tick);
                        words.insert({dice(), dice(), dice(), dice()});
                        addresses += 4;
                    }
    EXPECT_EQ(words.size(), static_cast<std::size_t>(addresses));
}

TEST(Dice, SeedAndReplicateDoNotStandForEachOther) {
    // seed + replicate, or seed ^ replicate, would make replicate 1 of seed 2 the replicate 2 of seed 1.
    EXPECT_NE(Randomness(1, 2).key(looks), Randomness(2, 1).key(looks));
    EXPECT_NE(Randomness(0, 3).key(looks), Randomness(3, 0).key(looks));
    EXPECT_NE(mix(1, 2), mix(2, 1));
}

TEST(Dice, OneDrawIsPinnedForeverToItsAddress) {
    // A change here changes every simulated result.
    Dice dice = Randomness{20'240'101, 3}.dice(looks, 123'456'789'012U, 17);
    EXPECT_EQ(dice(), 0xac355cca3a0cfb9eU);
    EXPECT_EQ(pair_word(1, 2, 3), 0xbe9950c3bf95438cU);
}

TEST(Dice, UniformFillsItsCellsEvenly) {
    const Randomness random{1, 0};
    std::vector<int> one_stream(256);
    std::vector<int> first_of_each_agent(256);
    Dice dice = random.dice(looks, 0);
    for (std::uint64_t i = 0; i < 200'000; ++i) {
        ++one_stream[static_cast<std::size_t>(dice.uniform() * 256)];
        ++first_of_each_agent[static_cast<std::size_t>(random.dice(looks, i, 5).uniform() * 256)];
    }
    expect_uniform_over_256_cells(one_stream);
    expect_uniform_over_256_cells(first_of_each_agent);
}

TEST(Dice, UnitIntervalsKeepTheirEnds) {
    EXPECT_EQ(open_unit(0), 0x1p-53);
    EXPECT_EQ(open_unit(~std::uint64_t{0}), 1.0 - 0x1p-53);
    EXPECT_EQ(open_unit_f(0), 0x1p-24F);
    EXPECT_EQ(open_unit_f(~std::uint64_t{0}), 1.0F - 0x1p-24F);
    Dice dice{1, 2, 3};
    for (int i = 0; i < 1000; ++i) {
        const double scaled = dice.uniform() * 0x1p53;
        ASSERT_EQ(scaled, std::floor(scaled));
        ASSERT_LT(scaled, 0x1p53);
    }
}

TEST(Dice, BelowIsUniformAndStaysBelow) {
    Dice dice = Randomness{2, 0}.dice(looks, 1);
    std::vector<int> counts(256);
    for (int i = 0; i < 200'000; ++i) {
        const std::uint32_t drawn = dice.below(256);
        ASSERT_LT(drawn, 256U);
        ++counts[drawn];
    }
    expect_uniform_over_256_cells(counts);
    EXPECT_EQ(dice.below(1), 0U);
    // Exactly floor(word * n / 2^64), by an independent way for a power of two.
    Dice twin{5, 6, 7};
    Dice words{5, 6, 7};
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(twin.below(0x80000000U), words() >> 33);
    constexpr int n = 100'000;
    constexpr double large = 0xffffffffU;
    const Moments sample = moments(n, [&](int) { return static_cast<double>(dice.below(0xffffffffU)) / large; });
    expect_moments(sample, 0.5, 1.0 / 12, 1.8, n);
}

TEST(Dice, ChanceHappensWithItsProbability) {
    Dice dice = Randomness{3, 0}.dice(looks, 1);
    constexpr int n = 100'000;
    for (const double p : {0.001, 0.3, 0.97}) {
        const Moments sample = moments(n, [&](int) { return dice.chance(p) ? 1.0 : 0.0; });
        EXPECT_NEAR(sample.mean, p, sigmas * std::sqrt(p * (1 - p) / n));
    }
    for (int i = 0; i < 1000; ++i) {
        EXPECT_FALSE(dice.chance(0.0));
        EXPECT_TRUE(dice.chance(1.0));
    }
}

TEST(Dice, DistributionsHaveTheirMoments) {
    Dice dice = Randomness{4, 0}.dice(looks, 1);
    constexpr int n = 200'000;
    expect_moments(moments(n, [&](int) { return dice.uniform_open(); }), 0.5, 1.0 / 12, 1.8, n);
    expect_moments(moments(n, [&](int) { return dice.exponential(); }), 1, 1, 9, n);
    expect_moments(moments(n, [&](int) { return dice.normal(); }), 0, 1, 3, n);

    const double s2 = 0.5 * 0.5;  // of the logarithm; moments of the log-normal from it, median 3
    const double kurtosis = std::exp(4 * s2) + 2 * std::exp(3 * s2) + 3 * std::exp(2 * s2) - 3;
    expect_moments(moments(n, [&](int) { return dice.lognormal(3, 0.5); }), 3 * std::exp(s2 / 2),
                   9 * std::exp(s2) * (std::exp(s2) - 1), kurtosis, n);
}

TEST(Dice, NormalHasTheRightShapeNotOnlyTheRightMoments) {
    Dice dice = Randomness{5, 0}.dice(looks, 1);
    std::vector<int> counts(256);
    for (int i = 0; i < 200'000; ++i)
        ++counts[static_cast<std::size_t>(elementary::normal_cdf(dice.normal()) * 256)];
    expect_uniform_over_256_cells(counts);
}

TEST(Dice, FeedsTheDistributionsOfBoost) {
    constexpr int n = 100'000;
    const Randomness random{6, 0};
    for (const double mean : {0.3, 4.0, 60.0}) {
        boost::random::poisson_distribution<int, double> poisson{mean};
        const Moments sample = moments(n, [&](int i) {
            Dice dice = random.dice(looks, static_cast<std::uint64_t>(i));
            return static_cast<double>(poisson(dice));
        });
        expect_moments(sample, mean, mean, 3 + 1 / mean, n);
    }
    for (const int trials : {5, 400}) {
        const double p = 0.3;
        boost::random::binomial_distribution<int, double> binomial{trials, p};
        const Moments sample = moments(n, [&](int i) {
            Dice dice = random.dice(tastes, static_cast<std::uint64_t>(i));
            return static_cast<double>(binomial(dice));
        });
        const double variance = trials * p * (1 - p);
        expect_moments(sample, trials * p, variance, 3 + (1 - 6 * p * (1 - p)) / variance, n);
    }
    boost::random::uniform_int_distribution<int> cell{0, 255};
    std::vector<int> counts(256);
    Dice dice = random.dice(looks, 0, 9);
    for (int i = 0; i < n; ++i)
        ++counts[static_cast<std::size_t>(cell(dice))];
    expect_uniform_over_256_cells(counts);
}

TEST(Purpose, NumbersFollowFromNamesAndDiffer) {
    constexpr Purpose nearly_looks{"random_test.look"};
    static_assert(looks.id != nearly_looks.id);
    // FNV-1a of "a" is published (af63dc4c8601ec8c); the number is its mixture.
    static_assert(Purpose{"a"}.id == mix64(0xaf63dc4c8601ec8cU));
    EXPECT_EQ(looks.name, "random_test.looks");
    EXPECT_NE(Randomness(1, 0).key(looks), Randomness(1, 0).key(tastes));
}

/// Flips every bit of one argument in turn and looks at how often each bit of the result follows. `argument` gives the
/// arguments; consecutive numbers meet most flips twice, from both sides, which doubles the variance.
template <class Argument, class Word>
void expect_avalanche(Argument argument, Word word) {
    constexpr std::uint64_t n = 10'000;
    // 64 x 64 cells are looked at, so the largest of 4096 deviations counts: 5.5 sigma is passed with probability 2e-4.
    const double tolerance = 5.5 * 0.5 * std::sqrt(2.0 * n);
    for (int in = 0; in < 64; ++in) {
        std::array<int, 64> flips{};
        for (std::uint64_t i = 0; i < n; ++i) {
            const std::uint64_t x = argument(i);
            const std::uint64_t change = word(x) ^ word(x ^ (std::uint64_t{1} << in));
            for (std::size_t out = 0; out < 64; ++out)
                flips[out] += static_cast<int>((change >> out) & 1U);
        }
        for (std::size_t out = 0; out < 64; ++out)
            EXPECT_NEAR(flips[out], n / 2.0, tolerance) << "bit " << in << " to bit " << out;
    }
}

TEST(Pair, EveryBitOfItsPartsAndItsKeyChangesEveryBitOfTheWordHalfTheTime) {
    const auto consecutive = [](std::uint64_t i) { return i; };
    const auto scattered = [](std::uint64_t i) { return Dice{11, i, 0}(); };
    expect_avalanche(consecutive, [](std::uint64_t a) { return pair_word(1, a, 2); });
    expect_avalanche(consecutive, [](std::uint64_t b) { return pair_word(1, 2, b); });
    expect_avalanche(consecutive, [](std::uint64_t key) { return pair_word(key, 1, 2); });
    expect_avalanche(scattered, [](std::uint64_t a) { return pair_word(1, a, 2); });
    expect_avalanche(scattered, [](std::uint64_t b) { return pair_word(1, 2, b); });
}

TEST(Pair, IsOrderedAndTheSameAtEveryLook) {
    EXPECT_EQ(pair_uniform(1, 2, 3), pair_uniform(1, 2, 3));
    EXPECT_NE(pair_uniform(1, 2, 3), pair_uniform(1, 3, 2));
    EXPECT_NE(pair_uniform(1, 2, 3), pair_uniform(2, 2, 3));
    EXPECT_NEAR(pair_uniform_f(1, 2, 3), pair_uniform(1, 2, 3), 0x1p-23);
    EXPECT_NEAR(pair_gumbel_f(1, 2, 3), pair_gumbel(1, 2, 3), 1e-4);
}

TEST(Pair, NoTwoPairsShareAWord) {
    // A key such as 31 a + b would hand (a, b) and (a + 1, b - 31) the same taste. By chance: less than once in 4 billion.
    std::vector<std::uint64_t> words;
    for (std::uint64_t a = 0; a < 300; ++a)
        for (std::uint64_t b = 0; b < 300; ++b)
            words.push_back(pair_word(8, a, b));
    std::sort(words.begin(), words.end());
    EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

TEST(Pair, IsUniformOnConsecutiveKeys) {
    for (const std::uint64_t stride : {std::uint64_t{1}, std::uint64_t{64}, std::uint64_t{1} << 32}) {
        std::vector<int> along_a(256);
        std::vector<int> along_b(256);
        std::vector<int> low_bits(256);
        for (std::uint64_t i = 0; i < 200'000; ++i) {
            ++along_a[static_cast<std::size_t>(pair_uniform(7, i * stride, 3) * 256)];
            ++along_b[static_cast<std::size_t>(pair_uniform_f(7, 3, i * stride) * 256)];
            ++low_bits[pair_word(7, 3, i * stride) & 0xffU];
        }
        expect_uniform_over_256_cells(along_a);
        expect_uniform_over_256_cells(along_b);
        expect_uniform_over_256_cells(low_bits);
    }
}

TEST(Pair, PairsThatShareAPartAreNotCorrelated) {
    constexpr std::size_t side = 1000;
    std::vector<double> lattice(side * side);
    for (std::size_t a = 0; a < side; ++a)
        for (std::size_t b = 0; b < side; ++b)
            lattice[a * side + b] = (pair_uniform(9, a, b) - 0.5) * std::sqrt(12.0);

    // Neighbours along b, along a, along the diagonal, and mirror images: products of independent numbers have variance 1.
    double same_a = 0;
    double same_b = 0;
    double diagonal = 0;
    double mirrored = 0;
    for (std::size_t a = 0; a + 1 < side; ++a)
        for (std::size_t b = 0; b + 1 < side; ++b) {
            const double here = lattice[a * side + b];
            same_a += here * lattice[a * side + b + 1];
            same_b += here * lattice[(a + 1) * side + b];
            diagonal += here * lattice[(a + 1) * side + b + 1];
            mirrored += a < b ? here * lattice[b * side + a] : 0;
        }
    const double tolerance = sigmas * static_cast<double>(side);
    EXPECT_NEAR(same_a, 0, tolerance);
    EXPECT_NEAR(same_b, 0, tolerance);
    EXPECT_NEAR(diagonal, 0, tolerance);
    EXPECT_NEAR(mirrored, 0, tolerance / std::sqrt(2.0));
}

TEST(Pair, RowAndColumnSumsSpreadAsSumsOfIndependentNumbers) {
    // A part of the word that depended on a alone would add up over b, and the spread of the sums would be too wide.
    constexpr std::uint64_t side = 1000;
    std::vector<double> rows(side);
    std::vector<double> columns(side);
    for (std::uint64_t a = 0; a < side; ++a)
        for (std::uint64_t b = 0; b < side; ++b) {
            const double x = (pair_uniform(10, a, b) - 0.5) * std::sqrt(12.0 / side);
            rows[a] += x;
            columns[b] += x;
        }
    expect_moments(moments(side, [&](int i) { return rows[static_cast<std::size_t>(i)]; }), 0, 1, 3, side);
    expect_moments(moments(side, [&](int i) { return columns[static_cast<std::size_t>(i)]; }), 0, 1, 3, side);
}

TEST(Pair, GumbelHasItsMeanAndVariance) {
    constexpr int n = 300'000;
    const auto wide = [](int i) {
        return pair_gumbel(12, static_cast<std::uint64_t>(i / 500), static_cast<std::uint64_t>(i % 500));
    };
    const auto narrow = [](int i) {
        return pair_gumbel_f(12, static_cast<std::uint64_t>(i % 500), static_cast<std::uint64_t>(i / 500));
    };
    expect_moments(moments(n, wide), std::numbers::egamma, gumbel_variance, 5.4, n);
    expect_moments(moments(n, narrow), std::numbers::egamma, gumbel_variance, 5.4, n);
}

TEST(Pair, TheBestOfValuePlusGumbelIsALogitChoice) {
    // McFadden (1974): shares are exp(V_j) over the sum; choosers a, alternatives b, as in a search.
    constexpr std::array<double, 4> value{0.0, 1.0, -0.5, 2.0};
    constexpr int n = 100'000;
    std::array<int, 4> chosen{};
    for (std::uint64_t a = 0; a < n; ++a) {
        std::size_t best = 0;
        for (std::size_t b = 1; b < value.size(); ++b)
            if (value[b] + pair_gumbel(13, a, b) > value[best] + pair_gumbel(13, a, best))
                best = b;
        ++chosen[best];
    }
    double total = 0;
    for (const double v : value)
        total += std::exp(v);
    for (std::size_t b = 0; b < value.size(); ++b) {
        const double share = std::exp(value[b]) / total;
        EXPECT_NEAR(chosen[b] / static_cast<double>(n), share, sigmas * std::sqrt(share * (1 - share) / n));
    }
}

TEST(Mix, IsOneToOne) {
    std::set<std::uint64_t> words;
    for (std::uint64_t bit = 0; bit < 64; ++bit)
        words.insert({mix64(std::uint64_t{1} << bit), mix64(~(std::uint64_t{1} << bit)), mix64(bit)});
    // mix64(1), mix64(2), ..., mix64(32) come twice: as bit and as small number.
    EXPECT_EQ(words.size(), 3U * 64 - 6);
}

}  // namespace
}  // namespace sim::random_test
