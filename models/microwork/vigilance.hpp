// Who is always on watch, and what that brings and costs: alerts and scripts show new work at once and are quicker at the
// counter; the price is time on alert while logged off. Model, section 5; founding documents 002 and 004.
#pragma once

#include <cstdint>

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/sessions.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class Vigilance {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("vigilance") {}
        Param<sim::Share> regulars{this,
                                   "regular_share",
                                   sim::Share{0.5f},
                                   {sim::Share{0}, sim::Share{1}},
                                   "regulars who are on watch; outside the Americas the same people follow US posting hours",
                                   "assumed"};
        Param<sim::Share> casuals{
            this, "casual_share", sim::Share{0.1f}, {sim::Share{0}, sim::Share{1}}, "casual workers who are on watch", "assumed"};
        Param<double> advantage{this,
                                "ticket_advantage",
                                4,
                                {1.0, 1000.0},
                                "how many times faster a claim of theirs arrives where several compete; 1 = no advantage",
                                "assumed; free parameter"};
        Param<double> pay_weight{
            this,
            "pay_weight",
            1.5,
            {0.05, 5.0},
            "weight of log net pay per hour in their choice: scripts sort by pay; as search.pay_weight = no difference",
            "assumed; free parameter"};
        Param<Seconds> notice{this,
                              "notice_delay",
                              Seconds{3600},
                              {Seconds{0}, Seconds{86400}},
                              "time until workers without alerts come across a batch just posted; 0 = at once",
                              "assumed; free parameter; founding document 004: lucrative tasks go to those always connected"};
        Param<double> regular_hours{this,      "regular_alert_hours", 4, {0.0, 24.0}, "time on alert of such a regular",
                                    "assumed", "h per day logged off"};
        Param<double> casual_hours{this,      "casual_alert_hours",  1, {0.0, 24.0}, "time on alert of such a casual worker",
                                   "assumed", "h per day logged off"};
        Param<Seconds> longest{
            this,     "longest_alert", Seconds{7 * 86400}, {Seconds{0}, Seconds{365 * 86400}}, "alerts are off after so long away",
            "assumed"};
    } params;

    bool holds(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits) const;
    /// Fills the session's part and books the time on alert since the last one.
    void log_in(const sim::Randomness& randomness, const ActivityTraits& traits, Lives& lives, LifeId life, Sessions& sessions,
                SessionId session) const;
};

}  // namespace microwork
