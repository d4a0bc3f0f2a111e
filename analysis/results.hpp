// The result file: series, distributions, people, ledgers, hashes and the scenario, each dataset with its meaning.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"
#include "sim/scenario.hpp"

namespace analysis {

/// Writes everything but /provenance. `next_tick` is the first tick that was not run.
void write_results(sim::ResultWriter& writer, const microwork::MicroworkModel& model, const sim::Scenario& scenario,
                   std::int32_t next_tick, int threads = 1);

}  // namespace analysis
