// What is kept of traced people: who they are, and what happened to them, event by event. No mechanism reads these tables.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/agents/sessions.hpp"

namespace microwork {

struct TracedPerson;
struct TracedAccount;
struct TraceEvent;
using TracedId = sim::Id<TracedPerson>;
using TracedAccountId = sim::Id<TracedAccount>;
using TraceEventId = sim::Id<TraceEvent>;

/// What can happen to a person. A new kind is a word here and a line in `trace_kinds`.
enum class TraceKind : std::uint8_t {
    span_begins,
    log_in,
    look,
    wait,
    claim,
    claim_lost,
    instructions,
    give_back,
    submit,
    outage,
    interrupted,
    qualification,
    payments,
    approved,
    refused,
    payout,
    suspended,
    banned,
    log_out,
    leaves,
    count
};
/// What more there is to say about it.
enum class TraceDetail : std::uint8_t {
    none,
    online,
    offline,
    unclear,
    unfinished,
    gold,
    majority,
    manual,
    whole_batch,
    client,
    no_reason,
    incomplete,
    count
};

/// A kind or a detail in a result file.
struct TraceWord {
    const char* name;
    const char* meaning;
};
inline constexpr std::array<TraceWord, static_cast<std::size_t>(TraceKind::count)> trace_kinds{{
    {"span_begins", "the measured span begins; seconds: work that waits for a decision, money: pay below payout thresholds"},
    {"log_in", "comes online; seconds: the time that is planned"},
    {"look", "looks at pages of listings until a claim, the end of the session or the end of the run"},
    {"wait", "waits within such a stretch, all waits together"},
    {"claim", "gets assignments; money: their rewards"},
    {"claim_lost", "wants assignments that others were faster to take"},
    {"instructions", "reads the instructions of a batch"},
    {"give_back", "gives assignments back; seconds: the work on those that were begun"},
    {"submit", "hands assignments in; seconds: the work, money: their rewards"},
    {"outage", "connection or power fails; seconds: work lost and time offline, assignments: given back"},
    {"interrupted", "is called away from the work in hand"},
    {"qualification", "signs up on a platform, or takes its unpaid tests"},
    {"payments", "looks after payments"},
    {"approved", "assignments are approved; seconds: their work, money: pay credited, less the cut of a borrowed account's owner"},
    {"refused", "assignments are rejected; seconds: their work, money: rewards that are not paid"},
    {"payout", "pay is paid out; money: what arrives"},
    {"suspended", "the account is suspended for a time"},
    {"banned", "the account is banned; money: what was lost with it"},
    {"log_out",
     "goes offline; seconds: time online since the log-in or the begin of the span; assignments and money: handed in since the "
     "log-in"},
    {"leaves", "gives up micro-work for good, at a log-in that does not happen"},
}};
inline constexpr std::array<TraceWord, static_cast<std::size_t>(TraceDetail::count)> trace_details{{
    {"none", ""},
    {"online", "online at that moment"},
    {"offline", "offline at that moment"},
    {"unclear", "the instructions are unclear"},
    {"unfinished", "assignments that were begun, or never begun"},
    {"gold", "failed gold questions"},
    {"majority", "the minority answer"},
    {"manual", "a checked sample was not good enough"},
    {"whole_batch", "everything in the batch is refused, without a reason"},
    {"client", "accepted by the platform's checkers, refused by their client, without a reason"},
    {"no_reason", "refused without a reason"},
    {"incomplete", "an outage had cut it off: handed in incomplete"},
}};

/// "no platform", "no task type" in an event.
inline constexpr std::uint8_t nothing = 0xff;

/// One row for each traced person, in the order of country and number. Events are the differences between a session's books and
/// what was seen of them last.
struct Traced final : sim::Records<TracedPerson> {
    Traced() : Records("traced", "people whose every event is kept") {}
    Column<std::uint64_t> worker{this, "worker", "structural key of the worker"};
    Column<LifeId> life{this, "life", "the person's record; none before the first log-in"};
    Column<std::uint32_t> number{this, "number", "the person's number among the entrants of the country"};
    Column<std::uint8_t> country{this, "country", "index of the country"};
    Column<std::uint8_t> online{this, "online", "1 = a session is open"};
    Column<std::uint8_t> left{this, "left", "1 = has left for good"};
    Column<Doing> doing{this, "doing", "what the person was doing when seen last"};
    Column<Instant> cursor{this, "cursor", "the person's present then"};
    Column<std::uint32_t> pages{this, "pages", "pages of the session then"};
    Column<std::uint32_t> outages{this, "outages", "outages drawn then"};
    Column<Seconds32> submitted{this, "submitted", "work handed in then"};
    Column<Seconds32> returned{this, "returned", "work given back then"};
    Column<Seconds32> cut_off{this, "cut_off", "lost to outages then"};
    Column<Seconds32> interrupted{this, "interrupted", "interruptions then"};
    Column<Seconds32> qualification{this, "qualification", "sign-up and qualification then"};
    Column<Seconds32> payments{this, "payments", "time on payments then"};
    Column<Seconds32> instructions{this, "instructions", "instructions read then"};
    Column<Seconds32> search{this, "search", "search then"};
    Column<Seconds32> waiting{this, "waiting", "waiting then"};
    Column<Instant> look_from{this, "look_from", "begin of the present stretch of looks"};
    Column<Instant> wait_from{this, "wait_from", "begin of the first wait in it"};
    Column<std::uint32_t> look_pages{this, "look_pages", "pages looked at in it"};
    Column<Seconds32> look_time{this, "look_time", "search in it"};
    Column<Seconds32> wait_time{this, "wait_time", "waiting in it"};
};

/// Accounts of traced people who have logged in.
struct TracedAccounts final : sim::Table<TracedAccount> {
    TracedAccounts() : Table("traced_accounts", "accounts of traced people") {}
    Column<AccountId> account{this, "account", "the account"};
    Column<TracedId> person{this, "person", "its owner"};
    Column<Money> paid_out{this, "paid_out", "pay paid out when seen last"};
    Column<AccountStatus> status{this, "status", "status then"};
};

/// What happened, in the order in which it was seen: by tick, and for each person as it happened.
struct TraceEvents final : sim::Table<TraceEvent> {
    TraceEvents() : Table("trace_events", "what happened to traced people in the measured span") {}
    Column<std::int32_t> tick{this, "tick", "the tick in which it was seen"};
    Column<Instant> time{this, "time", "when it began"};
    Column<std::uint16_t> person{this, "person", "number of the traced person"};
    Column<TraceKind> kind{this, "kind", "what happened"};
    Column<TraceDetail> detail{this, "detail", "what more there is to say"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform; 255 = none"};
    Column<std::uint8_t> type{this, "type", "index of the task type; 255 = none"};
    Column<std::uint16_t> requester{this, "requester", "number of the requester; 65535 = none"};
    Column<std::uint64_t> batch{this, "batch", "structural key of the batch; 0 = none"};
    Column<std::int32_t> count{this, "count", "assignments, or pages of a look"};
    Column<Seconds32> seconds{this, "seconds", "how long it took"};
    Column<Money> money{this, "money", "the sum in question"};
    Column<HourlyPay> reservation_wage{this, "reservation_wage", "reservation wage at that moment"};
    Column<HourlyPay> expected_pay{this, "expected_pay", "learned net pay per hour at that moment"};
};

}  // namespace microwork
