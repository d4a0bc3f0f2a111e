// Who works at all, and when people are online by their own clocks: counted over the measured span, shown as one table each.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// When the measured span begins: the work that accounts have under review. Whatever an account has beyond it at the end was handed
/// in within the span.
struct NoteCarriedWork {
    static constexpr const char* name = "note_carried_work";
    void operator()(const sim::Step&, const MeasuredSpan&, const Accounts&, CarriedWork&) const;
};

/// At the end of every tick of the measured span: who is online, by country and hour of the week on the worker's clock.
struct CountLocalHours {
    static constexpr const char* name = "count_local_hours";
    void operator()(const sim::Step&, const World&, const MeasuredSpan&, const Sessions&, LocalHours&) const;
};

}  // namespace microwork
