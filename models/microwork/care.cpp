#include "models/microwork/care.hpp"

#include <algorithm>

namespace microwork {

namespace {

constexpr sim::Purpose interruptions{"care.interruption"};

}  // namespace

Disturbance Care::disturb(const sim::Randomness& randomness, std::uint64_t session, std::uint32_t claim, double rate,
                          std::int32_t length, std::int32_t outage) const {
    Disturbance d;
    d.stop = outage;
    if (rate <= 0)
        return d;
    // Times between interruptions are exponential, so that each claim may draw its own.
    sim::Dice dice = randomness.dice(interruptions, session, claim);
    double worked = 0;
    for (;;) {
        worked += dice.exponential() / rate;
        if (worked >= length || worked + d.paused >= outage)
            return d;
        const double seconds = 1 + dice.exponential() * static_cast<double>(params.length().value);
        const auto away = static_cast<std::int32_t>(std::min(seconds, 86400.0));
        const std::int32_t now = static_cast<std::int32_t>(worked) + d.paused;
        if (!dice.chance(params.paused())) {
            d.stop = now, d.away = away, d.given_back = true;
            return d;
        }
        d.paused += std::min(away, outage - now);
    }
}

}  // namespace microwork
