#include "analysis/compare_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace analysis {

namespace {

/// Scale and suffix of large numbers.
struct Magnitude {
    double divisor = 1;
    const char* suffix = "";
};

Magnitude magnitude_of(double value) {
    const double size = std::abs(value);
    return size >= 1e9 ? Magnitude{1e9, "G"} : size >= 1e6 ? Magnitude{1e6, "M"} : Magnitude{};
}

/// Decimals that show so many significant digits: none for whole numbers, no more than four for others.
int decimals_of(double value, int digits) {
    if (value == std::round(value))  // a count
        return 0;
    return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 4);
}

bool is_tiny(double value) { return value != 0 && std::abs(value) < 1e-4; }

}  // namespace

std::string number_text(double value) {
    if (std::isnan(value))
        return "-";
    if (is_tiny(value))
        return fmt::format("{:.1e}", value);
    const Magnitude m = magnitude_of(value);
    return fmt::format("{:.{}f}{}", value / m.divisor, decimals_of(value / m.divisor, 4), m.suffix);
}

std::string signed_number(double value) {
    if (std::isnan(value))
        return "-";
    if (value == 0)
        return "0";
    if (is_tiny(value))
        return fmt::format("{:+.1e}", value);
    const Magnitude m = magnitude_of(value);
    return fmt::format("{:+.{}f}{}", value / m.divisor, decimals_of(value / m.divisor, 3), m.suffix);
}

std::string interval_text(const Interval& interval) {
    return interval.exists() ? fmt::format("[{}, {}]", signed_number(interval.low), signed_number(interval.high)) : "";
}

std::string percent_text(double share) { return std::isnan(share) ? "-" : fmt::format("{:.1f}%", 100 * share); }

std::string percent_interval(const Interval& interval) {
    return interval.exists() ? fmt::format("[{:.0f}, {:.0f}]", 100 * interval.low, 100 * interval.high) : "";
}

std::string shortened(const std::string& text, std::size_t width) {
    return text.size() <= width ? text : text.substr(0, width - 3) + "...";
}

}  // namespace analysis
