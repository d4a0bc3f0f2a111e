// What policies may change. Small tables, one for each lever, neutral unless an instrument writes them; rebuilt from neutral at
// the ticks where a policy begins or ends, so that no policy has to undo itself.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/quantity.hpp"

namespace microwork {

struct Rules {
    std::vector<double> commission_cap;      ///< by platform: largest share on top of the reward
    std::vector<sim::Money> minimum_reward;  ///< by platform: least reward per assignment

    /// The rules without any policy.
    static Rules neutral(std::size_t platforms) {
        return {std::vector<double>(platforms, std::numeric_limits<double>::infinity()),
                std::vector<sim::Money>(platforms, sim::Money{0})};
    }
    friend bool operator==(const Rules&, const Rules&) = default;
};

}  // namespace microwork
