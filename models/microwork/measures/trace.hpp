// Observers of traced people. Each stands right after the mechanism whose doing it sees, reads the same tables and messages, and
// writes what happened into the trace and nothing else.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// At the begin of the measured span: who is known by then, and what they bring along.
struct TraceSpan {
    static constexpr const char* name = "trace_span";
    void operator()(const sim::Step&, const Lives&, const Accounts&, const Sessions&, Tracing&, Traced&, TracedAccounts&,
                    TraceEvents&) const;
};

/// After `OpenSessions`: who came online, who has left for good; and who is online in this tick, for the observers below.
struct TraceLogIns {
    static constexpr const char* name = "trace_log_ins";
    void operator()(const sim::Step&, const Lives&, const Accounts&, const Sessions&, Tracing&, Traced&, TracedAccounts&,
                    TraceEvents&) const;
};

/// After `HandIn`: what came of a claim.
struct TraceHandIns {
    static constexpr const char* name = "trace_hand_ins";
    void operator()(const sim::Step&, const Tracing&, const Lives&, const Sessions&, const Batches&, Traced&, TraceEvents&) const;
};

/// After `ServeClaims`: looks, waits, claims granted and lost.
struct TraceClaims {
    static constexpr const char* name = "trace_claims";
    void operator()(const sim::Step&, const Tracing&, const Lives&, const Sessions&, const Batches&,
                    const sim::Messages<sim::Claim>&, Traced&, TraceEvents&) const;
};

/// After `Pay`: decisions and payouts.
struct TracePay {
    static constexpr const char* name = "trace_pay";
    void operator()(const sim::Step&, const Tracing&, const Lives&, const Sessions&, const Batches&, const BorrowedAccounts&,
                    const Accounts&, const AccountFiles&, const sim::Messages<Decision>&, Traced&, TracedAccounts&,
                    TraceEvents&) const;
};

/// Before `CloseSessions`: who goes offline.
struct TraceLogOuts {
    static constexpr const char* name = "trace_log_outs";
    void operator()(const sim::Step&, const Tracing&, const Lives&, const Sessions&, Traced&, TraceEvents&) const;
};

}  // namespace microwork
