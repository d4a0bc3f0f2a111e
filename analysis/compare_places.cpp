#include <algorithm>
#include <map>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

constexpr std::size_t most_countries = 15;
const Measure tasks{"tasks", "tasks decided", "assignments"}, hours{"hours", "time of work", "h"},
    handed_in{"handed_in", "tasks handed in", "assignments"}, rewards{"rewards", "rewards", "USD"},
    commission{"commission", "commission", "USD"}, expired{"expired", "tasks expired", "assignments"},
    pay{"pay", "pay credited", "USD"}, known{"known", "people known at the end", "people"},
    registrations{"registrations", "people who registered", "people"}, exits{"exits", "people who left for good", "people"};

/// Sums of some series over the measured span by the names of their axis; each is a list of series that are added.
struct Source {
    std::vector<const char*> series;
    double unit = 1;
};

GroupSums sums_of(const ResultFile& run, const char* axis, const std::vector<Source>& sources) {
    GroupSums sums{run.file().strings(std::string("/axes/") + axis), {}};
    sums.of.assign(sums.members.size(), std::vector<double>(sources.size()));
    for (std::size_t q = 0; q < sources.size(); ++q)
        for (const char* series : sources[q].series) {
            const auto totals = run.totals(series);
            for (std::size_t m = 0; m < std::min(totals.size(), sums.of.size()); ++m)
                sums.of[m][q] += totals[m] * sources[q].unit;
        }
    return sums;
}

/// Tasks, hours, pay, registrations, exits and people known at the end.
GroupSums countries_of(const ResultFile& run) {
    GroupSums sums = sums_of(run, "country",
                             {{{"approved", "rejected"}, 1},
                              {{"time_submitted"}, 1.0 / 3600},
                              {{"pay"}, 1e-6},
                              {{"registrations"}, 1},
                              {{"exits"}, 1},
                              {{}, 1}});
    const auto days = run.file().read<double>("/series/people_known");
    for (std::size_t m = 0; m < sums.members.size() && days.size() >= sums.members.size(); ++m)
        sums.of[m].back() = days[days.size() - sums.members.size() + m];
    return sums;
}

std::vector<Reading> readings_of(const GroupSums& sums, const std::string& group, const std::vector<Measure>& measures) {
    std::vector<Reading> list;
    for (std::size_t q = 0; q < measures.size(); ++q)
        for (std::size_t m = 0; m < sums.members.size(); ++m)
            list.push_back({group, sums.members[m], measures[q], sums.of[m][q]});
    const auto in = std::ranges::find(measures, "registrations", &Measure::name);
    if (in == measures.end())
        return list;
    const auto first = static_cast<std::size_t>(in - measures.begin());  // exits and people known follow
    for (std::size_t m = 0; m < sums.members.size(); ++m)
        list.push_back({group,
                        sums.members[m],
                        {"turnover", "turnover (both, per person known)", "share", ReadingKind::ratio},
                        ratio(sums.of[m][first] + sums.of[m][first + 1], sums.of[m][first + 2])});
    return list;
}

/// How much of a quantity members lost and others gained, and the share of the loss that the gains make up for.
void add_moves(PairedReadings& readings, const std::string& group, const GroupSums& base, const GroupSums& other,
               std::size_t quantity, const Measure& of) {
    double lost = 0, gained = 0;
    for (std::size_t m = 0; m < base.members.size(); ++m) {
        const double change = other.of[m][quantity] - base.of[m][quantity];
        (change < 0 ? lost : gained) += change;
    }
    constexpr auto difference = ReadingKind::ratio;
    readings.add_difference(group, "all", {of.name + "_lost", of.label + ", lost", of.unit, difference}, lost);
    readings.add_difference(group, "all", {of.name + "_gained", of.label + ", gained", of.unit, difference}, gained);
    readings.add_difference(group, "all", {of.name + "_moved", of.label + ", found elsewhere", "share", difference},
                            lost < 0 ? std::min(1.0, gained / -lost) : unknown());
}

void append(std::vector<ComparisonRow>& rows, PairedSums sums, const std::string& group, const std::vector<Measure>& measures,
            std::size_t most) {
    align_members(sums);
    PairedSums shown = sums;
    if (group == "country")
        keep_largest(shown, 0, most == 0 ? sums.front().first.members.size() : most);
    PairedReadings readings;
    for (std::size_t p = 0; p < sums.size(); ++p) {
        readings.add(readings_of(shown[p].first, group, measures), readings_of(shown[p].second, group, measures));
        for (const std::size_t quantity : {0UL, 1UL})
            add_moves(readings, group, sums[p].first, sums[p].second, quantity, measures[quantity]);
    }
    for (ComparisonRow& row : readings.rows())
        rows.push_back(std::move(row));
}

}  // namespace

void PlacesComparison::add(const PairOfRuns& pair) {
    const auto platforms_of = [](const ResultFile& run) {
        return sums_of(run, "platform", {{{"handed_in"}, 1}, {{"rewards"}, 1e-6}, {{"commission"}, 1e-6}, {{"expired"}, 1}});
    };
    const auto regions_in = [](const ResultFile& run, const GroupSums& countries) {
        return regroup(countries, regions_of(run, countries.members));
    };
    GroupSums base = countries_of(pair.base_file), other = countries_of(pair.other_file);
    regions_.emplace_back(regions_in(pair.base_file, base), regions_in(pair.other_file, other));
    countries_.emplace_back(std::move(base), std::move(other));
    platforms_.emplace_back(platforms_of(pair.base_file), platforms_of(pair.other_file));
}

std::vector<ComparisonRow> PlacesComparison::rows(bool all) const {
    const std::vector<Measure> of_country{tasks, hours, pay, registrations, exits, known};
    std::vector<ComparisonRow> rows;
    append(rows, countries_, "country", of_country, all ? 0 : most_countries);
    append(rows, regions_, "region", of_country, 0);
    append(rows, platforms_, "platform", {handed_in, rewards, commission, expired}, 0);
    // Places where nothing happens in either run.
    std::map<std::string, double> busy;
    for (const ComparisonRow& row : rows)
        if (row.measure != "turnover")
            busy[row.group + "\n" + row.member] += row.base == row.base ? row.base + row.other : 1;
    std::erase_if(rows, [&](const ComparisonRow& row) { return busy[row.group + "\n" + row.member] == 0; });
    return rows;
}

}  // namespace analysis
