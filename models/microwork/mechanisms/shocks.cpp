#include "models/microwork/mechanisms/shocks.hpp"

#include <algorithm>

namespace microwork {

void ApplyShocks::operator()(const sim::Step& step, const World& world, const Shocks& shocks, Conditions& conditions) const {
    const bool month_begins =
        step.new_day() && std::chrono::year_month_day{step.clock.date(step.tick)}.day() == std::chrono::day{1};
    if (month_begins || shocks.changes_at(step.tick))
        conditions = shocks.conditions(world, step.clock, step.tick);
}

void GoDark::operator()(const sim::Step& step, const Shocks& shocks, const Conditions& conditions, Sessions& s) const {
    if (!shocks.changes_at(step.tick))
        return;
    for (std::size_t r = 0; r < s.rows(); ++r) {
        const SessionId id{r};
        if (is_dark(step.randomness, conditions, s.key[id], s.country[id]))
            s.end[id] = std::min(s.end[id], s.cursor[id]);
    }
}

}  // namespace microwork
