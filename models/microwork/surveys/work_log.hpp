// A log of work as a plug-in in the workers' browsers keeps it (Hara et al. 2018): what accounts accept, hand in, return and earn,
// and from when until when they work. Each phase stands right after the mechanism whose doing it sees. Model rules, section 14.
#pragma once

#include <span>
#include <vector>

#include "models/microwork/market.hpp"

namespace microwork {

/// After `PostBatches`: what requesters offer for an hour.
struct LogOffers {
    static constexpr const char* name = "log_offers";
    void operator()(const sim::Step&, const MeasuredSpan&, const Surveys&, const Boards&, const Batches&, const Requesters&,
                    LoggedRequesters&) const;
};

/// After `Work`, before anything is handed in: the stretch of work that ends, and what comes of it.
struct LogWork {
    static constexpr const char* name = "log_work";
    void operator()(const sim::Step&, const World&, const MeasuredSpan&, const Surveys&, const sim::Messages<Delivery>&,
                    const Sessions&, const Batches&, const Accounts&, WorkLogs&, LoggedAccounts&, LoggedWages&) const;
};

/// After `ServeClaims`: work that is accepted.
struct LogClaims {
    static constexpr const char* name = "log_claims";
    void operator()(const sim::Step&, const MeasuredSpan&, const Surveys&, const sim::Messages<sim::Claim>&, const Sessions&,
                    const Batches&, const Accounts&, WorkLogs&, LoggedAccounts&) const;
};

/// After `Pay`: what is approved and paid, or rejected.
struct LogPay {
    static constexpr const char* name = "log_pay";
    void operator()(const sim::Step&, const World&, const MeasuredSpan&, const Surveys&, const BorrowedAccounts&,
                    const sim::Messages<Decision>&, const Batches&, const Accounts&, WorkLogs&, LoggedAccounts&) const;
};

/// Adds a stretch of work to what is logged of an account: the union of stretches, in which a gap below `gap` is no gap. Stretches
/// come in the order in which they begin. Returns the seconds that this one adds.
Seconds32 add_stretch(WorkLogs& logs, WorkLogId log, Instant from, Instant until, Seconds gap);

/// Edges of the bins of `LoggedWages` in dollars an hour: fifty to a factor of ten between a cent and a thousand dollars. Below and
/// above there is one bin more.
const std::vector<double>& logged_wage_edges();

/// Draws the panel of one stratum: `wanted` accounts with a task handed in, with probability in proportion to their tasks to the
/// power of its exponent; all of them when there are no more. The same whatever the order of rows; ascending by key.
std::vector<WorkLogId> draw_panel(const sim::Randomness& randomness, const SurveyStratum& stratum, const WorkLogs& logs,
                                  const Accounts& accounts);

}  // namespace microwork
