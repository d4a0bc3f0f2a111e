#include "analysis/panel_estimators.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> descending(std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    return sorted;
}

}  // namespace

double share_of_top(std::span<const double> values, double share) {
    const auto sorted = descending(values);
    const double total = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    double left = share * static_cast<double>(sorted.size()), held = 0;
    for (std::size_t i = 0; i < sorted.size() && left > 0; ++i, left -= 1)
        held += std::min(1.0, left) * sorted[i];
    return total > 0 ? held / total : not_a_number;
}

double smallest_share_giving_half(std::span<const double> values) {
    const auto sorted = descending(values);
    const double total = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    double given = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        if (given += sorted[i]; total > 0 && 2 * given >= total)
            return static_cast<double>(i + 1) / static_cast<double>(sorted.size());
    return not_a_number;
}

double tail_exponent(std::span<const double> values, const std::vector<bool>& complete, double top) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < values.size(); ++i)
        if (values[i] > 0)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
    const auto above = static_cast<std::size_t>(top * static_cast<double>(order.size()));
    if (above < 10 || above >= order.size())
        return not_a_number;
    const double threshold = values[order[above]];
    double ended = 0, logs = 0;
    for (std::size_t i = 0; i < above; ++i)
        ended += complete[order[i]] ? 1 : 0, logs += std::log(values[order[i]] / threshold);
    return logs > 0 ? 1 + ended / logs : not_a_number;
}

double weighted_mode(std::span<const double> values, std::span<const double> weights, double step) {
    std::map<std::int64_t, double> mass;
    for (std::size_t i = 0; i < values.size(); ++i)
        mass[std::llround(values[i] / step)] += weights[i];
    const auto most = std::max_element(mass.begin(), mass.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == mass.end() ? not_a_number : static_cast<double>(most->first) * step;
}

double histogram_median(std::span<const double> from, std::span<const double> to, std::span<const double> counts) {
    const double half = std::accumulate(counts.begin(), counts.end(), 0.0) / 2;
    double below = 0;
    for (std::size_t i = 0; i < counts.size(); below += counts[i++])
        if (counts[i] > 0 && below + counts[i] >= half)
            return from[i] + (half - below) / counts[i] * (to[i] - from[i]);
    return not_a_number;
}

}  // namespace analysis
