// Estimators for observed values, weighted or not: location, spread, inequality, and intervals around them. Values that are not a
// number are missing answers: every estimator leaves them out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace analysis {

/// Location and spread of a sample. All zero when it is empty.
struct Distribution {
    std::size_t n = 0;
    double mean = 0, median = 0, p10 = 0, p90 = 0;
};

/// Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). The values are sorted, without
/// those that are missing.
Distribution describe(std::vector<double>& values);

/// The quantile `q` (0 to 1) of sorted values, type 7.
double quantile(const std::vector<double>& sorted, double q);

/// Weights of a sample: none means that every value counts the same.
using Weights = std::span<const double>;

/// Mean; not a number when there is no value.
double mean(std::span<const double> values, Weights weights = {});

/// The quantile `q` of weighted values: the smallest value at or below which a share of at least `q` of the weight lies, and the
/// mean of it and its successor where the share is reached exactly (Hyndman and Fan 1996, type 2). Not a number without values.
double weighted_quantile(std::span<const double> values, Weights weights, double q);

/// Gini coefficient of values that are not negative: half the mean absolute difference over the mean; 0 = all equal. Without a
/// correction for small samples. Not a number without values or when all are zero.
double gini(std::span<const double> values, Weights weights = {});

/// Share of the total that the poorest share i / `steps` of the weight holds, for i = 0 ... `steps`; linear between people.
std::vector<double> lorenz(std::span<const double> values, Weights weights, std::size_t steps);

/// A range of values for an estimate; both ends not a number when nothing can be said.
struct Interval {
    double low = 0, high = 0;
    bool exists() const { return low == low && high == high; }
    static Interval none();
};

/// Interval for the mean of what independent replicates gave (Student's t); none for fewer than two.
Interval replicate_interval(std::span<const double> estimates, double level = 0.95);

/// Percentile interval by resampling `n` rows with replacement (Efron 1979): `statistic` gets the rows drawn. The draws depend on
/// `key` alone. Estimates that are not a number are left out; none when fewer than half of them remain, or for fewer than two rows.
Interval bootstrap_interval(std::size_t n, const std::function<double(std::span<const std::uint32_t> rows)>& statistic,
                            std::uint64_t key, int draws = 400, double level = 0.95);

}  // namespace analysis
