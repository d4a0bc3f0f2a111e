#include "models/microwork/fatigue.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr std::int64_t day = 86400, morning = 5 * 3600, night_of_day = 7 * 3600, evening = 22 * 3600;

/// Night seconds from a midnight to a time not before it.
std::int64_t nights_until(std::int64_t local) {
    const std::int64_t of_day = local % day;
    return local / day * night_of_day + std::min(of_day, morning) + std::max<std::int64_t>(0, of_day - evening);
}

}  // namespace

std::int64_t night_seconds(std::int64_t local_begin, std::int64_t length) {
    const std::int64_t begin = (local_begin % day + day) % day;
    return nights_until(begin + length) - nights_until(begin);
}

double Fatigue::recovered(double strain, double seconds) const {
    return strain * sim::elementary::exp(-0.69314718055994531 * seconds / static_cast<double>(params.recovery().value));
}

double Fatigue::strain_of_hour(double hours_this_week) const {
    return params.strain() * (1 + params.week() * std::max(0.0, hours_this_week - params.week_hours()));
}

double Fatigue::now(double at_log_in, double strain_of_hour, sim::Instant log_in, sim::Instant now,
                    std::int64_t local_origin) const {
    const std::int64_t length = std::int64_t{now.value} - log_in.value;
    const auto night = static_cast<double>(night_seconds(log_in.value + local_origin, length));
    return at_log_in + strain_of_hour * (static_cast<double>(length) + params.night() * night) / 3600;
}

double Fatigue::excess(double strain) const { return std::max(0.0, strain - params.fresh()); }

}  // namespace microwork
