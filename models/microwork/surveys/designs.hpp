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
    } params;

    /// Complains about studies that the table does not have or whose platforms are not in the run.
    void prepare(const World& world, sim::Problems& problems);
    const std::vector<SurveyDesign>& designs() const { return designs_; }
    /// The study of that kind which is on; none: null.
    const SurveyDesign* find(SurveyKind kind) const;

  private:
    std::vector<SurveyDesign> designs_;
};

}  // namespace microwork
