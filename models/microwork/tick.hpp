// THE ORDER OF THE TICK: one line per mechanism, readable by an economist.
#pragma once

#include "models/microwork/market.hpp"
#include "sim/schedule.hpp"

namespace microwork {

/// Fills the schedule with the mechanisms of the market, in their order. `rounds` is read when the tick runs.
void order_of_the_tick(sim::Schedule<Market>& tick, const sim::Param<std::int64_t>& rounds);
/// Adds the measures, once the world is known.
void observe(sim::Schedule<Market>& tick, Market& market, std::size_t ticks_per_day);

}  // namespace microwork
