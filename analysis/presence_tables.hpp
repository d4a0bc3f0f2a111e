// When people are online by their own clocks, as a table of the result.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes /distributions/online_by_hour: people online by weekday and hour of the worker's clock and by region.
void write_local_hours(sim::ResultWriter& writer, const microwork::MicroworkModel& model, std::int32_t next_tick);

}  // namespace analysis
