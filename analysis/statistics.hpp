// Quantiles and moments of observed values.
#pragma once

#include <cstddef>
#include <vector>

namespace analysis {

/// Location and spread of a sample. All zero when it is empty.
struct Distribution {
    std::size_t n = 0;
    double mean = 0, median = 0, p10 = 0, p90 = 0;
};

/// Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). The values are reordered.
Distribution describe(std::vector<double>& values);

/// The quantile `q` (0 to 1) of sorted values, type 7.
double quantile(const std::vector<double>& sorted, double q);

}  // namespace analysis
