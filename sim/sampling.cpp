#include "sim/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/elementary.hpp"

namespace sim {

namespace {

namespace el = elementary;

/// log(k!) by Stirling's series, exact to double precision from 10 on; below by the table of logs added up.
double log_factorial(double k) {
    if (k < 10) {
        double product = 1;
        for (double i = 2; i <= k; ++i)
            product *= i;
        return el::log(product);
    }
    const double x = k + 1, x2 = 1 / (x * x);
    constexpr double half_log_two_pi = 0.91893853320467274178;
    return (x - 0.5) * el::log(x) - x + half_log_two_pi + (1.0 / 12 - x2 * (1.0 / 360 - x2 * (1.0 / 1260 - x2 * (1.0 / 1680)))) / x;
}

std::int32_t binomial_by_inversion(Dice& dice, std::int32_t n, double p) {
    const double ratio = p / (1 - p);
    double term = 1;  // P(0) = (1 - p)^n, by squaring: no logarithm for small n
    double base = 1 - p;
    for (std::int32_t e = n; e > 0; e >>= 1, base *= base)
        if (e & 1)
            term *= base;
    double u = dice.uniform();
    std::int32_t k = 0;
    while (u >= term && k < n) {
        u -= term;
        ++k;
        term *= ratio * (n - k + 1) / k;
    }
    return k;
}

/// Hörmann's BTRS, for n p >= 10 and p <= 1/2.
std::int32_t binomial_by_rejection(Dice& dice, std::int32_t n, double p) {
    const double q = 1 - p, mean = n * p, sd = std::sqrt(mean * q);
    const double b = 1.15 + 2.53 * sd, a = -0.0873 + 0.0248 * b + 0.01 * p, c = mean + 0.5, vr = 0.92 - 4.2 / b;
    const double alpha = (2.83 + 5.1 / b) * sd, log_odds = el::log(p / q), mode = std::floor((n + 1) * p);
    const double h = log_factorial(mode) + log_factorial(n - mode);
    for (;;) {
        const double u = dice.uniform() - 0.5, v = dice.uniform_open(), us = 0.5 - std::fabs(u);
        const double k = std::floor((2 * a / us + b) * u + c);
        if (k < 0 || k > n)
            continue;
        if (us >= 0.07 && v <= vr)
            return static_cast<std::int32_t>(k);
        if (el::log(v * alpha / (a / (us * us) + b)) <= h - log_factorial(k) - log_factorial(n - k) + (k - mode) * log_odds)
            return static_cast<std::int32_t>(k);
    }
}

}  // namespace

std::int32_t binomial(Dice& dice, std::int32_t n, double p) {
    if (n <= 0 || p <= 0)
        return 0;
    if (p >= 1)
        return n;
    if (p > 0.5)
        return n - binomial(dice, n, 1 - p);
    return n * p < 10 ? binomial_by_inversion(dice, n, p) : binomial_by_rejection(dice, n, p);
}

std::int32_t poisson(Dice& dice, double mean) {
    if (mean <= 0)
        return 0;
    if (mean < 10) {
        double term = el::exp(-mean), u = dice.uniform();
        std::int32_t k = 0;
        while (u >= term && k < 1000) {
            u -= term;
            term *= mean / ++k;
        }
        return k;
    }
    // Hörmann's PTRS.
    const double root = std::sqrt(mean), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b,
                 inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2), log_mean = el::log(mean);
    for (;;) {
        const double u = dice.uniform() - 0.5, v = dice.uniform_open(), us = 0.5 - std::fabs(u);
        const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= vr)
            return static_cast<std::int32_t>(std::min(k, 2147483647.0));
        if (k < 0 || k > 2147483647.0 || (us < 0.013 && v > us))
            continue;
        if (el::log(v) + el::log(inverse_alpha) - el::log(a / (us * us) + b) <= k * log_mean - mean - log_factorial(k))
            return static_cast<std::int32_t>(k);
    }
}

}  // namespace sim
