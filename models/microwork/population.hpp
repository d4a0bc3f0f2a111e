// The first state: everybody registered, the requesters, the steady work on the boards. Model rules, section 8.
#pragma once

#include "models/microwork/market.hpp"
#include "sim/step.hpp"

namespace microwork {

/// Fills workers and requesters. The tables must be empty and the resources prepared.
void populate(const sim::Randomness& randomness, const sim::Clock& clock, const sim::Parallel& parallel, Market& market);

}  // namespace microwork
