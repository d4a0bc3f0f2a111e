#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "analysis/timeline.hpp"
#include "cli/commands.hpp"
#include "sim/problem.hpp"

namespace cli {

namespace {

/// A day as it is written; anything else is a problem.
std::string checked_day(const char* option, const std::string& text) {
    int year = 0, read = 0;
    unsigned month = 0, day = 0;
    const bool fits = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) == 3 &&
                      static_cast<std::size_t>(read) == text.size() && text.size() == 10;
    if (!fits || !std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}.ok())
        throw sim::InputError(sim::Problem{{option, 0, 0}, fmt::format("\"{}\" is no day", text), "", "write it as 2018-01-31"});
    return text;
}

analysis::TimelineSpan span_of(const TraceOptions& options) {
    analysis::TimelineSpan span;
    if (!options.from.empty())
        span.from = checked_day("--from", options.from);
    if (!options.to.empty())
        span.to = checked_day("--to", options.to);
    if (!span.to.empty() && span.to < span.from)
        throw sim::InputError(sim::Problem{{"--to", 0, 0}, fmt::format("{} lies before --from {}", span.to, span.from), "", ""});
    span.limit = options.limit;
    return span;
}

}  // namespace

int trace(const TraceOptions& options) {
    const analysis::TimelineSpan span = span_of(options);
    const analysis::TraceFile trace = analysis::read_trace(options.file);
    const bool json = options.format == Format::json;
    if (options.worker.empty()) {
        fmt::print("{}", json ? analysis::trace_list_json(trace) : analysis::trace_list(trace));
        return success;
    }
    const int worker = trace.find(options.worker);
    if (worker < 0) {
        const std::string near = sim::did_you_mean(options.worker, trace.names);
        throw sim::InputError(
            sim::Problem{{"--worker", 0, 0},
                         fmt::format("\"{}\" was not traced in {}", options.worker, options.file.string()),
                         "",
                         near.empty() ? fmt::format("microwork trace {} lists who was", options.file.string()) : near});
    }
    const auto row = static_cast<std::size_t>(worker);
    fmt::print("{}", json ? analysis::timeline_json(trace, row, span) : analysis::timeline(trace, row, span));
    return success;
}

}  // namespace cli
