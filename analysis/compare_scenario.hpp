// What two scenarios differ in: the parameters of a resolved scenario, one by one.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/result_file.hpp"

namespace analysis {

/// "section.key" and the text of the value, in the order of the resolved scenario; blocks that repeat are counted:
/// "policy.1.hourly".
std::vector<std::pair<std::string, std::string>> resolved_parameters(std::string_view toml);

/// The value of one parameter as text; empty when the scenario does not have it.
std::string resolved_value(const ResultFile& run, std::string_view key);

/// Parameters in which two resolved scenarios differ; titles, seeds and what changes no market are left out.
std::vector<ScenarioChange> scenario_changes(const ResultFile& base, const ResultFile& other);

}  // namespace analysis
