#include "analysis/survey_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/observations.hpp"
#include "analysis/survey_base.hpp"
#include "sim/problem.hpp"

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double estimated(const SurveyStatistic& statistic, const TableColumns& table) {
    const bool known =
        table.rows() > 0 && std::ranges::all_of(statistic.columns, [&](std::string_view column) { return table.has(column); });
    return known ? statistic.estimate(Rows(table)) : not_a_number;
}

BiasRow bias_of(const SurveyStatistic& statistic, const SurveyBase& base, const ResultFile& file, bool sampled) {
    BiasRow row{std::string(statistic.name), std::string(statistic.unit)};
    row.answers = estimated(statistic, base.answers);
    row.census = estimated(statistic, base.census), row.truth = estimated(statistic, base.truth);
    if (sampled && std::isfinite(row.answers))
        row.interval = resampled(Rows(base.answers), static_cast<std::uint64_t>(file.seed()), statistic.estimate);
    return row;
}

std::vector<std::string> notes_on(const ResultFile& file, const SurveyHead& head) {
    std::vector<std::string> notes;
    if (head.taken < head.wanted)
        notes.push_back(fmt::format("{} has {} of the {} answers wanted", head.name, head.taken, head.wanted));
    if (file.worker_share() < 1)
        notes.push_back(
            fmt::format("the census is estimated from {:g} % of the people: output.workers", 100 * file.worker_share()));
    if (!file.complete())
        notes.emplace_back("the run was stopped before its end");
    return notes;
}

}  // namespace

std::vector<SurveyHead> surveys_of(const ResultFile& file) {
    std::vector<SurveyHead> surveys;
    if (!file.has("/surveys"))
        return surveys;
    for (const std::string& name : file.file().list("/surveys")) {
        const std::string path = "/surveys/" + name;
        const auto instrument = file.file().attribute<std::string>(path, "instrument");
        if (!instrument)
            throw sim::InputError(
                sim::Problem{{file.path(), 0, 0}, path + " has no attribute instrument", "the file is damaged", ""});
        surveys.push_back({name, *instrument, file.file().attribute<std::string>(path, "title").value_or(""),
                           file.file().attribute<std::int64_t>(path, "wanted").value_or(0),
                           file.file().attribute<std::int64_t>(path, "taken").value_or(0)});
    }
    return surveys;
}

SurveyHead find_survey(const ResultFile& file, std::string_view name) {
    std::vector<std::string> known;
    for (SurveyHead& head : surveys_of(file)) {
        if (head.name == name)
            return std::move(head);
        known.push_back(head.name);
    }
    const std::string near = sim::did_you_mean(name, known);
    throw sim::InputError(sim::Problem{
        {file.path(), 0, 0},
        fmt::format("has no survey \"{}\"", name),
        known.empty() ? "none was switched on in this run" : fmt::format("it has {}", fmt::join(known, ", ")),
        near.empty() ? fmt::format("switch it on for a run: microwork run ... --set 'surveys.on=[\"{}\"]'", name) : near});
}

SurveyTables tabulate(const ResultFile& file, const SurveyHead& head) {
    if (survey_statistics(head.instrument).empty())
        throw sim::InputError(sim::Problem{{file.path(), 0, 0},
                                           fmt::format("survey {} is of the unknown kind \"{}\"", head.name, head.instrument),
                                           "the file was written by another version",
                                           ""});
    try {
        const SurveyBase base = base_of(file, head);
        SurveyTables tables{head, file.path(), file.title(), file.from(), file.to(), base.who, 0, {}, {}, notes_on(file, head)};
        tables.people = static_cast<std::int64_t>(base.census.rows());
        for (const SurveyStatistic& statistic : survey_statistics(head.instrument))
            tables.bias.push_back(bias_of(statistic, base, file, head.instrument != "REG" && head.instrument != "TRACK"));
        tables.tables = cross_tables(file, head, base);
        return tables;
    } catch (const NotCovered& missing) {
        throw sim::InputError(sim::Problem{
            {file.path(), 0, 0}, missing.what(), "the survey was written by another version", "run the scenario again"});
    }
}

}  // namespace analysis
