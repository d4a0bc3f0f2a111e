#include "models/microwork/vigilance.hpp"

#include <algorithm>

namespace microwork {

namespace {

constexpr sim::Purpose on_watch{"vigilance.holds"};

}  // namespace

bool Vigilance::holds(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits) const {
    // A regular's night hours and watchfulness come from one draw.
    return traits.regular ? traits.style < static_cast<double>(params.regulars().value)
                          : randomness.dice(on_watch, key).chance(params.casuals().value);
}

void Vigilance::log_in(const sim::Randomness& randomness, const ActivityTraits& traits, Lives& lives, LifeId life, Sessions& s,
                       SessionId id) const {
    const bool vigilant = holds(randomness, s.key[id], traits);
    lives.vigilant[life] = s.vigilant[id] = vigilant;
    if (!vigilant)
        return;
    const std::int64_t away = std::clamp<std::int64_t>(s.opened[id].value - lives.last_seen[life].value, 0, params.longest().value);
    const double hours = traits.regular ? params.regular_hours() : params.casual_hours();
    lives.on_alert[life].value += static_cast<std::int32_t>(static_cast<double>(away) * hours / 24 + 0.5);
}

}  // namespace microwork
