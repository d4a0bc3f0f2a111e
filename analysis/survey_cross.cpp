// Tables of a survey by place, by platform, by number of answers: what stands beside the statistics.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/observations.hpp"
#include "analysis/survey_base.hpp"

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_countries = 12;

double count(const Rows& rows) { return static_cast<double>(rows.size()); }

/// Rows of a column's code, with those of the census: respondents, share of them, people, share of them, and one more statistic.
SurveyTable by_code(const SurveyBase& base, const char* column, std::string title, const char* pay) {
    SurveyTable table{std::move(title), {"answers", "share", "census", "share"}, {}};
    if (pay != nullptr)
        table.columns.insert(table.columns.end(), {"pay, USD/h", "census"});
    const Rows answers(base.answers), everybody(base.census);
    const auto answered = answers.by(column), known = everybody.by(column);
    for (std::size_t code = 0; code < answered.size(); ++code) {
        const std::string& name = base.answers.codes(column).names[code];
        const int same = base.census.codes(column).find(name);
        const Rows& here = answered[code];
        const Rows there = same < 0 ? Rows(base.census, {}) : known[static_cast<std::size_t>(same)];
        if (here.size() == 0)
            continue;
        table.lines.push_back({name, {count(here), count(here) / count(answers), count(there), count(there) / count(everybody)}});
        if (pay != nullptr)
            table.lines.back().values.insert(table.lines.back().values.end(), {here.mean(pay), there.mean(pay)});
    }
    std::stable_sort(table.lines.begin(), table.lines.end(),
                     [](const auto& a, const auto& b) { return a.values[0] > b.values[0]; });
    if (table.lines.size() > most_countries)
        table.lines.resize(most_countries), table.title += fmt::format(", the first {}", most_countries);
    return table;
}

/// A column "region" beside the countries.
void with_region(TableColumns& table, const ResultFile& file) {
    const Codes &country = table.codes("country"), of_country = file.codes("/countries", "region"),
                all = file.codes("/countries", "code");
    std::vector<std::uint8_t> region(country.names.size());
    for (std::size_t c = 0; c < region.size(); ++c)
        if (const int row = all.find(country.names[c]); row >= 0)
            region[c] = of_country.code[static_cast<std::size_t>(row)];
    Codes regions{{}, of_country.names};
    for (const std::uint8_t code : country.code)
        regions.code.push_back(region[code]);
    table.with("region", std::move(regions));
}

/// Columns of a table of the result as they are.
SurveyTable as_stored(const ResultFile& file, const std::string& path, std::string title, const std::vector<std::string>& columns,
                      const std::function<std::string(std::size_t)>& label) {
    SurveyTable table{std::move(title), columns, {}};
    std::vector<std::vector<double>> values;
    for (const std::string& column : columns)
        values.push_back(file.numbers(path, column));
    for (std::size_t row = 0; row < values.front().size(); ++row) {
        table.lines.push_back({label(row), {}});
        for (const auto& v : values)
            table.lines.back().values.push_back(v[row]);
    }
    return table;
}

/// Who is caught by how much they work: the probability of an answer by decile of hours online.
SurveyTable inclusion(const ResultFile& file, const std::string& path) {
    const auto decile = file.numbers(path, "decile");
    SurveyTable table = as_stored(file, path, "Inclusion by decile of hours online in the span",
                                  {"hours_from", "hours_to", "people", "respondents"},
                                  [&](std::size_t row) { return fmt::format("decile {:g}", decile[row]); });
    table.columns = {"hours from", "to", "people", "answers", "chance"};
    for (auto& line : table.lines)
        line.values.push_back(line.values[2] > 0 ? line.values[3] / line.values[2] : not_a_number);
    return table;
}

std::vector<SurveyTable> of_task_survey(const ResultFile& file, const SurveyHead& head, const SurveyBase& base) {
    TableColumns answers = base.answers, census = base.census;
    with_region(answers, file), with_region(census, file);
    const SurveyBase placed{std::move(answers), std::move(census), TableColumns(0), ""};
    const Codes platform = file.codes(head.path() + "/design", "platform"),
                eligible = file.codes(head.path() + "/design", "eligible");
    return {as_stored(file, head.path() + "/design", "Design", {"wanted", "taken", "reward", "minutes"},
                      [&](std::size_t row) { return platform.name(row) + ", " + eligible.name(row); }),
            by_code(placed, "platform", "Respondents by platform", "pay_total_time"),
            by_code(placed, "region", "Respondents by region", "pay_total_time"),
            by_code(placed, "country", "Respondents by country", "pay_total_time"), inclusion(file, head.path() + "/inclusion")};
}

SurveyTable repeats(const SurveyBase& base) {
    SurveyTable table{"People by number of answers", {"people", "share"}, {}};
    const auto answers = base.answers.numbers("answers");
    for (const auto& [label, from, to] :
         {std::tuple{"1", 1, 1}, {"2", 2, 2}, {"3", 3, 3}, {"4", 4, 4}, {"5 or more", 5, 1 << 30}}) {
        const auto n =
            std::count_if(answers.begin(), answers.end(), [&, low = from, high = to](double a) { return a >= low && a <= high; });
        table.lines.push_back({label, {static_cast<double>(n), static_cast<double>(n) / static_cast<double>(answers.size())}});
    }
    return table;
}

