#include "analysis/tail.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace analysis {

namespace {

std::vector<double> positive(std::span<const double> values) {
    std::vector<double> kept;
    std::copy_if(values.begin(), values.end(), std::back_inserter(kept), [](double v) { return v > 0; });
    return kept;
}

Tail hill_of(std::vector<double> values, std::size_t largest) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (largest == 0 || largest >= values.size())
        return {none, none, 0, none};
    std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(largest) + 1, values.end(), std::greater<>());
    Tail tail{none, none, largest, values[largest]};
    double sum = 0;
    for (std::size_t i = largest; i-- > 0;)
        sum += std::log(values[i] / tail.threshold);
    if (sum > 0) {
        tail.exponent = static_cast<double>(largest) / sum;
        tail.standard_error = tail.exponent / std::sqrt(static_cast<double>(largest));
    }
    return tail;
}

}  // namespace

Tail hill(std::span<const double> values, std::size_t largest) { return hill_of(positive(values), largest); }

Tail hill_top_share(std::span<const double> values, double share) {
    std::vector<double> kept = positive(values);
    const auto largest = static_cast<std::size_t>(share * static_cast<double>(kept.size()));
    return hill_of(std::move(kept), largest);
}

}  // namespace analysis
