// The statistics that are shown of a survey, each defined once for its answers, the census and the ledgers.
#include "analysis/panel_estimators.hpp"
#include "analysis/survey_base.hpp"

namespace analysis {

namespace {

double unpaid_per_paid(const Rows& r) { return r.mean("pay_paid_time") / r.mean("pay_total_time") - 1; }
double unpaid_hours_per_paid(const Rows& r) { return r.sum("hours_unpaid") / r.sum("hours_paid"); }
double inactive(const Rows& r) {
    return r.share("status", "student") + r.share("status", "home_or_care") + r.share("status", "unable_health");
}

const std::vector<SurveyStatistic> task_survey{
    {"mean pay an hour", "USD/h", {"pay_total_time"}, [](const Rows& r) { return r.mean("pay_total_time"); }},
    {"median pay an hour", "USD/h", {"pay_total_time"}, [](const Rows& r) { return r.median("pay_total_time"); }},
    {"mean pay a paid hour", "USD/h", {"pay_paid_time"}, [](const Rows& r) { return r.mean("pay_paid_time"); }},
    {"unpaid per paid, from pay", "h/h", {"pay_total_time", "pay_paid_time"}, unpaid_per_paid},
    {"unpaid per paid hour", "h/h", {"hours_paid", "hours_unpaid"}, unpaid_hours_per_paid},
    {"mean paid hours", "h/week", {"hours_paid"}, [](const Rows& r) { return r.mean("hours_paid"); }},
    {"mean unpaid hours", "h/week", {"hours_unpaid"}, [](const Rows& r) { return r.mean("hours_unpaid"); }},
    {"mean earnings", "USD/week", {"pay_week"}, [](const Rows& r) { return r.mean("pay_week"); }},
    {"mean earnings", "USD/month", {"pay_month"}, [](const Rows& r) { return r.mean("pay_month"); }},
    {"main income", "share", {"main_income"}, [](const Rows& r) { return r.share("main_income", "yes"); }},
    {"women", "share", {"woman"}, [](const Rows& r) { return r.share("woman", "yes"); }},
    {"university degree", "share", {"degree"}, [](const Rows& r) { return r.share("degree", "yes"); }},
    {"carers", "share", {"caregiver"}, [](const Rows& r) { return r.share("caregiver", "yes"); }},
    {"limiting condition", "share", {"condition"}, [](const Rows& r) { return r.share("condition", "yes"); }},
    {"poor connection", "share", {"connection"}, [](const Rows& r) { return r.share("connection", "poor"); }},
    {"unemployed", "share", {"status"}, [](const Rows& r) { return r.share("status", "unemployed"); }},
    {"inactive", "share", {"status"}, inactive},
    {"ever rejected", "share", {"ever_rejected"}, [](const Rows& r) { return r.share("ever_rejected", "yes"); }},
    {"of these, all justified",
     "share",
     {"ever_rejected", "all_justified"},
     [](const Rows& r) { return r.where("ever_rejected", "yes").share("all_justified", "yes"); }},
    {"unexplained rejections",
     "share",
     {"rejections", "rejections_unexplained"},
     [](const Rows& r) { return r.sum("rejections_unexplained") / r.sum("rejections"); }},
    {"want more work", "share", {"wants_more"}, [](const Rows& r) { return r.share("wants_more", "yes"); }},
    {"for want of tasks", "share", {"not_enough_tasks"}, [](const Rows& r) { return r.share("not_enough_tasks", "yes"); }},
    {"night work", "share", {"night_work"}, [](const Rows& r) { return r.share("night_work", "yes"); }},
    {"evening work", "share", {"evening_work"}, [](const Rows& r) { return r.share("evening_work", "yes"); }},
    {"do surveys", "share", {"does_surveys"}, [](const Rows& r) { return r.share("does_surveys", "yes"); }},
    {"poor households", "share", {"poor_household"}, [](const Rows& r) { return r.share("poor_household", "yes"); }}};

const std::vector<SurveyStatistic> log{
    {"median pay an hour", "USD/h", {"wage"}, [](const Rows& r) { return r.median("wage"); }},
    {"mean pay an hour", "USD/h", {"wage"}, [](const Rows& r) { return r.mean("wage"); }},
    {"at least 7.25 USD/h", "share", {"wage"}, [](const Rows& r) { return r.share_from("wage", 7.25); }},
    {"mean time in the span", "h", {"hours"}, [](const Rows& r) { return r.mean("hours"); }},
    {"mean handed in", "tasks", {"submitted"}, [](const Rows& r) { return r.mean("submitted"); }},
    {"rejected of handed in",
     "share",
     {"rejected", "submitted"},
     [](const Rows& r) { return r.sum("rejected") / r.sum("submitted"); }},
    {"rejected of accepted",
     "share",
     {"rejected", "accepted"},
     [](const Rows& r) { return r.sum("rejected") / r.sum("accepted"); }},
    {"returned of accepted",
     "share",
     {"returned", "accepted"},
     [](const Rows& r) { return r.sum("returned") / r.sum("accepted"); }},
    {"gated of handed in", "share", {"gated", "submitted"}, [](const Rows& r) { return r.sum("gated") / r.sum("submitted"); }},
    {"gated: mean pay",
     "USD/h",
     {"gated_pay", "gated_hours"},
     [](const Rows& r) { return mean(r.ratios("gated_pay", "gated_hours")); }},
    {"research: mean pay",
     "USD/h",
     {"research_pay", "research_hours"},
     [](const Rows& r) { return mean(r.ratios("research_pay", "research_hours")); }},
    {"women", "share", {"woman"}, [](const Rows& r) { return r.share("woman", "yes"); }},
    {"United States", "share", {"country"}, [](const Rows& r) { return r.share("country", "US"); }},
    {"India", "share", {"country"}, [](const Rows& r) { return r.share("country", "IN"); }}};

double women_of(const Rows& r, const char* country) { return r.where("country", country).share("woman", "yes"); }

const std::vector<SurveyStatistic> captures{
    {"United States", "share", {"country"}, [](const Rows& r) { return r.share("country", "US"); }},
    {"India", "share", {"country"}, [](const Rows& r) { return r.share("country", "IN"); }},
    {"women", "share", {"woman"}, [](const Rows& r) { return r.share("woman", "yes"); }},
    {"women, United States", "share", {"woman", "country"}, [](const Rows& r) { return women_of(r, "US"); }},
    {"women, India", "share", {"woman", "country"}, [](const Rows& r) { return women_of(r, "IN"); }},
    {"mean answers", "a person", {"answers"}, [](const Rows& r) { return r.mean("answers"); }},
    {"people who give half", "share", {"answers"}, [](const Rows& r) { return smallest_share_giving_half(r.numbers("answers")); }}};

double assignments_below(const Rows& r, double limit) {
    const auto rewards = r.numbers("reward"), sizes = r.numbers("size");
    double below = 0, all = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        below += rewards[i] < limit ? sizes[i] : 0, all += sizes[i];
    return below / all;
}

// The census of rewards is a histogram. Limits that are none of its edges need the column "gate", which it has not.
const std::vector<SurveyStatistic> tracker{
    {"seen", "assignments", {"size"}, [](const Rows& r) { return r.sum("size"); }},
    {"reward below 0.125 USD", "share", {"reward", "size"}, [](const Rows& r) { return assignments_below(r, 0.125); }},
    {"reward below 0.875 USD", "share", {"reward", "size"}, [](const Rows& r) { return assignments_below(r, 0.875); }},
    {"most frequent reward",
     "USD",
     {"reward", "size", "gate"},
     [](const Rows& r) { return weighted_mode(r.numbers("reward"), r.numbers("size"), 0.01); }},
    {"median reward of batches", "USD", {"reward", "gate"}, [](const Rows& r) { return r.median("reward"); }},
    {"mean batch", "assignments", {"size", "gate"}, [](const Rows& r) { return r.mean("size"); }},
    {"batches completed", "share", {"complete"}, [](const Rows& r) { return r.share("complete", "yes"); }}};

const std::vector<SurveyStatistic> registers{
    {"registrations", "accounts", {"registrations"}, [](const Rows& r) { return r.sum("registrations"); }},
    {"registrations",
     "a person",
     {"registrations", "people"},
     [](const Rows& r) { return r.sum("registrations") / r.sum("people"); }},
    {"ever worked", "share", {"ever_worked", "people"}, [](const Rows& r) { return r.sum("ever_worked") / r.sum("people"); }}};

}  // namespace

const std::vector<SurveyStatistic>& survey_statistics(std::string_view instrument) {
    static const std::vector<SurveyStatistic> none;
    return instrument.starts_with("S-TASK") ? task_survey
           : instrument == "LOG"            ? log
           : instrument == "CAPREC"         ? captures
           : instrument == "TRACK"          ? tracker
           : instrument == "REG"            ? registers
                                            : none;
}

}  // namespace analysis
