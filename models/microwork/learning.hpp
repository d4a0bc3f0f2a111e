// How workers learn what work pays and whom to trust: numbers that several mechanisms share. Model rules, sections 7 and 10.
#pragma once

#include <algorithm>

#include "sim/elementary.hpp"
#include "sim/params.hpp"
#include "sim/quantity.hpp"

namespace microwork {

struct Learning {
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("learning") {}
        Param<double> hours{this,
                            "hours",
                            20,
                            {1.0, 1000.0},
                            "hours over which expected pay is learned; a rejection takes back what it had added",
                            "assumed",
                            "h"};
        Param<double> lowest{this, "lowest_pay", 0.05, {0.001, 10.0}, "floor of expected pay", "assumed", "USD/h"};
        Param<double> pull{
            this, "attractiveness_exponent", 0.4, {0.0, 2.0}, "elasticity of log-ins with respect to learned pay", "assumed"};
        Param<double> prior_trust{
            this, "prior_trust", 0.99, {0.0, 1.0}, "believed probability of being paid by an unknown requester", "assumed"};
        Param<double> prior_weight{
            this,      "prior_weight", 50, {0.0, 1e6}, "decisions that this belief is worth beside those seen",
            "assumed", "assignments"};
    } params;

    /// Factor on log-ins, from 0.5 to 2, that learned pay gives beside what the person expected at first.
    double attractiveness(sim::HourlyPay learned, sim::HourlyPay first) const {
        const double relative = static_cast<double>(learned.value) / static_cast<double>(first.value);
        return std::clamp(sim::elementary::power(relative, params.pull()), 0.5, 2.0);
    }
};

/// Who leaves the pool and who enters it. Model rules, section 5.
struct Turnover {
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("turnover") {}
        Param<double> half_life{this,
                                "half_life_weeks",
                                65,
                                {1.0, 10000.0},
                                "half-life of the pool: of exits at the mean hazard, and of the entry that balances them",
                                "Difallah, Filatova, Ipeirotis 2018 (12 to 18 months)",
                                "week"};
        Param<double> exit_exponent{
            this, "exit_exponent", 0.5, {0.0, 2.0}, "elasticity of exits with respect to reservation over expected pay", "assumed"};
        Param<double> exit_scale{
            this,
            "exit_scale",
            1.5,
            {0.01, 100.0},
            "factor that gives active people the mean hazard of the half-life: those who stay have low reservation wages",
            "fitted to a pool in balance over 52 weeks; free parameter"};
        Param<double> active_days{this,
                                  "active_days",
                                  90,
                                  {1.0, 3650.0},
                                  "people leave at most so long after they were last online, and newcomers replace them",
                                  "model rules, section 5; assumed",
                                  "day"};
        Param<double> job_share{this,
                                "job_share",
                                0.2,
                                {0.0, 1.0},
                                "share of the mean exit hazard that is an ordinary job found, whatever micro-work pays",
                                "founding document 002 names this exit; size assumed"};
        Param<double> entry_elasticity{
            this,
            "entry_elasticity",
            0.6,
            {0.0, 5.0},
            "elasticity of registrations with respect to learned pay in the country over its value when the "
            "measured span began",
            "model rules, section 5; assumed"};
        Param<double> least_response{this,
                                     "least_entry_response",
                                     0.3,
                                     {0.0, 1.0},
                                     "least factor on registrations that pay gives",
                                     "model rules, section 5; assumed"};
        Param<double> most_response{this,
                                    "most_entry_response",
                                    3,
                                    {1.0, 100.0},
                                    "largest factor on registrations that pay gives",
                                    "model rules, section 5; assumed"};
        Param<double> talk_days{
            this,      "talk_days", 28, {1.0, 365.0}, "learned pay counts for newcomers when its holder was online so lately",
            "assumed", "day"};
        Param<double> talk_weight{this,      "talk_weight", 20, {0.0, 1e6}, "people whose word the pay at the beginning is worth",
                                  "assumed", "people"};
        Param<double> entry_level{
            this,     "entry_level", 1, {0.0, 100.0}, "registrations relative to those that balance exits at the mean hazard",
            "assumed"};
    } params;
};

}  // namespace microwork
