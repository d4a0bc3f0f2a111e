#include "models/microwork/world.hpp"

#include <algorithm>
#include <set>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/country_groups.hpp"
#include "models/microwork/country_tables.hpp"
#include "models/microwork/payment.hpp"
#include "models/microwork/platform_tables.hpp"
#include "models/microwork/surveys/designs.hpp"
#include "sim/elementary.hpp"
#include "sim/random.hpp"

namespace microwork {

using sim::CsvTable;
using sim::NumberRange;
using sim::Problems;

namespace {

constexpr NumberRange share{0, 1};
constexpr NumberRange percent{0, 100};
constexpr NumberRange not_negative{0, 1e12};

void read_rhythms(const CsvTable& t, World& world, Problems& p) {
    t.require({"profile_id", "dimension", "index", "weight"}, p);
    const auto hours = [&](std::string_view profile) {
        std::array<double, 24> w{};
        std::size_t found = 0;
        for (std::size_t r = 0; r < t.rows(); ++r)
            if (t.text(r, "profile_id", p) == profile && t.text(r, "dimension", p) == "hour_local")
                w[static_cast<std::size_t>(t.integer(r, "index", {0, 23}, p))] = t.number(r, "weight", {0.0001, 100}, p), ++found;
        if (found != 24)
            p.add({{t.rows() ? t.where(0).file : "time_use", 0, 0},
                   "profile \"" + std::string(profile) + "\" needs 24 hours",
                   "",
                   ""});
        return w;
    };
    const auto days = [&](std::string_view profile) {
        std::array<double, 7> w{};
        std::size_t found = 0;
        for (std::size_t r = 0; r < t.rows(); ++r)
            if (t.text(r, "profile_id", p) == profile && t.text(r, "dimension", p) == "weekday")
                w[static_cast<std::size_t>(t.integer(r, "index", {0, 6}, p))] = t.number(r, "weight", {0.0001, 100}, p), ++found;
        if (found != 7)
            p.add({{t.rows() ? t.where(0).file : "time_use", 0, 0},
                   "profile \"" + std::string(profile) + "\" needs 7 weekdays",
                   "",
                   ""});
        return w;
    };
    const auto worker_days = days("worker_weekday");
    world.worker_general = Rhythm::of(hours("worker_general"), worker_days);
    world.worker_side_job = Rhythm::of(hours("worker_side_job"), worker_days);
    world.worker_us_aligned = Rhythm::of(hours("worker_us_aligned"), worker_days);
    world.requester = Rhythm::of(hours("requester_posting"), days("requester_weekday"));
}

std::vector<PublishedFigure> read_figures(const CsvTable& t, Problems& p) {
    t.require({"id", "definition", "statistic", "value", "low", "high", "unit", "source", "evidence", "instrument"}, p);
    std::vector<PublishedFigure> list;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        PublishedFigure f;
        f.id = t.text(r, "id", p), f.definition = t.text(r, "definition", p), f.statistic = t.text(r, "statistic", p);
        f.unit = t.text(r, "unit", p), f.source = t.text(r, "source", p), f.evidence = t.text(r, "evidence", p);
        f.instrument = t.text(r, "instrument", p);
        f.value = t.number(r, "value", {}, p), f.low = t.number(r, "low", {}, p), f.high = t.number(r, "high", {}, p);
        list.push_back(std::move(f));
    }
    return list;
}

}  // namespace

double TaskTypeData::mean_hours() const {
    const double items = items_median * sim::elementary::exp(0.5 * items_log_sd * items_log_sd);
    return items * redundancy * seconds / 3600;
}

Rhythm Rhythm::of(const std::array<double, 24>& by_hour, const std::array<double, 7>& by_weekday) {
    Rhythm r;
    double sum = 0;
    for (std::size_t h = 0; h < 168; ++h)
        sum += r.weight[h] = by_hour[h % 24] * by_weekday[h / 24];
    for (std::size_t h = 0; h < 168; ++h) {
        r.weight[h] *= 168 / sum;
        r.cumulative[h + 1] = r.cumulative[h] + r.weight[h];
        r.highest = std::max(r.highest, r.weight[h]);
    }
    return r;
}

