// Traced people: what is kept of them is all that happened to them, and nothing else changes for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sim/checkpoint.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::trace {

using namespace microwork;

const Overrides everybody{"trace.sample=10000", "trace.among=all"};

/// Sums of one person's events.
struct Sums {
    std::map<TraceKind, std::int64_t> seconds, count, money, events;
};

std::vector<Sums> sums_of(const MicroworkModel& model) {
    const auto& events = model.market().get<TraceEvents>();
    std::vector<Sums> sums(model.market().get<Traced>().rows());
    for (std::size_t r = 0; r < events.rows(); ++r) {
        const TraceEventId e{r};
        Sums& s = sums[events.person[e]];
        const TraceKind kind = events.kind[e];
        s.seconds[kind] += events.seconds[e].value, s.count[kind] += events.count[e];
        s.money[kind] += events.money[e].value, ++s.events[kind];
    }
    return sums;
}

/// Both ledgers of a person, those of a session that is open included.
struct Ledger {
    std::int64_t online = 0, submitted = 0, returned = 0, cut_off = 0, instructions = 0, search = 0, waiting = 0;
    std::int64_t interrupted = 0, qualification = 0, payments = 0;
    std::int64_t paid = 0, rejected = 0, credited = 0, paid_out = 0, approved_count = 0, rejected_count = 0;
};

Ledger ledger_of(const Market& m, LifeId l) {
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    const auto& s = m.get<Sessions>();
    Ledger sum{lives.online[l].value,        lives.submitted[l].value - carried_by(l, lives, accounts, m.get<CarriedWork>()).value,
               lives.returned[l].value,      lives.cut_off[l].value,
               lives.instructions[l].value,  lives.search[l].value,
               lives.waiting[l].value,       lives.interrupted[l].value,
               lives.qualification[l].value, lives.payments[l].value};
    if (const SessionId id = lives.session[l]; id) {
        const bool busy = s.doing[id] == Doing::working;
        EXPECT_FALSE(busy) << "compared only with those whose work is handed in";
        sum.submitted += s.submitted[id].value, sum.returned += s.returned[id].value, sum.cut_off += s.cut_off[id].value;
        sum.instructions += s.instructions[id].value, sum.search += s.search[id].value, sum.waiting += s.waiting[id].value;
        sum.interrupted += s.interrupted[id].value, sum.qualification += s.qualification[id].value;
        sum.payments += s.payments[id].value;
    }
    for (AccountId a = lives.first_account[l]; a; a = accounts.next[a]) {
        sum.paid += accounts.paid[a].value, sum.rejected += accounts.rejected_time[a].value;
        sum.credited += accounts.credited[a].value, sum.paid_out += accounts.paid_out[a].value;
        sum.approved_count += accounts.approved_span[a], sum.rejected_count += accounts.rejected_span[a];
    }
    return sum;
}

