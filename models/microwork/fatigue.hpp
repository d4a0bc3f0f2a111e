// How long hours and nights tire, and how tired people work. Strain is counted in hours online.
#pragma once

#include <cstdint>

#include "sim/params.hpp"
#include "sim/quantity.hpp"

namespace microwork {

class Fatigue {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("fatigue") {}
        Param<double> strain{this, "strain", 1, {0.0, 10.0}, "strain of an hour online; 0 = nobody tires", "assumed"};
        Param<double> night{this,     "night", 0.5, {0.0, 10.0}, "more strain in an hour between 22 and 5 o'clock, local time",
                            "assumed"};
        Param<double> week_hours{
            this, "week_hours", 40, {0.0, 168.0}, "hours online in a week beyond which the next ones strain more", "assumed", "h"};
        Param<double> week{this,      "week", 0.02, {0.0, 10.0}, "more strain in an hour for each hour beyond these at log-in",
                           "assumed", "1/h"};
        Param<sim::Seconds> recovery{this,
                                     "recovery",
                                     sim::Seconds{6 * 3600},
                                     {sim::Seconds{600}, sim::Seconds{30 * 86400}},
                                     "half-life of strain away from work",
                                     "assumed"};
        Param<double> fresh{this, "fresh_hours", 3, {0.0, 100.0}, "strain that leaves no trace in the work", "assumed", "h"};
        Param<double> slower{this,      "slower", 0.02, {0.0, 1.0}, "fall of log speed by an hour of strain beyond it",
                             "assumed", "1/h"};
        Param<double> less_exact{this,      "less_exact", 0.05, {0.0, 10.0}, "fall of skill by an hour of strain beyond it",
                                 "assumed", "logit/h"};
    } params;

    /// Strain left after some seconds away.
    double recovered(double strain, double seconds) const;
    /// Strain of an hour online at day, for somebody with so many hours online in the week before.
    double strain_of_hour(double hours_this_week) const;
    /// Strain now: what was there at log-in and the hours since, those at night weighing more. `local_origin` is the local second
    /// of the day at which time begins.
    double now(double at_log_in, double strain_of_hour, sim::Instant log_in, sim::Instant now, std::int64_t local_origin) const;
    /// Strain beyond what leaves no trace.
    double excess(double strain) const;
};

/// Seconds between 22 and 5 o'clock in a span that begins at a local time (any whole day may be added to it).
std::int64_t night_seconds(std::int64_t local_begin, std::int64_t length);

}  // namespace microwork
