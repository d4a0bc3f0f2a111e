// The one choice primitive: argmax of value plus an error term that belongs to the pair (chooser, option).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/elementary.hpp"
#include "sim/random.hpp"

namespace sim {

/// Index of the option with the largest value + Gumbel(0, 1) error, among the first `count` of N; -1 if none is acceptable.
/// The error is keyed by (key, chooser, option key): the same at every look, so improving an option never makes anybody leave
/// it. Options at minus infinity are never taken. Shares follow the multinomial logit (McFadden 1974).
template <std::size_t N>
int choose(const float (&value)[N], const std::uint64_t (&option)[N], std::size_t count, std::uint64_t key, std::uint64_t chooser) {
    float u[N], score[N];
    std::fill(u, u + N, 0.5f);
    for (std::size_t i = 0; i < count; ++i)
        u[i] = pair_uniform_f(key, chooser, option[i]);
    for (std::size_t i = 0; i < N; ++i)
        score[i] = value[i] - elementary::log_of_normal(-elementary::log_of_normal(u[i]));
    int best = -1;
    float best_score = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < count; ++i)
        if (score[i] > best_score || (score[i] == best_score && best >= 0 && option[i] < option[static_cast<std::size_t>(best)]))
            best = static_cast<int>(i), best_score = score[i];
    return best;
}

}  // namespace sim
