// When the connection or the power fails. Model rules, section 13.
#pragma once

#include "models/microwork/agents/sessions.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class Connectivity {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("connectivity") {}
        Param<double> drop_stable{this, "drops_stable", 0.01, {0.0, 60.0}, "connection losses, stable class", "assumed", "1/h"};
        Param<double> drop_intermittent{
            this, "drops_intermittent", 0.05, {0.0, 60.0}, "connection losses, intermittent class", "assumed", "1/h"};
        Param<double> drop_poor{this, "drops_poor", 0.15, {0.0, 60.0}, "connection losses, poor class", "assumed", "1/h"};
        Param<double> length_stable{this, "minutes_stable", 4, {0.1, 600.0}, "mean length of a loss, stable class", "assumed",
                                    "min"};
        Param<double> length_intermittent{
            this, "minutes_intermittent", 6, {0.1, 600.0}, "mean length of a loss, intermittent class", "assumed", "min"};
        Param<double> length_poor{this, "minutes_poor", 10, {0.1, 600.0}, "mean length of a loss, poor class", "assumed", "min"};
        Param<Seconds> harmless{
            this, "harmless", Seconds{120}, {Seconds{0}, Seconds{3600}}, "losses up to this length do no harm", "assumed"};
        Param<sim::Share> bridged{this,
                                  "bridged_share",
                                  sim::Share{0.6f},
                                  {sim::Share{0}, sim::Share{1}},
                                  "power cuts that a laptop or phone bridges",
                                  "assumed"};
    } params;

    /// Draws the session's next failure after `from`: when it comes and how long it lasts.
    void draw(const sim::Randomness& randomness, const World& world, const Lives& lives, Sessions& sessions, SessionId s,
              Instant from) const;
};

}  // namespace microwork
