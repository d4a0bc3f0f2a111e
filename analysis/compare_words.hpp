// Numbers of a comparison as people read them.
#pragma once

#include <string>

#include "analysis/statistics.hpp"

namespace analysis {

/// Four significant digits, whole numbers as they are, "-" for what is not a number; millions and more as "1.234M".
std::string number_text(double value);
/// Three significant digits and always a sign, but for zero.
std::string signed_number(double value);
/// "[-1.25, +3.40]"; empty when there is none.
std::string interval_text(const Interval& interval);
/// A share as "12.3%", and an interval of shares as "[12, 13]".
std::string percent_text(double share);
std::string percent_interval(const Interval& interval);
/// At most `width` characters, with an ellipsis for what is cut.
std::string shortened(const std::string& text, std::size_t width);

}  // namespace analysis
