// What a person can do: skill by family of tasks, and command of the languages in which platforms offer them.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class Skills {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("skills") {}
        Param<double> correlation{this,
                                  "family_correlation",
                                  0.7,
                                  {0.0, 1.0},
                                  "correlation of the skill in a family of tasks with general skill; 1 = one skill for all tasks",
                                  "assumed"};
        Param<bool> language{this, "language", true, "tasks ask for command of the platform's language; false = everybody has it",
                             "free choice"};
        Param<double> gap_cost{
            this,   "language_gap_cost", 0.6, {0.0, 10.0}, "loss of skill for each level of command that is missing", "assumed",
            "logit"};
        Param<double> gate{this,
                           "language_gate",
                           1,
                           {0.0, 10.0},
                           "missing command above which a task is not shown (qualification by language)",
                           "assumed",
                           "levels"};
        Param<double> zero_score{this,
                                 "english_zero",
                                 350,
                                 {0.0, 1000.0},
                                 "score of the English Proficiency Index that counts as no command; 100 points are a level",
                                 "assumed",
                                 "points"};
        Param<double> usual_score{
            this,    "english_usual", 500, {0.0, 1000.0}, "score of countries without one", "assumed; near the median of the table",
            "points"};
        Param<double> official{
            this, "english_official", 0.6, {-3.0, 3.0}, "more command where English is an official language", "assumed", "levels"};
        Param<double> chosen{this,      "english_chosen", 0.8, {-3.0, 3.0}, "more command of those who register on platforms",
                             "assumed", "levels"};
        Param<double> degree{this, "english_degree", 0.4, {-3.0, 3.0}, "more command with a degree", "assumed", "levels"};
        Param<double> spread{this,      "english_spread", 0.5, {0.0, 3.0}, "standard deviation of command within a country",
                             "assumed", "levels"};
    } params;

    /// Skill by family of tasks of a person with the given general skill, whose distribution has this mean and deviation.
    std::array<float, task_families> by_family(const sim::Randomness& randomness, std::uint64_t key, float general, double mean,
                                               double sd) const;
    /// Command of English in levels of task types' needs: 0 none, 3 and more enough for every task.
    double english(const sim::Randomness& randomness, std::uint64_t key, const CountryData& home, bool degree) const;
    /// Command of the language of a platform by a person with this command of English.
    double command(const PlatformData& platform, double english) const;
    /// Needs of command that bar a person with this command, as bits 1 to 3.
    std::uint8_t barred(double command) const;
    /// Loss of skill in a task that asks for `need`.
    double loss(const TaskTypeData& type, float command) const;
};

}  // namespace microwork