/// Every second and every micro-dollar of a person's ledgers is in the person's events, whoever the person is.
TEST(Trace, SumsOfEventsAreTheLedgers) {
    for (const char* burn_in : {"run.burn_in=1w", "run.burn_in=0s"}) {
        Overrides overrides = everybody;
        overrides.push_back(burn_in);
        const Model model = finished(overrides);
        const Market& m = model->market();
        const auto& people = m.get<Traced>();
        const auto& lives = m.get<Lives>();
        const auto sums = sums_of(*model);
        std::size_t compared = 0, with_refusals = 0;
        for (std::size_t r = 0; r < people.rows(); ++r) {
            const TracedId p{r};
            const LifeId life = people.life[p];
            if (!life)
                continue;
            ASSERT_EQ(lives.key[life], people.worker[p]);
            if (const SessionId id = lives.session[life]; id && m.get<Sessions>().doing[id] == Doing::working)
                continue;
            const Ledger ledger = ledger_of(m, life);
            Sums s = sums[r];
            ++compared, with_refusals += ledger.rejected_count > 0;
            const std::string who = traced_name("", people.number[p]);
            EXPECT_EQ(s.seconds[TraceKind::submit], ledger.submitted) << who;
            EXPECT_EQ(s.seconds[TraceKind::give_back], ledger.returned) << who;
            EXPECT_EQ(s.seconds[TraceKind::outage], ledger.cut_off) << who;
            EXPECT_EQ(s.seconds[TraceKind::instructions], ledger.instructions) << who;
            EXPECT_EQ(s.seconds[TraceKind::look] + people.look_time[p].value, ledger.search) << who;
            EXPECT_EQ(s.seconds[TraceKind::wait] + people.wait_time[p].value, ledger.waiting) << who;
            EXPECT_EQ(s.seconds[TraceKind::interrupted], ledger.interrupted) << who;
            EXPECT_EQ(s.seconds[TraceKind::qualification], ledger.qualification) << who;
            EXPECT_EQ(s.seconds[TraceKind::payments], ledger.payments) << who;
            EXPECT_EQ(s.seconds[TraceKind::log_out], ledger.online) << who;
            EXPECT_EQ(s.events[TraceKind::log_out], std::int64_t{lives.sessions[life]}) << who;
            EXPECT_EQ(s.seconds[TraceKind::approved], ledger.paid) << who;
            EXPECT_EQ(s.seconds[TraceKind::refused], ledger.rejected) << who;
            EXPECT_EQ(s.money[TraceKind::approved], ledger.credited) << who;
            EXPECT_EQ(s.count[TraceKind::approved], ledger.approved_count) << who;
            EXPECT_EQ(s.count[TraceKind::refused], ledger.rejected_count) << who;
            if (std::string_view(burn_in) == "run.burn_in=0s") {
                EXPECT_EQ(s.money[TraceKind::payout], ledger.paid_out) << who;
            }
        }
        EXPECT_GT(compared, 250u);
        EXPECT_GT(with_refusals, 20u);
    }
}

/// All tables but those of the trace.
std::map<std::string, std::string> untraced_hashes(MicroworkModel& model) {
    auto hashes = table_hashes(model);
    for (const char* table : {"traced", "traced_accounts", "trace_events"})
        EXPECT_EQ(hashes.erase(table), 1u) << table;
    return hashes;
}

