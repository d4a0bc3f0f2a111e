// What a platform adds to the reward. Requesters reckon with it when they plan, and pay it when they approve.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/microwork/world.hpp"

namespace microwork {

/// Commission on one assignment: the platform's share of the reward, with its surcharge where that falls due, rounded half up, at
/// least its minimum fee, at most the cap.
inline Money commission(const PlatformData& platform, double cap, Money reward, bool surcharge = false) {
    constexpr std::int64_t parts = 1'000'000;
    const auto share = static_cast<std::int64_t>((platform.commission + (surcharge ? platform.surcharge : 0)) * parts + 0.5);
    const Money due = std::max(sim::part_of(reward, share, parts), platform.minimum_fee);
    if (cap >= 1e6)
        return due;
    return std::min(due, sim::part_of(reward, static_cast<std::int64_t>(cap * parts + 0.5), parts));
}

}  // namespace microwork
