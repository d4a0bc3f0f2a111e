// What a result keeps of its input, so that it can be read without the tables: /countries and /platforms.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes /countries and /platforms, a row for each entry of the axes "country" and "platform".
void write_input_tables(sim::ResultWriter& writer, const microwork::MicroworkModel& model);

}  // namespace analysis
