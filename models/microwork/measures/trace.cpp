#include "models/microwork/measures/trace.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace microwork {

namespace {

/// Takes up the person's record and whatever accounts are new.
void meet(TracedId p, LifeId life, const Lives& lives, const Accounts& accounts, Tracing& tracing, Traced& people,
          TracedAccounts& owned) {
    people.life[p] = life;
    for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
        if (tracing.accounts.find(a.row) != TracedId::no_row)
            continue;
        const TracedAccountId row = owned.append();
        owned.account[row] = a, owned.person[row] = p, owned.paid_out[row] = accounts.paid_out[a];
        owned.status[row] = accounts.status[a];
        tracing.accounts.add(a.row, row.row);
    }
}

TraceDetail reason_of(const Decision& d) {
    switch (d.cause) {
        case Refusal::whole_batch:
            return TraceDetail::whole_batch;
        case Refusal::client:
            return TraceDetail::client;
        default:
            break;
    }
    if (d.unexplained)
        return TraceDetail::no_reason;
    return d.cause == Refusal::gold ? TraceDetail::gold : d.cause == Refusal::manual ? TraceDetail::manual : TraceDetail::majority;
}

bool has_claim(Doing doing) { return doing == Doing::granted || doing == Doing::working; }

}  // namespace

void TraceSpan::operator()(const sim::Step& step, const Lives& lives, const Accounts& accounts, const Sessions& s, Tracing& tracing,
                           Traced& people, TracedAccounts& owned, TraceEvents& events) const {
    if (!tracing.is_on(step.tick) || step.tick != tracing.first_tick())
        return;
    for (std::size_t r = 0; r < lives.rows(); ++r)
        if (const TracedId p{tracing.keys.find(lives.key[LifeId{r}])}; p)
            meet(p, LifeId{r}, lives, accounts, tracing, people, owned);
    const Tracer tracer(step.tick, lives, s, people, events);
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        const LifeId life = people.life[p];
        if (!life)
            continue;
        const SessionId id = lives.session[life];
        people.left[p] = lives.dormant[life], people.online[p] = static_cast<bool>(id);
        Seconds32 carried{0};
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            carried += accounts.under_review[a];
        const TraceEventId e = tracer.add(p, TraceKind::span_begins, step.begin(), carried);
        events.detail[e] = id ? TraceDetail::online : TraceDetail::offline;
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            events.money[e] += accounts.balance[a];
        if (id) {
            // Work in hand is handed in within the span and belongs to it: it is yet to be seen.
            tracer.remember(p, id);
            people.submitted[p] = Seconds32{0};
            people.cursor[p] = s.start[id];
        }
    }
}

void TraceLogIns::operator()(const sim::Step& step, const Lives& lives, const Accounts& accounts, const Sessions& s,
                             Tracing& tracing, Traced& people, TracedAccounts& owned, TraceEvents& events) const {
    if (!tracing.is_on(step.tick))
        return;
    const Tracer tracer(step.tick, lives, s, people, events);
    // New sessions stand at the end of the table.
    std::vector<TracedSession> opened;
    for (std::size_t r = s.rows(); r-- > 0 && s.opened[SessionId{r}] >= step.begin();)
        if (const TracedId p{tracing.keys.find(s.key[SessionId{r}])}; p)
            opened.push_back({SessionId{r}, p});
    std::sort(opened.begin(), opened.end(),
              [](const TracedSession& a, const TracedSession& b) { return a.person.row < b.person.row; });
    for (const auto& [id, p] : opened) {
        meet(p, s.life[id], lives, accounts, tracing, people, owned);
        people.online[p] = 1;
        people.doing[p] = Doing::searching, people.cursor[p] = s.opened[id];
        people.pages[p] = 0, people.outages[p] = s.outages[id];
        people.submitted[p] = people.returned[p] = people.cut_off[p] = Seconds32{0};
        people.instructions[p] = people.search[p] = people.waiting[p] = Seconds32{0};
        people.interrupted[p] = people.qualification[p] = people.payments[p] = Seconds32{0};
        tracer.add(p, TraceKind::log_in, s.opened[id], Seconds32{s.end[id].value - s.opened[id].value});
        tracer.book(p, id);  // payments and sign-ups come first
    }
    tracing.online.clear(), tracing.sessions.clear();
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        if (people.online[p]) {
            tracing.online.push_back({lives.session[people.life[p]], p});
            tracing.sessions.add(tracing.online.back().session.row, p.row);
        } else if (people.life[p] && !people.left[p] && lives.dormant[people.life[p]]) {
            people.left[p] = 1;
            tracer.add(p, TraceKind::leaves, step.begin());
        }
    }
}

