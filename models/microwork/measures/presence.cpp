#include "models/microwork/measures/presence.hpp"

#include <array>

namespace microwork {

void NoteCarriedWork::operator()(const sim::Step& step, const MeasuredSpan& span, const Accounts& accounts,
                                 CarriedWork& carried) const {
    if (step.tick != span.first_tick)
        return;
    carried.resize(accounts.rows());
    for (std::size_t r = 0; r < accounts.rows(); ++r)
        carried.under_review[CarriedWork::row_id{r}] = accounts.under_review[AccountId{r}];
}

void CountLocalHours::operator()(const sim::Step& step, const World& world, const MeasuredSpan& span, const Sessions& s,
                                 LocalHours& hours) const {
    if (step.tick < span.first_tick)
        return;
    if (hours.rows() == 0)
        hours.resize(world.countries.size() * hours_of_week);
    // Clocks differ by quarters of an hour, fewer than there are values of a byte.
    constexpr std::int32_t quarters = 4 * hours_of_week;
    const std::int32_t now = (step.begin().value + step.clock.origin_second_of_week()) / 900 % quarters;
    std::array<std::uint8_t, 256> hour;
    for (std::int32_t zone = -128; zone < 128; ++zone)
        hour[static_cast<std::uint8_t>(zone)] = static_cast<std::uint8_t>((now + zone + quarters) % quarters / 4);
    for (std::size_t r = 0; r < s.rows(); ++r) {
        const SessionId id{r};
        ++hours
              .online[LocalHours::row_id{s.country[id] * std::size_t{hours_of_week} + hour[static_cast<std::uint8_t>(s.zone[id])]}];
    }
}

}  // namespace microwork
