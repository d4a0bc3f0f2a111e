// Statistics of surveys posted as a task (S-TASK): what respondents say of themselves.
#include "analysis/observations.hpp"

namespace analysis {

namespace {

Rows respondents(const ObservedRun& run, const Target& target) {
    return run.of_place(run.table(run.survey(target.instrument) + "/answers"), target);
}

constexpr double federal_minimum_usd = 7.25;  // of the United States since 2009, in the definitions of these rows

double mean_pay(const Rows& r, const ObservedRun&, const Target&) { return r.mean("pay_total_time"); }
double median_pay(const Rows& r, const ObservedRun&, const Target&) { return r.median("pay_total_time"); }
double mean_paid_time_pay(const Rows& r, const ObservedRun&, const Target&) { return r.mean("pay_paid_time"); }
/// A ratio of means: the mean of workers' own ratios is another quantity.
double unpaid_per_paid(const Rows& r, const ObservedRun&, const Target&) {
    return r.mean("pay_paid_time") / r.mean("pay_total_time") - 1;
}
double below_federal_minimum(const Rows& r, const ObservedRun&, const Target&) {
    return r.share_below("pay_total_time", federal_minimum_usd);
}
double below_five(const Rows& r, const ObservedRun&, const Target&) { return r.share_below("pay_total_time", 5); }
double pay_over_minimum(const Rows& r, const ObservedRun& run, const Target& t) {
    return r.mean("pay_total_time") / run.minimum_wage(t.country);
}
double month_in_euro(const Rows& r, const ObservedRun& run, const Target&) { return r.mean("pay_month") / run.usd_per("EUR"); }
double weekly_paid_hours(const Rows& r, const ObservedRun&, const Target&) { return r.mean("hours_paid"); }
double women(const Rows& r, const ObservedRun&, const Target&) { return r.share("woman", "yes"); }
double main_income(const Rows& r, const ObservedRun&, const Target&) { return r.share("main_income", "yes"); }
double wants_more(const Rows& r, const ObservedRun&, const Target&) { return r.share("wants_more", "yes"); }
double not_enough_tasks(const Rows& r, const ObservedRun&, const Target&) { return r.share("not_enough_tasks", "yes"); }
double ever_rejected(const Rows& r, const ObservedRun&, const Target&) { return r.share("ever_rejected", "yes"); }
double all_justified(const Rows& r, const ObservedRun&, const Target&) {
    return r.where("ever_rejected", "yes").share("all_justified", "yes");
}
double unexplained_rejections(const Rows& r, const ObservedRun&, const Target&) {
    return r.sum("rejections_unexplained") / r.sum("rejections");
}
double night_work(const Rows& r, const ObservedRun&, const Target&) { return r.share("night_work", "yes"); }
double evening_work(const Rows& r, const ObservedRun&, const Target&) { return r.share("evening_work", "yes"); }
double does_surveys(const Rows& r, const ObservedRun&, const Target&) { return r.share("does_surveys", "yes"); }
double poor(const Rows& r, const ObservedRun&, const Target&) { return r.share("poor_household", "yes"); }
double inactive(const Rows& r, const ObservedRun&, const Target&) {
    return r.share("status", "student") + r.share("status", "home_or_care") + r.share("status", "unable_health");
}

constexpr const char* freelancers = "counts freelance platforms, which the model has not";

const Statistic statistics[] = {
    {"earn_total_mean_global", respondents, mean_pay},
    {"earn_total_median_global", respondents, median_pay},
    {"earn_total_mean_north_america", respondents, mean_pay},
    {"earn_total_mean_asia_pacific", respondents, mean_pay},
    {"earn_total_mean_europe_ca", respondents, mean_pay},
    {"earn_paid_mean_global", respondents, mean_paid_time_pay},
    {"earn_total_mean_weso2021", nullptr, nullptr, freelancers},
    {"earn_total_median_weso2021", nullptr, nullptr, freelancers},
    {"unpaid_per_paid_ratio_survey", respondents, unpaid_per_paid},
    {"unpaid_per_paid_ratio_lac", respondents, unpaid_per_paid},
    {"share_below_us_minwage_survey", respondents, below_federal_minimum},
    {"share_below_5usd_mturk", respondents, below_five},
    {"fr_pay_over_minwage", respondents, pay_over_minimum},
    {"fr_monthly_earnings_mean", respondents, month_in_euro},
    {"br_hourly_mean", respondents, mean_pay},
    {"weekly_hours_paid_mean", respondents, weekly_paid_hours},
    {"women_share_global", respondents, women},
    {"br_women_share", respondents, women},
    {"main_income_share_global", respondents, main_income},
    {"want_more_work_share", respondents, wants_more},
    {"insufficient_work_share", respondents, not_enough_tasks},
    {"ever_rejected_share", respondents, ever_rejected},
    {"rejections_all_justified_share", respondents, all_justified},
    {"rejection_without_reason_share_fr", respondents, unexplained_rejections},
    {"night_work_share", respondents, night_work},
    {"evening_work_share", respondents, evening_work},
    {"task_share_surveys", respondents, does_surveys},
    {"fr_poverty_share", respondents, poor},
    {"fr_inactive_share", respondents, inactive},
};

}  // namespace

std::span<const Statistic> task_survey_statistics() { return statistics; }

}  // namespace analysis
