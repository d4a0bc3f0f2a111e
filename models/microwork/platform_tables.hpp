// Reading the tables of platforms and of the work that is done on them.
#pragma once

#include "models/microwork/world.hpp"

namespace microwork {

/// Platforms of the run, without accounts and tasks.
std::vector<PlatformData> read_platforms(const sim::CsvTable& table, const World& world, sim::Problems& problems);
/// Accounts by platform and country, and where one can sign up.
void read_accounts(const sim::CsvTable& table, World& world, sim::Problems& problems);
std::vector<TaskTypeData> read_task_types(const sim::CsvTable& table, sim::Problems& problems);
/// Shares of task types in the paid hours of each platform.
void read_task_mix(const sim::CsvTable& table, World& world, sim::Problems& problems);

}  // namespace microwork