void TraceHandIns::operator()(const sim::Step& step, const Tracing& tracing, const Lives& lives, const Sessions& s,
                              const Batches& batches, Traced& people, TraceEvents& events) const {
    if (!tracing.is_on(step.tick))
        return;
    const Tracer tracer(step.tick, lives, s, people, events);
    for (const auto& [id, p] : tracing.online) {
        if (!has_claim(people.doing[p]) || has_claim(s.doing[id]))
            continue;
        Instant at = people.cursor[p];
        const auto add = [&, &session = id, &person = p](TraceKind kind, Seconds32 seconds, std::int32_t count) {
            const TraceEventId e = tracer.add(person, kind, at, seconds);
            tracer.about(e, batches, s.batch[session], s.batch_key[session]);
            events.count[e] = count;
            at.value += seconds.value;
            return e;
        };
        const Seconds32 instructions = s.instructions[id] - people.instructions[p], returned = s.returned[id] - people.returned[p],
                        work = s.submitted[id] - people.submitted[p], cut_off = s.cut_off[id] - people.cut_off[p];
        const Seconds32 interrupted = s.interrupted[id] - people.interrupted[p];
        const bool cut = s.outages[id] != people.outages[p];
        const std::int32_t left = s.claimed[id] - s.done[id];
        if (instructions.value > 0)
            add(TraceKind::instructions, instructions, 0);
        if (returned.value > 0 || (left > 0 && !cut))
            events.detail[add(TraceKind::give_back, returned, cut ? 0 : left)] =
                s.done[id] == 0 && returned.value == 0 ? TraceDetail::unclear : TraceDetail::unfinished;
        if (s.done[id] > 0 || work.value > 0)
            events.money[add(TraceKind::submit, work, s.done[id])] = batches.reward[s.batch[id]] * s.done[id];
        if (interrupted.value > 0)
            add(TraceKind::interrupted, interrupted, 0);
        if (cut || cut_off.value > 0)
            add(TraceKind::outage, cut_off, left);
        tracer.remember(p, id);
    }
}

void TraceClaims::operator()(const sim::Step& step, const Tracing& tracing, const Lives& lives, const Sessions& s,
                             const Batches& batches, const sim::Messages<sim::Claim>& claims, Traced& people,
                             TraceEvents& events) const {
    if (!tracing.is_on(step.tick) || tracing.online.empty())
        return;
    const Tracer tracer(step.tick, lives, s, people, events);
    for (const auto& [id, p] : tracing.online)
        if (!has_claim(people.doing[p]) && s.doing[id] != Doing::working)
            tracer.book(p, id);
    for (const sim::Claim& c : claims.all()) {
        const TracedId p{tracing.sessions.find(c.claimant)};
        if (!p)
            continue;
        tracer.end_looks(p);
        const BatchId b{c.item};
        const bool granted = c.granted > 0;
        const TraceEventId e = tracer.add(p, granted ? TraceKind::claim : TraceKind::claim_lost, s.cursor[SessionId{c.claimant}]);
        tracer.about(e, batches, b, batches.key[b]);
        events.count[e] = granted ? c.granted : c.quantity;
        events.money[e] = batches.reward[b] * events.count[e];
    }
}

namespace {

/// A decision on work of a traced account.
struct Found {
    TracedAccountId account;
    const Decision* decision;
};

/// Whatever the order in which decisions were made: by person, account and batch.
std::vector<Found> decisions_on(const TracedAccounts& owned, const Tracing& tracing, const Accounts& accounts,
                                const sim::Messages<Decision>& decided) {
    std::vector<Found> found;
    for (const Decision& d : decided.all())
        if (const TracedAccountId a{tracing.accounts.find(d.account.row)}; a)
            found.push_back({a, &d});
    const auto order = [&](const Found& f) {
        const Decision& d = *f.decision;
        return std::tuple{owned.person[f.account].row, accounts.key[d.account], d.batch_key, d.approved, d.rejected, d.time};
    };
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) { return order(a) < order(b); });
    return found;
}

