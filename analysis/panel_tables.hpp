// What studies that read the market have found, as tables of the result: logs of work, sightings of batches, registers.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes /surveys/<name> for each study of these instruments that is on: LOG, TRACK, REG. `threads` count the registers.
void write_panels(sim::ResultWriter& writer, const microwork::MicroworkModel& model, std::int32_t next_tick, int threads);

}  // namespace analysis
