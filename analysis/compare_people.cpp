#include "analysis/compare_people.hpp"

#include <algorithm>
#include <numeric>

#include "sim/problem.hpp"

namespace analysis {

namespace {

struct Topic {
    std::string name, column;
    std::vector<std::string> words;  ///< for codes, where the column's own say too little
};

const std::vector<Topic>& topics() {
    static const std::vector<Topic> list{{"country", "country", {}},
                                         {"region", "country", {}},
                                         {"platform", "platform", {}},
                                         {"gender", "woman", {"men", "women"}},
                                         {"age", "age_band", {}},
                                         {"activity", "status", {}},
                                         {"health", "condition", {"no condition", "limiting condition"}},
                                         {"connection", "connection", {}},
                                         {"circle", "circle", {}}};
    return list;
}

void require_rows(const ResultFile& run, const std::string& column, std::size_t rows, std::size_t people) {
    if (rows != people)
        throw sim::InputError(sim::Problem{
            {run.path(), 0, 0}, "/workers/" + column + " has another length than /workers/key", "the file is damaged", ""});
}

Grouping grouping_of(const ResultFile& run, const std::string& topic, const std::string& column) {
    Codes codes = run.codes("/workers", column);
    require_rows(run, column, codes.code.size(), run.file().dims("/workers/key").at(0));
    return {topic, std::move(codes.code), std::move(codes.names)};
}

/// A column of /countries by code of country in /workers.
template <class T>
std::vector<T> by_country(const ResultFile& run, const std::vector<std::string>& countries, const std::vector<T>& rows) {
    const Codes codes = run.codes("/countries", "code");
    std::vector<T> values;
    for (const std::string& country : countries) {
        std::size_t row = 0;
        while (row < codes.code.size() && codes.name(row) != country)
            ++row;
        if (row == codes.code.size())
            throw sim::InputError(
                sim::Problem{{run.path(), 0, 0}, "/countries has no row for " + country, "the file is damaged", ""});
        values.push_back(rows[row]);
    }
    return values;
}

}  // namespace

const std::vector<std::string>& grouping_topics() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const Topic& topic : topics())
            list.push_back(topic.name);
        return list;
    }();
    return names;
}

People read_people(const ResultFile& run) {
    People p;
    p.weight = 1 / run.worker_share();
    p.key = run.file().column<std::uint64_t>("/workers", "key");
    const auto column = [&](const char* name) {
        auto values = run.numbers("/workers", name);
        require_rows(run, name, values.size(), p.size());
        return values;
    };
    p.sessions = column("sessions"), p.online = column("online"), p.paid = column("paid");
    p.under_review = column("under_review"), p.credited = column("credited"), p.decided = column("approved");
    const auto rejected = column("rejected");
    for (std::size_t row = 0; row < p.size(); ++row)
        p.decided[row] += rejected[row];
    p.country = grouping_of(run, "country", "country"), p.circle = grouping_of(run, "circle", "circle");
    p.minimum_wage = by_country(run, p.country.names, run.numbers("/countries", "minimum_wage"));
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed(p.size());
    for (std::uint32_t row = 0; row < p.size(); ++row)
        keyed[row] = {p.key[row], row};
    std::sort(keyed.begin(), keyed.end());
    p.in_order.reserve(p.size());
    for (const auto& [key, row] : keyed)
        p.in_order.push_back(row);
    return p;
}

std::vector<std::string> regions_of(const ResultFile& run, const std::vector<std::string>& countries) {
    const Codes regions = run.codes("/countries", "region");
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < regions.code.size(); ++row)
        rows.push_back(regions.name(row));
    return by_country(run, countries, rows);
}

Grouping read_grouping(const ResultFile& run, const People& people, std::string_view topic) {
    if (topic == "country")
        return people.country;
    if (topic == "circle")
        return people.circle;
    if (topic == "region") {
        const auto of_country = regions_of(run, people.country.names);
        Grouping regions{"region", people.country.code, of_country};
        std::sort(regions.names.begin(), regions.names.end());
        regions.names.erase(std::unique(regions.names.begin(), regions.names.end()), regions.names.end());
        std::vector<std::uint8_t> code;
        for (const std::string& name : of_country)
            code.push_back(static_cast<std::uint8_t>(std::ranges::lower_bound(regions.names, name) - regions.names.begin()));
        for (std::uint8_t& c : regions.code)
            c = code[c];
        return regions;
    }
    const auto found = std::ranges::find(topics(), topic, &Topic::name);
    Grouping grouping = grouping_of(run, found->name, found->column);
    for (std::size_t c = 0; c < std::min(found->words.size(), grouping.names.size()); ++c)
        grouping.names[c] = found->words[c];
    return grouping;
}

Match match(const People& base, const People& other) {
    Match m{std::vector<std::uint32_t>(base.size(), nobody), std::vector<std::uint32_t>(other.size(), nobody)};
    std::size_t j = 0;
    for (const std::uint32_t row : base.in_order) {
        while (j < other.size() && other.key[other.in_order[j]] < base.key[row])
            ++j;
        if (j == other.size() || other.key[other.in_order[j]] != base.key[row])
            continue;
        m.of_base[row] = other.in_order[j], m.of_other[other.in_order[j]] = row;
    }
    return m;
}

}  // namespace analysis
