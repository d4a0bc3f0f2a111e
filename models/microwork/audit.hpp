// The three identities of the model: money, time and tasks, checked against each other at run time.
#pragma once

#include "models/microwork/market.hpp"
#include "sim/simulation.hpp"

namespace microwork {

/// Throws `sim::RunError` naming the identity that is broken, with both numbers.
void audit_market(const sim::Step& step, const Market& market, sim::AuditDepth depth);

}  // namespace microwork
