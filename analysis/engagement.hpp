// The circles of engagement by which micro-workers are counted: who comes now and then, every month, every week.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/microwork/agents/workers.hpp"

namespace analysis {

/// Nested circles of Le Ludec, Tubaro and Casilli (2019), each person in the innermost: `monthly` has at least 3, `weekly` at
/// least 13 sessions with a task in the last 13 weeks; the others are occasional.
enum class Circle : std::uint8_t { occasional, monthly, weekly };
std::vector<std::string> circle_names();

/// The circle of a person in the week that runs.
Circle circle_of(const microwork::Lives& lives, microwork::LifeId life, std::int32_t week);

}  // namespace analysis
