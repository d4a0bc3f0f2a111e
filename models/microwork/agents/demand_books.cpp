#include "models/microwork/agents/demand_books.hpp"

#include <algorithm>

namespace microwork {

void FillTimes::note(RequesterId r, Instant posted, Instant end) {
    std::int32_t at = end.value, time = std::max(1, end.value - posted.value);
    for (std::size_t k = 0; k < remembered_fills; ++k)
        if (at > closed[r][k] || (at == closed[r][k] && time > took[r][k]))
            std::swap(at, closed[r][k]), std::swap(time, took[r][k]);
}

FillTimes::Typical FillTimes::typical(RequesterId r, Instant after) const {
    FillRing times{};
    std::size_t n = 0;
    for (std::size_t k = 0; k < remembered_fills && closed[r][k] > std::max(0, after.value); ++k)
        times[n++] = took[r][k];
    std::sort(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(n));
    return {static_cast<std::int32_t>(n), Seconds32{times[n / 2]}};
}

void Replacements::note(RequesterId r, TaskFamily family, double items, Money one, Money usual) {
    // A few batches of millions of items must not overflow the sums, and need not outweigh all others.
    const auto weight = static_cast<std::int64_t>(std::min(items, 1e6));
    cost[r][static_cast<std::size_t>(family)] += one.value * weight;
    typical[r][static_cast<std::size_t>(family)] += usual.value * weight;
}

}  // namespace microwork
