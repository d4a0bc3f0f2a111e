// People. `Workers` holds everybody registered and costs a few bytes each; `Lives` holds one packed record for each person who
// has logged in since the run began. What a person is comes from the key; what a person learns and does is kept here.
#pragma once

#include <array>
#include <cstdint>

#include "sim/table.hpp"

namespace microwork {

using sim::HourlyPay;
using sim::Instant;
using sim::Money;
using sim::Seconds;
using sim::Seconds32;
using sim::Share;

struct Worker;
struct Life;
struct Account;
struct AccountFile;
struct Session;

using WorkerId = sim::Id<Worker>;
using LifeId = sim::Id<Life>;
using AccountId = sim::Id<Account>;
using FileId = sim::Id<AccountFile>;
using SessionId = sim::Id<Session>;

/// Requesters whom a worker remembers.
inline constexpr std::size_t remembered = 4;
using RequesterNumbers = std::array<std::uint16_t, remembered>;
/// "nobody" in a list of remembered requesters.
inline constexpr std::uint16_t no_requester = 0xffff;

/// Everybody registered, packed: who wakes is reached at random, and a row is one wait for memory. Walked once a week; a person who
/// does not log in is never touched.
struct Workers final : sim::Records<Worker> {
    Workers() : Records("workers", "everybody registered on a platform") { hash_by("key", "country"); }
    Column<std::uint64_t> key{this, "key", "structural key: country and the person's number among its entrants"};
    // Left out of hashes: which candidate can stand depends on seasons and shocks still to come, and what is must not.
    Column<Instant> next_candidate{this, "next_candidate", "when the next candidate log-in that can stand falls due",
                                   sim::Role::link};
    Column<std::uint32_t> candidate{this, "candidate", "its number: the address of its draws", sim::Role::link};
    Column<LifeId> life{this, "life", "record of the person's life here; none before the first log-in"};
    Column<std::uint16_t> entry_week{this, "entry_week", "week of registration; 0 = registered before the run"};
    Column<std::uint8_t> country{this, "country", "index of the country of registration (residence: lives)"};
};

/// What a person is, believes and has done, for those who have logged in. One packed record each.
struct Lives final : sim::Records<Life> {
    Lives() : Records("lives", "people who have logged in since the run began") { hash_by("key", "country"); }
    Column<std::uint64_t> key{this, "key", "structural key of the worker"};
    Column<WorkerId> worker{this, "worker", "row of the registered person"};
    Column<AccountId> first_account{this, "first_account", "first of the person's accounts"};
    Column<SessionId> session{this, "session", "row of the open session; none while offline"};

    Column<HourlyPay> baseline_wage{this, "baseline_wage", "reservation wage at rest: the value of a spare hour"};
    Column<float> wage_shift{this, "wage_shift", "log deviation of the present reservation wage from the one at rest"};
    Column<HourlyPay> expected_pay{this, "expected_pay", "learned net pay per hour of total time"};
    Column<float> scarcity{this, "scarcity", "learned share of the time online lost to waiting and to claims that others got"};
    Column<float> speed{this, "speed", "work speed; 1 = the nominal time"};
    Column<float> skill{this, "skill", "skill on the scale of task difficulty (logit of being correct)"};

    Column<float> fatigue{this, "fatigue", "hours of strain not recovered from when last seen"};
    Column<float> exposure{this, "exposure", "exposure to harmful content when last seen, in hours"};

    Column<Instant> last_seen{this, "last_seen",
                              "end of the latest session (beginning of the first): forgetting and exits are caught up from here"};
    Column<Seconds32> online_today{this, "online_today", "time online on the day of last_seen"};
    Column<Seconds32> online_week{this, "online_week", "time online in the week of last_seen"};
    Column<Money> earned_week{this, "earned_week", "rewards of what was handed in in the week of last_seen"};
    Column<Instant> satisfied_until{this, "satisfied_until", "the income aimed at is reached: no log-in before"};
    Column<std::array<std::uint8_t, 14>> paid_sessions{
        this, "paid_sessions", "sessions with a submitted task in each of the 14 weeks up to that of last_seen (ring by week)"};

