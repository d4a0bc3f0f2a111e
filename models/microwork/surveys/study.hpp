// The design of a study: how it observes the market, and on which platforms.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/microwork/country_set.hpp"
#include "sim/quantity.hpp"

namespace microwork {

using sim::Money;
using sim::Seconds;

/// How a study observes: a paid task for the first takers, or for everybody who comes; a short task every quarter of an hour; a
/// log of work; looks at the board; registers of accounts.
enum class SurveyKind : std::uint8_t { first_takers, open, recapture, log, track, registers, count };
/// The words of the table of designs, in this order.
std::vector<std::string> survey_kinds();

/// What a study does on one platform.
struct SurveyStratum {
    static constexpr int every_platform = -1, not_in_the_run = -2;
    int platform = every_platform;  ///< index, or one of the two above
    std::int64_t wanted = 0;        ///< answers; 0 = no fixed number
    Money reward;                   ///< for an answer
    Seconds length;                 ///< of an answer
    std::int64_t waves = 1;         ///< equal parts in which it is posted
    Seconds wave_step;              ///< between two posts or looks
    Seconds window;                 ///< how long it is open; zero: to the end
    Seconds start;                  ///< after the first measured day
    CountrySet eligible{};          ///< whose workers may answer
    std::string eligibility;        ///< the same as the table says it
    Seconds repeat_after;           ///< before the same person may answer again; zero: never
    double answer_probability = 1;  ///< of those who come across it
    double inclusion_exponent = 0;  ///< of the number of tasks, in the probability to be in the panel
};

/// A study, by name.
struct SurveyDesign {
    std::string name, title, source;
    SurveyKind kind = SurveyKind::first_takers;
    std::vector<SurveyStratum> strata;
};

}  // namespace microwork
