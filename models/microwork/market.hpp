// The state of the market: every table and resource that phases may name in their parameter lists.
#pragma once

#include <algorithm>

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/books.hpp"
#include "models/microwork/agents/demand_books.hpp"
#include "models/microwork/agents/participations.hpp"
#include "models/microwork/agents/presence.hpp"
#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/sessions.hpp"
#include "models/microwork/agents/surveys.hpp"
#include "models/microwork/agents/trace.hpp"
#include "models/microwork/agents/workers.hpp"
#include "models/microwork/boards.hpp"
#include "models/microwork/borrowed_accounts.hpp"
#include "models/microwork/conditions.hpp"
#include "models/microwork/connectivity.hpp"
#include "models/microwork/demand.hpp"
#include "models/microwork/forum.hpp"
#include "models/microwork/learning.hpp"
#include "models/microwork/outlook.hpp"
#include "models/microwork/payment.hpp"
#include "models/microwork/people.hpp"
#include "models/microwork/policies.hpp"
#include "models/microwork/reputation.hpp"
#include "models/microwork/rules.hpp"
#include "models/microwork/shocks.hpp"
#include "models/microwork/surveys/designs.hpp"
#include "models/microwork/surveys/panels.hpp"
#include "models/microwork/surveys/posted_surveys.hpp"
#include "models/microwork/target_income.hpp"
#include "models/microwork/tracing.hpp"
#include "models/microwork/vigilance.hpp"
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

/// Years since the measured span began; none in the burn-in.
inline double years_measured(const sim::Step& step, const MeasuredSpan& span) {
    const double days = static_cast<double>(std::max(0, step.tick - span.first_tick)) / step.clock.ticks_per_day();
    return days / 365.25;
}

/// Assignments finished, given back or lost at the end of a claim.
struct Delivery {
    SessionId session;
    std::int32_t returned = 0;  ///< of those claimed, back to open
    bool cut = false;           ///< an outage ended the work
    bool incomplete = false;    ///< and the assignment in hand counts as handed in
};

/// What a requester decided about one submission.
struct Decision {
    SubmissionId submission;
    std::uint64_t key = 0;  ///< of the submission: decisions on one person's work take effect in this order
    BatchId batch;
    AccountId account;
    std::int32_t approved = 0, rejected = 0;
    std::int32_t passed = 0;            ///< accepted by the platform's checkers: they go on to the client
    std::int32_t passed_usual = 0;      ///< of these, as common sense has it
    std::int32_t lapsed = 0;            ///< of the approved, those that nobody looked at within the platform's window
    std::int32_t incomplete = 0;        ///< of the rejected, those that an outage cut off
    std::int32_t rejected_correct = 0;  ///< of the rejected, correct ones
    std::int32_t kept_wrong = 0;        ///< of those approved by majority, wrong ones
    Seconds32 time;                     ///< of the approved and rejected
    Money reward;                       ///< per assignment
    std::uint16_t requester = no_requester;
    Refusal cause = Refusal::none;
    bool unexplained = false;     ///< refused without a reason
    std::uint32_t fee = 0;        ///< what the platform takes of the reward, in millionths
    std::uint64_t batch_key = 0;  ///< of the batch, whose row may be free by now

    /// Rejected for what they are, and not for being incomplete: `cause` and `unexplained` speak of these.
    std::int32_t judged() const { return rejected - incomplete; }
    /// The part of the time that is paid: time goes with assignments.
    Seconds32 paid_time() const {
        const std::int32_t n = approved + rejected;
        return Seconds32{n == 0 ? 0 : static_cast<std::int32_t>(std::int64_t{time.value} * approved / n)};
    }
};

struct Market
    : sim::State<World, Scale, MeasuredSpan, Policies, Activity, People, Connectivity, Vigilance, TargetIncome, Learning, Turnover,
                 BorrowedAccounts, Demand, Forum, Reputation, Payment, Outlook, Rules, Shocks, Conditions, Wakeups, Boards, Workers,
                 Lives, Accounts, AccountFiles, Sessions, Requesters, Batches, FreeBatches, Submissions, FreeSubmissions,
                 Participations, FillTimes, Replacements, FamilyDemand, PlatformPrices, TimeLedger, TaskLedger, MoneyLedger,
                 CountryFlows, PayLevels, PlatformFlows, Tills, sim::Recorder, Tracing, Traced, TracedAccounts, TraceEvents,
                 CarriedWork, LocalHours, Surveys, PostedSurveys, Recollections, SurveyAnswers, WorkLogs, LoggedAccounts,
                 LoggedRequesters, LoggedWages, Sightings, SeenBatches, sim::ClaimDesk, sim::Messages<sim::Claim>,
                 sim::Messages<Delivery>, sim::Messages<Decision>> {
    using rules = Rules;
    using record = sim::Recorder;
};

}  // namespace microwork
