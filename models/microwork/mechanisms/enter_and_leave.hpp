// Once a week: newcomers register, and the calendars of the week are made. Exits are caught up at log-in. Model rules, section 5.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// What people of each country have learned that work pays: the news that newcomers hear.
struct SpreadNews {
    static constexpr const char* name = "spread_news";
    void operator()(const sim::Step&, const MeasuredSpan&, const Turnover&, const Lives&, PayLevels&) const;
};

/// Registrations of a week: as many as leave a pool in balance at neutral pay, times the response to pay, seasons and shocks.
struct Enter {
    static constexpr const char* name = "enter";
    void operator()(const sim::Step&, const World&, const Activity&, const Turnover&, const Scale&, const Conditions&,
                    const PayLevels&, Workers&, CountryFlows&) const;
};

/// Factor on registrations: learned pay in the country, in units of what a spare hour is worth there, over its value when the
/// measured span began; 1 as long as that is not known.
double response_to_pay(const Turnover&, const PayLevels&, std::size_t country, double outside);

/// Files the wake-ups of the coming week.
struct MakeCalendars {
    static constexpr const char* name = "make_calendars";
    void operator()(const sim::Step&, const Workers&, const Requesters&, const Batches&, const Submissions&, Wakeups&) const;
};

}  // namespace microwork
