// When people log in: two classes of activity, a rhythm of the local week, and the n-th candidate log-in of a person as a pure
// function of the person's key and n. Model rules, section 1.
#pragma once

#include <cstdint>

#include "models/microwork/world.hpp"
#include "sim/clock.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// What of a person decides when the person logs in. Drawn from the key whenever it is needed: nobody stores it.
struct ActivityTraits {
    bool regular = false;
    bool main_income = false;
    double sessions_per_week = 0;
    double intensity_score = 0;  ///< standard normal behind the intensity: correlated with the reservation wage
    std::uint8_t platform = 0;   ///< platform of registration
    std::int8_t zone = 0;        ///< local clock minus UTC in quarters of an hour
    double style = 0;            ///< uniform behind the rhythm of the week and, for regulars, watchfulness
    const Rhythm* rhythm = nullptr;
};

/// A candidate log-in of a person: its number, from 1, and when it comes.
struct LogInCandidate {
    std::uint32_t number = 1;
    sim::Instant at;
};

/// Offset of the local clock from UTC in quarters of an hour; `u` is uniform and tells where in the country somebody lives.
constexpr std::int8_t zone_of(const CountryData& home, double u) {
    const double hours = home.utc_offset_h + home.zone_span_h * 0.5 * (u - 0.5);
    return static_cast<std::int8_t>(static_cast<std::int32_t>(hours * 4 + 256.5) - 256);
}

/// Activity of people who are registered.
class Activity {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("activity") {}
        Param<sim::Share> regular_share{this,
                                        "regular_share",
                                        sim::Share{0.015f},
                                        {sim::Share{0}, sim::Share{1}},
                                        "share of registered people who are regulars",
                                        "assumed; free parameter"};
        Param<double> casual_median{
            this,           "casual_sessions", 0.042, {0.0, 14.0}, "median sessions of a casual worker", "assumed; free parameter",
            "sessions/week"};
        Param<double> casual_log_sd{this, "casual_log_sd", 1.6, {0.0, 3.0}, "log standard deviation of casual sessions", "assumed"};
        Param<double> casual_cap{this,      "casual_cap",   7, {0.1, 20.0}, "most sessions of a casual worker",
                                 "assumed", "sessions/week"};
        Param<double> regular_median{
            this, "regular_sessions", 8, {0.0, 20.0}, "median sessions of a regular", "assumed; free parameter", "sessions/week"};
        Param<double> regular_log_sd{this,     "regular_log_sd", 0.5, {0.0, 3.0}, "log standard deviation of regular sessions",
                                     "assumed"};
        Param<double> regular_cap{this, "regular_cap", 14, {0.1, 28.0}, "most sessions of a regular", "assumed", "sessions/week"};
        Param<double> casual_hours{this, "casual_session_hours", 1.0, {0.1, 12.0}, "mean length of a casual session", "assumed",
                                   "h"};
        Param<double> casual_hours_log_sd{
            this, "casual_session_log_sd", 0.7, {0.0, 2.0}, "log standard deviation of that length", "assumed"};
        Param<double> regular_hours{this, "regular_session_hours", 3.5, {0.1, 12.0}, "mean length of a regular session", "assumed",
                                    "h"};
        Param<double> regular_hours_log_sd{
            this, "regular_session_log_sd", 0.5, {0.0, 2.0}, "log standard deviation of that length", "assumed"};
        Param<sim::Share> regular_main_income{this,
                                              "regular_main_income",
                                              sim::Share{0.5f},
                                              {sim::Share{0}, sim::Share{1}},
                                              "regulars whose main income is micro-work",
                                              "assumed"};
        Param<sim::Share> casual_main_income{this,
                                             "casual_main_income",
                                             sim::Share{0.05f},
                                             {sim::Share{0}, sim::Share{1}},
                                             "casual workers whose main income is micro-work",
                                             "assumed"};
        Param<sim::Share> us_aligned{this,
                                     "us_aligned_share",
                                     sim::Share{0.5f},
                                     {sim::Share{0}, sim::Share{1}},
                                     "regulars outside the Americas who follow the posting hours of the United States",
                                     "assumed"};
        Param<sim::Share> side_job{this,
                                   "side_job_share",
                                   sim::Share{0.58f},
                                   {sim::Share{0}, sim::Share{1}},
                                   "workers who follow the rhythm of a side job: the employed",
                                   "mean of the demographics table"};
        Param<double> entrant_weeks{
            this,      "entrant_weeks", 13, {1.0, 104.0}, "newcomers are people who log in at least once within so many weeks",
            "assumed", "week"};
    } params;

    /// Candidates come at `bound` times the base rate and are thinned at wake-up by attractiveness x season / bound.
    static constexpr double bound = 4;
    /// The most that learned pay does to log-ins.
    static constexpr double highest_attractiveness = 2;

    /// The world must outlive this object. Call after the parameters are bound.
    void prepare(const World& world);
    /// The largest factor on log-ins that any season or shock of the run brings: nobody is woken for candidates that cannot stand.
    void expect_log_ins(double most) { most_log_ins_ = most; }

    ActivityTraits traits(const sim::Randomness& randomness, std::uint64_t key, std::uint8_t country, bool entrant) const;
    /// When the person's candidate number `n` (from 1) comes, given the one before it. `never` when beyond the last instant.
    sim::Instant next_candidate(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits, std::uint32_t n,
                                sim::Instant from, std::int32_t origin_second_of_week) const;
    /// The first candidate from number `n` on that stands at least for the most attracted person under the best conditions.
    LogInCandidate upcoming(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits, std::uint32_t n,
                            sim::Instant from, std::int32_t origin_second_of_week) const;
    /// The draws that decide on candidate `n`. It stands if the first, times `bound`, is below attractiveness x conditions.
    static sim::Dice decision(const sim::Randomness& randomness, std::uint64_t key, std::uint32_t n);
    /// Hours of a session, by class.
    double draw_hours(sim::Dice& dice, bool regular) const;

    /// Expected hours online a week of one person of the platform, before any adaptation (closed form).
    double expected_hours(double hours_multiplier) const;
    /// Expected share of registered people who log in within `weeks` (quadrature).
    double share_active_within(double weeks) const;

  private:
    double sessions(bool regular, double score, double multiplier) const;
    const World* world_ = nullptr;
    double most_log_ins_ = bound / highest_attractiveness;
    /// Running shares of accounts by platform, by country: of everybody, and where newcomers may sign up.
    std::vector<std::vector<double>> platform_shares_, open_shares_;
};

}  // namespace microwork
