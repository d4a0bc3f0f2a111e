// Life lines: an ordinary week of two traced workers, minute by minute.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"
#include "analysis/timeline.hpp"
#include "analysis/trace_words.hpp"

namespace analysis::report {

namespace {

using microwork::TraceKind;
constexpr std::int64_t day_seconds = 86400, week_seconds = 7 * day_seconds;

/// What a stretch of time is drawn as.
struct Activity {
    const char* name;
    std::vector<TraceKind> kinds;
};
const std::vector<Activity>& activities() {
    static const std::vector<Activity> all = {{"work", {TraceKind::submit}},
                                              {"work given back", {TraceKind::give_back}},
                                              {"reading instructions", {TraceKind::instructions}},
                                              {"search", {TraceKind::look}},
                                              {"waiting", {TraceKind::wait}},
                                              {"interrupted or cut off", {TraceKind::interrupted, TraceKind::outage}},
                                              {"sign-up, tests, payments", {TraceKind::qualification, TraceKind::payments}}};
    return all;
}

int activity_of(TraceKind kind) {
    for (std::size_t a = 0; a < activities().size(); ++a)
        if (std::count(activities()[a].kinds.begin(), activities()[a].kinds.end(), kind) != 0)
            return static_cast<int>(a);
    return -1;
}

/// Monday 0:00 at or before a time on the worker's clock: 1970-01-01 was a Thursday.
std::int64_t monday_of(std::int64_t local) {
    const std::int64_t shifted = local + 3 * day_seconds;
    return shifted - ((shifted % week_seconds) + week_seconds) % week_seconds - 3 * day_seconds;
}

std::string date_of(std::int64_t local) {
    const std::chrono::year_month_day date(
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(local))));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

/// The Monday of the worker's ordinary week: of the weeks that lie in the span as a whole (or of all, when none does), the one with
/// the median time in activities.
std::int64_t ordinary_week(const std::vector<const TracedEvent*>& events) {
    std::map<std::int64_t, std::int64_t> time;
    const std::int64_t first = events.front()->local, last = events.back()->local;
    for (const auto* e : events)
        if (activity_of(e->kind) >= 0)
            time[monday_of(e->local)] += e->seconds;
    std::vector<std::pair<std::int64_t, std::int64_t>> weeks;
    for (const auto& [monday, seconds] : time)
        if (monday >= first && monday + week_seconds <= last)
            weeks.emplace_back(seconds, monday);
    if (weeks.empty())
        for (const auto& [monday, seconds] : time)
            weeks.emplace_back(seconds, monday);
    if (weeks.empty())
        return monday_of(first);
    std::sort(weeks.begin(), weeks.end());
    return weeks[weeks.size() / 2].second;
}

/// Stretches of one day: {activity, from, to} in hours, and marks for decisions that pay or refuse.
struct Day {
    Json stretches = Json::array(), online = Json::array();
    std::array<std::int64_t, 7> seconds{};
    std::int64_t credited = 0, refused = 0;
};

struct Week {
    std::int64_t monday = 0;
    std::array<Day, 7> days;

