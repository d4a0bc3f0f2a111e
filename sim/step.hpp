// What every phase of a tick may know: when it is, where randomness and threads come from.
#pragma once

#include "sim/clock.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"

namespace sim {

/// The present tick. A value without state of its own: phases may keep nothing of it.
struct Step {
    std::int32_t tick;
    const Clock& clock;
    const Randomness& randomness;
    const Parallel& parallel;
    std::size_t chunk;  ///< rows of session work handed out at once; no result depends on it

    Instant begin() const { return clock.begin(tick); }
    Instant end() const { return clock.begin(tick + 1); }
    bool new_day() const { return tick % clock.ticks_per_day() == 0; }
    bool new_week() const { return tick % clock.ticks_per_week() == 0; }
    std::int32_t week() const { return tick / clock.ticks_per_week(); }

    /// Draws that belong to (purpose, agent, tick).
    Dice dice(Purpose purpose, std::uint64_t agent) const {
        return randomness.dice(purpose, agent, static_cast<std::uint32_t>(tick));
    }
    /// Draws that belong to (purpose, agent, the agent's n-th event), whatever the tick.
    Dice dice(Purpose purpose, std::uint64_t agent, std::uint32_t event) const { return randomness.dice(purpose, agent, event); }
    std::uint64_t key(Purpose purpose) const { return randomness.key(purpose); }
};

}  // namespace sim
