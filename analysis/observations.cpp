#include "analysis/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace analysis {

namespace {

/// Steps of the bootstrap that a statistic may cost, counted in rows: some tenths of a second.
constexpr std::size_t affordable_rows = 5'000'000;
constexpr std::size_t least_draws = 50, most_draws = 400;
/// A figure of a year says something about a market of these many years earlier or later.
constexpr int years_apart = 3;

std::string entry(const TableColumns& table, std::string_view column, std::size_t row) { return table.codes(column).name(row); }

/// `NotCovered` for what can be said before anything is computed.
void require_covered(const ObservedRun& run, const Target& target) {
    run.require_place(target);
    if (target.instrument == "INPUT")
        return;
    const int last = std::atoi(run.file().to().substr(0, 4).c_str());
    const int apart = std::max({0, run.year() - target.era_to, target.era_from - last});
    if (apart > years_apart)
        throw NotCovered(fmt::format("other era: {}, the run is of {}", target.era, run.year()));
    if (run.file().weeks() + 1e-9 < target.min_span_weeks)
        throw NotCovered(fmt::format("needs {:g} measured weeks, the run has {:.3g}", target.min_span_weeks, run.file().weeks()));
}

}  // namespace

const TableColumns& ObservedRun::keep(const std::string& name, TableColumns table) const {
    return *tables_.emplace(name, std::make_unique<TableColumns>(std::move(table))).first->second;
}

const TableColumns& ObservedRun::table(const std::string& path) const {
    if (const auto found = tables_.find(path); found != tables_.end())
        return *found->second;
    if (!file_.has(path))
        throw NotCovered(fmt::format("the result has no {}", path));
    return keep(path, TableColumns(file_, path));
}

std::string ObservedRun::survey(std::string_view instrument) const {
    if (file_.has("/surveys"))
        for (const std::string& name : file_.file().list("/surveys"))
            if (file_.file().attribute<std::string>("/surveys/" + name, "instrument") == instrument)
                return "/surveys/" + name;
    throw NotCovered(fmt::format("no survey of kind {} was switched on", instrument));
}

bool ObservedRun::in(std::string_view country, std::string_view place) const {
    if (place == "all" || country == place)
        return true;
    const TableColumns& countries = table("/countries");
    const int row = countries.codes("code").find(country);
    return row >= 0 && entry(countries, "region", static_cast<std::size_t>(row)) == place;
}

void ObservedRun::require_place(const Target& target) const {
    if (target.platform != "all" && table("/platforms").codes("id").find(target.platform) < 0)
        throw NotCovered(fmt::format("the run has no platform {}", target.platform));
    const TableColumns& countries = table("/countries");
    if (target.country != "all" && countries.codes("code").find(target.country) < 0 &&
        Rows(countries).where("region", target.country).size() == 0)
        throw NotCovered(fmt::format("the run has nobody in {}", target.country));
}

Rows ObservedRun::of_place(const TableColumns& table, const Target& target) const {
    Rows rows(table);
    if (target.platform != "all" && table.has("platform"))
        rows = rows.where("platform", target.platform);
    if (target.country == "all")
        return rows;
    const Codes& country = table.codes(table.has("paper") ? "paper" : "country");
    std::vector<bool> meant(country.names.size());
    for (std::size_t c = 0; c < meant.size(); ++c)
        meant[c] = in(country.names[c], target.country);
    return rows.where([&](std::size_t row) { return meant[country.code[row]]; });
}

double ObservedRun::registered(std::string_view place) const {
    const TableColumns& countries = table("/countries");
    return Rows(countries).where([&](std::size_t row) { return in(entry(countries, "code", row), place); }).sum("registered");
}

double ObservedRun::minimum_wage(std::string_view country) const {
    const TableColumns& countries = table("/countries");
    const int row = countries.codes("code").find(country);
    return row < 0 ? 0 : countries.numbers("minimum_wage")[static_cast<std::size_t>(row)];
}

double ObservedRun::usd_per(std::string_view currency) const {
    for (const ExchangeRate& rate : rates_)
        if (rate.year == year() && rate.currency == currency)
            return rate.usd_per_unit;
    throw NotCovered(fmt::format("exchange_rates.csv has no {} of {}", currency, year()));
}

double ObservedRun::of_platform(std::string_view column, std::string_view platform) const {
    const TableColumns& platforms = table("/platforms");
    if (!platforms.has(column))
        throw NotCovered(fmt::format("the result has no /platforms/{}", column));
    const int row = platforms.codes("id").find(platform);
    return row < 0 ? std::numeric_limits<double>::quiet_NaN() : platforms.numbers(column)[static_cast<std::size_t>(row)];
}

int ObservedRun::year() const { return std::atoi(file_.from().substr(0, 4).c_str()); }

const Statistic* find_statistic(std::string_view id) {
    for (const auto statistics : {task_survey_statistics(), panel_statistics(), population_statistics()})
        for (const Statistic& s : statistics)
            if (s.id == id)
                return &s;
    return nullptr;
}

std::vector<std::string> statistic_ids() {
    std::vector<std::string> ids;
    for (const auto statistics : {task_survey_statistics(), panel_statistics(), population_statistics()})
        for (const Statistic& s : statistics)
            ids.emplace_back(s.id);
    return ids;
}

std::vector<std::string> short_surveys(const ResultFile& file) {
    std::vector<std::string> notes;
    if (file.has("/surveys"))
        for (const std::string& name : file.file().list("/surveys")) {
            const auto wanted = file.file().attribute<std::int64_t>("/surveys/" + name, "wanted").value_or(0);
            const auto taken = file.file().attribute<std::int64_t>("/surveys/" + name, "taken").value_or(0);
            if (taken < wanted)
                notes.push_back(fmt::format("{} has {} of the {} answers wanted in {}", name, taken, wanted, file.path()));
        }
    return notes;
}

Interval resampled(const Rows& rows, std::uint64_t key, const std::function<double(const Rows&)>& statistic) {
    if (rows.size() == 0)
        return Interval::none();
    const std::size_t draws = std::min(most_draws, affordable_rows / rows.size());
    if (draws < least_draws)
        return Interval::none();
    return bootstrap_interval(
        rows.size(), [&](std::span<const std::uint32_t> draw) { return statistic(rows.drawn(draw)); }, key,
        static_cast<int>(draws));
}

Observation observe(const ObservedRun& run, const Target& target, bool with_interval) {
    Observation o;
    try {
        const Statistic* statistic = find_statistic(target.id);
        if (statistic == nullptr)
            throw NotCovered("the program has no statistic for it");
        if (statistic->estimate == nullptr)
            throw NotCovered(std::string(statistic->reason));
        require_covered(run, target);
        const Rows rows = statistic->take(run, target);
        o.n = statistic->sampled ? static_cast<std::int64_t>(rows.size()) : 0;
        if (rows.size() < statistic->least)
            throw NotCovered(fmt::format("too few observations: {}, at least {} are needed", rows.size(), statistic->least));
        o.value = statistic->estimate(rows, run, target);
        if (!std::isfinite(o.value))
            throw NotCovered("the observations do not determine it");
        const bool everybody = target.instrument == "CENSUS" && run.file().worker_share() >= 1;
        if (with_interval && statistic->sampled && !everybody)
            o.interval = resampled(rows, static_cast<std::uint64_t>(run.file().seed()),
                                   [&](const Rows& drawn) { return statistic->estimate(drawn, run, target); });
    } catch (const NotCovered& why) {
        o.reason = why.what();
        o.value = std::numeric_limits<double>::quiet_NaN();
    }
    return o;
}

}  // namespace analysis
