// When the connection or the power fails, what a connection costs and slows down, who has a computer. Model rules, section 13.
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
        Param<double> cost_stable{this,      "cost_stable", 0.02, {0.0, 10.0}, "cost of the connection, stable class",
                                  "assumed", "USD/h"};
        Param<double> cost_intermittent{
            this, "cost_intermittent", 0.04, {0.0, 10.0}, "cost of the connection, intermittent class", "assumed", "USD/h"};
        Param<double> cost_poor{this,      "cost_poor", 0.08, {0.0, 10.0}, "cost of the connection, poor class: mobile data",
                                "assumed", "USD/h"};
        Param<double> media_intermittent{this,
                                         "media_delay_intermittent",
                                         1.1,
                                         {1.0, 10.0},
                                         "factor on the time of tasks with images, sound or video, intermittent class",
                                         "assumed"};
        Param<double> media_poor{this, "media_delay_poor", 1.4, {1.0, 10.0}, "the same factor, poor class", "assumed"};
        Param<double> phone_stable{this,
                                   "phone_only_stable",
                                   0.8,
                                   {0.0, 20.0},
                                   "people without a computer relative to the country's share, stable class",
                                   "assumed"};
        Param<double> phone_intermittent{this,        "phone_only_intermittent",      1.5,
                                         {0.0, 20.0}, "the same, intermittent class", "assumed"};
        Param<Share> incomplete{this,
                                "incomplete_share",
                                Share{0.35f},
                                {Share{0}, Share{1}},
                                "assignments cut off in hand that count as handed in, incomplete, and are refused; the others are "
                                "given back; 0 = none",
                                "founding document 002 tells of unpaid work after a cut; the share is assumed"};
        Param<double> phone_poor{this, "phone_only_poor", 2, {0.0, 20.0}, "the same, poor class", "assumed"};
    } params;

    /// Draws the session's next failure after `from`: when it comes and how long it lasts.
    void draw(const sim::Randomness& randomness, const World& world, const Lives& lives, Sessions& sessions, SessionId s,
              Instant from) const;
    /// Whether the assignment that an outage cuts off counts as handed in: the form is sent half filled, or its time runs out.
    /// `session` and `claim` are the address of the draw.
    bool hands_in_incomplete(const sim::Randomness& randomness, std::uint64_t session, std::uint32_t claim) const;
    /// What an hour online costs, USD, by class of connection.
    double hour_cost(std::size_t kind) const;
    /// Factor on the time of tasks with media, by class of connection.
    double media_delay(std::size_t kind) const;
    /// Whether the person has a computer and not a phone alone.
    bool has_computer(const sim::Randomness& randomness, std::uint64_t key, const CountryData& home, std::size_t kind) const;
};

}  // namespace microwork