    /// Calls `use(day, from, to)` in seconds of the day for each day that a stretch touches.
    template <class Use>
    void split(std::int64_t from, std::int64_t to, const Use& use) {
        for (std::int64_t d = 0; d < 7; ++d) {
            const std::int64_t begin = std::max(from, monday + d * day_seconds), end = std::min(to, monday + (d + 1) * day_seconds);
            if (begin < end)
                use(days[static_cast<std::size_t>(d)], begin - monday - d * day_seconds, end - monday - d * day_seconds);
        }
    }
};

Json hours(std::int64_t from, std::int64_t to) {
    return Json::array().push(static_cast<double>(from) / 3600).push(static_cast<double>(to) / 3600);
}

Week week_of(const std::vector<const TracedEvent*>& events) {
    Week week;
    week.monday = ordinary_week(events);
    for (const auto* e : events) {
        if (e->kind == TraceKind::log_out)
            week.split(e->local - e->seconds, e->local,
                       [](Day& day, std::int64_t from, std::int64_t to) { day.online.push(hours(from, to)); });
        if (const int a = activity_of(e->kind); a >= 0)
            week.split(e->local, e->local + e->seconds, [a](Day& day, std::int64_t from, std::int64_t to) {
                day.stretches.push(hours(from, to).push(a));
                day.seconds[static_cast<std::size_t>(a)] += to - from;
            });
        const bool paid = e->kind == TraceKind::approved, refused = e->kind == TraceKind::refused;
        if (paid || refused)
            week.split(e->local, e->local + 1,
                       [&](Day& day, std::int64_t, std::int64_t) { (paid ? day.credited : day.refused) += e->money; });
    }
    return week;
}

Figure life_figure(const TraceFile& trace, std::size_t worker, const std::vector<const TracedEvent*>& events,
                   std::size_t number_of_life) {
    static const std::array<const char*, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const Week week = week_of(events);
    Figure f;
    f.id = fmt::format("life-{}", number_of_life), f.chart = "life";
    f.title = fmt::format("{}: {}", trace.names[worker], who(trace, worker));
    Table table{fmt::format("Minutes by day of the week from {}, on the worker's clock", date_of(week.monday)), {"day"}, {}, 1};
    std::vector<std::string> names;
    for (const auto& a : activities())
        names.push_back(a.name), table.header.push_back(names.back());
    table.header.push_back("approved, USD"), table.header.push_back("refused, USD");
    Json days = Json::array();
    std::int64_t all = 0, credited = 0, work = 0;
    for (std::size_t d = 0; d < 7; ++d) {
        const Day& day = week.days[d];
        days.push(Json::object().set("name", weekdays[d]).set("online", day.online).set("stretches", day.stretches));
        table.rows.push_back(
            {fmt::format("{} {}", weekdays[d], date_of(week.monday + static_cast<std::int64_t>(d) * day_seconds))});
        for (const std::int64_t s : day.seconds)
            table.rows.back().push_back(number(static_cast<double>(s) / 60)), all += s;
        table.rows.back().push_back(number(static_cast<double>(day.credited) * 1e-6, 2));
        table.rows.back().push_back(number(static_cast<double>(day.refused) * 1e-6, 2));
        credited += day.credited, work += day.seconds[0];
    }
    f.says = fmt::format("In the week from {} this worker was busy for {}, of which {} was work, and was credited {}.{}",
                         date_of(week.monday), lasting(all), lasting(work), dollars(credited / 10000 * 10000),
                         all > 0 ? fmt::format(" That is {} USD for an hour of all that time.",
                                               number(static_cast<double>(credited) * 3.6e-3 / static_cast<double>(all), 2))
                                 : "");
    f.data.set("names", names).set("days", days);
    f.note = "Time on the worker's clock. Money is booked on the day of the decision, which may follow the work by days.";
    f.tables = {table};
    return f;
}

/// The two traced workers with the most to tell: the busiest, and the busiest from another country (or the second busiest).
std::vector<std::size_t> chosen_workers(const TraceFile& trace) {
    std::vector<std::size_t> order;
    std::map<std::uint32_t, std::int64_t> time;
    for (const auto& e : trace.events)
        time[e.worker] += activity_of(e.kind) >= 0 ? e.seconds : 0;
    for (const auto& [worker, seconds] : time)
        if (seconds > 0)
            order.push_back(worker);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return time[static_cast<std::uint32_t>(a)] > time[static_cast<std::uint32_t>(b)];
    });
    if (order.size() < 2)
        return order;
    const auto elsewhere = std::find_if(order.begin() + 1, order.end(),
                                        [&](std::size_t w) { return trace.word(w, "country") != trace.word(order[0], "country"); });
    return {order[0], elsewhere == order.end() ? order[1] : *elsewhere};
}

}  // namespace

Section lives_section(const Material& m) {
    Section s;
    s.id = "lives", s.title = "Two lives";
    const ResultFile& file = m.base.first();
    const char* title = "Life lines of traced workers";
    if (!file.has("/trace/events")) {
        s.figures = {
            missing("life-1", title,
                    "Nobody was traced in this run. Get life lines with --set trace.sample=4, or name people in trace.workers.")};
        return s;
    }
    const TraceFile trace = read_trace(file.path());
    s.intro =
        "One week of two traced people, drawn from their every event: of the weeks of the span, the one with the median time. The "
        "rest of their lives: microwork trace " +
        file.path() + ".";
    for (const std::size_t worker : chosen_workers(trace)) {
        std::vector<const TracedEvent*> events;
        for (const auto& e : trace.events)
            if (e.worker == worker)
                events.push_back(&e);
        s.figures.push_back(life_figure(trace, worker, events, s.figures.size() + 1));
    }
    if (s.figures.empty())
        s.figures = {missing("life-1", title,
                             "None of the traced people was online in the span. Trace more of them with --set trace.sample=20.")};
    return s;
}

}  // namespace analysis::report
