#include "analysis/report/words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace analysis::report {

std::string number(double value, int decimals) {
    if (!std::isfinite(value))
        return "–";
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t end = digits.find('.') == std::string::npos ? digits.size() : digits.find('.');
    for (std::size_t at = end; at > 3; at -= 3)
        digits.insert(at - 3, ",");
    const bool zero = digits.find_first_not_of("0.,") == std::string::npos;
    return (value < 0 && !zero ? "−" : "") + digits;
}

std::string percent(double share, int decimals) { return std::isfinite(share) ? number(100 * share, decimals) + " %" : "–"; }

std::string in_unit(double value, std::string_view unit) {
    if (unit == "share")
        return percent(value, std::abs(value) < 0.02 ? 2 : 1);
    const double size = std::abs(value);
    if (unit == "people" || unit == "assignments" || unit == "batches" || unit == "accounts")
        return number(value);
    return number(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.095 || size == 0 ? 2 : 3);
}

std::string range(double low, double high, int decimals) {
    return std::isfinite(low) && std::isfinite(high) ? number(low, decimals) + "–" + number(high, decimals) : "–";
}

std::string with_interval(const Estimate& e, int decimals) {
    const std::string value = number(e.value, decimals);
    return e.interval.exists() ? fmt::format("{} ({})", value, range(e.interval.low, e.interval.high, decimals)) : value;
}

std::string percent_with_interval(const Estimate& e, int decimals) {
    if (!e.interval.exists())
        return percent(e.value, decimals);
    return fmt::format("{} ({} %)", percent(e.value, decimals), range(100 * e.interval.low, 100 * e.interval.high, decimals));
}

Json json(const Estimate& e) {
    return Json::object().set("value", e.value).set("low", e.interval.low).set("high", e.interval.high);
}

}  // namespace analysis::report
