// Numbers as a reader wants them, always with their unit.
#pragma once

#include <string>
#include <string_view>

#include "analysis/report/census.hpp"
#include "analysis/report/json.hpp"

namespace analysis::report {

/// "1,234,567", or with decimals "1,234.50"; "–" for what is no number.
std::string number(double value, int decimals = 0);
/// "12.3 %", with a space that does not break.
std::string percent(double share, int decimals = 1);
/// A value in a unit of the tables: "USD/h", "share", ...
std::string in_unit(double value, std::string_view unit);
/// "3.21 (3.05–3.40)", or the value alone when it has no interval.
std::string with_interval(const Estimate& estimate, int decimals = 2);
std::string percent_with_interval(const Estimate& estimate, int decimals = 1);
/// "3.05–3.40"; "–" when there is none.
std::string range(double low, double high, int decimals = 2);
/// {value, low, high}; null for what is not known.
Json json(const Estimate& estimate);

}  // namespace analysis::report
