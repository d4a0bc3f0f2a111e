// People as rows of a result: /workers and /trace/workers.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes /workers: the share `output.workers` of the people who have logged in, chosen by key and so the same people in every
/// run of the seed. `week` is the week that runs when the result is written.
void write_workers(sim::ResultWriter& writer, const microwork::MicroworkModel& model, std::int32_t week);

/// Writes /trace/workers: everybody traced.
void write_traced_workers(sim::ResultWriter& writer, const microwork::MicroworkModel& model, std::int32_t week);

}  // namespace analysis