TEST(Trace, ChangesNothingElse) {
    const Model nobody = finished({"trace.sample=0"}), all = finished(everybody);
    EXPECT_EQ(nobody->market().get<TraceEvents>().rows(), 0u);
    EXPECT_GT(all->market().get<TraceEvents>().rows(), 50'000u);
    EXPECT_EQ(untraced_hashes(*nobody), untraced_hashes(*all));
}

TEST(Trace, IsTheSameForAnyThreadsAndChunksAndAfterAResume) {
    const std::string expected = fingerprint(*finished(everybody));
    Overrides other = everybody;
    other.push_back("run.chunk=7");
    EXPECT_EQ(fingerprint(*finished(other, 3)), expected);

    const tests::TempFolder folder;
    for (const std::int32_t at : {300, 1001}) {  // in the burn-in and in the measured span, with sessions and stretches open
        const Model first = load(everybody), second = load(everybody);
        found_and_run(*first, 1, at);
        sim::write_checkpoint(folder / "run.checkpoint", {at, "", "", first->name()}, first->tables());
        sim::read_checkpoint(folder / "run.checkpoint", second->tables());
        second->restored(at);
        run(*second, 2, at, second->end_tick());
        EXPECT_EQ(fingerprint(*second), expected) << at;
    }
}

/// A life is told in order: online between log-in and log-out only, what is claimed is ended before the next claim, and nobody does
/// two things at a time in a session.
TEST(Trace, TellsLivesThatCanBe) {
    Overrides overrides = everybody;
    overrides.push_back("run.burn_in=0s");
    const Model model = finished(overrides);
    const auto& events = model->market().get<TraceEvents>();
    struct Person {
        bool online = false;
        std::int32_t busy_until = 0, claimed = 0;
    };
    std::vector<Person> people(model->market().get<Traced>().rows());
    std::int32_t tick = 0;
    for (std::size_t r = 0; r < events.rows(); ++r) {
        const TraceEventId e{r};
        Person& p = people[events.person[e]];
        ASSERT_GE(events.tick[e], tick) << "events stand in the order of ticks";
        tick = events.tick[e];
        const TraceKind kind = events.kind[e];
        if (kind == TraceKind::approved || kind == TraceKind::refused || kind == TraceKind::payout ||
            kind == TraceKind::suspended || kind == TraceKind::banned)
            continue;
        EXPECT_EQ(p.online, kind != TraceKind::log_in && kind != TraceKind::leaves) << r;
        if (kind == TraceKind::log_in || kind == TraceKind::log_out) {
            p.online = kind == TraceKind::log_in;
            p.busy_until = events.time[e].value;
            continue;
        }
        if (kind == TraceKind::wait)  // between the looks of a stretch: only its sum is told
            continue;
        if (kind == TraceKind::claim) {
            EXPECT_EQ(p.claimed, 0) << r;
            p.claimed = events.count[e];
        } else if (kind == TraceKind::submit || kind == TraceKind::give_back || kind == TraceKind::outage) {
            p.claimed -= events.count[e];
            EXPECT_GE(p.claimed, 0) << r;
        }
        EXPECT_GE(events.time[e].value, p.busy_until) << r;
        p.busy_until = events.time[e].value + events.seconds[e].value;
    }
}

/// Names of the people whom a scenario traces.
std::vector<std::string> traced(const Overrides& overrides) {
    const Model model = load(overrides);
    model->found(randomness(*model), sim::Parallel(1));
    const auto& people = model->market().get<Traced>();
    std::vector<std::string> names;
    for (std::size_t r = 0; r < people.rows(); ++r)
        names.push_back(
            traced_name(model->market().get<World>().countries[people.country[TracedId{r}]].iso2, people.number[TracedId{r}]));
    std::sort(names.begin(), names.end());
    return names;
}

TEST(Trace, TheSampleDependsOnSeedAndKeysAlone) {
    const auto ten = traced({"trace.sample=10"});
    EXPECT_EQ(ten.size(), 10u);
    EXPECT_EQ(traced({"trace.sample=10", "run.tick=5min", "search.pay_weight=1", "demand.batch_size=2", "run.chunk=3"}), ten);
    EXPECT_NE(traced({"trace.sample=10", "run.seed=2"}), ten);
    // Asking for more people leaves those chosen before.
    const auto thirty = traced({"trace.sample=30"});
    EXPECT_TRUE(std::includes(thirty.begin(), thirty.end(), ten.begin(), ten.end()));
    // The same person is chosen by name; twice the same person is one.
    auto with_name = traced({"trace.sample=10", fmt::format("trace.workers=[\"{}\"]", ten[3])});
    EXPECT_EQ(with_name, ten);
    const std::string first = ten.front();
    EXPECT_EQ(traced({"trace.sample=0", fmt::format("trace.workers=[\"{}\"]", first)}), std::vector<std::string>{first});
    for (const auto& name : traced({"trace.sample=10", "trace.countries=[\"IN\"]"}))
        EXPECT_TRUE(name.starts_with("IN-")) << name;
}

TEST(Trace, TheSampleKeepsToItsClass) {
    const Overrides half{"activity.regular_share=0.5", "activity.casual_sessions=3"};
    const auto of = [&](const char* among) {
        Overrides overrides = half;
        overrides.push_back("trace.sample=10000"), overrides.push_back(fmt::format("trace.among={}", among));
        return traced(overrides);
    };
    const auto regular = of("regular"), casual = of("casual"), all = of("all");
    EXPECT_EQ(regular.size() + casual.size(), all.size());
    EXPECT_GT(regular.size(), 100u);
    EXPECT_GT(casual.size(), 100u);
    for (const auto& name : regular)
        EXPECT_FALSE(std::binary_search(casual.begin(), casual.end(), name));
}

/// Somebody who is nobody, or who registers later, costs a row and no event.
TEST(Trace, PeopleWhoNeverLogInHaveNoEvents) {
    const Model model = finished({"trace.sample=0", "trace.workers=[\"IN-99999999\"]"});
    EXPECT_EQ(model->market().get<Traced>().rows(), 1u);
    EXPECT_EQ(model->market().get<TraceEvents>().rows(), 0u);
}

}  // namespace tiny::trace
