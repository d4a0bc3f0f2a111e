// Kernel densities: how values are spread, as a smooth curve on a grid.
#pragma once

#include <span>
#include <vector>

#include "analysis/statistics.hpp"

namespace analysis {

/// Where the kernel is laid: on the values themselves, on their logarithms (values that are not positive are left out), or on the
/// values with what would spill below zero folded back (values below zero are left out).
enum class DensityScale { linear, logarithmic, reflected_at_zero };

/// Silverman's rule of thumb as R's `bw.nrd0`: 0.9 min(standard deviation, interquartile range / 1.34) n^(-1/5); where that is
/// zero, the deviation, the size of the first value, or 1 stands for it. With weights n is (sum w)^2 / sum w^2 (Kish 1965), and the
/// quartiles are those of `weighted_quantile`. Not a number for fewer than two values.
double silverman_bandwidth(std::span<const double> values, Weights weights = {});

/// Gaussian kernel density of weighted values at the points of `grid`. It is per unit of the values on every scale, so it
/// integrates to 1 over all numbers, all positive ones or all from zero on. `bandwidth` 0 = `silverman_bandwidth` of what the
/// kernel is laid on. All not a number without values, or without a bandwidth.
std::vector<double> density(std::span<const double> values, Weights weights, std::span<const double> grid,
                            DensityScale scale = DensityScale::linear, double bandwidth = 0);

/// `points` even steps from `from` to `to`, or steps of even ratio (both ends then positive).
std::vector<double> even_grid(double from, double to, std::size_t points);
std::vector<double> ratio_grid(double from, double to, std::size_t points);

}  // namespace analysis
