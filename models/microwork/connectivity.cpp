#include "models/microwork/connectivity.hpp"

#include <algorithm>
#include <array>

#include "sim/clock.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose outages{"connectivity.outage"};
constexpr sim::Purpose devices{"connectivity.device"};
constexpr sim::Purpose incompletes{"connectivity.incomplete"};

}  // namespace

void Connectivity::draw(const sim::Randomness& randomness, const World& world, const Lives& lives, Sessions& s, SessionId id,
                        Instant from) const {
    const LifeId life = s.life[id];
    const CountryData& home = world.countries[s.country[id]];
    const double drops[] = {params.drop_stable(), params.drop_intermittent(), params.drop_poor()};
    const double minutes[] = {params.length_stable(), params.length_intermittent(), params.length_poor()};
    const std::size_t kind = std::min<std::size_t>(lives.connection[life], 2);
    const auto harmless = static_cast<double>(params.harmless().value);
    // Lengths are exponential, so those above the harmless one come at this rate and last that much longer.
    const double connection = drops[kind] * sim::elementary::exp(-harmless / (60 * minutes[kind]));
    const double bridged = lives.backup[life] ? static_cast<double>(params.bridged().value) : 0;
    const double power = home.outages_per_year / 8760 * (1 - bridged);
    sim::Dice dice = randomness.dice(outages, sim::mix(s.key[id], static_cast<std::uint64_t>(s.opened[id].value)), s.outages[id]++);
    const double rate = connection + power;
    const double at = rate > 0 ? from.value + dice.exponential() / rate * 3600 + 1 : 1e10;
    s.next_outage[id] = at < sim::never.value ? Instant{static_cast<std::int32_t>(at)} : sim::never;
    const bool of_power = dice.uniform() * rate >= connection;
    const double mean = of_power ? 3600 * home.outage_hours_year / std::max(0.01, home.outages_per_year) : 60 * minutes[kind];
    s.outage_length[id] =
        Seconds32{static_cast<std::int32_t>(std::min(86400.0, (of_power ? 0.0 : harmless) + dice.exponential() * mean))};
}

bool Connectivity::hands_in_incomplete(const sim::Randomness& randomness, std::uint64_t session, std::uint32_t claim) const {
    return randomness.dice(incompletes, session, claim).chance(static_cast<double>(params.incomplete().value));
}

double Connectivity::hour_cost(std::size_t kind) const {
    return std::array{params.cost_stable(), params.cost_intermittent(), params.cost_poor()}[kind];
}

double Connectivity::media_delay(std::size_t kind) const {
    return std::array{1.0, params.media_intermittent(), params.media_poor()}[kind];
}

bool Connectivity::has_computer(const sim::Randomness& randomness, std::uint64_t key, const CountryData& home,
                                std::size_t kind) const {
    const double factor = std::array{params.phone_stable(), params.phone_intermittent(), params.phone_poor()}[kind];
    return !randomness.dice(devices, key).chance(home.mobile_only * factor);
}

}  // namespace microwork
