// Studies that fit into the tiny and the small world: a table of designs made for tests, and runs with it.
#pragma once

#include <fstream>
#include <string>

#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace studies {

inline const std::string head =
    "survey,instrument,platform_id,wanted,reward_usd,minutes,waves,wave_step_hours,window_days,start_days,eligibility,repeat_days,"
    "answer_probability,inclusion_exponent,title,source\n";

/// For the tiny world, which measures a week.
inline const std::string tiny_designs = head +
                                        "first,S-TASK-FIRST,amt,12,3,20,4,4,2,1,US,,,,First takers,made up\n"
                                        "first,S-TASK-FIRST,amt,6,3,20,4,4,2,1,IN,,,,First takers,made up\n"
                                        "first,S-TASK-FIRST,microworkers,21,3,20,4,4,2,1,all,,,,First takers,made up\n"
                                        "open,S-TASK-OPEN,microworkers,60,2,15,1,,4,2,all,,0.4,,Everybody who comes,made up\n"
                                        "often,CAPREC,amt,,0.05,1,,0.25,,0,all,2,,,A short task again and again,made up\n";

/// A table of designs in a folder that lasts as long as this object, as an override.
class Table {
  public:
    explicit Table(const std::string& text) {
        std::ofstream(folder_ / "designs.csv") << text;
        path_ = (folder_ / "designs.csv").string();
    }
    /// `overrides` with this table and all the studies named.
    tiny::Overrides with(const std::string& names, tiny::Overrides overrides = {}) const {
        overrides.push_back(fmt::format("data.survey_designs=\"{}\"", path_));
        overrides.push_back("surveys.on=[" + names + "]");
        return overrides;
    }

  private:
    tests::TempFolder folder_;
    std::string path_;
};

inline const std::string all_three = "\"first\", \"open\", \"often\"";

}  // namespace studies
