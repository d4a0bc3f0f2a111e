// Heavy tails: the exponent of a power law from the largest values.
#pragma once

#include <cstddef>
#include <span>

namespace analysis {

/// Exponent a of a tail P(X > x) ~ x^-a.
struct Tail {
    double exponent = 0;        ///< not a number without two different positive values in the tail
    double standard_error = 0;  ///< exponent / sqrt(used), as for independent values (Hill 1975)
    std::size_t used = 0;       ///< values above the threshold
    double threshold = 0;       ///< the largest value below the tail
};

/// Hill's estimator from the `largest` values: the reciprocal of the mean of ln(value / threshold), where the threshold is the
/// value next below. Only positive values count.
Tail hill(std::span<const double> values, std::size_t largest);

/// As above from the largest `share` of the positive values, rounded down.
Tail hill_top_share(std::span<const double> values, double share);

}  // namespace analysis