/// What an account's status and its payouts have come to since the last look.
void trace_account(Instant now, const Tracer& tracer, const Accounts& accounts, const AccountFiles& files, TracedAccountId row,
                   TracedAccounts& owned, TraceEvents& events) {
    const AccountId a = owned.account[row];
    if (accounts.status[a] != owned.status[row]) {
        const AccountStatus status = owned.status[row] = accounts.status[a];
        if (status == AccountStatus::suspended || status == AccountStatus::banned) {
            const bool banned = status == AccountStatus::banned;
            const TraceEventId e = tracer.add(owned.person[row], banned ? TraceKind::banned : TraceKind::suspended, now);
            events.platform[e] = accounts.platform[a];
            events.money[e] = banned ? files.forfeited[accounts.file[a]] : Money{0};
        }
    }
    if (accounts.paid_out[a] == owned.paid_out[row])
        return;
    const TraceEventId e = tracer.add(owned.person[row], TraceKind::payout, now);
    events.platform[e] = accounts.platform[a], events.money[e] = accounts.paid_out[a] - owned.paid_out[row];
    owned.paid_out[row] = accounts.paid_out[a];
}

}  // namespace

void TracePay::operator()(const sim::Step& step, const Tracing& tracing, const Lives& lives, const Sessions& s,
                          const Batches& batches, const BorrowedAccounts& borrowed, const Accounts& accounts,
                          const AccountFiles& files, const sim::Messages<Decision>& decided, Traced& people, TracedAccounts& owned,
                          TraceEvents& events) const {
    if (!tracing.is_on(step.tick) || owned.rows() == 0)
        return;
    const Tracer tracer(step.tick, lives, s, people, events);
    for (const Found& f : decisions_on(owned, tracing, accounts, decided)) {
        const Decision& d = *f.decision;
        const auto add = [&](TraceKind kind, std::int32_t count, Seconds32 time) {
            const TraceEventId e = tracer.add(owned.person[f.account], kind, step.begin(), time);
            tracer.about(e, batches, d.batch, d.batch_key);
            events.count[e] = count, events.money[e] = d.reward * count;
            return e;
        };
        if (d.approved > 0) {
            const TraceEventId e = add(TraceKind::approved, d.approved, d.paid_time());
            if (accounts.borrowed[d.account])
                events.money[e] -= owner_cut_of(events.money[e], 1 - borrowed.params.owner_share().value);
        }
        const Seconds32 lost = d.time - d.paid_time();
        const Seconds32 cut{static_cast<std::int32_t>(std::int64_t{lost.value} * d.incomplete / std::max(1, d.rejected))};
        if (d.judged() > 0)
            events.detail[add(TraceKind::refused, d.judged(), lost - cut)] = reason_of(d);
        if (d.incomplete > 0)
            events.detail[add(TraceKind::refused, d.incomplete, cut)] = TraceDetail::incomplete;
    }
    for (std::size_t r = 0; r < owned.rows(); ++r)
        trace_account(step.begin(), tracer, accounts, files, TracedAccountId{r}, owned, events);
}

void TraceLogOuts::operator()(const sim::Step& step, const Tracing& tracing, const Lives& lives, const Sessions& s, Traced& people,
                              TraceEvents& events) const {
    if (!tracing.is_on(step.tick))
        return;
    const Tracer tracer(step.tick, lives, s, people, events);
    for (const auto& [id, p] : tracing.online) {
        if (s.doing[id] != Doing::leaving)
            continue;
        tracer.book(p, id);
        tracer.end_looks(p);
        const TraceEventId e = tracer.add(p, TraceKind::log_out, s.cursor[id], Seconds32{s.cursor[id].value - s.start[id].value});
        events.count[e] = static_cast<std::int32_t>(s.tasks[id]), events.money[e] = s.reward[id];
        people.online[p] = 0;
    }
}

}  // namespace microwork
