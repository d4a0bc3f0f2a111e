#include "analysis/density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// Beyond so many bandwidths a kernel is below 1e-16 of its peak.
constexpr double reach = 8.6;

struct Point {
    double value, weight;
};

/// What the kernel is laid on, in ascending order; weights sum to 1.
std::vector<Point> points_of(std::span<const double> values, Weights weights, DensityScale scale) {
    std::vector<Point> points;
    double total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double weight = weights.empty() ? 1 : weights[i], value = values[i];
        const bool lies = scale == DensityScale::linear        ? !std::isnan(value)
                          : scale == DensityScale::logarithmic ? value > 0
                                                               : value >= 0;
        if (lies && weight > 0)
            points.push_back({scale == DensityScale::logarithmic ? std::log(value) : value, weight}), total += weight;
    }
    for (Point& p : points)
        p.weight /= total;
    std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.value < b.value; });
    return points;
}

double at(const std::vector<Point>& points, double x, double bandwidth) {
    const auto below = [](const Point& p, double bound) { return p.value < bound; };
    double sum = 0;
    for (auto p = std::lower_bound(points.begin(), points.end(), x - reach * bandwidth, below);
         p != points.end() && p->value <= x + reach * bandwidth; ++p) {
        const double z = (x - p->value) / bandwidth;
        sum += p->weight * std::exp(-0.5 * z * z);
    }
    return sum * std::numbers::inv_sqrtpi / (std::numbers::sqrt2 * bandwidth);
}

double quartile_range(std::span<const double> values, Weights weights) {
    if (!weights.empty())
        return weighted_quantile(values, weights, 0.75) - weighted_quantile(values, weights, 0.25);
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return quantile(sorted, 0.75) - quantile(sorted, 0.25);
}

}  // namespace

double silverman_bandwidth(std::span<const double> values, Weights weights) {
    std::vector<double> kept, of_kept;
    double sum = 0, sum_of_squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double w = weights.empty() ? 1 : weights[i];
        if (std::isnan(values[i]) || w <= 0)
            continue;
        kept.push_back(values[i]), of_kept.push_back(w);
        sum += w, sum_of_squares += w * w;
    }
    if (kept.size() < 2)
        return not_a_number;
    const Weights same = weights.empty() ? Weights{} : Weights{of_kept};
    const double centre = mean(kept, same), n = sum * sum / sum_of_squares;
    double squares = 0;
    for (std::size_t i = 0; i < kept.size(); ++i)
        squares += of_kept[i] * (kept[i] - centre) * (kept[i] - centre);
    const double deviation = n > 1 ? std::sqrt(squares / sum * n / (n - 1)) : 0;
    double spread = std::min(deviation, quartile_range(kept, same) / 1.34);
    for (const double instead : {deviation, std::abs(kept.front()), 1.0})
        spread = spread > 0 ? spread : instead;
    return 0.9 * spread * std::pow(n, -0.2);
}

std::vector<double> density(std::span<const double> values, Weights weights, std::span<const double> grid, DensityScale scale,
                            double bandwidth) {
    const std::vector<Point> points = points_of(values, weights, scale);
    if (bandwidth <= 0) {
        std::vector<double> laid, shares;
        for (const Point& p : points)
            laid.push_back(p.value), shares.push_back(p.weight);
        bandwidth = silverman_bandwidth(laid, weights.empty() ? Weights{} : Weights{shares});
    }
    std::vector<double> curve(grid.size(), not_a_number);
    if (points.empty() || std::isnan(bandwidth))
        return curve;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double x = grid[i];
        if (scale == DensityScale::linear)
            curve[i] = at(points, x, bandwidth);
        else if (scale == DensityScale::logarithmic)
            curve[i] = x > 0 ? at(points, std::log(x), bandwidth) / x : 0;
        else
            curve[i] = x >= 0 ? at(points, x, bandwidth) + at(points, -x, bandwidth) : 0;
    }
    return curve;
}

std::vector<double> even_grid(double from, double to, std::size_t points) {
    std::vector<double> grid(points, from);
    for (std::size_t i = 1; i < points; ++i)
        grid[i] = from + (to - from) * static_cast<double>(i) / static_cast<double>(points - 1);
    return grid;
}

std::vector<double> ratio_grid(double from, double to, std::size_t points) {
    std::vector<double> grid = even_grid(std::log(from), std::log(to), points);
    for (double& x : grid)
        x = std::exp(x);
    return grid;
}

}  // namespace analysis
