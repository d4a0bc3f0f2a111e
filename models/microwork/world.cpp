#include "models/microwork/world.hpp"

#include <algorithm>
#include <set>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/country_groups.hpp"
#include "models/microwork/payment.hpp"
#include "models/microwork/surveys/designs.hpp"
#include "sim/elementary.hpp"
#include "sim/random.hpp"

namespace microwork {

using sim::CsvTable;
using sim::NumberRange;
using sim::Problems;

namespace {

std::uint64_t key_of(std::string_view id) {
    std::uint64_t h = 0xcbf29ce484222325ull;
    for (const char c : id)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    return sim::mix64(h);
}

constexpr NumberRange share{0, 1};
constexpr NumberRange percent{0, 100};
constexpr NumberRange not_negative{0, 1e12};

EnglishStatus read_english(const CsvTable& t, std::size_t row, Problems& p) {
    const std::vector<std::string> words{"native", "official", "foreign"};
    const auto& word = t.text(row, "english_status", p);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        p.add({t.where(row), "column \"english_status\": \"" + word + "\" is none of native, official, foreign", "",
               sim::did_you_mean(word, words)});
        return EnglishStatus::foreign;
    }
    return static_cast<EnglishStatus>(found - words.begin());
}

std::vector<CountryData> read_countries(const CsvTable& t, Problems& p) {
    t.require({"iso2", "name", "ilo_region", "utc_offset_std_weighted", "tz_span_h", "mean_wage_proxy_usd_h", "saidi_sim_h_yr",
               "saifi_sim_per_yr", "disability_sim_pct", "oli_buyer_share_apr2017_pct", "english_status", "ef_epi_score",
               "min_wage_usd_h_best"},
              p);
    std::vector<CountryData> list(t.rows());
    for (std::size_t r = 0; r < t.rows(); ++r) {
        CountryData& c = list[r];
        c.iso2 = t.text(r, "iso2", p), c.name = t.text(r, "name", p), c.region = t.text(r, "ilo_region", p);
        c.key = key_of(c.iso2);
        c.utc_offset_h = t.number(r, "utc_offset_std_weighted", {-12, 14}, p);
        c.zone_span_h = t.number(r, "tz_span_h", {0, 24}, p);
        c.wage_proxy = t.number(r, "mean_wage_proxy_usd_h", {0.01, 1000}, p);
        c.minimum_wage = t.optional_number(r, "min_wage_usd_h_best", {0, 1000}, p).value_or(0);
        c.outages_per_year = t.number(r, "saifi_sim_per_yr", {0, 1e5}, p);
        c.outage_hours_year = t.number(r, "saidi_sim_h_yr", {0, 8760}, p);
        c.limiting_condition = t.number(r, "disability_sim_pct", percent, p) / 100;
        c.english = read_english(t, r, p);
        c.english_score = t.optional_number(r, "ef_epi_score", {0, 1000}, p).value_or(0);
        c.buyer_share = t.optional_number(r, "oli_buyer_share_apr2017_pct", percent, p).value_or(0) / 100;
    }
    return list;
}

void read_demographics(const CsvTable& t, World& world, Problems& p) {
    t.require({"iso2", "share_women"}, p);
    std::set<std::string> seen;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const int index = world.country(t.text(r, "iso2", p));
        if (index < 0)
            continue;
        seen.insert(t.text(r, "iso2", p));
        CountryData& c = world.countries[static_cast<std::size_t>(index)];
        const auto value = [&](std::string_view column) { return t.number(r, column, share, p); };
        c.women = value("share_women"), c.degree = value("share_degree");
        c.caregiver_women = value("caregiver_women"), c.caregiver_men = value("caregiver_men");
        c.age = {value("age_18_24"), value("age_25_34"), value("age_35_44"), value("age_45_plus")};
        c.status = {value("employed"), value("student"), value("unemployed"), value("home_or_care"), value("unable_health")};
        c.mobile_only = value("mobile_only");
        c.connection = {value("connection_class_0"), value("connection_class_1"), value("connection_class_2")};
    }
    for (const auto& c : world.countries)
        if (!seen.contains(c.iso2))
            p.add({{t.rows() > 0 ? t.where(0).file : "demographics", 0, 0},
                   "country \"" + c.iso2 + "\" has no row",
                   "every country of the run needs its people",
                   ""});
}