/// The stored bins are narrow; here a bin belongs to the range in which it begins.
SurveyTable wages(const ResultFile& file, const std::string& path) {
    constexpr double ranges[] = {0, 0.5, 1, 2, 3, 4, 5, 7.25, 10, 15, 20, 30};
    const auto from = file.numbers(path, "edge_from"), tasks = file.numbers(path, "tasks"),
               gated = file.numbers(path, "gated_tasks");
    SurveyTable table{"Tasks by pay per hour, USD", {"tasks", "share", "gated", "share"}, {}};
    for (std::size_t r = 0; r < std::size(ranges); ++r) {
        const double to = r + 1 < std::size(ranges) ? ranges[r + 1] : std::numeric_limits<double>::infinity();
        table.lines.push_back(
            {r + 1 < std::size(ranges) ? fmt::format("{:g} to {:g}", ranges[r], to) : fmt::format("from {:g}", ranges[r]),
             {0, 0, 0, 0}});
        auto& sums = table.lines.back().values;
        for (std::size_t bin = 0; bin < from.size(); ++bin)
            if (from[bin] >= ranges[r] && from[bin] < to)
                sums[0] += tasks[bin], sums[2] += gated[bin];
    }
    const double all = std::accumulate(tasks.begin(), tasks.end(), 0.0),
                 all_gated = std::accumulate(gated.begin(), gated.end(), 0.0);
    for (auto& line : table.lines)
        line.values[1] = line.values[0] / all, line.values[3] = line.values[2] / all_gated;
    return table;
}

/// How many there are and how fast they change, from who answers again; what the run itself knows stands below.
SurveyTable recaptures(const ResultFile& file, const SurveyBase& base) {
    constexpr double days_per_month = 365.25 / 12;
    const ObservedRun run(file, {});
    const Captures& captures = run.captures();
    std::int64_t first = 0, second = 0, both = 0;
    for (std::size_t person = 0; person < captures.people(); ++person) {
        const auto seen = captures.of(person);
        const bool in_first = std::find(seen.begin(), seen.end(), 0U) != seen.end();
        const bool in_second = std::find(seen.begin(), seen.end(), 1U) != seen.end();
        first += in_first, second += in_second, both += in_first && in_second;
    }
    const PopulationSize lincoln = lincoln_petersen(first, second, both), unbiased = chapman(first, second, both);
    const OpenPopulation open = open_population(captures, CaptureWeight::one);
    const auto key = static_cast<std::uint64_t>(file.seed());
    const auto months = [&](CaptureWeight weight) {
        const Interval days = half_life_interval(captures, weight, key, 100);
        return std::vector<double>{open_population(captures, weight).half_life_days / days_per_month, days.low / days_per_month,
                                   days.high / days_per_month};
    };
    SurveyTable table{"From who answers again, by 30 days", {"estimate", "low", "high"}, {}};
    table.lines = {
        {"people, Lincoln, days 1 to 60", {lincoln.size, lincoln.interval.low, lincoln.interval.high}},
        {"people, Chapman, the same", {unbiased.size, unbiased.interval.low, unbiased.interval.high}},
        {"people at a time, open population", {open.size, not_a_number, not_a_number}},
        {"half-life, months, by 1/answers", months(CaptureWeight::by_answers)},
        {"half-life, months, equal weights", months(CaptureWeight::one)},
        {"census: people online in the span", {count(Rows(base.census)) / file.worker_share(), not_a_number, not_a_number}}};
    return table;
}

SurveyTable batches_by_type(const SurveyBase& base) {
    SurveyTable table{"Batches by type (mean reward in USD, median hours to completion)",
                      {"batches", "tasks", "reward", "completed", "hours"},
                      {}};
    const Rows all(base.answers);
    const auto &first = base.answers.numbers("first_seen"), &last = base.answers.numbers("last_open");
    TableColumns open(base.answers.rows());
    std::vector<double> hours(open.rows());
    for (std::size_t row = 0; row < hours.size(); ++row)
        hours[row] = (last[row] - first[row]) / 3600;
    open.with("hours", std::move(hours)).with("type", base.answers.codes("type")).with("complete", base.answers.codes("complete"));
    for (const std::string& type : base.answers.codes("type").names)
        if (const Rows batches = all.where("type", type); batches.size() > 0)
            table.lines.push_back({type,
                                   {count(batches), batches.sum("size"), batches.mean("reward"), batches.share("complete", "yes"),
                                    Rows(open).where("type", type).where("complete", "yes").median("hours")}});
    return table;
}

std::vector<SurveyTable> of_registers(const ResultFile& file, const SurveyHead& head, const SurveyBase& base) {
    TableColumns people = base.answers, accounts(file, head.path() + "/answers");
    with_region(people, file);
    SurveyTable regions{"People by region", {"accounts", "people", "per person", "worked"}, {}};
    for (const std::string& region : people.codes("region").names)
        if (const Rows here = Rows(people).where("region", region); here.sum("people") > 0)
            regions.lines.push_back({region,
                                     {here.sum("registrations"), here.sum("people"), here.sum("registrations") / here.sum("people"),
                                      here.sum("ever_worked")}});
    SurveyTable platforms{"Registrations by platform", {"accounts"}, {}};
    for (const std::string& platform : accounts.codes("platform").names)
        platforms.lines.push_back({platform, {Rows(accounts).where("platform", platform).sum("registrations")}});
    return {platforms, regions};
}

}  // namespace

std::vector<SurveyTable> cross_tables(const ResultFile& file, const SurveyHead& head, const SurveyBase& base) {
    if (head.instrument.starts_with("S-TASK"))
        return of_task_survey(file, head, base);
    if (head.instrument == "LOG")
        return {by_code(base, "country", "Accounts by country", "wage"), wages(file, head.path() + "/wages")};
    if (head.instrument == "CAPREC")
        return {by_code(base, "country", "People by country", nullptr), repeats(base), recaptures(file, base)};
    if (head.instrument == "TRACK")
        return {batches_by_type(base)};
    return of_registers(file, head, base);
}

}  // namespace analysis