    Column<RequesterNumbers> known{this, "known", "requesters the worker remembers (number; 65535 = nobody)"};
    Column<std::array<std::uint16_t, remembered>> known_reviewed{this, "known_reviewed", "assignments each of them has reviewed"};
    Column<std::array<std::uint16_t, remembered>> known_rejected{this, "known_rejected", "assignments each of them has rejected"};
    Column<std::array<std::int16_t, remembered>> known_refusal_day{this, "known_refusal_day",
                                                                   "day of the latest rejection by each of them; -1 = none"};

    Column<Seconds32> online{this, "online", "time online since the measured span began"};
    Column<Seconds32> submitted{this, "submitted", "work handed in"};
    Column<Seconds32> returned{this, "returned", "work given back unfinished"};
    Column<Seconds32> cut_off{this, "cut_off", "work lost by, and time spent in, an outage"};
    Column<Seconds32> interrupted{this, "interrupted", "away from work in hand: care, breaks"};
    Column<Seconds32> instructions{this, "instructions", "reading instructions"};
    Column<Seconds32> search{this, "search", "looking for tasks"};
    Column<Seconds32> waiting{this, "waiting", "waiting for tasks while logged in"};
    Column<Seconds32> qualification{this, "qualification", "signing up and taking unpaid qualification tests"};
    Column<Seconds32> payments{this, "payments", "managing payments"};
    Column<Seconds32> on_alert{this, "on_alert", "on the watch for tasks while logged off, counted at the next log-in"};
    Column<std::uint32_t> sessions{this, "sessions", "sessions since the measured span began"};

    Column<std::uint8_t> country{this, "country", "index of the country of residence"};
    Column<std::int8_t> zone{this, "zone", "offset of the local clock from UTC in quarters of an hour"};
    Column<std::uint8_t> regular{this, "regular", "1 = regular, 0 = casual"};
    Column<std::uint8_t> main_income{this, "main_income", "1 = micro-work is the main income"};
    Column<std::uint8_t> vigilant{this, "vigilant", "1 = on watch, with alerts or scripts"};
    Column<std::uint8_t> woman{this, "woman", "1 = woman"};
    Column<std::uint8_t> age_band{this, "age_band", "0 = 18-24, 1 = 25-34, 2 = 35-44, 3 = 45 and over"};
    Column<std::uint8_t> degree{this, "degree", "1 = holds a university degree"};
    Column<std::uint8_t> status{this, "status", "activity status outside micro-work"};
    Column<std::uint8_t> caregiver{this, "caregiver", "1 = looks after somebody"};
    Column<std::uint8_t> connection{this, "connection", "class of the connection: 0 stable, 1 intermittent, 2 poor"};
    Column<std::uint8_t> backup{this, "backup", "1 = laptop or phone that outlasts a power cut"};
    Column<std::uint8_t> condition{this, "condition", "1 = limiting health condition"};
    Column<std::uint8_t> forum{this, "forum", "1 = member of the workers' forum"};
    Column<std::uint8_t> worked{this, "worked", "1 = has handed in a task in this run, as of the latest log-out"};
    Column<std::uint8_t> dormant{this, "dormant", "1 = has left for good; stays on the register"};

