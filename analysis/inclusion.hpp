// Who was reached by a study: the chance to be in it by how much people work.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/market.hpp"

namespace analysis {

/// A tenth of the people whom a study might have asked: those with an eligible account on a surveyed platform who were online in
/// the span, in the order of their hours.
struct Inclusion {
    std::uint8_t decile = 0;  ///< 1 = fewest hours
    double hours_from = 0, hours_to = 0;
    std::int64_t people = 0, respondents = 0;
};
/// The ten groups of a study, by its number among those of the run.
std::vector<Inclusion> inclusion_by_hours(const microwork::Market& market, std::size_t study);

}  // namespace analysis
