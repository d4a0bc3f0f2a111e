// Once a week: newcomers register, and the calendars of the week are made. Exits are caught up at log-in. Model rules, section 5.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Registrations of a week: as many as leave a pool in balance at neutral pay.
struct Enter {
    static constexpr const char* name = "enter";
    void operator()(const sim::Step&, const World&, const Activity&, const Turnover&, const Scale&, Workers&, CountryFlows&) const;
};

/// Files the wake-ups of the coming week.
struct MakeCalendars {
    static constexpr const char* name = "make_calendars";
    void operator()(const sim::Step&, const Workers&, const Requesters&, const Batches&, const Submissions&, Wakeups&) const;
};

}  // namespace microwork