std::vector<PlatformData> read_platforms(const CsvTable& t, const World& world, Problems& p) {
    t.require({"platform_id", "name", "owner_country", "in_baseline_2018", "requesters_n_2018", "hours_multiplier",
               "commission_pct_sim", "minimum_fee_usd_sim", "payout_threshold_usd_sim", "auto_approve_days_sim",
               "approval_threshold_pct_sim", "qualification_tests", "strikes_policy", "language"},
              p);
    std::vector<PlatformData> list;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        if (t.text(r, "in_baseline_2018", p) != "1")
            continue;
        PlatformData d;
        d.id = t.text(r, "platform_id", p), d.name = t.text(r, "name", p), d.key = key_of(d.id);
        d.owner_country = static_cast<std::uint32_t>(std::max(0, world.country(t.text(r, "owner_country", p))));
        d.requesters = t.integer(r, "requesters_n_2018", {1, 30000}, p);
        d.hours_multiplier = t.number(r, "hours_multiplier", {0.01, 100}, p);
        d.commission = t.number(r, "commission_pct_sim", {0, 500}, p) / 100;
        d.minimum_fee = sim::dollars(t.number(r, "minimum_fee_usd_sim", {0, 100}, p));
        d.payout_threshold = sim::dollars(t.number(r, "payout_threshold_usd_sim", {0, 10000}, p));
        d.auto_approval = Seconds{static_cast<std::int64_t>(t.number(r, "auto_approve_days_sim", {0, 365}, p) * 86400)};
        d.approval_threshold = t.number(r, "approval_threshold_pct_sim", percent, p) / 100;
        d.qualification_tests = t.text(r, "qualification_tests", p).starts_with('y');
        d.strikes = t.integer(r, "strikes_policy", {0, 1}, p) == 1;
        const auto& language = t.text(r, "language", p);
        if (language != "en" && language != "local")
            p.add({t.where(r), "column \"language\": \"" + language + "\" is neither en nor local", "", ""});
        d.english = language == "en";
        d.managed = d.strikes;  // managed platforms are those that count strikes
        d.accounts.assign(world.countries.size(), 0);
        d.signup_open.assign(world.countries.size(), 0);
        d.task_share.assign(world.task_types.size(), 0);
        list.push_back(std::move(d));
    }
    return list;
}

void read_accounts(const CsvTable& t, World& world, Problems& p) {
    t.require({"platform_id", "iso2", "registered_accounts_2018", "signup_open"}, p);
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const int platform = world.platform(t.text(r, "platform_id", p));
        if (platform < 0)
            continue;
        const int country = world.country(t.text(r, "iso2", p));
        if (country < 0) {
            p.add({t.where(r), "column \"iso2\": country \"" + t.text(r, "iso2", p) + "\" is not in the table of countries", "",
                   sim::did_you_mean(t.text(r, "iso2", p), world.country_codes())});
            continue;
        }
        const auto c = static_cast<std::size_t>(country);
        auto& d = world.platforms[static_cast<std::size_t>(platform)];
        d.accounts[c] = t.number(r, "registered_accounts_2018", not_negative, p);
        d.signup_open[c] = t.integer(r, "signup_open", {0, 1}, p) == 1;
        world.countries[c].accounts += d.accounts[c];
    }
}

TaskFamily read_family(const CsvTable& t, std::size_t row, Problems& p) {
    const auto names = task_family_ids();
    const auto& word = t.text(row, "family", p);
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) {
        p.add({t.where(row), "column \"family\": \"" + word + "\" is not a family of tasks", "", sim::did_you_mean(word, names)});
        return TaskFamily::other;
    }
    return static_cast<TaskFamily>(found - names.begin());
}

std::vector<TaskTypeData> read_task_types(const CsvTable& t, Problems& p) {
    t.require({"task_type_id", "family", "language_need", "harm_per_hour", "needs_computer", "media", "reward_usd", "duration_s",
               "redundancy", "items_median", "items_log_sd", "per_worker_cap", "instruction_s", "difficulty", "misleading_share"},
              p);
    std::vector<TaskTypeData> list(t.rows());
    for (std::size_t r = 0; r < t.rows(); ++r) {
        TaskTypeData& d = list[r];
        d.id = t.text(r, "task_type_id", p), d.name = t.text(r, "name", p);
        d.family = read_family(t, r, p);
        d.language_need = static_cast<int>(t.integer(r, "language_need", {0, 3}, p));
        d.harm = t.number(r, "harm_per_hour", {0, 2.5}, p);
        d.needs_computer = t.integer(r, "needs_computer", {0, 1}, p) == 1;
        d.media = t.integer(r, "media", {0, 1}, p) == 1;
        d.reward = t.number(r, "reward_usd", {0, 1000}, p);
        d.seconds = t.number(r, "duration_s", {1, 86400}, p);
        d.redundancy = static_cast<int>(t.integer(r, "redundancy", {1, 1000}, p));
        d.items_median = t.number(r, "items_median", {0.5, 1e7}, p);
        d.items_log_sd = t.number(r, "items_log_sd", {0, 4}, p);
        d.per_worker_cap = static_cast<int>(t.integer(r, "per_worker_cap", {0, 65'535}, p));
        d.instruction_s = t.number(r, "instruction_s", {0, 7200}, p);
        d.difficulty = t.number(r, "difficulty", {-10, 10}, p);
        d.misleading = t.number(r, "misleading_share", share, p);
    }
    return list;
}

void read_task_mix(const CsvTable& t, World& world, Problems& p) {
    t.require({"platform_id", "task_type_id", "share_of_paid_hours"}, p);
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const int platform = world.platform(t.text(r, "platform_id", p));
        if (platform < 0)
            continue;
        const auto& id = t.text(r, "task_type_id", p);
        const auto type = std::find_if(world.task_types.begin(), world.task_types.end(), [&](const auto& d) { return d.id == id; });
        if (type == world.task_types.end()) {
            p.add({t.where(r), "column \"task_type_id\": \"" + id + "\" is not in the table of task types", "", ""});
            continue;
        }
        world.platforms[static_cast<std::size_t>(platform)].task_share[static_cast<std::size_t>(type - world.task_types.begin())] =
            t.number(r, "share_of_paid_hours", share, p);
    }
}

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
