// The books: three ledgers that must balance at every tick, and the flows by country and platform from which series are drawn.
#pragma once

#include <cstdint>

#include "sim/ledger.hpp"
#include "sim/table.hpp"

namespace microwork {

/// Classes of time online. Work moves from under_review to paid or rejected when it is decided on.
enum class TimeClass : std::uint8_t {
    under_review,
    paid,
    rejected,
    returned,
    cut_off,
    interrupted,
    instructions,
    search,
    waiting,
    qualification,
    payments,
    count
};
/// Classes of assignments.
enum class TaskClass : std::uint8_t { open, in_progress, under_review, approved, rejected, expired, count };
/// Where a requester's dollar goes.
enum class MoneyClass : std::uint8_t { below_threshold, paid_out, forfeited, rail_fee, owner_cut, commission, levy, count };

/// Seconds since the measured span began, by class: work when it is handed in, everything else when the session closes.
struct TimeLedger final : sim::Ledger<TimeClass> {
    TimeLedger() : Ledger("time_ledger", "seconds online by class: work when handed in, the rest when sessions close") {}
};
/// Assignments since the run began, by class.
struct TaskLedger final : sim::Ledger<TaskClass> {
    TaskLedger() : Ledger("task_ledger", "assignments by class") {}
};
/// Micro-dollars spent by requesters since the run began, by who holds them.
struct MoneyLedger final : sim::Ledger<MoneyClass> {
    MoneyLedger() : Ledger("money_ledger", "micro-dollars spent by requesters by class") {}
};

struct CountryFlow;
struct PlatformFlow;

/// Running totals by country of residence since the run began; days are differences of them.
struct CountryFlows final : sim::Table<CountryFlow> {
    CountryFlows() : Table("country_flows", "running totals by country of the workers") {}
    Column<std::int64_t> sessions{this, "sessions", "sessions opened"};
    Column<std::int64_t> online{this, "online", "seconds online (sessions closed)"};
    Column<std::int64_t> pages{this, "pages", "pages of listings looked at"};
    Column<std::int64_t> search{this, "search", "seconds of search"};
    Column<std::int64_t> waiting{this, "waiting", "seconds of waiting"};
    Column<std::int64_t> submitted{this, "submitted", "seconds of work handed in"};
    Column<std::int64_t> credited{this, "credited", "micro-dollars credited to workers"};
    Column<std::int64_t> approved{this, "approved", "assignments approved"};
    Column<std::int64_t> rejected{this, "rejected", "assignments rejected"};
    Column<std::int64_t> cuts{this, "cuts", "claims cut by an outage"};
    Column<std::int64_t> registered{this, "registered", "people ever registered: the number of the next one"};
    Column<std::int64_t> registrations{this, "registrations", "people who registered"};
    Column<std::int64_t> exits{this, "exits", "people who left for good"};
};

/// Running totals by platform since the run began.
struct PlatformFlows final : sim::Table<PlatformFlow> {
    PlatformFlows() : Table("platform_flows", "running totals by platform") {}
    Column<std::int64_t> batches{this, "batches", "batches posted"};
    Column<std::int64_t> posted{this, "posted", "assignments posted"};
    Column<std::int64_t> claims{this, "claims", "claims granted in full or in part"};
    Column<std::int64_t> lost{this, "lost", "claims that got nothing: others were faster"};
    Column<std::int64_t> handed_in{this, "handed_in", "assignments handed in"};
    Column<std::int64_t> returned{this, "returned", "assignments given back"};
    Column<std::int64_t> approved{this, "approved", "assignments approved"};
    Column<std::int64_t> expired{this, "expired", "assignments nobody did in time"};
    Column<std::int64_t> rejected_gold{this, "rejected_gold", "assignments rejected after gold questions"};
    Column<std::int64_t> rejected_majority{this, "rejected_majority", "assignments rejected as the minority answer"};
    Column<std::int64_t> rejected_manual{this, "rejected_manual", "assignments rejected after a look at a sample"};
    Column<std::int64_t> rejected_arbitrary{this, "rejected_arbitrary",
                                            "assignments refused with their whole batch, without a reason"};
    Column<std::int64_t> rejected_client{this, "rejected_client", "assignments refused by the client after checkers accepted them"};
    Column<std::int64_t> client_refusals{this, "client_refusals", "submissions accepted by checkers, then refused by the client"};
    Column<std::int64_t> rejected_correct{this, "rejected_correct", "of all assignments rejected, correct ones"};
    Column<std::int64_t> minority_correct{this, "minority_correct", "of those rejected as the minority answer, correct ones"};
    Column<std::int64_t> kept_wrong{this, "kept_wrong", "wrong assignments approved by majority vote"};
    Column<std::int64_t> unexplained{this, "unexplained", "of all assignments rejected, those without a reason"};
    Column<std::int64_t> refused_kept{this, "refused_kept", "of all assignments rejected, those whose data the requester keeps"};
    Column<std::int64_t> rewards{this, "rewards", "micro-dollars of reward"};
    Column<std::int64_t> commission{this, "commission", "micro-dollars of commission"};
    Column<std::int64_t> payouts{this, "payouts", "payouts made"};
    Column<std::int64_t> paid_out{this, "paid_out", "micro-dollars that reached workers"};
    Column<std::int64_t> rail_fees{this, "rail_fees", "micro-dollars of fees of payouts"};
};

}  // namespace microwork
