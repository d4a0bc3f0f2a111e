// /surveys/<name> of the studies that were tasks in the market: design, answers, and who was reached.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes a group for every such study of the run.
void write_survey_answers(sim::ResultWriter& writer, const microwork::MicroworkModel& model);

}  // namespace analysis
