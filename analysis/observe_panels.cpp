// Statistics of panels and trackers: the event log (LOG), repeated short surveys (CAPREC), the scraper of the boards (TRACK).
#include <cmath>
#include <limits>
#include <map>

#include "analysis/observations.hpp"
#include "analysis/panel_estimators.hpp"

namespace analysis {

namespace {

// LOG: one row for each account in the panel.

Rows panel(const ObservedRun& run, const Target& target) { return run.of_place(run.table(run.survey("LOG") + "/answers"), target); }
Rows wage_histogram(const ObservedRun& run, const Target&) { return Rows(run.table(run.survey("LOG") + "/wages")); }

double median_wage(const Rows& r, const ObservedRun&, const Target&) { return r.median("wage"); }
double mean_wage(const Rows& r, const ObservedRun&, const Target&) { return r.mean("wage"); }
double from_federal_minimum(const Rows& r, const ObservedRun&, const Target&) { return r.share_from("wage", 7.25); }
double rejected_per_task(const Rows& r, const ObservedRun&, const Target&) { return r.sum("rejected") / r.sum("accepted"); }
double returned_per_task(const Rows& r, const ObservedRun&, const Target&) { return r.sum("returned") / r.sum("accepted"); }
double gated_share(const Rows& r, const ObservedRun&, const Target&) { return r.sum("gated") / r.sum("submitted"); }
double research_wage(const Rows& r, const ObservedRun&, const Target&) { return mean(r.ratios("research_pay", "research_hours")); }
/// The panel alone is resampled; requesters are all that posted.
double offered_over_earned(const Rows& r, const ObservedRun& run, const Target&) {
    return Rows(run.table(run.survey("LOG") + "/requesters")).mean("offered") / r.mean("wage");
}
double variation_of_tasks(const Rows& r, const ObservedRun&, const Target&) {
    const auto tasks = r.numbers("submitted");
    const double centre = mean(tasks);
    double squares = 0;
    for (const double t : tasks)
        squares += (t - centre) * (t - centre);
    return std::sqrt(squares / static_cast<double>(tasks.size() - 1)) / centre;
}
double gated_over_all(const Rows& r, const ObservedRun&, const Target&) {
    const auto from = r.numbers("edge_from"), to = r.numbers("edge_to");
    return histogram_median(from, to, r.numbers("gated_tasks")) / histogram_median(from, to, r.numbers("tasks"));
}

// CAPREC: everybody who answered, once.

Rows captured(const ObservedRun& run, const Target& target) { return run.of_place(run.captured_people(), target); }
Rows all_captured(const ObservedRun& run, const Target&) { return Rows(run.captured_people()); }

double in_united_states(const Rows& r, const ObservedRun&, const Target&) { return r.share("country", "US"); }
double in_india(const Rows& r, const ObservedRun&, const Target&) { return r.share("country", "IN"); }
double women(const Rows& r, const ObservedRun&, const Target&) { return r.share("woman", "yes"); }
double men(const Rows& r, const ObservedRun&, const Target&) { return r.share("woman", "no"); }
double giving_half(const Rows& r, const ObservedRun&, const Target&) { return smallest_share_giving_half(r.numbers("answers")); }

/// People are numbered in another order than in the table; a draw of numbers is a draw of people all the same.
double half_life(const Rows& r, const ObservedRun& run, const Target&) {
    constexpr double days_per_month = 365.25 / 12;
    return open_population(run.captures(), CaptureWeight::by_answers, r.numbers_of_rows()).half_life_days / days_per_month;
}

// TRACK: one row for each batch seen, or for each requester.

Rows batches(const ObservedRun& run, const Target& target) {
    return run.of_place(run.table(run.survey("TRACK") + "/answers"), target);
}
Rows requesters(const ObservedRun& run, const Target&) { return Rows(run.tracked_requesters()); }

double reward_mode(const Rows& r, const ObservedRun&, const Target&) {
    return weighted_mode(r.numbers("reward"), r.numbers("size"), 0.01);
}
double at_most_ten_cents(const Rows& r, const ObservedRun&, const Target&) {
    const double below =
        r.where([&, &rewards = r.table().numbers("reward")](std::size_t row) { return rewards[row] <= 0.1 + 1e-9; }).sum("size");
    return below / r.sum("size");
}
double top_thousandth(const Rows& r, const ObservedRun&, const Target&) { return share_of_top(r.numbers("posted"), 0.001); }
double top_hundredth(const Rows& r, const ObservedRun&, const Target&) { return share_of_top(r.numbers("posted"), 0.01); }
double top_tenth(const Rows& r, const ObservedRun&, const Target&) { return share_of_top(r.numbers("posted"), 0.1); }
double completion_tail(const Rows& r, const ObservedRun&, const Target&) {
    auto last = r.numbers("last_open");
    const auto first = r.numbers("first_seen"), complete = r.numbers("complete");
    std::vector<bool> ended(last.size());
    for (std::size_t i = 0; i < last.size(); ++i)
        last[i] -= first[i], ended[i] = complete[i] != 0;
    return tail_exponent(last, ended, 0.1);
}

const Statistic statistics[] = {
    {"earn_total_median_mturk_log", panel, median_wage},
    {"earn_total_mean_mturk_log", panel, mean_wage},
    {"earn_total_median_plugin", panel, median_wage},
    {"share_above_us_minwage_log", panel, from_federal_minimum},
    {"task_rejection_rate_log", panel, rejected_per_task},
    {"task_return_rate_log", panel, returned_per_task},
    {"earn_mean_research_tasks", panel, research_wage},
    {"requester_vs_worker_wage_ratio", panel, offered_over_earned},
    {"tasks_per_worker_cv", panel, variation_of_tasks},
    {"approval_gate_task_share", panel, gated_share},
    {.id = "approval_gate_wage_ratio", .take = wage_histogram, .estimate = gated_over_all, .least = 1, .sampled = false},
    {"mturk_country_share_us", all_captured, in_united_states},
    {"mturk_country_share_in", all_captured, in_india},
    {"women_share_mturk_us", captured, women},
    {"male_share_india_mturk", captured, men},
    {"response_concentration_half", all_captured, giving_half},
    {.id = "worker_half_life_months", .take = all_captured, .estimate = half_life, .least = 200},
    {"pool_half_life_lab_months", nullptr, nullptr, "laboratories with pools of their own are not simulated"},
    {"hit_reward_mode_2014", batches, reward_mode},
    {"hit_reward_share_le_10c_2010", batches, at_most_ten_cents},
    {.id = "requester_top01pct_reward_share", .take = requesters, .estimate = top_thousandth, .least = 1000},
    {.id = "requester_top1pct_reward_share", .take = requesters, .estimate = top_hundredth, .least = 100},
    {"requester_top10pct_reward_share", requesters, top_tenth},
    {.id = "completion_time_tail_exponent", .take = batches, .estimate = completion_tail, .least = 200},
    {"spam_share_new_requesters", nullptr, nullptr, "requesters post no spam in the model"},
};

/// Number of each distinct key, in order of first appearance, and the row where it first stands.
struct Distinct {
    std::vector<std::uint32_t> number, first;
    explicit Distinct(const std::vector<std::uint64_t>& keys) {
        std::map<std::uint64_t, std::uint32_t> seen;
        for (std::uint32_t row = 0; row < keys.size(); ++row) {
            const auto [at, fresh] = seen.emplace(keys[row], static_cast<std::uint32_t>(first.size()));
            if (fresh)
                first.push_back(row);
            number.push_back(at->second);
        }
    }
};

}  // namespace

const TableColumns& ObservedRun::captured_people() const {
    const std::string name = "CAPREC by person";
    if (const auto found = tables_.find(name); found != tables_.end())
        return *found->second;
    const TableColumns& answers = table(survey("CAPREC") + "/answers");
    const Distinct people(answers.keys("key"));
    std::vector<double> count(people.first.size());
    for (const std::uint32_t person : people.number)
        count[person] += 1;
    TableColumns once(people.first.size());
    for (const char* column : {"country", "woman"}) {
        Codes codes{{}, answers.codes(column).names};
        for (const std::uint32_t row : people.first)
            codes.code.push_back(answers.codes(column).code[row]);
        once.with(column, std::move(codes));
    }
    return keep(name, std::move(once.with("answers", std::move(count))));
}

const Captures& ObservedRun::captures() const {
    if (captures_ == nullptr) {
        const TableColumns& answers = table(survey("CAPREC") + "/answers");
        const auto& seconds = answers.numbers("answered");
        const std::vector<std::int64_t> answered(seconds.begin(), seconds.end());
        captures_ = std::make_unique<Captures>(answers.keys("key"), answered);
    }
    return *captures_;
}

const TableColumns& ObservedRun::tracked_requesters() const {
    const std::string name = "TRACK by requester";
    if (const auto found = tables_.find(name); found != tables_.end())
        return *found->second;
    const TableColumns& batches = table(survey("TRACK") + "/answers");
    const Distinct requesters(batches.keys("requester"));
    std::vector<double> posted(requesters.first.size());
    for (std::size_t row = 0; row < batches.rows(); ++row)
        posted[requesters.number[row]] += batches.numbers("reward")[row] * batches.numbers("size")[row];
    return keep(name, std::move(TableColumns(posted.size()).with("posted", posted)));
}

std::span<const Statistic> panel_statistics() { return statistics; }

}  // namespace analysis
