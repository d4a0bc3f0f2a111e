// What the studies that read the market have written down: a log of work by account, sightings of batches. No mechanism reads
// these.
#pragma once

#include <cstdint>

#include "models/microwork/agents/sessions.hpp"
#include "models/microwork/surveys/study.hpp"

namespace microwork {

struct WorkLog;
struct LoggedAccount;
struct LoggedRequester;
struct LoggedWage;
struct Sighting;
struct SeenBatch;
using WorkLogId = sim::Id<WorkLog>;
using SightingId = sim::Id<Sighting>;

/// One row for each account that a log of work has seen, in the measured span.
struct WorkLogs final : sim::Records<WorkLog> {
    WorkLogs() : Records("work_logs", "accounts of a logged platform: their work in the measured span") {
        hash_by("key", "platform");
    }
    Column<std::uint64_t> key{this, "key", "structural key of the account"};
    Column<AccountId> account{this, "account", "the account"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};
    Column<Instant> picked_up{this, "picked_up", "when the latest work was accepted"};
    Column<Instant> until{this, "until", "end of the latest stretch of work; only with time logged"};
    Column<Seconds32> time{this, "time", "stretches of work, short gaps between them joined"};
    Column<Seconds32> gated_time{this, "gated_time", "of these, what gated work added"};
    Column<Seconds32> research_time{this, "research_time", "of these, what surveys and experiments added"};
    Column<std::uint32_t> accepted{this, "accepted", "assignments accepted"};
    Column<std::uint32_t> submitted{this, "submitted", "assignments handed in"};
    Column<std::uint32_t> returned{this, "returned", "assignments given back or lost"};
    Column<std::uint32_t> approved{this, "approved", "assignments approved"};
    Column<std::uint32_t> rejected{this, "rejected", "assignments rejected"};
    Column<std::uint32_t> gated{this, "gated", "assignments handed in that ask for a minimum count of approved ones"};
    Column<std::uint32_t> research{this, "research", "assignments handed in of surveys and experiments"};
    Column<Money> pay{this, "pay", "rewards of approved assignments, less the cut of a borrowed account's owner"};
    Column<Money> gated_pay{this, "gated_pay", "of these, for gated work"};
    Column<Money> research_pay{this, "research_pay", "of these, for surveys and experiments"};
};

/// The log of each account: a row for each row of `Accounts`, as far as somebody has looked.
struct LoggedAccounts final : sim::Table<LoggedAccount> {
    LoggedAccounts() : Table("logged_accounts", "where the log of an account is") {}
    Column<std::uint32_t> log{this, "log", "row of the log, from 1; 0 = none", sim::Role::link};
};

/// What the requesters of a logged platform have offered, a row for each row of `Requesters`.
struct LoggedRequesters final : sim::Table<LoggedRequester> {
    LoggedRequesters() : Table("logged_requesters", "what requesters of a logged platform offered in the measured span") {}
    Column<std::int64_t> batches{this, "batches", "batches posted"};
    Column<std::int64_t> offered{this, "offered", "sum over these of the reward for an hour of true time, micro-dollars"};
    Column<Money> mass{this, "mass", "rewards posted"};
};

/// Assignments handed in on logged platforms by hourly pay, a row for each bin of `logged_wage_edges`.
struct LoggedWages final : sim::Table<LoggedWage> {
    LoggedWages() : Table("logged_wages", "assignments handed in by hourly pay") {}
    Column<std::int64_t> tasks{this, "tasks", "assignments"};
    Column<std::int64_t> gated{this, "gated", "of these, with a minimum count of approved assignments"};
};

/// One row for each batch that a tracker has seen on a board.
struct Sightings final : sim::Table<Sighting> {
    Sightings() : Table("sightings", "batches that a tracker has seen in the measured span") { hash_by("key", "platform"); }
    Column<std::uint64_t> key{this, "key", "structural key of the batch"};
    Column<Money> reward{this, "reward", "pay per assignment"};
    Column<std::int32_t> size{this, "size", "assignments open when first seen"};
    Column<Instant> first_seen{this, "first_seen", "the first look at it"};
    Column<Instant> last_open{this, "last_open", "the latest look with work remaining"};
    Column<std::uint32_t> gate{this, "gate", "approved assignments asked for"};
    Column<std::uint16_t> requester{this, "requester", "number of the requester"};
    Column<std::uint8_t> type{this, "type", "index of the task type"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};
};

/// The sighting of each batch: a row for each row of `Batches`, as far as somebody has looked. Rows of batches are used again, so
/// a sighting counts when its key is the batch's.
struct SeenBatches final : sim::Table<SeenBatch> {
    SeenBatches() : Table("seen_batches", "where the sighting of a batch is") {}
    Column<std::uint32_t> sighting{this, "sighting", "row of the sighting, from 1; 0 = none", sim::Role::link};
};

/// Whether a study looks at the platform.
inline bool covers(const SurveyDesign& study, std::uint8_t platform) {
    for (const SurveyStratum& s : study.strata)
        if (s.platform == SurveyStratum::every_platform || s.platform == platform)
            return true;
    return false;
}

}  // namespace microwork
