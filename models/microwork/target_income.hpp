// Workers who stop for the week when they have what they need: target earners.
#pragma once

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/sessions.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class TargetIncome {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("target_income") {}
        Param<sim::Share> share{this,
                                "share",
                                sim::Share{0.2f},
                                {sim::Share{0}, sim::Share{1}},
                                "workers who aim at an income a week and stop when they have it; 0 = nobody",
                                "assumed; Horton and Chilton 2010 find target earners on AMT"};
        Param<double> hours{this,
                            "hours",
                            1.5,
                            {0.01, 100.0},
                            "median of the target, in usual weeks at the pay expected at first",
                            "assumed; free parameter",
                            "usual weeks"};
        Param<double> log_sd{this, "log_sd", 0.5, {0.0, 3.0}, "its log standard deviation", "assumed"};
    } params;

    /// Income a week at which the person stops; the largest amount for those who have no such target.
    Money target(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits, double usual_hours,
                 HourlyPay first_pay) const;
    /// What is left to be earned in the week in which the session opens.
    void log_in(const sim::Randomness& randomness, const Activity& activity, const ActivityTraits& traits, HourlyPay first_pay,
                const Lives& lives, LifeId life, Sessions& sessions, SessionId session) const;
    /// Books what the session earned; whoever has enough stays away for the rest of the week.
    static void log_out(const Sessions& sessions, SessionId session, Lives& lives, LifeId life);
};

}  // namespace microwork
