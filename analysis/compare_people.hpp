// The people of a run as comparisons need them: what they did and earned, what they are grouped by, and who they are in another
// run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/result_file.hpp"

namespace analysis {

/// A grouping of people: a code for each and the names of the codes.
struct Grouping {
    std::string topic;
    std::vector<std::uint8_t> code;
    std::vector<std::string> names;
};

/// Columns of /workers, a row a person, and quantities derived from them.
struct People {
    double weight = 1;  ///< people of the run that a row stands for
    std::vector<std::uint64_t> key;
    std::vector<double> sessions, online, paid, under_review, credited, decided;
    Grouping country, circle;
    std::vector<double> minimum_wage;     ///< USD/h by code of country; 0 = none
    std::vector<std::uint32_t> in_order;  ///< rows in ascending order of keys

    std::size_t size() const { return key.size(); }
    bool was_online(std::size_t row) const { return sessions[row] > 0; }
    /// An hour online and a decided task: the base of pay per hour everywhere.
    bool measured(std::size_t row) const { return online[row] >= 3600 && decided[row] > 0; }
    double income(std::size_t row) const { return credited[row] * 1e-6; }
    double pay_total_time(std::size_t row) const { return income(row) * 3600 / online[row]; }
};

/// `key` is read only for what compares person by person.
People read_people(const ResultFile& run);

/// The groupings of people by topic ("country", "region", "platform", "gender", ...); "circle" comes from `People`.
const std::vector<std::string>& grouping_topics();
Grouping read_grouping(const ResultFile& run, const People& people, std::string_view topic);

/// Region by code of country, in words.
std::vector<std::string> regions_of(const ResultFile& run, const std::vector<std::string>& countries);

inline constexpr std::uint32_t nobody = 0xffffffff;

/// The rows of the same people in the other run; `nobody` for those who have none there.
struct Match {
    std::vector<std::uint32_t> of_base, of_other;
};
Match match(const People& base, const People& other);

}  // namespace analysis
