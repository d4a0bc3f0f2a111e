// How many there are, from who is seen again: estimators for closed populations, and the half-life of open ones.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics.hpp"

namespace analysis {

/// An estimated number of people; not a number when nobody was seen twice.
struct PopulationSize {
    double size = 0;
    double standard_error = 0;
    Interval interval;  ///< 95 %; see each estimator
};

/// Two occasions of a closed population: `first` and `second` people seen, `both` of them twice. First times second over both
/// (Lincoln 1930; variance by Sekar and Deming 1949), with the interval of the normal distribution.
PopulationSize lincoln_petersen(std::int64_t first, std::int64_t second, std::int64_t both);

/// The same with less bias, and a number even when nobody was seen twice (Chapman 1951; variance by Seber 1970).
PopulationSize chapman(std::int64_t first, std::int64_t second, std::int64_t both);

/// Many occasions of a closed population (Schnabel 1938): by occasion, how many people were `seen` and how many of these had been
/// seen on an earlier one. The standard error is that of 1 / size, carried over; the interval takes the number seen again as
/// Poisson (exact limits).
PopulationSize schnabel(std::span<const std::int64_t> seen, std::span<const std::int64_t> seen_again);

/// Who was seen on which occasion: for each person the different occasions, in ascending order.
class Captures {
  public:
    /// From answers: `key` of the person and `second` of the answer; occasions are spans of `days` days from the first answer on.
    Captures(std::span<const std::uint64_t> key, std::span<const std::int64_t> second, double days = 30);

    std::size_t people() const { return first_.size() - 1; }
    std::size_t occasions() const { return occasions_; }
    double days() const { return days_; }
    std::span<const std::uint32_t> of(std::size_t person) const {
        return {occasion_.data() + first_[person], occasion_.data() + first_[person + 1]};
    }
    /// Occasions on which each person was seen.
    std::vector<double> counts() const;

  private:
    double days_;
    std::size_t occasions_ = 0;
    std::vector<std::uint32_t> occasion_;
    std::vector<std::size_t> first_{0};
};

/// How much each person counts. `one`: the half-life is right whenever leaving does not depend on how often somebody answers.
/// `by_answers`: by 1 / number of occasions answered, which keeps the keenest from setting the result. But who has stayed longer
/// has answered more often and then counts less, so the half-life comes out too short unless answers are rare.
enum class CaptureWeight { one, by_answers };

/// An open population in balance: as many come as leave, with the same hazard for all.
struct OpenPopulation {
    double half_life_days = 0;  ///< not a number when fewer than two distances have a match, or matches do not fall with distance
    double size = 0;  ///< people at any one time if all answer equally often, fewer than there are otherwise; from equal weights
    std::int64_t matches = 0;   ///< pairs of answers used
    std::size_t distances = 0;  ///< points of the regression
};

/// Matches at distance D are people seen on two occasions D days apart. The regression of ln(matches(D) / sum of n_t n_(t+D)) on D,
/// for D of at least `least_days`, each point weighted by its matches, has the slope -ln 2 / half-life and, with equal weights, the
/// intercept -ln(size). `people` = rows of `captures` to use, with repetition (for resampling); none = all.
OpenPopulation open_population(const Captures& captures, CaptureWeight weight, std::span<const std::uint32_t> people = {},
                               double least_days = 60);

/// Interval for the half-life by resampling people.
Interval half_life_interval(const Captures& captures, CaptureWeight weight, std::uint64_t key, int draws = 400);

}  // namespace analysis
