#include "analysis/statistics.hpp"

#include <algorithm>

namespace analysis {

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
    d.n = values.size();
    if (values.empty())
        return d;
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (const double v : values)  // in ascending order: the same sum whatever the order of the rows was
        sum += v;
    d.mean = sum / static_cast<double>(values.size());
    d.median = quantile(values, 0.5), d.p10 = quantile(values, 0.1), d.p90 = quantile(values, 0.9);
    return d;
}

}  // namespace analysis
