// Once a week: newcomers register, and the calendars of the week are made. Exits are caught up at log-in. Model rules, section 5.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Registrations of a week: as many as leave a pool in balance at neutral pay.
struct Enter {
    static constexpr const char* name = "enter";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("entry") {}
        Param<double> level{this,     "level", 1, {0.0, 100.0}, "registrations relative to those that balance neutral exits",
                            "assumed"};
        Param<double> half_life{this,
                                "half_life_weeks",
                                65,
                                {1.0, 10000.0},
                                "half-life of the pool that entry balances",
                                "Difallah, Filatova, Ipeirotis 2018 (12 to 18 months)",
                                "week"};
    } params;
    void operator()(const sim::Step&, const World&, const Activity&, const Scale&, Workers&, CountryFlows&) const;
};

/// Files the wake-ups of the coming week.
struct MakeCalendars {
    static constexpr const char* name = "make_calendars";
    void operator()(const sim::Step&, const Workers&, const Requesters&, const Batches&, const Submissions&, Wakeups&) const;
};

/// Files the wake-ups of the week that contains `tick`, from the columns of due times.
void make_calendars(std::int32_t first_tick, const Workers&, const Requesters&, const Batches&, const Submissions&, Wakeups&);

/// Registered people of a country at the start: accounts over 1.5 accounts a person, times the share kept.
std::int64_t registered_people(const CountryData& country, double share);

}  // namespace microwork
