// Which published studies a run repeats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/microwork/world.hpp"
#include "sim/params.hpp"

namespace microwork {

/// Reads the table of designs: the rows of one survey follow each other.
std::vector<SurveyDesign> read_survey_designs(const sim::CsvTable& table, const World& world, sim::Problems& problems);

/// The studies that this run repeats.
class Surveys {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("surveys") {}
        Param<std::vector<std::string>> on{
            this, "on", std::vector<std::string>{},
            "studies that are repeated in the simulated market, by their names in the table of designs", "free choice"};
        Param<Seconds> log_gap{this,
                               "log_gap",
                               Seconds{720},
                               {Seconds{60}, Seconds{900}},
                               "a log of work joins gaps shorter than this between two pieces of work of an account",
                               "model rules, section 14; assumed, free parameter"};
        Param<double> size{
            this,
            "size",
            1,
            {0.001, 1000.0},
            "factor on the answers wanted and on the posts of a study, which go with population.scale: with 1 a study "
            "weighs on the simulated market as the real one did on the real market",
            "model rules, section 12"};
        Param<Seconds> review{
            this, "review", Seconds{86400}, {Seconds{0}, Seconds{60 * 86400}}, "mean time until an answer is approved", "assumed"};
        Param<double> recall_sd{this,
                                "recall_log_sd",
                                0.25,
                                {0.0, 2.0},
                                "log standard deviation of the error with which people recall their hours",
                                "model rules, section 14"};
        Param<double> hours_limit{this,
                                  "recall_fine_below",
                                  10,
                                  {0.0, 168.0},
                                  "hours a week below which they are told in whole hours, above in steps of five",
                                  "model rules, section 14",
                                  "h"};
        Param<std::int64_t> pay_digits{
            this,     "pay_digits", 2, {1, 6}, "significant digits to which pay is told: platforms show it, people round it",
            "assumed"};
        Param<double> time_of_day{this,
                                  "time_of_day_share",
                                  0.15,
                                  {0.0, 1.0},
                                  "share of session time from 22 to 5 o'clock that is night work; from 18 to 22, evening work",
                                  "model rules, section 14"};
        Param<double> scarce{this,
                             "scarce_share",
                             0.10,
                             {0.0, 1.0},
                             "share of time online lost to waiting and failed claims above which people want more work",
                             "model rules, section 14"};
        Param<std::int64_t> regular_tasks{this,
                                          "regular_tasks",
                                          4,
                                          {1, 1000},
                                          "tasks of a type in four weeks by which people do it regularly",
                                          "model rules, section 14"};
        Param<double> household_sd{this,
                                   "household_log_sd",
                                   0.6,
                                   {0.0, 3.0},
                                   "log standard deviation of household income around the country's median",
                                   "model rules, section 14"};
        Param<double> household_idle{this,
                                     "household_without_job",
                                     0.75,
                                     {0.05, 1.0},
                                     "factor on the household income of people without a job outside micro-work",
                                     "assumed"};
        Param<double> poverty_line{this,
                                   "poverty_line",
                                   0.6,
                                   {0.0, 1.0},
                                   "of the median household income: below it a household is poor",
                                   "Eurostat's at-risk-of-poverty threshold"};
        Param<double> other_income_sd{
            this,     "other_income_log_sd", 0.6, {0.0, 3.0}, "log standard deviation of the other income of a person who has one",
            "assumed"};
        Param<double> other_income_idle{this,
                                        "other_income_without_job",
                                        0.25,
                                        {0.0, 1.0},
                                        "median other income of people without a job, relative to those who have one",
                                        "assumed"};
    } params;

    /// Complains about studies that the table does not have or whose platforms are not in the run. The designs are brought to the
    /// share of the world that is simulated.
    void prepare(const World& world, double scale, sim::Problems& problems);
    const std::vector<SurveyDesign>& designs() const { return designs_; }
    /// The study of that kind which is on; none: null.
    const SurveyDesign* find(SurveyKind kind) const;

  private:
    std::vector<SurveyDesign> designs_;
};

}  // namespace microwork
