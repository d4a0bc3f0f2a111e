#include "models/microwork/health.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose capacities{"health.capacity"};
constexpr sim::Purpose episodes{"health.episode"};
constexpr sim::Purpose exclusions{"health.exclusion"};
constexpr sim::Purpose breaks{"harm.break"};

constexpr std::int32_t longest_episode = 28;  // days: how far back one has to look

}  // namespace

sim::Seconds Health::capacity(const sim::Randomness& randomness, std::uint64_t key) const {
    const double hours = randomness.dice(capacities, key).lognormal(params.capacity(), params.capacity_log_sd());
    return sim::Seconds{static_cast<std::int64_t>(std::clamp(hours, params.least(), 24.0) * 3600)};
}

bool Health::bad_day(const sim::Randomness& randomness, std::uint64_t key, std::int32_t day) const {
    if (!params.limits())
        return false;
    const std::uint64_t episode_key = randomness.key(episodes);
    const double begins = std::min(1.0, params.episodes() / 365);
    for (std::int32_t first = std::max(0, day - longest_episode + 1); first <= day; ++first) {
        sim::Dice dice{episode_key, key, static_cast<std::uint32_t>(first)};
        // Whole days, geometric: after each one, another follows with the same probability.
        if (dice.chance(begins) && (first == day || dice.chance(el::power(1 - 1 / params.episode_days(), day - first))))
            return true;
    }
    return false;
}

bool Health::excluded(const sim::Randomness& randomness, std::uint64_t key) const {
    return randomness.dice(exclusions, key).chance(params.excluded());
}

double Harm::faded(double exposure, double seconds) const {
    return exposure * el::exp(-0.69314718055994531 * seconds / static_cast<double>(params.half_life().value));
}

double Harm::at_rest(double hours_a_week, double harm_per_hour) const {
    const double mean_weeks = static_cast<double>(params.half_life().value) / sim::seconds_per_week / 0.69314718055994531;
    return hours_a_week * harm_per_hour * params.weight() * mean_weeks;
}

double Harm::excess(double exposure) const { return std::max(0.0, exposure - params.threshold()); }

bool Harm::takes_break(const sim::Randomness& randomness, std::uint64_t key, std::uint32_t n, double exposure) const {
    const double above = excess(exposure);
    return above > 0 && randomness.dice(breaks, key, n).chance(1 - el::exp(-params.breaks() * above));
}

}  // namespace microwork
