// Registers of the platforms: every account ever signed up, whether or not anybody works with it. Model rules, section 14.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/market.hpp"

namespace microwork {

/// What registers hold, and what they would hold if everybody were counted once.
struct Registers {
    std::vector<std::vector<std::int64_t>> accounts;  ///< by platform and country on paper
    std::vector<std::int64_t> people;                 ///< by country of residence, each person once
    std::vector<std::int64_t> ever_worked;            ///< of these, people who have ever handed in a task
};

/// Counts everybody registered. Accounts of people who have not logged in since the run began are those that they would be found
/// to hold at the first log-in, and so is what they did before the run.
Registers count_registers(const sim::Randomness& randomness, const sim::Parallel& parallel, const Market& market);

}  // namespace microwork
