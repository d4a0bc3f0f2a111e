// The state of the market: every table and resource that phases may name in their parameter lists.
#pragma once

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/books.hpp"
#include "models/microwork/agents/participations.hpp"
#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/sessions.hpp"
#include "models/microwork/agents/trace.hpp"
#include "models/microwork/agents/workers.hpp"
#include "models/microwork/boards.hpp"
#include "models/microwork/connectivity.hpp"
#include "models/microwork/demand.hpp"
#include "models/microwork/learning.hpp"
#include "models/microwork/people.hpp"
#include "models/microwork/policies.hpp"
#include "models/microwork/rules.hpp"
#include "models/microwork/tracing.hpp"
#include "models/microwork/wakeups.hpp"
#include "models/microwork/world.hpp"
#include "sim/claims.hpp"
#include "sim/clock.hpp"
#include "sim/messages.hpp"
#include "sim/recorder.hpp"
#include "sim/schedule.hpp"

namespace microwork {

/// Whom the run keeps: the share of people and of their work.
struct Scale {
    double share = 1;
};

/// When the measured span begins.
struct MeasuredSpan {
    std::int32_t first_tick = 0;
};

/// Assignments finished, given back or lost at the end of a claim.
struct Delivery {
    SessionId session;
    std::int32_t returned = 0;  ///< of those claimed, back to open
};

/// What a requester decided about one submission.
struct Decision {
    BatchId batch;
    AccountId account;
    std::int32_t approved = 0, rejected = 0;
    Seconds32 time;
    Money reward;  ///< per assignment
    std::uint16_t requester = no_requester;
    std::uint64_t batch_key = 0;  ///< of the batch, whose row may be free by now

    /// The part of the time that is paid: time goes with assignments.
    Seconds32 paid_time() const {
        const std::int32_t n = approved + rejected;
        return Seconds32{n == 0 ? 0 : static_cast<std::int32_t>(std::int64_t{time.value} * approved / n)};
    }
};

struct Market : sim::State<World, Scale, MeasuredSpan, Policies, Activity, People, Connectivity, Learning, Turnover, Demand, Rules,
                           Wakeups, Boards, Workers, Lives, Accounts, Sessions, Requesters, Batches, FreeBatches, Submissions,
                           FreeSubmissions, Participations, TimeLedger, TaskLedger, MoneyLedger, CountryFlows, PlatformFlows,
                           sim::Recorder, Tracing, Traced, TracedAccounts, TraceEvents, sim::ClaimDesk, sim::Messages<sim::Claim>,
                           sim::Messages<Delivery>, sim::Messages<Decision>> {
    using rules = Rules;
    using record = sim::Recorder;
};

}  // namespace microwork
