#include "models/microwork/platform_tables.hpp"

#include <algorithm>

#include "models/microwork/country_tables.hpp"

namespace microwork {

using sim::CsvTable;
using sim::NumberRange;
using sim::Problems;

namespace {

constexpr NumberRange share{0, 1};
constexpr NumberRange percent{0, 100};
constexpr NumberRange not_negative{0, 1e12};

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

}  // namespace

std::vector<PlatformData> read_platforms(const CsvTable& t, const World& world, Problems& p) {
    t.require({"platform_id", "name", "owner_country", "in_baseline_2018", "requesters_n_2018", "hours_multiplier",
               "commission_pct_sim", "minimum_fee_usd_sim", "payout_threshold_usd_sim", "auto_approve_days_sim",
               "approval_threshold_pct_sim", "qualification_tests", "strikes_policy", "language", "log_pay_shift"},
              p);
    std::vector<PlatformData> list;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        if (t.text(r, "in_baseline_2018", p) != "1")
            continue;
        PlatformData d;
        d.id = t.text(r, "platform_id", p), d.name = t.text(r, "name", p), d.key = key_of(d.id);
        d.owner_country = static_cast<std::uint32_t>(std::max(0, world.country(t.text(r, "owner_country", p))));
        d.requesters = t.integer(r, "requesters_n_2018", {1, 30000}, p);
        d.log_pay_shift = t.number(r, "log_pay_shift", {-5, 5}, p);
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
        const int type = world.task_type(id);
        if (type < 0) {
            p.add({t.where(r), "column \"task_type_id\": \"" + id + "\" is not in the table of task types", "", ""});
            continue;
        }
        world.platforms[static_cast<std::size_t>(platform)].task_share[static_cast<std::size_t>(type)] =
            t.number(r, "share_of_paid_hours", share, p);
    }
    for (PlatformData& d : world.platforms) {
        double shares = 0, harmful = 0;
        for (std::size_t k = 0; k < d.task_share.size(); ++k)
            shares += d.task_share[k], harmful += d.task_share[k] * world.task_types[k].harm;
        d.harm = shares > 0 ? harmful / shares : 0;
    }
}

}  // namespace microwork
