// Groups of countries that scenarios may name together.
#pragma once

#include <vector>

#include "models/microwork/world.hpp"

namespace microwork {

/// Reads the table of groups: one row for each country of each group, all of them in the table of countries.
std::vector<CountryGroup> read_groups(const sim::CsvTable& table, const World& world, sim::Problems& problems);

}  // namespace microwork
