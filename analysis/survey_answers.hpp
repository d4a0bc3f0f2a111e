// /surveys/<name> of the studies that were tasks in the market: design, answers, and who was reached.
#pragma once

#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes a group for every such study of the run.
void write_survey_answers(sim::ResultWriter& writer, const microwork::MicroworkModel& model);

/// People whom a study might have asked, in ten equal groups by hours online in the span.
struct Inclusion {
    std::uint8_t decile;  ///< 1 = fewest hours
    double hours_from, hours_to;
    std::int64_t people, respondents;
};
std::vector<Inclusion> inclusion_by_hours(const microwork::Market& market, std::size_t study);

}  // namespace analysis
