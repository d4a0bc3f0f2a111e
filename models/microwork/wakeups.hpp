// Who wakes when: calendars of the running week, derived from the columns that hold due times.
#pragma once

#include <cstdint>
#include <optional>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/workers.hpp"
#include "sim/clock.hpp"

namespace microwork {

/// One calendar for each kind of wake-up.
struct Calendars {
    explicit Calendars(const sim::Clock& clock) : log_ins(clock), postings(clock), expiries(clock), reviews(clock) {}
    sim::CalendarQueue log_ins, postings, expiries, reviews;
};

/// The calendars, once the clock is known.
struct Wakeups {
    std::optional<Calendars> due;
};

/// Files the wake-ups of the week that begins at `first_tick`.
void make_calendars(std::int32_t first_tick, const Workers&, const Requesters&, const Batches&, const Submissions&, Wakeups&);

}  // namespace microwork
