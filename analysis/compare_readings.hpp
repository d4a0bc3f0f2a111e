// Quantities read off two runs of a pair, collected over pairs and turned into differences with intervals.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"

namespace analysis {

/// A `flow` that a run does not mention is zero in it; a `ratio` is then unknown.
enum class ReadingKind : std::uint8_t { flow, ratio };

/// What is measured, and in which words.
struct Measure {
    std::string name, label, unit;
    ReadingKind kind = ReadingKind::flow;
};

/// One quantity of one group in one run.
struct Reading {
    std::string group, member;
    Measure measure;
    double value = 0;
};

/// Readings of both runs of each pair. A pair in which either is unknown says nothing about the quantity.
class PairedReadings {
  public:
    void add(const std::vector<Reading>& base, const std::vector<Reading>& other);
    /// A quantity that is a difference by its nature: it has no value in either run.
    void add_difference(const std::string& group, const std::string& member, const Measure& measure, double value);
    std::vector<ComparisonRow> rows() const;

  private:
    struct Series {
        Reading what;
        std::vector<double> base, other, difference;  ///< by pair
    };
    Series& series_of(const Reading& what);
    std::size_t pairs_ = 0;
    std::vector<Series> series_;
    std::map<std::string, std::size_t> number_;
};

/// Mean and interval of what pairs gave; those that are not a number are left out.
Estimate estimate(const std::vector<double>& by_pair);

/// Not a number.
double unknown();
/// Quotient, unknown where the divisor is zero.
double ratio(double numerator, double denominator);

/// Sums by member of a group: `of[member][quantity]`. Members that only one run of a pair knows are zero in the other.
struct GroupSums {
    std::vector<std::string> members;
    std::vector<std::vector<double>> of;
};

/// Sums of both runs of each pair, brought to the same members.
using PairedSums = std::vector<std::pair<GroupSums, GroupSums>>;
void align_members(PairedSums& sums);
/// Orders members by their base's sum of a quantity over all pairs and joins all but the first `most` as "others".
void keep_largest(PairedSums& sums, std::size_t quantity, std::size_t most);
/// Sums a list of values by the names of their groups.
GroupSums regroup(const GroupSums& sums, const std::vector<std::string>& group_of_member);

}  // namespace analysis
