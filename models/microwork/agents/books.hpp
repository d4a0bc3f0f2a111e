// The books: three ledgers that must balance at every tick, and the flows by country and platform from which series are drawn.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

#include "sim/ledger.hpp"
#include "sim/owner_groups.hpp"
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
struct PayLevel;

/// Running totals by country of residence since the run began; days are differences of them.
struct CountryFlows final : sim::Records<CountryFlow> {
    CountryFlows() : Records("country_flows", "running totals by country of the workers") {}
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
    Column<std::int64_t> interrupted{this, "interrupted", "seconds away from work in hand: care, breaks (sessions closed)"};
    Column<std::int64_t> stayed_away{this, "stayed_away", "log-ins that did not happen: bad days, breaks from harmful content"};
    Column<std::int64_t> strikes{this, "strikes", "lost connections held against accounts"};
    Column<std::int64_t> suspensions{this, "suspensions", "accounts suspended"};
    Column<std::int64_t> registered{this, "registered", "people ever registered: the number of the next one"};
    Column<std::int64_t> registrations{this, "registrations", "people who registered"};
    Column<std::int64_t> exits{this, "exits", "people who left for good"};
    Column<std::int64_t> exits_job{this, "exits_job", "of these, people who found a job"};
    Column<std::int64_t> exits_ban{this, "exits_ban", "of these, people whose last account was banned"};
    Column<std::int64_t> exits_harm{this, "exits_harm", "of these, people who could no longer bear harmful content"};
    Column<std::int64_t> turned_away{this, "turned_away",
                                     "newcomers, and people in search of a platform, who could sign up nowhere"};
    Column<std::int64_t> sign_ups{this, "sign_ups", "people inside who began to sign up on one more platform"};
    Column<std::int64_t> tests_failed{this, "tests_failed", "qualification tests failed"};
    Column<std::int64_t> bans{this, "bans", "accounts banned"};
    Column<std::int64_t> moved_in{this, "moved_in", "people who moved here"};
    Column<std::int64_t> moved_out{this, "moved_out", "people who moved away"};
    Column<std::int64_t> owner_cut{this, "owner_cut", "micro-dollars kept by owners of accounts that people here had borrowed"};
};

/// What people online lately have learned that work pays, by country of residence; taken once a week.
struct PayLevels final : sim::Table<PayLevel> {
    PayLevels() : Table("pay_levels", "learned pay by country") {}
    Column<std::int64_t> learned{this, "learned", "sum of learned pay per hour of people online lately, micro-dollars"};
    Column<std::int64_t> people{this, "people", "how many people these are"};
    Column<std::int64_t> first_learned{this, "first_learned", "that sum when the measured span began"};
    Column<std::int64_t> first_people{this, "first_people", "that number when the measured span began"};
};

/// Running totals by platform since the run began.
struct PlatformFlows final : sim::Records<PlatformFlow> {
    PlatformFlows() : Records("platform_flows", "running totals by platform") {}
    Column<std::int64_t> batches{this, "batches", "batches posted"};
    Column<std::int64_t> posted{this, "posted", "assignments posted"};
    Column<std::int64_t> claims{this, "claims", "claims granted in full or in part"};
    Column<std::int64_t> lost{this, "lost", "claims that got nothing: others were faster"};
    Column<std::int64_t> handed_in{this, "handed_in", "assignments handed in"};
    Column<std::int64_t> correct{this, "correct", "correct assignments among them"};
    Column<std::int64_t> returned{this, "returned", "assignments given back"};
    Column<std::int64_t> strikes{this, "strikes", "lost connections held against accounts"};
    Column<std::int64_t> suspensions{this, "suspensions", "accounts suspended"};
    Column<std::int64_t> bans{this, "bans", "accounts banned"};
    Column<std::int64_t> approved{this, "approved", "assignments approved"};
    Column<std::int64_t> expired{this, "expired", "assignments nobody did in time"};
    Column<std::int64_t> rejected_gold{this, "rejected_gold", "assignments rejected after gold questions"};
    Column<std::int64_t> rejected_majority{this, "rejected_majority", "assignments rejected as the minority answer"};
    Column<std::int64_t> rejected_manual{this, "rejected_manual", "assignments rejected after a look at a sample"};
    Column<std::int64_t> rejected_arbitrary{this, "rejected_arbitrary",
                                            "assignments refused with their whole batch, without a reason"};
    Column<std::int64_t> rejected_client{this, "rejected_client", "assignments refused by the client after checkers accepted them"};
    Column<std::int64_t> auto_approved{this, "auto_approved",
                                       "of those approved, the ones that nobody looked at within the platform's window"};
    Column<std::int64_t> rejected_incomplete{this, "rejected_incomplete",
                                             "assignments rejected because an outage had cut them off"};
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

/// What a group of people or batches adds to the books while others add their part at the same time.
struct Till {
    TimeLedger time;
    TaskLedger tasks;
    MoneyLedger money;
    CountryFlows countries;
    PlatformFlows platforms;

    template <class Book>
    Book& get() {
        if constexpr (std::is_same_v<Book, TimeLedger>)
            return time;
        else if constexpr (std::is_same_v<Book, TaskLedger>)
            return tasks;
        else if constexpr (std::is_same_v<Book, MoneyLedger>)
            return money;
        else if constexpr (std::is_same_v<Book, CountryFlows>)
            return countries;
        else if constexpr (std::is_same_v<Book, PlatformFlows>)
            return platforms;
        else
            static_assert(!sizeof(Book), "a till holds no such book");
    }
};

/// A till for each group. All they hold are sums of integers, so the books do not depend on the groups.
class Tills {
  public:
    void prepare(std::size_t countries, std::size_t platforms) {
        for (Till& till : tills_)
            till.countries.resize(countries), till.platforms.resize(platforms);
    }
    Till& operator[](std::size_t group) { return tills_[group]; }
    /// Enters in the books what the first `groups` tills hold of them, and empties the tills.
    template <class... Book>
    void empty_into(std::size_t groups, Book&... books) {
        for (std::size_t g = 0; g < groups; ++g)
            (books.take_totals(tills_[g].get<Book>()), ...);
    }

    /// Numbers that nobody has emptied into the books: none between two phases.
    std::int64_t forgotten() const {
        std::int64_t count = 0;
        for (const Till& till : tills_)
            for (const sim::TableBase* book : std::initializer_list<const sim::TableBase*>{&till.time, &till.tasks, &till.money,
                                                                                           &till.countries, &till.platforms})
                count += book->nonzero_totals();
        return count;
    }

  private:
    std::array<Till, sim::OwnerGroups::most> tills_;
};

}  // namespace microwork
