// Requesters, the batches they post and the work that waits for their decision.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/agents/workers.hpp"
#include "models/microwork/country_set.hpp"
#include "sim/clock.hpp"
#include "sim/table.hpp"

namespace microwork {

struct Requester;
struct Batch;
struct Submission;
using RequesterId = sim::Id<Requester>;
using BatchId = sim::Id<Batch>;
using SubmissionId = sim::Id<Submission>;

/// How a requester decides whether work is paid.
enum class QualityControl : std::uint8_t { approve_all, gold, majority, arbitrary, manual, count };
/// Why work was refused. The last two are whole batches: at once, or by the client after the platform's checkers accepted.
enum class Refusal : std::uint8_t { none, gold, majority, manual, whole_batch, client };

struct Requesters final : sim::Table<Requester> {
    Requesters() : Table("requesters", "who posts tasks") { hash_by("key", "home"); }
    Column<std::uint64_t> key{this, "key", "structural key: platform and rank by size"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};
    Column<std::uint8_t> home{this, "home", "index of the home country"};
    Column<float> size{this, "size", "share of the platform's demand"};
    Column<float> batches_per_week{this, "batches_per_week", "posting rate at full scale"};
    Column<float> log_pay{this, "log_pay", "log of the target pay per hour, before the task type's part"};
    Column<QualityControl> control{this, "control", "quality control"};
    Column<std::uint8_t> two_stage{this, "two_stage", "1 = the platform's checkers decide first, the client after them"};
    Column<std::uint8_t> gives_reason{this, "gives_reason", "1 = refusals carry a reason"};
    Column<std::uint8_t> keeps_data{this, "keeps_data", "1 = uses refused work too and asks for no replacement"};
    Column<std::uint32_t> forum_approved{this, "forum_approved", "approved assignments that members of the forum reported"};
    Column<std::uint32_t> forum_rejected{this, "forum_rejected", "rejected assignments that they reported"};
    Column<std::uint32_t> gate{this, "gate", "approved assignments asked for; 0 = none"};
    Column<float> approval{this, "approval", "approval rate asked for; 0 = none"};
    Column<CountrySet> eligible{this, "eligible", "countries whose workers may take the tasks"};
    Column<Seconds> review_delay{this, "review_delay", "mean time to a decision"};
    Column<Instant> next_post{this, "next_post", "when the next batch is posted"};
    Column<std::uint32_t> posted{this, "posted", "batches drawn so far: the address of the next one's draws"};
};

/// What the search reads of a batch stands in the first 64 bytes of its row, the counts of the task ledger in the next.
struct Batches final : sim::Records<Batch> {
    Batches() : Records("batches", "batches with work that is open, in hand or under review", 64) { hash_by("key", "platform"); }
    Column<std::uint64_t> key{this, "key", "structural key: requester and its number of the batch; 0 = free row"};
    Column<CountrySet> eligible{this, "eligible", "countries whose workers may take it"};
    Column<Money> reward{this, "reward", "pay per assignment"};
    Column<float> seconds{this, "seconds", "true time per assignment at speed 1"};
    Column<Seconds32> instruction{this, "instruction", "time to read the instructions"};
    Column<std::int32_t> open{this, "open", "assignments that can be claimed"};
    Column<std::uint32_t> gate{this, "gate", "approved assignments a worker needs"};
    Column<float> approval{this, "approval", "approval rate a worker needs"};
    Column<std::uint16_t> cap{this, "cap", "assignments one worker may do; 0 = no cap"};
    Column<std::uint16_t> requester{this, "requester", "number of the requester"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};
    Column<std::uint8_t> type{this, "type", "index of the task type"};
    Column<std::uint8_t> asks{this, "asks", "what bars some people: bit 0 a computer, bits 1 to 3 that command of the language"};
    Column<std::uint8_t> harm{this, "harm", "exposure to harmful content by an hour of it, in hundredths of an hour"};
    Column<Instant> posted{this, "posted", "when it was posted"};

