#include "analysis/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "analysis/trace_words.hpp"
#include "sim/clock.hpp"

namespace analysis {

using microwork::TraceKind;

void TraceTotals::add(const TracedEvent& e) {
    ++events;
    switch (e.kind) {
        case TraceKind::look:
            search += e.seconds;
            break;
        case TraceKind::wait:
            waiting += e.seconds;
            break;
        case TraceKind::instructions:
            instructions += e.seconds;
            break;
        case TraceKind::give_back:
            returned += e.seconds;
            break;
        case TraceKind::outage:
            cut_off += e.seconds;
            break;
        case TraceKind::interrupted:
            interrupted += e.seconds;
            break;
        case TraceKind::qualification:
            qualification += e.seconds;
            break;
        case TraceKind::payments:
            payments += e.seconds;
            break;
        case TraceKind::submit:
            work += e.seconds, handed_in += e.assignments;
            break;
        case TraceKind::approved:
            paid += e.seconds, approved_tasks += e.assignments, credited += e.money;
            break;
        case TraceKind::refused:
            refused += e.seconds, refused_tasks += e.assignments, refused_money += e.money;
            break;
        case TraceKind::payout:
            paid_out += e.money;
            break;
        case TraceKind::log_out:
            ++sessions;
            break;
        default:
            break;
    }
}

namespace {

std::string date_of(std::int64_t seconds) {
    return sim::date_text(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds))));
}
std::string clock_of(std::int64_t seconds) { return fmt::format("{:02}:{:02}", seconds / 3600 % 24, seconds / 60 % 60); }
std::string time_of(std::int64_t seconds) { return fmt::format("{}T{}:{:02}", date_of(seconds), clock_of(seconds), seconds % 60); }
template <class Words, class Word>
const char* name_of(const Words& words, Word word) {
    return words[static_cast<std::size_t>(word)].name;
}
std::string weekday_of(std::int64_t seconds) {
    constexpr const char* names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
    return names[std::chrono::weekday{day}.c_encoding()];
}

double per_hour(std::int64_t micro, std::int64_t seconds) {
    return seconds == 0 ? 0 : static_cast<double>(micro) * 3.6e-3 / static_cast<double>(seconds);
}

std::vector<TraceTotals> totals_by_worker(const TraceFile& trace) {
    std::vector<TraceTotals> totals(trace.names.size());
    for (const auto& e : trace.events)
        totals.at(e.worker).add(e);
    return totals;
}

/// The sums of a day, when it has more to tell than its one line.
std::string day_line(const TraceTotals& t) {
    if (t.online() == 0 && t.events < 2)
        return "";
    std::string text;
    const auto part = [&](const std::string& words) { text += (text.empty() ? "         day: " : ", ") + words; };
    const auto time = [&](const char* name, std::int64_t seconds) {
        if (seconds > 0)
            part(fmt::format("{} {}", name, lasting(seconds)));
    };
    time("online", t.online()), time("work", t.work), time("search", t.search), time("waiting", t.waiting);
    time("instructions", t.instructions), time("given back", t.returned), time("outages", t.cut_off);
    time("interrupted", t.interrupted), time("qualification", t.qualification), time("payments", t.payments);
    if (t.approved_tasks > 0)
        part(fmt::format("approved {} for {}", t.approved_tasks, dollars(t.credited)));
    if (t.refused_tasks > 0)
        part(fmt::format("refused {}, {}, {}", t.refused_tasks, lasting(t.refused), dollars(t.refused_money)));
    return text.empty() ? text : text + "\n";
}

std::string totals_text(const TraceTotals& t) {
    std::string text = fmt::format("In all: {} events in {} sessions\n", t.events, t.sessions);
    const auto line = [&](const char* name, std::int64_t seconds, const std::string& more = "") {
        text += fmt::format("  {:<15} {:>12}{}\n", name, lasting(seconds), more.empty() ? "" : "  " + more);
    };
    line("online", t.online(), fmt::format("{:.2f} USD/h", per_hour(t.credited, t.online())));
    line("  search", t.search), line("  waiting", t.waiting), line("  instructions", t.instructions);
    line("  given back", t.returned), line("  outages", t.cut_off);
    line("  interrupted", t.interrupted), line("  qualification", t.qualification), line("  payments", t.payments);
    line("  work", t.work, fmt::format("{} handed in", t.handed_in));
    line("paid work", t.paid, fmt::format("{} approved, {}", t.approved_tasks, dollars(t.credited)));
    line("refused work", t.refused, fmt::format("{} refused, {}", t.refused_tasks, dollars(t.refused_money)));
    return text + fmt::format("  {:<15} {:>12}\n", "paid out", dollars(t.paid_out));
}

/// The events of one person within the span, as they followed each other on the clock: a stretch of looks is kept when it ends, and
/// decisions may fall into it.
std::vector<const TracedEvent*> events_of(const TraceFile& trace, std::size_t worker, const TimelineSpan& span) {
    std::vector<const TracedEvent*> list;
    for (const auto& e : trace.events) {
        const std::string day = date_of(e.local);
        if (e.worker == worker && (span.from.empty() || day >= span.from) && (span.to.empty() || day <= span.to))
            list.push_back(&e);
    }
    std::stable_sort(list.begin(), list.end(), [](const auto* a, const auto* b) { return a->utc < b->utc; });
    return list;
}

}  // namespace

