// Estimators for what panels and trackers record: concentration, tails, modes, histograms.
#pragma once

#include <span>
#include <vector>

namespace analysis {

/// Share of the total held by the largest `share` of the values; linear within a value. Not a number when the total is 0.
double share_of_top(std::span<const double> values, double share);

/// Smallest share of the values that gives half of their total: whole values, the largest first. Not a number without a total.
double smallest_share_giving_half(std::span<const double> values);

/// Exponent a of a tail p(x) ~ x^-a above the value that the largest `top` of the values exceed, by Hill (1975): one plus the
/// number of complete values over the sum of ln(x / threshold); values that are censored count in the sum only, as in the
/// likelihood of a Pareto tail. Values of 0 and below are left out; not a number when fewer than ten exceed the threshold.
double tail_exponent(std::span<const double> values, const std::vector<bool>& complete, double top);

/// The most frequent value after rounding to multiples of `step`, by weight; the smallest among equals.
double weighted_mode(std::span<const double> values, std::span<const double> weights, double step);

/// Median of a histogram, linear within a bin. Not a number when it is empty.
double histogram_median(std::span<const double> from, std::span<const double> to, std::span<const double> counts);

}  // namespace analysis
