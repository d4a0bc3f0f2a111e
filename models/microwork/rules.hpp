// What policies may change. Small tables, one for each lever, neutral unless an instrument writes them; rebuilt from neutral at
// the ticks where a policy begins or ends, so that no policy has to undo itself.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/microwork/country_set.hpp"
#include "sim/quantity.hpp"

namespace microwork {

/// A least reward per task, set by pay per hour, for workers of some countries; and how requesters take it.
struct MinimumPay {
    CountrySet covered{};                   ///< countries whose workers are covered
    std::vector<std::uint8_t> platforms;    ///< by platform: 1 = covered
    double hourly = 0;                      ///< USD per hour of work at the usual speed
    double compliance = 1;                  ///< share of requesters who comply
    double cut = 0, exclude = 0, move = 0;  ///< shares of those who comply, by reaction; the others raise the reward
    friend bool operator==(const MinimumPay&, const MinimumPay&) = default;
};

struct Rules {
    std::vector<double> commission_cap;      ///< by platform: largest share on top of the reward
    std::vector<sim::Money> minimum_reward;  ///< by platform: least reward per assignment
    std::vector<MinimumPay> minimum_pay;     ///< in the order of the policies

    /// The rules without any policy.
    static Rules neutral(std::size_t platforms) {
        return {std::vector<double>(platforms, std::numeric_limits<double>::infinity()),
                std::vector<sim::Money>(platforms, sim::Money{0}),
                {}};
    }
    friend bool operator==(const Rules&, const Rules&) = default;
};

}  // namespace microwork
