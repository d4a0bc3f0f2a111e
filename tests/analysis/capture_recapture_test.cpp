#include "analysis/capture_recapture.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random.hpp"

// A name of its own: several files are compiled as one for the address sanitizer.
namespace capture_recapture_test {

using namespace analysis;

namespace {

TEST(LincolnPetersen, IsTheTextbooks) {
    // 200 marked, 150 caught, 50 of them marked: 600; variance 200 * 150 * 150 * 100 / 50^3 = 3600.
    const PopulationSize p = lincoln_petersen(200, 150, 50);
    EXPECT_DOUBLE_EQ(p.size, 600);
    EXPECT_DOUBLE_EQ(p.standard_error, 60);
    EXPECT_NEAR(p.interval.high, 600 + 1.959964 * 60, 1e-4);  // R: qnorm(.975)
    EXPECT_TRUE(std::isnan(lincoln_petersen(5, 5, 0).size));
}

TEST(Chapman, IsTheTextbooks) {
    const PopulationSize p = chapman(200, 150, 50);
    EXPECT_NEAR(p.size, 201.0 * 151 / 51 - 1, 1e-12);
    EXPECT_NEAR(p.standard_error, std::sqrt(201.0 * 151 * 150 * 100 / (51.0 * 51 * 52)), 1e-12);
    EXPECT_EQ(chapman(4, 5, 0).size, 29);  // 5 * 6 / 1 - 1
}

TEST(Chapman, IsUnbiasedWhenTheOccasionsMustOverlap) {
    // With first + second >= N the expectation over the hypergeometric number seen twice is N exactly (Chapman 1951).
    constexpr int N = 30, first = 18, second = 15;
    const auto log_choose = [](int n, int k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); };
    double expected = 0;
    for (int m = first + second - N; m <= second; ++m)
        expected += std::exp(log_choose(first, m) + log_choose(N - first, second - m) - log_choose(N, second)) *
                    chapman(first, second, m).size;
    EXPECT_NEAR(expected, N, 1e-9);
}

TEST(Schnabel, IsThatOfR) {
    // Sunfish caught on 14 days (Gerking 1953), recaptures among them. R: sum(C * c(0, cumsum(C - R)[-14])) / sum(R) = 10821 / 24;
    // limits of the count: qchisq(.025, 48) / 2 and qchisq(.975, 50) / 2.
    const std::vector<std::int64_t> caught{10, 27, 17, 7, 1, 5, 6, 15, 9, 18, 16, 5, 7, 19};
    const std::vector<std::int64_t> again{0, 0, 0, 0, 0, 0, 2, 1, 5, 5, 4, 2, 2, 3};
    const PopulationSize p = schnabel(caught, again);
    EXPECT_DOUBLE_EQ(p.size, 450.875);
    EXPECT_NEAR(p.interval.low, 10821 / 35.7100975937532, 1e-9);
    EXPECT_NEAR(p.interval.high, 10821 / 15.3772528546865, 1e-9);
    EXPECT_NEAR(p.standard_error, 450.875 / std::sqrt(24.0), 1e-9);
}

TEST(Schnabel, OfTwoOccasionsIsLincolnPetersen) {
    const std::vector<std::int64_t> seen{200, 150}, again{0, 50};
    EXPECT_DOUBLE_EQ(schnabel(seen, again).size, 600);
}

constexpr std::int64_t day = 86400;

TEST(Captures, CountAPersonOnceAnOccasion) {
    const std::vector<std::uint64_t> key{7, 7, 7, 3};
    const std::vector<std::int64_t> second{1000 * day, 1029 * day, 1031 * day, 1090 * day};
    const Captures captures(key, second);
    EXPECT_EQ(captures.occasions(), 4U);  // person 3 on the fourth, person 7 twice on the first and once on the second
    EXPECT_EQ(captures.people(), 2U);
    EXPECT_EQ(captures.counts(), (std::vector<double>{1, 2}));
    EXPECT_EQ(Captures({}, {}).people(), 0U);
}

TEST(OpenPopulation, OfWholeNumbersIsExact) {
    // Four people seen at 0, 60 and 90 days. Two of the first four again at 60, one at 90: shares of chances 2 / 16 and 1 / 16,
    // which halve in 30 days and begin at 1 / 2.
    const std::vector<std::uint64_t> key{1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9};
    const std::vector<std::int64_t> second{0, 60 * day, 0,        60 * day, 0,        90 * day,
                                           0, 60 * day, 60 * day, 90 * day, 90 * day, 90 * day};
    const OpenPopulation open = open_population(Captures(key, second), CaptureWeight::one);
    EXPECT_NEAR(open.half_life_days, 30, 1e-9);
    EXPECT_NEAR(open.size, 2, 1e-9);
    EXPECT_EQ(open.matches, 3);
    EXPECT_EQ(open.distances, 2U);
}

TEST(OpenPopulation, SaysNothingOfLeavingWhenMatchesDoNotFall) {
    // As above without two of those at 90 days: 2 / 16 and 1 / 8.
    const std::vector<std::uint64_t> key{1, 1, 2, 2, 3, 3, 4, 5, 6, 7};
    const std::vector<std::int64_t> second{0, 60 * day, 0, 60 * day, 0, 90 * day, 0, 60 * day, 60 * day, 90 * day};
    const OpenPopulation open = open_population(Captures(key, second), CaptureWeight::one);
    EXPECT_TRUE(std::isnan(open.half_life_days)) << open.half_life_days;
    EXPECT_NEAR(open.size, 8, 1e-9);
}

constexpr sim::Purpose lives{"test.lives"};

struct Answers {
    std::vector<std::uint64_t> key;
    std::vector<std::int64_t> second;
};

/// A population in balance: `size` people at any time, leaving with a half-life, each answering on an occasion with a probability
/// that a few have `keen` times higher.
Answers simulate(int size, double half_life, double propensity, double keen_share, double keen) {
    constexpr int occasions = 24;
    const double span = 30.0 * occasions, rate = std::log(2.0) / half_life;
    const sim::Randomness randomness(11, 0);
    Answers answers;
    const int people = size + static_cast<int>(size * rate * span);
    for (int i = 0; i < people; ++i) {
        sim::Dice dice = randomness.dice(lives, static_cast<std::uint64_t>(i));
        const double from = i < size ? 0 : span * dice.uniform(), to = from - std::log(dice.uniform_open()) / rate;
        const double p = propensity * (dice.uniform() < keen_share ? keen : 1);
        for (int t = 0; t < occasions; ++t)
            if (const double at = 30.0 * (t + 0.5); from <= at && at < to && dice.uniform() < p) {
                answers.key.push_back(static_cast<std::uint64_t>(i));
                answers.second.push_back(static_cast<std::int64_t>(at * day));
            }
    }
    return answers;
}

TEST(OpenPopulation, RecoversHalfLifeAndSizeOfASimulatedOne) {
    const Answers a = simulate(20000, 400, 0.15, 0, 1);
    const Captures captures(a.key, a.second);
    const OpenPopulation open = open_population(captures, CaptureWeight::one);
    // Some 60,000 matches, at distances that vary by 150 days: the slope is known to 1 / (150 sqrt(60,000)), 1.6 % of ln 2 / 400.
    EXPECT_GT(open.matches, 40000);
    EXPECT_NEAR(open.half_life_days, 400, 3 * 0.016 * 400);
    EXPECT_NEAR(open.size, 20000, 0.05 * 20000);
    const Interval i = half_life_interval(captures, CaptureWeight::one, 1, 60);
    EXPECT_TRUE(i.low < 400 && 400 < i.high) << i.low << " to " << i.high;
    EXPECT_LT(i.high - i.low, 80);
}

TEST(OpenPopulation, WithKeenAnswerersKeepsTheHalfLifeAndFindsAKnownShareOfThePeople) {
    const Answers a = simulate(20000, 400, 0.05, 0.1, 8);
    const OpenPopulation open = open_population(Captures(a.key, a.second), CaptureWeight::one);
    EXPECT_NEAR(open.half_life_days, 400, 30);
    // Chances to match go with the square of the propensity: size = N (E p)^2 / E p^2 = N * 1.7^2 / 7.3.
    EXPECT_NEAR(open.size, 20000 * 1.7 * 1.7 / 7.3, 0.08 * 7918);
}

TEST(OpenPopulation, WeightsByAnswersShortenTheHalfLifeUnlessAnswersAreRare) {
    const Answers often = simulate(20000, 400, 0.15, 0, 1), rare = simulate(300000, 400, 0.005, 0, 1);
    const Captures frequent(often.key, often.second), seldom(rare.key, rare.second);
    EXPECT_LT(open_population(frequent, CaptureWeight::by_answers).half_life_days,
              0.9 * open_population(frequent, CaptureWeight::one).half_life_days);
    EXPECT_NEAR(open_population(seldom, CaptureWeight::by_answers).half_life_days /
                    open_population(seldom, CaptureWeight::one).half_life_days,
                1, 0.1);
}

}  // namespace

}  // namespace capture_recapture_test
