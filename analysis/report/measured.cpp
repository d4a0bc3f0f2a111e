#include "analysis/report/measured.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace analysis::report {

namespace {

constexpr double z95 = 1.96;  // standard normal

}  // namespace

Measured mean_of(const std::vector<double>& values) {
    Measured m{mean(values), Interval::none()};
    double squares = 0;
    for (const double v : values)
        squares += (v - m.value) * (v - m.value);
    const auto n = static_cast<double>(values.size());
    if (n > 1) {
        const double half = z95 * std::sqrt(squares / (n - 1) / n);
        m.people = {m.value - half, m.value + half};
    }
    return m;
}

Measured median_of(const std::vector<double>& sorted) {
    Measured m{sorted.empty() ? std::nan("") : quantile(sorted, 0.5), Interval::none()};
    const auto n = static_cast<double>(sorted.size());
    if (n < 6)
        return m;
    const double half = z95 * std::sqrt(n) / 2;
    m.people = {sorted[static_cast<std::size_t>(std::max(0.0, n / 2 - half))],
                sorted[static_cast<std::size_t>(std::min(n - 1, n / 2 + half))]};
    return m;
}

Measured share_of(double part, double whole) {
    if (whole <= 0)
        return {std::nan(""), Interval::none()};
    const double p = part / whole, z = z95, f = 1 + z * z / whole;
    const double centre = (p + z * z / (2 * whole)) / f;
    const double half = z / f * std::sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole));
    return {p, {centre - half, centre + half}};
}

Measured ratio_of(const std::vector<double>& up, const std::vector<double>& down) {
    const double a = std::accumulate(up.begin(), up.end(), 0.0), b = std::accumulate(down.begin(), down.end(), 0.0);
    if (b <= 0)
        return {std::nan(""), Interval::none()};
    Measured m{a / b, Interval::none()};
    double squares = 0;
    for (std::size_t i = 0; i < up.size(); ++i) {
        const double rest = up[i] - m.value * down[i];
        squares += rest * rest;
    }
    if (const auto n = static_cast<double>(up.size()); n > 1) {
        const double half = z95 * std::sqrt(squares * n / (n - 1)) / b;
        m.people = {m.value - half, m.value + half};
    }
    return m;
}

Estimate over(const std::vector<Measured>& results) {
    std::vector<double> values;
    for (const auto& m : results)
        if (std::isfinite(m.value))
            values.push_back(m.value);
    if (values.size() == 1 && results.size() == 1)
        return {values[0], results[0].people};
    return {mean(values), replicate_interval(values)};
}

}  // namespace analysis::report