double Rhythm::advance(double from, double hours) const {
    const auto hour = static_cast<std::size_t>(from / 3600);
    const double start = cumulative[hour] + weight[hour] * (from / 3600 - static_cast<double>(hour));
    const double week = cumulative[168];
    double target = start + hours;
    const auto weeks = static_cast<std::int64_t>(target / week);
    target -= static_cast<double>(weeks) * week;
    // The mean weight is 1, so the target itself is a good first guess of the hour.
    auto h = std::min<std::size_t>(167, static_cast<std::size_t>(target));
    while (h > 0 && cumulative[h] > target)
        --h;
    while (h < 167 && cumulative[h + 1] <= target)
        ++h;
    const double at = static_cast<double>(h) + (target - cumulative[h]) / weight[h];
    return static_cast<double>(weeks) * 168 * 3600 + at * 3600 - from;
}

int World::country(std::string_view iso2) const {
    for (std::size_t c = 0; c < countries.size(); ++c)
        if (countries[c].iso2 == iso2)
            return static_cast<int>(c);
    return -1;
}

int World::platform(std::string_view id) const {
    for (std::size_t c = 0; c < platforms.size(); ++c)
        if (platforms[c].id == id)
            return static_cast<int>(c);
    return -1;
}

int World::task_type(std::string_view id) const {
    for (std::size_t t = 0; t < task_types.size(); ++t)
        if (task_types[t].id == id)
            return static_cast<int>(t);
    return -1;
}

std::vector<std::string> task_family_ids() { return {"prepare_ai", "verify_ai", "impersonate_ai", "other"}; }

std::vector<std::string> World::country_codes() const {
    std::vector<std::string> list;
    for (const auto& c : countries)
        list.push_back(c.iso2);
    return list;
}

std::vector<std::string> World::platform_ids() const {
    std::vector<std::string> list;
    for (const auto& p : platforms)
        list.push_back(p.id);
    return list;
}

std::vector<std::string> World::regions() const {
    std::set<std::string> set;
    for (const auto& c : countries)
        set.insert(c.region);
    return {set.begin(), set.end()};
}

World load_world(const DataFiles& files, Problems& p) {
    World world;
    // A file that cannot be read is one problem, not one for each of its columns.
    const auto with = [&p](const std::filesystem::path& file, auto&& use) {
        if (const CsvTable table = CsvTable::load(file, p); !table.columns().empty())
            use(table);
    };
    const auto require_between = [&p](std::size_t n, std::size_t most, const std::filesystem::path& file, const char* what) {
        if ((n == 0 || n > most) && p.empty())
            p.add({{file.string(), 0, 0},
                   "the table has " + std::to_string(n) + " " + what,
                   "between 1 and " + std::to_string(most) + " are needed",
                   ""});
    };
    with(files.countries(), [&](const CsvTable& t) { world.countries = read_countries(t, p); });
    require_between(world.countries.size(), most_countries, files.countries(), "countries");
    if (!p.empty())
        return world;
    with(files.country_groups(), [&](const CsvTable& t) { world.groups = read_groups(t, world, p); });
    with(files.task_types(), [&](const CsvTable& t) { world.task_types = read_task_types(t, p); });
    with(files.demographics(), [&](const CsvTable& t) { read_demographics(t, world, p); });
    with(files.platforms(), [&](const CsvTable& t) { world.platforms = read_platforms(t, world, p); });
    require_between(world.platforms.size(), 64, files.platforms(), "platforms with in_baseline_2018 = 1");
    with(files.platform_country(), [&](const CsvTable& t) { read_accounts(t, world, p); });
    with(files.platform_task(), [&](const CsvTable& t) { read_task_mix(t, world, p); });
    with(files.time_use(), [&](const CsvTable& t) { read_rhythms(t, world, p); });
    with(files.payment_rails(), [&](const CsvTable& t) { read_payment_rails(t, world, p); });
    with(files.commission_schedules(), [&](const CsvTable& t) { read_commission_schedules(t, world, p); });
    with(files.survey_designs(), [&](const CsvTable& t) { world.surveys = read_survey_designs(t, world, p); });
    with(files.targets(), [&](const CsvTable& t) { world.figures = read_figures(t, p); });
    return world;
}

}  // namespace microwork