    Column<Instant> expires{this, "expires", "when it is taken down"};
    Column<std::int32_t> created{this, "created", "assignments posted, replacements of rejected ones included"};
    Column<std::int32_t> in_progress{this, "in_progress", "assignments in workers' hands"};
    Column<std::int32_t> under_review{this, "under_review", "assignments waiting for a decision"};
    Column<std::int32_t> incomplete{this, "incomplete", "of those under review, assignments that an outage cut off"};
    Column<std::int32_t> approved{this, "approved", "assignments approved"};
    Column<std::int32_t> rejected{this, "rejected", "assignments rejected"};
    Column<std::int32_t> expired{this, "expired", "assignments nobody did in time"};
    Column<std::int32_t> reviewed_correct{this, "reviewed_correct", "of those handed in, assignments that agree with common sense"};
    Column<std::int32_t> handed_in{this, "handed_in", "assignments handed in so far, complete ones"};
    Column<std::uint8_t> refused_whole{this, "refused_whole", "1 = everything handed in is refused without a reason"};
    Column<std::uint8_t> filled{this, "filled", "1 = nothing was open once: its time to fill is known"};
    Column<std::uint8_t> refused_by_client{this, "refused_by_client",
                                           "1 = what the platform's checkers accept is refused by the client"};
    Column<std::uint8_t> level{this, "level", "level that an account needs; 0 = none, 4 = Masters"};
    Column<std::uint32_t> fee{this, "fee", "what the platform takes of its rewards (millionths), as it was when it was posted"};
    Column<float> forum_taste{this, "forum_taste", "malus that members of the forum give it for its requester's rating"};
    Column<std::uint8_t> down{this, "down", "1 = taken down: nothing is open any more"};
    Column<std::uint8_t> reopens{this, "reopens", "1 = complete assignments may be rejected, and then asked for again"};
    Column<std::uint8_t> listed{this, "listed", "1 = stands on the board", sim::Role::scratch};
};

/// Work of one account on one batch, waiting for a decision.
struct Submissions final : sim::Records<Submission> {
    Submissions() : Records("submissions", "work that waits for a decision") { hash_by("key"); }
    Column<std::uint64_t> key{this, "key", "structural key: account, batch and the number of the claim; 0 = free row"};
    Column<BatchId> batch{this, "batch", "the batch"};
    Column<AccountId> account{this, "account", "the account"};
    Column<std::int32_t> assignments{this, "assignments", "how many"};
    Column<std::int32_t> correct{this, "correct", "how many of them agree with common sense: correct, unless the item misleads"};
    Column<std::int32_t> incomplete{this, "incomplete", "how many of them an outage cut off: they will be refused"};
    Column<Seconds32> time{this, "time", "seconds of work"};
    Column<std::uint8_t> passed{this, "passed", "1 = accepted by the platform's checkers: the client decides"};
    Column<std::uint8_t> lapsed{this, "lapsed", "1 = the platform's window will pass before anybody looks: approved then"};
    Column<Instant> due{this, "due", "when it is decided on; never = free row"};
};

/// Rows of tables with slots that are free again, the one freed last on top.
struct Slot;
struct FreeBatches final : sim::Table<Slot> {
    FreeBatches() : Table("free_batches", "rows of batches that can be used again") {}
    Column<std::uint32_t> row{this, "row", "a free row", sim::Role::link};
};
struct FreeSubmissions final : sim::Table<Slot> {
    FreeSubmissions() : Table("free_submissions", "rows of submissions that can be used again") {}
    Column<std::uint32_t> row{this, "row", "a free row", sim::Role::link};
};

/// Takes a free row, the one given back last first, or appends one. What a row held before is still there.
template <class Free, class T>
std::uint32_t take_used_row(Free& free, T& table) {
    if (free.rows() == 0)
        return table.append_rows(1);
    const std::uint32_t last = free.row[typename Free::row_id{free.rows() - 1}];
    free.resize(free.rows() - 1);
    return last;
}
/// The same, and the row is zero.
template <class Free, class T>
std::uint32_t take_row(Free& free, T& table) {
    const std::uint32_t row = take_used_row(free, table);
    table.zero_row(row);
    return row;
}
template <class Free>
void give_row(Free& free, std::uint32_t row) {
    free.row[free.append()] = row;
}

/// Closes a batch that has nothing open, in hand or under review any more. Returns whether its row is to be freed.
inline bool close_if_settled(BatchId batch, Batches& batches) {
    if (batches.open[batch] != 0 || batches.in_progress[batch] != 0 || batches.under_review[batch] != 0)
        return false;
    batches.key[batch] = 0;
    batches.expires[batch] = sim::never;
    return true;
}

}  // namespace microwork
