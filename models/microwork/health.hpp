// What a limiting condition does to a person's days, and what harmful content does to a person.
#pragma once

#include <cstdint>

#include "sim/params.hpp"
#include "sim/quantity.hpp"
#include "sim/random.hpp"

namespace microwork {

class Health {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("health") {}
        Param<bool> limits{this, "limits", true, "a limiting condition caps daily hours and brings bad days", "free choice"};
        Param<double> capacity{
            this, "daily_hours", 4, {0.5, 24.0}, "median of the hours a day that a person with a condition can work", "assumed",
            "h"};
        Param<double> capacity_log_sd{this,     "daily_hours_log_sd", 0.5, {0.0, 2.0}, "log standard deviation of these hours",
                                      "assumed"};
        Param<double> least{this, "least_daily_hours", 1, {0.1, 24.0}, "least of these hours", "assumed", "h"};
        Param<double> episodes{
            this, "episodes_per_year", 12, {0.0, 365.0}, "spells of bad days of a person with a condition", "assumed", "1/year"};
        Param<double> episode_days{this,      "episode_days", 3, {1.0, 28.0}, "mean length of a spell, at most 28 days",
                                   "assumed", "day"};
        Param<double> excluded{this,
                               "excluded_share",
                               0.5,
                               {0.0, 1.0},
                               "people with a condition whom it keeps from other jobs, beside those unable to work",
                               "assumed"};
        Param<double> need{this,
                           "need",
                           1.5,
                           {1.0, 4.0},
                           "factor on the log-ins of people whom a condition keeps from other jobs: they need the money more",
                           "assumed"};
    } params;

    /// Most time online in a day for a person with a condition.
    sim::Seconds capacity(const sim::Randomness& randomness, std::uint64_t key) const;
    /// Whether the day falls into a spell of bad days of a person with a condition.
    bool bad_day(const sim::Randomness& randomness, std::uint64_t key, std::int32_t day) const;
    /// Whether a condition keeps the person from other jobs.
    bool excluded(const sim::Randomness& randomness, std::uint64_t key) const;
};

/// Exposure to harmful content: hours of it that have not faded yet.
class Harm {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("harm") {}
        Param<double> weight{this, "weight", 1, {0.0, 100.0}, "factor on the harm of task types; 0 = nothing harms", "assumed"};
        Param<sim::Seconds> half_life{this,
                                      "half_life",
                                      sim::Seconds{60 * 86400},
                                      {sim::Seconds{86400}, sim::Seconds{3650 * 86400}},
                                      "half-life of exposure",
                                      "assumed"};
        Param<double> threshold{this, "threshold", 20, {0.0, 1e6}, "exposure that is borne without a reaction", "assumed", "h"};
        Param<double> malus{this,      "malus", 0.05, {0.0, 10.0}, "loss of value of harmful tasks by an hour of exposure above it",
                            "assumed", "1/h"};
        Param<double> breaks{
            this,      "breaks", 0.005, {0.0, 10.0}, "rate at which a log-in does not happen by an hour of exposure above it",
            "assumed", "1/h"};
        Param<double> exits{this,      "exits",   0.001, {0.0, 10.0}, "exits a week by an hour of exposure above it",
                            "assumed", "1/week/h"};
    } params;

    /// What is left of an exposure after some time.
    double faded(double exposure, double seconds) const;
    /// Exposure beyond what is borne, in hours.
    double excess(double exposure) const;
    /// Exposure of somebody who has done so many hours of work a week for long, so much of it harmful.
    double at_rest(double hours_a_week, double harm_per_hour) const;
    /// Whether the person takes a break instead of candidate log-in `n`.
    bool takes_break(const sim::Randomness& randomness, std::uint64_t key, std::uint32_t n, double exposure) const;
};

}  // namespace microwork
