// A trace in plain words: who was traced, and what happened to one person, day by day on the person's own clock.
#pragma once

#include <string>

#include "analysis/trace_file.hpp"

namespace analysis {

/// Sums over events of one person: both ledgers.
struct TraceTotals {
    std::int64_t events = 0, sessions = 0;
    std::int64_t search = 0, waiting = 0, instructions = 0, work = 0, returned = 0, cut_off = 0, interrupted = 0, qualification = 0,
                 payments = 0;           ///< seconds by class
    std::int64_t paid = 0, refused = 0;  ///< seconds of work, when decided
    std::int64_t handed_in = 0, approved_tasks = 0, refused_tasks = 0;
    std::int64_t credited = 0, refused_money = 0, paid_out = 0;  ///< micro-dollars

    std::int64_t online() const {
        return search + waiting + instructions + work + returned + cut_off + interrupted + qualification + payments;
    }
    void add(const TracedEvent& event);
};

/// Which part of a timeline is shown. Days are those of the worker's clock, both included; empty = from the first, to the last.
struct TimelineSpan {
    std::string from, to;
    std::size_t limit = 0;  ///< events; 0 = all
};

/// One line for each traced person.
std::string trace_list(const TraceFile& trace);
/// The same, a JSON object a line.
std::string trace_list_json(const TraceFile& trace);
/// What happened to one person, with totals by day and in all.
std::string timeline(const TraceFile& trace, std::size_t worker, const TimelineSpan& span);
/// The same events, a JSON object a line.
std::string timeline_json(const TraceFile& trace, std::size_t worker, const TimelineSpan& span);

}  // namespace analysis
