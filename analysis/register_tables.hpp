// The registers of the platforms as tables of the result.
#pragma once

#include <string>

#include "models/microwork/surveys/registers.hpp"
#include "models/microwork/world.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes `<group>/answers`, a row for each platform and country, and `<group>/people`, a row for each country. Returns how many
/// accounts there are.
std::int64_t write_registers(sim::ResultWriter& writer, const std::string& group, const microwork::World& world,
                             const microwork::Registers& registers);

}  // namespace analysis
