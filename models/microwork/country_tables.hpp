// Reading the tables of countries and of the people who live there.
#pragma once

#include "models/microwork/world.hpp"

namespace microwork {

/// Structural key of an entry of a table: made of its name, whatever the order of the rows.
std::uint64_t key_of(std::string_view name);

std::vector<CountryData> read_countries(const sim::CsvTable& table, sim::Problems& problems);
/// Every country needs a row.
void read_demographics(const sim::CsvTable& table, World& world, sim::Problems& problems);

}  // namespace microwork
