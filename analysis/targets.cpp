#include "analysis/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "analysis/observations.hpp"
#include "sim/csv.hpp"

namespace analysis {

namespace {

const std::vector<std::string> columns{"id",       "set",     "definition", "population",     "statistic", "value", "low",
                                       "high",     "unit",    "year",       "source",         "evidence",  "url",   "instrument",
                                       "platform", "country", "era",        "min_span_weeks", "fit"};

/// The word of a column that must be one of a few.
std::string one_of(const sim::CsvTable& table, std::size_t row, const char* column, const std::vector<std::string>& words,
                   sim::Problems& problems) {
    const std::string& word = table.text(row, column, problems);
    if (std::find(words.begin(), words.end(), word) == words.end())
        problems.add({table.where(row), fmt::format("{} is \"{}\"", column, word),
                      fmt::format("one of: {}", fmt::join(words, ", ")), sim::did_you_mean(word, words)});
    return word;
}

/// "2014-2017" or "2018".
void read_era(Target& t, sim::Problems& problems) {
    int read = 0;
    const bool span = std::sscanf(t.era.c_str(), "%4d-%4d%n", &t.era_from, &t.era_to, &read) == 2;
    if (!span)
        t.era_to = std::sscanf(t.era.c_str(), "%4d%n", &t.era_from, &read) == 1 ? t.era_from : -1;
    if (t.era_from < 1900 || t.era_to < t.era_from || static_cast<std::size_t>(read) != t.era.size())
        problems.add({t.where, fmt::format("era is \"{}\"", t.era), "", "a year, or two such as 2014-2017"});
}

Target read_row(const sim::CsvTable& table, std::size_t row, sim::Problems& problems) {
    const auto text = [&](const char* column) { return table.text(row, column, problems); };
    Target t;
    t.where = table.where(row);
    t.id = text("id"), t.definition = text("definition"), t.population = text("population"), t.statistic = text("statistic");
    t.set = one_of(table, row, "set", {"calibrate", "validate"}, problems);
    t.value = table.number(row, "value", {}, problems);
    t.low = table.number(row, "low", {}, problems), t.high = table.number(row, "high", {}, problems);
    t.unit = text("unit"), t.source = text("source"), t.url = text("url");
    t.year = static_cast<int>(table.integer(row, "year", {1900, 2200}, problems));
    t.evidence = one_of(table, row, "evidence", {"read", "recalled"}, problems);
    t.instrument = one_of(table, row, "instrument",
                          {"S-TASK-FIRST", "S-TASK-OPEN", "LOG", "CAPREC", "TRACK", "REG", "CENSUS", "EXP", "INPUT"}, problems);
    t.platform = text("platform"), t.country = text("country"), t.era = text("era");
    t.min_span_weeks = table.number(row, "min_span_weeks", {0, 10000}, problems);
    t.fit = one_of(table, row, "fit", {"yes", "no"}, problems) == "yes";
    read_era(t, problems);
    if (!(t.low <= t.value && t.value <= t.high && t.low < t.high))
        problems.add({t.where, fmt::format("{} lies outside {} to {}", t.value, t.low, t.high),
                      "the range of a target holds its value and is not empty", ""});
    return t;
}

void check_id(const std::vector<Target>& before, const Target& t, sim::Problems& problems) {
    if (std::any_of(before.begin(), before.end(), [&](const Target& b) { return b.id == t.id; }))
        problems.add({t.where, fmt::format("\"{}\" stands here twice", t.id), "", ""});
    else if (find_statistic(t.id) == nullptr)
        problems.add({t.where, fmt::format("there is no statistic \"{}\"", t.id),
                      "the program knows how to observe the ids of its own table", sim::did_you_mean(t.id, statistic_ids())});
}

std::vector<ExchangeRate> read_rates(const std::filesystem::path& file, sim::Problems& problems) {
    std::vector<ExchangeRate> rates;
    const auto table = sim::CsvTable::load(file, problems);
    problems.raise();
    for (std::size_t r = 0; r < table.rows(); ++r)
        rates.push_back({static_cast<int>(table.integer(r, "year", {1900, 2200}, problems)), table.text(r, "currency", problems),
                         table.number(r, "usd_per_unit", {1e-9, 1e9}, problems)});
    return rates;
}

}  // namespace

TargetTable read_targets(const std::filesystem::path& targets, const std::filesystem::path& exchange_rates) {
    sim::Problems problems;
    const auto table = sim::CsvTable::load(targets, problems);
    problems.raise();
    table.require(columns, problems);
    for (const std::string& column : table.columns())
        if (std::find(columns.begin(), columns.end(), column) == columns.end())
            problems.add({{targets.string(), 1, 0},
                          fmt::format("there is no column \"{}\"", column),
                          "",
                          sim::did_you_mean(column, columns)});
    problems.raise();
    TargetTable result;
    for (std::size_t r = 0; r < table.rows(); ++r) {
        Target t = read_row(table, r, problems);
        check_id(result.rows, t, problems);
        result.rows.push_back(std::move(t));
    }
    result.rates = read_rates(exchange_rates, problems);
    problems.raise();
    return result;
}

}  // namespace analysis