    std::int32_t last_day(LifeId id) const { return last_seen[id].value / static_cast<std::int32_t>(sim::seconds_per_day); }
    std::int32_t last_week(LifeId id) const { return last_seen[id].value / static_cast<std::int32_t>(sim::seconds_per_week); }
};

/// What an account may do. Only active ones see listings.
enum class AccountStatus : std::uint8_t { active, qualifying, suspended, banned };

/// Accounts of people who have logged in, chained per person. Review and pay happen here.
struct Accounts final : sim::Records<Account> {
    Accounts() : Records("accounts", "accounts (worker and platform) of people who have logged in") { hash_by("key", "country"); }
    Column<std::uint64_t> key{this, "key", "structural key: worker and platform"};
    Column<LifeId> owner{this, "owner", "the person"};
    Column<AccountId> next{this, "next", "next account of the same person"};
    Column<Money> credited{this, "credited", "pay credited since the measured span began"};
    Column<Money> balance{this, "balance", "pay credited and not yet paid out"};
    Column<Money> paid_out{this, "paid_out", "pay paid out since the run began"};
    Column<Money> rail_fees{this, "rail_fees", "fees of payouts since the run began"};
    Column<FileId> file{this, "file", "what only few accounts have (account_files); 0 = nothing of the kind"};
    Column<Seconds32> under_review{this, "under_review", "work waiting for a decision"};
    Column<Seconds32> paid{this, "paid", "work that was paid"};
    Column<Seconds32> rejected_time{this, "rejected_time", "work that was refused"};
    Column<std::uint32_t> approved{this, "approved", "assignments approved, whole career"};
    Column<std::uint32_t> rejected{this, "rejected", "assignments rejected, whole career"};
    Column<std::uint32_t> approved_span{this, "approved_span", "assignments approved since the measured span began"};
    Column<std::uint32_t> rejected_span{this, "rejected_span", "assignments rejected since the measured span began"};
    Column<std::uint32_t> rejected_correct{this, "rejected_correct", "of those rejected since the run began, correct ones"};
    Column<float> window_rejected{this, "window_rejected", "rejected assignments in the window of the approval rate"};
    Column<std::uint8_t> level{this, "level", "level on a managed platform, as of the latest log-in"};
    Column<std::uint8_t> payouts_unseen{this, "payouts_unseen", "payouts since the latest log-in, at most 255"};
    Column<AccountStatus> status{this, "status", "0 active, 1 in qualification, 2 suspended, 3 banned"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};
    Column<std::uint8_t> country{this, "country", "index of the worker's country of residence"};
    Column<std::uint8_t> paper{this, "paper", "index of the country on paper: requesters see this one"};
    Column<std::uint8_t> borrowed{this, "borrowed", "1 = somebody else's account, who keeps a cut"};
};

/// What only few accounts have, kept apart so that the others do not pay for it. Row 0 is that of all accounts without a file: it
/// is read like any other, and stays zero.
struct AccountFiles final : sim::Records<AccountFile> {
    AccountFiles()
        : Records("account_files", "accounts that are borrowed, in qualification, or have lost connections held against them") {
        hash_by("key", "country");
        resize(1);
    }
    /// The file of the account, opened if there is none.
    FileId of(AccountId a, Accounts& accounts) {
        if (accounts.file[a].row == 0)
            open(append(), a, accounts);
        return accounts.file[a];
    }
    /// Makes an appended row the file of the account.
    void open(FileId file, AccountId a, Accounts& accounts) {
        accounts.file[a] = file;
        key[file] = accounts.key[a], country[file] = accounts.country[a];
    }
    Column<std::uint64_t> key{this, "key", "structural key of the account"};
    Column<Money> forfeited{this, "forfeited", "pay lost with a ban since the run began"};
    Column<Money> owner_cut{this, "owner_cut", "what the owner of a borrowed account kept since the run began"};
    Column<Instant> suspended_until{this, "suspended_until", "end of the latest suspension; in qualification, no test before"};
    Column<Seconds32> qualification_left{this, "qualification_left", "sign-up and tests that are still to be done"};
    Column<Instant> struck{this, "struck", "when a lost connection was last held against it"};
    Column<std::uint16_t> strikes{this, "strikes", "lost connections held against it by then that had not lapsed"};
    Column<std::uint8_t> country{this, "country", "index of the worker's country of residence when the file was opened"};
};

}  // namespace microwork
