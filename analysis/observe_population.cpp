// Statistics of everybody (CENSUS), of registers (REG), of what is set (INPUT), and what only an experiment shows (EXP).
#include "analysis/observations.hpp"

namespace analysis {

namespace {

Rows people(const ObservedRun& run, const Target& target) { return run.of_place(run.table("/workers"), target); }
Rows countries(const ObservedRun& run, const Target& target) {
    const TableColumns& table = run.table("/countries");
    return Rows(table).where([&](std::size_t row) { return run.in(table.codes("code").name(row), target.country); });
}
Rows the_platform(const ObservedRun& run, const Target& target) {
    return Rows(run.table("/platforms")).where("id", target.platform);
}
Rows registers(const ObservedRun& run, const Target& target) {
    return run.of_place(run.table(run.survey("REG") + "/people"), target);
}

/// People of a circle of engagement over people registered; /workers may hold a share of those who logged in.
double in_circle(const Rows& r, const ObservedRun& run, const Target& t, std::string_view circle) {
    return static_cast<double>(r.where("circle", circle).size()) / run.file().worker_share() / run.registered(t.country);
}
double weekly(const Rows& r, const ObservedRun& run, const Target& t) { return in_circle(r, run, t, "weekly"); }
/// The circles are nested: whoever comes every week also comes every month.
double monthly(const Rows& r, const ObservedRun& run, const Target& t) {
    return in_circle(r, run, t, "weekly") + in_circle(r, run, t, "monthly");
}

std::vector<double> minimum_wages(const ObservedRun& run, const Codes& country) {
    std::vector<double> wages;
    for (const std::string& name : country.names)
        wages.push_back(run.minimum_wage(name));
    return wages;
}

/// People with an hour online and a decided assignment, where a minimum wage exists.
Rows paid_under_law(const ObservedRun& run, const Target& target) {
    const TableColumns& workers = run.table("/workers");
    const auto &online = workers.numbers("online"), &approved = workers.numbers("approved"),
               &rejected = workers.numbers("rejected");
    const Codes& country = workers.codes("country");
    const auto minimum = minimum_wages(run, country);
    return people(run, target).where([&](std::size_t row) {
        return online[row] >= 3600 && approved[row] + rejected[row] > 0 && minimum[country.code[row]] > 0;
    });
}
double below_minimum(const Rows& r, const ObservedRun& run, const Target&) {
    const auto &online = r.table().numbers("online"), &credited = r.table().numbers("credited");
    const Codes& country = r.table().codes("country");
    const auto minimum = minimum_wages(run, country);
    const auto poor =
        r.where([&](std::size_t row) { return credited[row] * 1e-6 / (online[row] / 3600) < minimum[country.code[row]]; });
    return static_cast<double>(poor.size()) / static_cast<double>(r.size());
}

double at_work_share(const Rows&, const ObservedRun& run, const Target& t) {
    if (!run.file().has("/series/platform_working"))
        throw NotCovered("the result has no /series/platform_working");
    const auto at_work = run.file().totals("platform_working");
    const int platform = run.table("/platforms").codes("id").find(t.platform);
    const double days = static_cast<double>(run.file().measured_days());
    return at_work.at(static_cast<std::size_t>(platform)) / days / run.of_platform("pool", t.platform);
}

double ever_worked(const Rows& r, const ObservedRun&, const Target&) { return r.sum("ever_worked") / r.sum("people"); }

double commission(const Rows&, const ObservedRun& run, const Target& t) { return run.of_platform("commission", t.platform); }
double outage_hours(const Rows& r, const ObservedRun&, const Target&) {
    return mean(r.numbers("outage_hours"), r.numbers("registered"));
}

constexpr const char* experiment = "needs an experiment: runs that differ in one quantity, chosen at random";

const Statistic statistics[] = {
    {"fr_very_active_share", people, weekly},
    {"fr_routine_share", people, monthly},
    {"eu_clickwork_below_minwage_share", paid_under_law, below_minimum},
    {.id = "concurrent_active_share", .take = the_platform, .estimate = at_work_share, .least = 1, .sampled = false},
    {.id = "ever_worked_share_registered", .take = registers, .estimate = ever_worked, .least = 1, .sampled = false},
    {.id = "platform_fee_mturk", .take = the_platform, .estimate = commission, .least = 1, .sampled = false},
    {.id = "outage_hours_year_ssa", .take = countries, .estimate = outage_hours, .least = 1, .sampled = false},
    {.id = "outage_hours_year_lac", .take = countries, .estimate = outage_hours, .least = 1, .sampled = false},
    {"reservation_wage_median", nullptr, nullptr, experiment},
    {"reservation_wage_log_sd", nullptr, nullptr, experiment},
    {"quality_pay_elasticity", nullptr, nullptr, experiment},
    {"shock_covid_workers", nullptr, nullptr, experiment},
    {"llm_use_share_2023", nullptr, nullptr, experiment},
};

}  // namespace

std::span<const Statistic> population_statistics() { return statistics; }

}  // namespace analysis
