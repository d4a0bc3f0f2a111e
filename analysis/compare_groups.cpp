#include <algorithm>
#include <map>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

enum Quantity : std::size_t { people, income, seconds, measured, pay_sum, quantities };
constexpr std::size_t most_countries = 15;

const char* title_of(const std::string& topic) {
    static const std::map<std::string, const char*> titles{{"country", "By country of residence"},
                                                           {"region", "By region"},
                                                           {"platform", "By platform of registration"},
                                                           {"gender", "By gender"},
                                                           {"age", "By age"},
                                                           {"activity", "By activity outside micro-work"},
                                                           {"health", "By health"},
                                                           {"connection", "By connection"},
                                                           {"circle", "By circle in the base (the same people)"}};
    return titles.at(topic);
}

GroupSums sums_of(const People& who, const Grouping& grouping) {
    GroupSums sums{grouping.names, std::vector(grouping.names.size(), std::vector<double>(quantities))};
    for (std::size_t row = 0; row < who.size(); ++row) {
        std::vector<double>& of = sums.of[grouping.code[row]];
        of[people] += who.was_online(row) ? who.weight : 0;
        of[income] += who.weight * who.income(row), of[seconds] += who.weight * who.online[row];
        if (who.measured(row))
            of[measured] += 1, of[pay_sum] += who.pay_total_time(row);
    }
    return sums;
}

/// The circles of the base run, for the people of the other one.
Grouping circles_of_base(const PairOfRuns& pair) {
    Grouping circles = pair.base.circle;
    const auto absent = static_cast<std::uint8_t>(circles.names.size());
    circles.names.emplace_back("not in the base run");
    circles.code.resize(pair.other.size());
    for (std::size_t row = 0; row < pair.other.size(); ++row) {
        const std::uint32_t in_base = pair.match.of_other[row];
        circles.code[row] = in_base == nobody ? absent : pair.base.circle.code[in_base];
    }
    return circles;
}

std::vector<Reading> readings_of(const GroupSums& sums, const std::string& topic) {
    std::vector<Reading> list;
    const auto each = [&](const Measure& measure, auto value) {
        for (std::size_t m = 0; m < sums.members.size(); ++m)
            list.push_back({topic, sums.members[m], measure, value(sums.of[m])});
    };
    each({"people", "people online", "people"}, [](const auto& of) { return of[people]; });
    each({"income", "income", "USD"}, [](const auto& of) { return of[income]; });
    each({"hours", "time online", "h"}, [](const auto& of) { return of[seconds] / 3600; });
    each({"pay_total_time", "pay per hour online, mean", "USD/h", ReadingKind::ratio},
         [](const auto& of) { return ratio(of[pay_sum], of[measured]); });
    return list;
}

}  // namespace

void GroupComparison::add(const PairOfRuns& pair) {
    const Grouping base = read_grouping(pair.base_file, pair.base, topic_);
    const Grouping other = topic_ == "circle" ? circles_of_base(pair) : read_grouping(pair.other_file, pair.other, topic_);
    sums_.emplace_back(sums_of(pair.base, base), sums_of(pair.other, other));
}

ComparisonSection GroupComparison::section(bool all) const {
    PairedSums sums = sums_;
    align_members(sums);
    if (topic_ == "country")
        keep_largest(sums, seconds, all ? sums.front().first.members.size() : most_countries);
    PairedReadings readings;
    for (const auto& [base, other] : sums)
        readings.add(readings_of(base, topic_), readings_of(other, topic_));
    ComparisonSection section{topic_, title_of(topic_), readings.rows()};
    // Nobody anywhere: a member that the tables know and the runs do not.
    std::map<std::string, bool> inhabited;
    for (const ComparisonRow& row : section.rows)
        inhabited[row.member] = inhabited[row.member] || (row.measure == "people" && (row.base != 0 || row.other != 0));
    std::erase_if(section.rows, [&](const ComparisonRow& row) { return !inhabited[row.member]; });
    return section;
}

}  // namespace analysis
