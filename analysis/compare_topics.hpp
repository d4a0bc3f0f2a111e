// The subjects of a comparison: each takes pairs of runs one after the other and gives rows at the end.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/compare_people.hpp"
#include "analysis/compare_readings.hpp"

namespace analysis {

/// Two runs of a seed, read.
struct PairOfRuns {
    const ResultFile &base_file, &other_file;
    const People &base, &other;
    const Match& match;
};

/// Pay, time, engagement, tasks and money of the whole market.
std::vector<Reading> headline_readings(const ResultFile& run, const People& people);

/// People, income, hours and pay by the members of a grouping. Circles are those of the base run, so that both runs show the same
/// people.
class GroupComparison {
  public:
    explicit GroupComparison(std::string topic) : topic_(std::move(topic)) {}
    void add(const PairOfRuns& pair);
    /// With `all`, every country; otherwise the fifteen with most hours in the base, and the others.
    ComparisonSection section(bool all) const;

  private:
    std::string topic_;
    PairedSums sums_;
};

/// Who is better and who is worse off, by tenth of the base's incomes. Over people who were online in at least one of the runs.
class WinnersComparison {
  public:
    void add(const PairOfRuns& pair);
    MatchedPeople people() const;
    std::vector<DecileRow> deciles() const;

  private:
    static constexpr std::size_t classes = 12;  ///< 0: none; 1 to 10: tenths; 11: all
    struct OfClass {
        std::vector<double> people, base_income, other_income, change, better, worse;  ///< by pair
    };
    OfClass of_[classes];
    std::vector<double> both_, base_only_, other_only_;
};

/// Gini coefficients, Lorenz curves and poverty.
class InequalityTopic {
  public:
    void add(const PairOfRuns& pair);
    InequalityComparison result() const;

  private:
    PairedReadings readings_;
    std::vector<std::vector<double>> base_, other_;  ///< Lorenz curves by pair
    std::vector<double> left_out_;
    std::size_t countries_left_out_ = 0;
};

/// Where work is done, and who comes and goes.
class PlacesComparison {
  public:
    void add(const PairOfRuns& pair);
    std::vector<ComparisonRow> rows(bool all) const;

  private:
    PairedSums countries_, regions_, platforms_;
};

/// Who pays and who receives.
std::vector<Reading> payer_readings(const ResultFile& run);

}  // namespace analysis
