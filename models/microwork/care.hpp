// Interruptions of work: those who look after somebody are called away more often, and have shorter stretches of time.
#pragma once

#include <cstdint>

#include "sim/params.hpp"
#include "sim/quantity.hpp"
#include "sim/random.hpp"

namespace microwork {

/// How a course of work is disturbed. Times are seconds from its beginning.
struct Disturbance {
    std::int32_t stop = 0;    ///< when it ends at the latest: the outage, or the interruption after which it is given back
    std::int32_t paused = 0;  ///< spent in interruptions before that, after which the work goes on
    std::int32_t away = 0;    ///< length of the interruption after which the work is given back
    bool given_back = false;  ///< it ends by such an interruption
};

class Care {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("care") {}
        Param<double> carers{
            this, "interruptions", 1, {0.0, 60.0}, "interruptions of the work of those who look after somebody", "assumed", "1/h"};
        Param<double> others{this, "interruptions_others", 0.1, {0.0, 60.0}, "interruptions of the work of others", "assumed",
                             "1/h"};
        Param<sim::Seconds> length{
            this, "length", sim::Seconds{480}, {sim::Seconds{1}, sim::Seconds{14400}}, "mean length of an interruption", "assumed"};
        Param<double> paused{
            this, "paused_share", 0.7, {0.0, 1.0}, "interruptions after which the work goes on; else it is given back", "assumed"};
        Param<double> stretch{
            this,     "stretch", 0.75, {0.05, 1.0}, "length of sessions of those who look after somebody, relative to others",
            "assumed"};
    } params;

    /// Interruptions a second while working.
    double rate(bool carer) const { return (carer ? params.carers() : params.others()) / 3600; }
    /// Of these, those that cost the work in hand.
    double loss_rate(bool carer) const { return rate(carer) * (1 - params.paused()); }
    /// What disturbs a course of `length` seconds, given when the next outage comes.
    Disturbance disturb(const sim::Randomness& randomness, std::uint64_t session, std::uint32_t claim, double rate,
                        std::int32_t length, std::int32_t outage) const;
};

}  // namespace microwork
