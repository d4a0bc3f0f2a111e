#include <algorithm>
#include <numeric>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

double total(const ResultFile& run, std::string_view series) {
    const auto totals = run.totals(series);
    return std::accumulate(totals.begin(), totals.end(), 0.0);
}

/// What is added up or sampled over people.
struct Sums {
    double online = 0, unpaid = 0, income = 0, people = 0, monthly = 0, weekly = 0;
    std::vector<double> pay_total_time, pay_paid_time;  ///< of measured people, USD/h
};

Sums sums_over(const People& people) {
    Sums s;
    const auto names = people.circle.names;
    const auto code = [&](const char* name) { return std::ranges::find(names, name) - names.begin(); };
    const auto monthly = code("monthly"), weekly = code("weekly");
    for (std::size_t row = 0; row < people.size(); ++row) {
        s.online += people.online[row], s.income += people.income(row);
        s.unpaid += people.online[row] - people.paid[row] - people.under_review[row];
        if (!people.was_online(row))
            continue;
        const auto circle = people.circle.code[row];
        s.people += 1, s.weekly += circle == weekly, s.monthly += circle == weekly || circle == monthly;
        if (!people.measured(row))
            continue;
        s.pay_total_time.push_back(people.pay_total_time(row));
        if (people.paid[row] > 0)
            s.pay_paid_time.push_back(people.income(row) * 3600 / people.paid[row]);
    }
    return s;
}

/// Mean and median, not a number of nobody.
std::pair<double, double> centre(std::vector<double>& pay) {
    const Distribution d = describe(pay);
    return d.n == 0 ? std::pair{unknown(), unknown()} : std::pair{d.mean, d.median};
}

}  // namespace

std::vector<Reading> headline_readings(const ResultFile& run, const People& people) {
    constexpr auto flow = ReadingKind::flow, quotient = ReadingKind::ratio;
    Sums s = sums_over(people);
    const double weight = people.weight;
    std::vector<Reading> list;
    const auto say = [&](const char* name, const char* label, const char* unit, ReadingKind kind, double value) {
        list.push_back({"world", "all", {name, label, unit, kind}, value});
    };
    const auto [total_mean, total_median] = centre(s.pay_total_time);
    const auto [paid_mean, paid_median] = centre(s.pay_paid_time);
    say("pay_total_time_mean", "pay per hour online, mean", "USD/h", quotient, total_mean);
    say("pay_total_time_median", "pay per hour online, median", "USD/h", quotient, total_median);
    say("pay_total_time_all", "all pay / all time online", "USD/h", quotient, ratio(s.income * 3600, s.online));
    say("pay_paid_time_mean", "pay per paid hour, mean", "USD/h", quotient, paid_mean);
    say("pay_paid_time_median", "pay per paid hour, median", "USD/h", quotient, paid_median);
    say("hours", "time online", "h", flow, weight * s.online / 3600);
    say("unpaid_share", "unpaid share of time online", "share", quotient, ratio(s.unpaid, s.online));
    say("income_per_worker", "income per person online", "USD", quotient, ratio(s.income, s.people));
    say("people", "people online", "people", flow, weight * s.people);
    say("monthly", "monthly circle, weekly ones included", "people", flow, weight * s.monthly);
    say("weekly", "weekly circle", "people", flow, weight * s.weekly);
    const double rejected = total(run, "rejected"), approved = total(run, "approved");
    say("handed_in", "tasks done (handed in)", "assignments", flow, total(run, "handed_in"));
    say("rejected", "assignments rejected", "assignments", flow, rejected);
    say("rejected_share", "rejected, share of decided", "share", quotient, ratio(rejected, rejected + approved));
    say("expired", "assignments expired", "assignments", flow, total(run, "expired"));
    const double rewards = total(run, "rewards") * 1e-6, commission = total(run, "commission") * 1e-6;
    say("spending", "requesters' spending", "USD", flow, rewards + commission);
    say("commission", "platforms' commission", "USD", flow, commission);
    return list;
}

}  // namespace analysis
