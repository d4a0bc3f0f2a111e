// The C library serves as oracle only, in extended precision; the digest test then pins every bit without it.
#include "sim/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace sim::elementary_test {
namespace {

namespace el = sim::elementary;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr float infinity_f = std::numeric_limits<float>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr long double root_half = 0.70710678118654752440084436210484904L;
constexpr long double two_pi = 6.28318530717958647692528676655900577L;

/// Distance between a result and the true value, in units of the last place of the true value.
template <class Real>
double ulps(Real got, long double truth) {
    constexpr int digits = std::numeric_limits<Real>::digits;
    constexpr int lowest = std::numeric_limits<Real>::min_exponent - digits;
    int exponent = 0;
    std::frexp(truth, &exponent);
    const long double unit = std::ldexp(1.0L, std::max(exponent - digits, lowest));
    return static_cast<double>(std::fabs(static_cast<long double>(got) - truth) / unit);
}

/// `count` numbers from `first` to `last`, both included, at distances that avoid round numbers.
std::vector<double> grid(double first, double last, int count) {
    std::vector<double> points;
    for (int i = 0; i < count; ++i)
        points.push_back(first + (last - first) * (i / static_cast<double>(count - 1)));
    return points;
}

TEST(Elementary, LogIsWithinOneUlpOverAllExponentsAndAroundOne) {
    double worst = 0;
    constexpr std::uint64_t step = 0x0000'7b1f'2e3d'4c5bU;  // about 68 000 doubles from the smallest subnormal to the largest
    for (std::uint64_t bits = 1; bits < 0x7ff0'0000'0000'0000U; bits += step)
        worst = std::max(
            worst, ulps(el::log(std::bit_cast<double>(bits)), std::log(static_cast<long double>(std::bit_cast<double>(bits)))));
    for (const double x : grid(0.35, 3.0, 100'000))
        worst = std::max(worst, ulps(el::log(x), std::log(static_cast<long double>(x))));
    for (const double x : grid(1.0 - 1e-6, 1.0 + 1e-6, 10'000))
        worst = std::max(worst, ulps(el::log(x), std::log(static_cast<long double>(x))));
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, ExpIsWithinOneUlpFromTheSmallestSubnormalResultToTheLargestResult) {
    double worst = 0;
    for (const double x : grid(-746.0, 709.78, 100'000))
        worst = std::max(worst, ulps(el::exp(x), std::exp(static_cast<long double>(x))));
    for (const double x : grid(-1.1, 1.1, 100'000))
        worst = std::max(worst, ulps(el::exp(x), std::exp(static_cast<long double>(x))));
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, FloatLogIsWithinOneUlp) {
    double worst = 0;
    for (std::uint32_t bits = 1; bits < 0x7f80'0000U; bits += 15'013)
        worst = std::max(worst,
                         ulps(el::log(std::bit_cast<float>(bits)), std::log(static_cast<long double>(std::bit_cast<float>(bits)))));
    for (const double x : grid(0.35, 3.0, 100'000)) {
        const auto narrow = static_cast<float>(x);
        worst = std::max(worst, ulps(el::log(narrow), std::log(static_cast<long double>(narrow))));
    }
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, LogOfNormalIsTheLogarithm) {
    for (std::uint32_t bits = 0x0080'0000U; bits < 0x7f80'0000U; bits += 10'007) {
        const float x = std::bit_cast<float>(bits);
        ASSERT_EQ(std::bit_cast<std::uint32_t>(el::log_of_normal(x)), std::bit_cast<std::uint32_t>(el::log(x)));
    }
}

TEST(Elementary, FloatExpIsWithinOneUlp) {
    double worst = 0;
    for (const auto& [first, last] : {std::pair{-105.0, 88.72}, std::pair{-1.1, 1.1}})
        for (const double x : grid(first, last, 100'000)) {
            const auto narrow = static_cast<float>(x);
            worst = std::max(worst, ulps(el::exp(narrow), std::exp(static_cast<long double>(narrow))));
        }
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, LogAndExpKeepTheSpecialValues) {
    EXPECT_EQ(el::log(0.0), -infinity);
    EXPECT_EQ(el::log(-0.0), -infinity);
    EXPECT_EQ(el::log(infinity), infinity);
    EXPECT_EQ(el::log(1.0), 0.0);
    EXPECT_TRUE(std::isnan(el::log(-1e-300)) && std::isnan(el::log(-infinity)) && std::isnan(el::log(nan)));
    EXPECT_EQ(el::exp(0.0), 1.0);
    EXPECT_EQ(el::exp(infinity), infinity);
    EXPECT_EQ(el::exp(709.79), infinity);
    EXPECT_EQ(el::exp(-infinity), 0.0);
    EXPECT_EQ(el::exp(-745.2), 0.0);
    EXPECT_TRUE(std::isnan(el::exp(nan)));
}

TEST(Elementary, FloatLogAndExpKeepTheSpecialValues) {
    EXPECT_EQ(el::log(0.0F), -infinity_f);
    EXPECT_EQ(el::log(-0.0F), -infinity_f);
    EXPECT_EQ(el::log(infinity_f), infinity_f);
    EXPECT_EQ(el::log(1.0F), 0.0F);
    EXPECT_TRUE(std::isnan(el::log(-1e-30F)) && std::isnan(el::log(static_cast<float>(nan))));
    EXPECT_EQ(el::exp(0.0F), 1.0F);
    EXPECT_EQ(el::exp(infinity_f), infinity_f);
    EXPECT_EQ(el::exp(88.73F), infinity_f);
    EXPECT_EQ(el::exp(-infinity_f), 0.0F);
    EXPECT_EQ(el::exp(-104.0F), 0.0F);
    EXPECT_TRUE(std::isnan(el::exp(static_cast<float>(nan))));
}

TEST(Elementary, RisingFunctionsNeverFallWhereTheirPiecesMeet) {
    // Close doubles around the joints of the range reductions and of AS 241, where a fault would show as a step down. The steps
    // of the quantile are wider, because in its tails 16 neighbouring probabilities share one result.
    for (const double joint :
         {0.7071067811865476, 1.0, 1.4142135623730951, 0.34657359027997264, 0.075, 0.925, 1.388794386496402e-11}) {
        double x = joint * (1 - 0x1p-39);
        for (int i = 0; i < 1000; ++i) {
            const double next = x * (1 + 0x1p-48);
            EXPECT_LE(el::log(x), el::log(next)) << x;
            EXPECT_LE(el::exp(x), el::exp(next)) << x;
            EXPECT_LE(el::logistic(x), el::logistic(next)) << x;
            const double further = x * (1 + 0x1p-44);
            if (further < 1.0) {
                EXPECT_LE(el::normal_quantile(x), el::normal_quantile(further)) << x;
            }
            x = next;
        }
    }
}

TEST(Elementary, LogisticKeepsItsRelativeErrorInBothTails) {
    double worst = 0;
    for (const double x : grid(-700.0, 700.0, 50'001)) {
        const long double truth = 1 / (1 + std::exp(-static_cast<long double>(x)));
        worst = std::max(worst, static_cast<double>(std::fabs((el::logistic(x) - truth) / truth)));
    }
    EXPECT_LT(worst, 4e-16);
    EXPECT_EQ(el::logistic(0.0), 0.5);
    EXPECT_EQ(el::logistic(infinity), 1.0);
    EXPECT_EQ(el::logistic(-infinity), 0.0);
    EXPECT_TRUE(std::isnan(el::logistic(nan)));
}

/// Relative error of a quantile, by one Newton step from it in extended precision; tails by their own small probability.
double quantile_error(double p) {
    const long double z = el::normal_quantile(p);
    const long double excess =
        p < 0.5 ? std::erfc(-z * root_half) / 2 - p : (1 - static_cast<long double>(p)) - std::erfc(z * root_half) / 2;
    const long double density = std::exp(-z * z / 2) / std::sqrt(two_pi);
    return static_cast<double>(std::fabs(excess / density / z));
}

TEST(Elementary, NormalQuantileMatchesTheErrorFunctionOfTheCLibrary) {
    double worst = 0;
    for (int i = 0; i < 100'000; ++i)
        worst = std::max(worst, quantile_error((i + 0.5) / 100'000));
    for (const double exponent : grid(-700.0, -1.0, 20'000))
        worst = std::max(worst, quantile_error(el::exp(exponent)));
    for (const double exponent : grid(-36.0, -1.0, 2'000))
        worst = std::max(worst, quantile_error(1.0 - el::exp(exponent)));
    EXPECT_LT(worst, 1e-14);
}

TEST(Elementary, NormalQuantileKnowsItsEdgesAndItsSymmetry) {
    EXPECT_EQ(el::normal_quantile(0.5), 0.0);
    EXPECT_EQ(el::normal_quantile(0.0), -infinity);
    EXPECT_EQ(el::normal_quantile(1.0), infinity);
    EXPECT_TRUE(std::isnan(el::normal_quantile(-0.1)) && std::isnan(el::normal_quantile(1.1)) &&
                std::isnan(el::normal_quantile(nan)));
    for (int i = 1; i < 2048; ++i)  // 1 - p is exact for these
        EXPECT_EQ(el::normal_quantile(i / 4096.0), -el::normal_quantile(1.0 - i / 4096.0));
}

TEST(Elementary, NormalCdfMatchesTheErrorFunctionAndInvertsTheQuantile) {
    double absolute = 0;
    double relative = 0;
    for (const double x : grid(-37.0, 9.0, 50'000)) {
        const long double truth = std::erfc(-static_cast<long double>(x) * root_half) / 2;
        const auto error = static_cast<double>(std::fabs(el::normal_cdf(x) - truth));
        absolute = std::max(absolute, error);
        relative = std::max(relative, static_cast<double>(error / truth));
    }
    EXPECT_LT(absolute, 3e-15);
    EXPECT_LT(relative, 1e-12);
    for (const double p : grid(0.001, 0.999, 999))
        EXPECT_NEAR(el::normal_cdf(el::normal_quantile(p)), p, 5e-15);
    EXPECT_EQ(el::normal_cdf(-infinity), 0.0);
    EXPECT_EQ(el::normal_cdf(infinity), 1.0);
    EXPECT_TRUE(std::isnan(el::normal_cdf(nan)));
}

TEST(Elementary, PowerKeepsItsDocumentedErrorAndItsEdges) {
    for (const double x : {1e-300, 0.001, 0.37, 0.999, 1.0, 1.5, 2.0, 1e5, 1e300})
        for (const double y : {-2.0, -0.35, 0.5, 1.0, 1.7, 2.0}) {
            const long double truth = std::pow(static_cast<long double>(x), static_cast<long double>(y));
            if (truth > 1e300L || truth < 1e-300L)
                continue;
            const double bound = (1.5 * std::fabs(y * std::log(x)) + 2) * 0x1p-52;
            EXPECT_LE(std::fabs(static_cast<double>((el::power(x, y) - truth) / truth)), bound) << x << "^" << y;
        }
    EXPECT_EQ(el::power(0.0, 0.0), 1.0);
    EXPECT_EQ(el::power(0.0, 0.5), 0.0);
    EXPECT_EQ(el::power(0.0, -1.0), infinity);
    EXPECT_EQ(el::power(7.0, 0.0), 1.0);
    EXPECT_TRUE(std::isnan(el::power(-2.0, 2.0)));
}

TEST(Elementary, CosineOfTurnsIsExactAtQuartersAndCloseElsewhere) {
    for (const double turns : {-3.0, 0.0, 1.0, 1e9})
        EXPECT_EQ(el::cosine_turn(turns), 1.0);
    for (const double turns : {-0.75, 0.25, 0.75, 1000.25})
        EXPECT_EQ(el::cosine_turn(turns), 0.0);
    EXPECT_EQ(el::cosine_turn(0.5), -1.0);
    double worst = 0;
    for (const double turns : grid(-3.0, 3.0, 100'000)) {
        const long double truth = std::cos(two_pi * turns);
        worst = std::max(worst, static_cast<double>(std::fabs(el::cosine_turn(turns) - truth)));
        ASSERT_LE(std::fabs(el::cosine_turn(turns)), 1.0);
        ASSERT_EQ(el::cosine_turn(turns), el::cosine_turn(-turns));
    }
    EXPECT_LT(worst, 5e-16);
}

/// 64-bit FNV-1a over the bits of the results of `function` at `points`, computed in one plain loop so that it may become
/// vector code: the digest then also says that vector and scalar code agree.
template <class Real, class Function>
std::uint64_t digest(const std::vector<Real>& points, Function function) {
    std::vector<Real> results(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        results[i] = function(points[i]);
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const Real result : results) {
        const auto bytes = std::bit_cast<std::array<unsigned char, sizeof(Real)>>(result);
        for (const unsigned char byte : bytes)
            hash = (hash ^ byte) * 0x100000001b3U;
    }
    return hash;
}

std::vector<float> narrow(const std::vector<double>& points) { return {points.begin(), points.end()}; }

/// Positive numbers of every size, by equal steps of their bits.
std::vector<double> all_sizes() {
    std::vector<double> points;
    for (std::uint64_t i = 0; i < 5000; ++i)
        points.push_back(std::bit_cast<double>(1 + i * 0x0006'8db8'bac7'10cbU));
    return points;
}

std::vector<float> all_sizes_f() {
    std::vector<float> points;
    for (std::uint32_t i = 0; i < 5000; ++i)
        points.push_back(std::bit_cast<float>(1 + i * 427'819U));
    return points;
}

TEST(Elementary, EveryBitIsTheSameOnEveryProcessorAndAtEveryOptimisation) {
    // A change of these numbers changes every simulated result: accept it only together with new golden digests.
    EXPECT_EQ(digest(all_sizes(), [](double x) { return el::log(x); }), 0x5302f1d2ee4961e3U);
    EXPECT_EQ(digest(grid(-746.0, 711.0, 5000), [](double x) { return el::exp(x); }), 0xe978896b9259615fU);
    EXPECT_EQ(digest(all_sizes_f(), [](float x) { return el::log(x); }), 0xddd6af5aa549e7aeU);
    EXPECT_EQ(digest(narrow(grid(-105.0, 89.0, 5000)), [](float x) { return el::exp(x); }), 0x6c04723234735544U);
    EXPECT_EQ(digest(grid(-50.0, 50.0, 5000), [](double x) { return el::logistic(x); }), 0x9e3bc1cdfd43f745U);
    EXPECT_EQ(digest(grid(1e-5, 1 - 1e-5, 5000), [](double p) { return el::normal_quantile(p); }), 0x688ac934995fa025U);
    EXPECT_EQ(digest(grid(-38.0, 9.0, 5000), [](double x) { return el::normal_cdf(x); }), 0x0d40987e75f6ce57U);
    EXPECT_EQ(digest(grid(1e-3, 1e3, 5000), [](double x) { return el::power(x, 0.35); }), 0x595bfda1f87de94eU);
    EXPECT_EQ(digest(grid(-2.0, 2.0, 5000), [](double x) { return el::cosine_turn(x); }), 0x964e6abf36016fe4U);
}

}  // namespace
}  // namespace sim::elementary_test
