// Traced people: what is kept of them is all that happened to them, and nothing else changes for it.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

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
    std::int64_t paid = 0, rejected = 0, credited = 0, paid_out = 0, approved_count = 0, rejected_count = 0;
};

Ledger ledger_of(const Market& m, LifeId l) {
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    const auto& s = m.get<Sessions>();
    Ledger sum{lives.online[l].value,       lives.submitted[l].value - lives.carried[l].value,
               lives.returned[l].value,     lives.cut_off[l].value,
               lives.instructions[l].value, lives.search[l].value,
               lives.waiting[l].value};
    if (const SessionId id = lives.session[l]; id) {
        const bool busy = s.doing[id] == Doing::working;
        EXPECT_FALSE(busy) << "compared only with those whose work is handed in";
        sum.submitted += s.submitted[id].value, sum.returned += s.returned[id].value, sum.cut_off += s.cut_off[id].value;
        sum.instructions += s.instructions[id].value, sum.search += s.search[id].value, sum.waiting += s.waiting[id].value;
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
            ASSERT_EQ(lives.key[life], people.key[p]);
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

}  // namespace tiny::trace
