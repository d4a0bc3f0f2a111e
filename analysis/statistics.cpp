#include "analysis/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/random.hpp"

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr sim::Purpose resampling{"statistics.bootstrap"};

double weight_of(Weights weights, std::size_t i) { return weights.empty() ? 1 : weights[i]; }

/// Rows with a value in ascending order of it; equal ones in the order of the rows.
std::vector<std::uint32_t> ascending(std::span<const double> values) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t i) { return std::isnan(values[i]); });
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
    return order;
}

}  // namespace

double quantile(const std::vector<double>& sorted, double q) {
    if (sorted.empty())
        return 0;
    const double at = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Distribution describe(std::vector<double>& values) {
    Distribution d;
    std::erase_if(values, [](double v) { return std::isnan(v); });
    d.n = values.size();
    if (values.empty())
        return d;
    std::sort(values.begin(), values.end());
    d.mean = mean(values);  // in ascending order: the same sum whatever the order of the rows was
    d.median = quantile(values, 0.5), d.p10 = quantile(values, 0.1), d.p90 = quantile(values, 0.9);
    return d;
}

double mean(std::span<const double> values, Weights weights) {
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i]))
            sum += weight_of(weights, i) * values[i], total += weight_of(weights, i);
    return total > 0 ? sum / total : not_a_number;
}

double weighted_quantile(std::span<const double> values, Weights weights, double q) {
    const auto order = ascending(values);
    double total = 0;
    for (const std::uint32_t i : order)
        total += weight_of(weights, i);
    if (total <= 0)
        return not_a_number;
    const double wanted = q * total, slack = 1e-12 * total;
    double below = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        below += weight_of(weights, order[i]);
        if (below < wanted - slack || weight_of(weights, order[i]) == 0)
            continue;
        std::size_t next = i + 1;
        while (next < order.size() && weight_of(weights, order[next]) == 0)
            ++next;
        const bool exactly = below <= wanted + slack && next < order.size();
        return exactly ? 0.5 * (values[order[i]] + values[order[next]]) : values[order[i]];
    }
    return values[order.back()];
}

double gini(std::span<const double> values, Weights weights) {
    double weight = 0, sum = 0, area = 0;  // area: twice that below the Lorenz curve, not yet scaled
    for (const std::uint32_t i : ascending(values)) {
        const double w = weight_of(weights, i), before = sum;
        sum += w * values[i];
        area += w * (before + sum);
        weight += w;
    }
    return weight > 0 && sum > 0 ? 1 - area / (weight * sum) : not_a_number;
}

std::vector<double> lorenz(std::span<const double> values, Weights weights, std::size_t steps) {
    const auto order = ascending(values);
    double weight = 0, total = 0;
    for (const std::uint32_t i : order)
        weight += weight_of(weights, i), total += weight_of(weights, i) * values[i];
    std::vector<double> shares(steps + 1, total > 0 ? 1 : not_a_number);
    double people = 0, held = 0;
    std::size_t step = 0;
    for (const std::uint32_t i : order) {
        const double w = weight_of(weights, i);
        for (; step < steps && static_cast<double>(step) / static_cast<double>(steps) * weight <= people + w; ++step) {
            const double part = static_cast<double>(step) / static_cast<double>(steps) * weight - people;
            shares[step] = total > 0 ? (held + part * values[i]) / total : not_a_number;
        }
        people += w, held += w * values[i];
    }
    return shares;
}

Interval Interval::none() { return {not_a_number, not_a_number}; }

Interval replicate_interval(std::span<const double> estimates, double level) {
    const auto missing =
        static_cast<std::size_t>(std::count_if(estimates.begin(), estimates.end(), [](double e) { return std::isnan(e); }));
    const std::size_t n = estimates.size() - missing;
    if (n < 2)
        return Interval::none();
    const double centre = mean(estimates);
    double squares = 0;
    for (const double e : estimates)
        if (!std::isnan(e))
            squares += (e - centre) * (e - centre);
    const boost::math::students_t t(static_cast<double>(n - 1));
    const double half = boost::math::quantile(t, 0.5 + level / 2) * std::sqrt(squares / static_cast<double>(n * (n - 1)));
    return {centre - half, centre + half};
}

Interval bootstrap_interval(std::size_t n, const std::function<double(std::span<const std::uint32_t>)>& statistic,
                            std::uint64_t key, int draws, double level) {
    if (n < 2)
        return Interval::none();
    const sim::Randomness randomness(key, 0);
    std::vector<std::uint32_t> rows(n);
    std::vector<double> estimates;
    for (int d = 0; d < draws; ++d) {
        sim::Dice dice = randomness.dice(resampling, static_cast<std::uint64_t>(d));
        for (auto& row : rows)
            row = dice.below(static_cast<std::uint32_t>(n));
        if (const double e = statistic(rows); !std::isnan(e))
            estimates.push_back(e);
    }
    if (2 * estimates.size() < static_cast<std::size_t>(draws))
        return Interval::none();
    std::sort(estimates.begin(), estimates.end());
    return {quantile(estimates, 0.5 - level / 2), quantile(estimates, 0.5 + level / 2)};
}

}  // namespace analysis