std::string trace_list(const TraceFile& trace) {
    const auto totals = totals_by_worker(trace);
    std::string text =
        fmt::format("{} traced, {} to {} (UTC)\n\n{:<10} {:>9} {:>9} {:>10} {:>7} {:>8} {:>7}  {}\n", trace.names.size(),
                    trace.from, trace.to, "worker", "online h", "paid h", "pay USD", "USD/h", "refused", "events", "who");
    for (std::size_t w = 0; w < trace.names.size(); ++w) {
        const TraceTotals& t = totals[w];
        text += fmt::format("{:<10} {:>9.1f} {:>9.1f} {:>10.2f} {:>7.2f} {:>8} {:>7}  {}\n", trace.names[w],
                            static_cast<double>(t.online()) / 3600, static_cast<double>(t.paid) / 3600,
                            static_cast<double>(t.credited) * 1e-6, per_hour(t.credited, t.online()), t.refused_tasks, t.events,
                            who(trace, w));
    }
    return text;
}

std::string trace_list_json(const TraceFile& trace) {
    const auto totals = totals_by_worker(trace);
    std::string text;
    for (std::size_t w = 0; w < trace.names.size(); ++w) {
        const TraceTotals& t = totals[w];
        text += fmt::format(
            R"({{"worker":"{}","who":"{}","events":{},"sessions":{},"online_s":{},"search_s":{},"waiting_s":{},"instructions_s":{},)"
            R"("returned_s":{},"cut_off_s":{},"interrupted_s":{},"qualification_s":{},"payments_s":{},"work_s":{},"paid_s":{},"refused_s":{},"approved":{},"refused":{},"credited_usd":{:.6f},)"
            R"("paid_out_usd":{:.6f}}})"
            "\n",
            trace.names[w], who(trace, w), t.events, t.sessions, t.online(), t.search, t.waiting, t.instructions, t.returned,
            t.cut_off, t.interrupted, t.qualification, t.payments, t.work, t.paid, t.refused, t.approved_tasks, t.refused_tasks,
            static_cast<double>(t.credited) * 1e-6, static_cast<double>(t.paid_out) * 1e-6);
    }
    return text;
}

std::string timeline(const TraceFile& trace, std::size_t worker, const TimelineSpan& span) {
    const auto offset = static_cast<int>(trace.number(worker, "utc_offset")) / 60;
    std::string text = fmt::format("{}: {}\n", trace.names.at(worker), who(trace, worker));
    text +=
        fmt::format("Reservation wage at rest {:.2f} USD/h; the worker's clock is UTC{}{}:{:02}\n",
                    trace.number(worker, "baseline_wage"), offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
    const auto events = events_of(trace, worker, span);
    const std::size_t shown = span.limit == 0 ? events.size() : std::min(span.limit, events.size());
    TraceTotals all, today;
    for (const TracedEvent* e : events)
        all.add(*e);
    std::string day;
    for (std::size_t i = 0; i < shown; ++i) {
        const TracedEvent& e = *events[i];
        if (date_of(e.local) != day) {
            text += (i > 0 ? "\n" : "") + day_line(today) + fmt::format("\n{} {}", weekday_of(e.local), date_of(e.local));
            day = date_of(e.local), today = {};
        }
        const bool same_line = today.events > 0 && goes_on(e.kind, events[i - 1]->kind);
        text += (same_line ? " · " : fmt::format("\n  {}  ", clock_of(e.local))) + words_of(e);
        today.add(e);
    }
    text += shown > 0 ? "\n" : "\nNo events in these days.\n";
    text += shown < events.size() ? fmt::format("\n{} more events: raise --limit\n", events.size() - shown) : day_line(today);
    return text + "\n" + totals_text(all);
}

std::string timeline_json(const TraceFile& trace, std::size_t worker, const TimelineSpan& span) {
    const auto events = events_of(trace, worker, span);
    std::string text;
    for (std::size_t i = 0; i < events.size() && (span.limit == 0 || i < span.limit); ++i) {
        const TracedEvent& e = *events[i];
        text += fmt::format(R"({{"worker":"{}","utc":"{}","local":"{}","kind":"{}","detail":"{}","platform":"{}","requester":{},)"
                            R"("batch":"{:016x}","type":"{}","assignments":{},"pages":{},"seconds":{},"usd":{:.6f},)"
                            R"("reservation_wage":{:.4f},"expected_pay":{:.4f}}})"
                            "\n",
                            trace.names.at(worker), time_of(e.utc) + "Z", time_of(e.local), name_of(microwork::trace_kinds, e.kind),
                            name_of(microwork::trace_details, e.detail), e.platform, e.requester, e.batch, e.type, e.assignments,
                            e.pages, e.seconds, static_cast<double>(e.money) * 1e-6, e.reservation_wage, e.expected_pay);
    }
    return text;
}

}  // namespace analysis
