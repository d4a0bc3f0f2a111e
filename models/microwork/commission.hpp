// What a platform adds to the reward. Requesters reckon with it when they plan; it is fixed when a batch is posted and paid when
// work is approved.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

#include "models/microwork/conditions.hpp"
#include "models/microwork/world.hpp"

namespace microwork {

/// Shares of the reward are counted in millionths.
inline constexpr std::int64_t commission_parts = 1'000'000;

/// Assignments of one item of such tasks. Where everybody may answer once, the batch is a single item.
inline std::int64_t assignments_per_item(const TaskTypeData& type) {
    return type.per_worker_cap == 1 ? std::numeric_limits<std::int64_t>::max() : type.redundancy;
}

/// What of a platform's schedule falls due on a batch.
struct FeesDue {
    std::int64_t assignments = 1;  ///< of one item
    bool surcharge = false;        ///< the platform's surcharge for many assignments
    bool masters = false;          ///< the work is for Masters
};

/// What the platform takes of the rewards of a batch, in millionths: by its own schedule and with the rises that hold.
inline std::uint32_t commission_share(const PlatformData& platform, const FeesDue& due = {}, std::span<const FeeRise> rises = {}) {
    double share = platform.commission + (due.surcharge ? platform.surcharge : 0) + (due.masters ? platform.masters_fee : 0);
    for (const FeeRise& rise : rises)
        share += rise.commission + (due.assignments >= rise.many_from ? rise.surcharge : 0) + (due.masters ? rise.masters : 0);
    return static_cast<std::uint32_t>(std::clamp(share, 0.0, 4000.0) * commission_parts + 0.5);
}

/// Commission on one assignment: this share of the reward, rounded half up, at least the platform's minimum fee, at most the cap.
inline Money commission(const PlatformData& platform, std::uint32_t share, double cap, Money reward) {
    const Money due = std::max(sim::part_of(reward, share, commission_parts), platform.minimum_fee);
    if (cap >= 1e6)
        return due;
    return std::min(due, sim::part_of(reward, static_cast<std::int64_t>(cap * commission_parts + 0.5), commission_parts));
}

}  // namespace microwork
