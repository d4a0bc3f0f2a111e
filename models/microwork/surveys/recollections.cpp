#include "models/microwork/surveys/recollections.hpp"

#include <algorithm>

#include "models/microwork/agents/unpaid_time.hpp"

namespace microwork {

namespace {

/// The row of a life.
Recollections::row_id row_of(LifeId life) { return Recollections::row_id{life.row}; }

template <class Ring>
auto& place(Ring& ring, std::int32_t week) {
    return ring[static_cast<std::size_t>(week) % ring.size()];
}

/// How people tell their time. Reading what is to be done belongs to doing it; being called away or cut off is no work, looked for
/// or done. What the surveys ask for as unpaid is looking for tasks, tests, requesters and payments, and work that came to nothing.
enum class Told : std::uint8_t { work, unpaid, neither };

Told told_as(TimeClass c) {
    if (c == TimeClass::instructions)
        return Told::work;
    return c == TimeClass::interrupted || c == TimeClass::cut_off ? Told::neither : Told::unpaid;
}

/// The books of a person since they were begun.
struct Books {
    std::int64_t pay = 0;
    Seconds32 paid, unpaid;
};

Books books_of(const Lives& lives, const Accounts& accounts, LifeId life) {
    Books b;
    for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
        b.pay += accounts.credited[a].value - accounts.rail_fees[a].value;
        b.paid += accounts.paid[a], b.unpaid += accounts.rejected_time[a];
    }
    for (const UnpaidTime& t : unpaid_time)
        if (const Told told = told_as(t.in_ledger); told != Told::neither)
            (told == Told::work ? b.paid : b.unpaid) += (lives.*t.of_life)[life];
    return b;
}

/// Adds what the books have grown by to a week.
void bank(const Books& now, Recollections::row_id r, std::int32_t week, Recollections& memory) {
    place(memory.pay[r], week) += static_cast<float>(sim::in_dollars(Money{now.pay - memory.seen_pay[r]}));
    place(memory.paid[r], week) += (now.paid - memory.seen_paid[r]).value;
    place(memory.unpaid[r], week) += (now.unpaid - memory.seen_unpaid[r]).value;
    memory.seen_pay[r] = now.pay, memory.seen_paid[r] = now.paid, memory.seen_unpaid[r] = now.unpaid;
}

/// The place of the week that begins held the one that is now forgotten.
void clear(Recollections::row_id r, std::int32_t week, Recollections& memory) {
    place(memory.pay[r], week) = 0;
    for (auto* ring : {&memory.paid, &memory.unpaid, &memory.online, &memory.night, &memory.evening})
        place((*ring)[r], week) = 0;
    place(memory.surveys[r], week) = 0;
}

/// The books begin anew, but for fees, which are kept since the run began.
void forget_books(const Lives& lives, const Accounts& accounts, Recollections::row_id r, Recollections& memory) {
    memory.seen_pay[r] = 0;
    for (AccountId a = lives.first_account[LifeId{r.row}]; a; a = accounts.next[a])
        memory.seen_pay[r] -= accounts.rail_fees[a].value;
    memory.seen_paid[r] = memory.seen_unpaid[r] = Seconds32{0};
}

}  // namespace

std::int32_t seconds_between(Instant from, Instant to, std::int32_t local_offset, std::int32_t first_hour, std::int32_t last_hour) {
    constexpr std::int64_t day = sim::seconds_per_day;
    const std::int64_t begin = std::int64_t{from.value} + local_offset, end = std::int64_t{to.value} + local_offset;
    const std::int64_t length = ((last_hour - first_hour + 24) % 24) * 3600;
    std::int64_t sum = 0;
    // From the day before: its night may reach into this one.
    for (std::int64_t d = (begin + day) / day - 2; d * day < end; ++d) {
        const std::int64_t start = d * day + first_hour * 3600;
        sum += std::max<std::int64_t>(0, std::min(end, start + length) - std::max(begin, start));
    }
    return static_cast<std::int32_t>(sum);
}

void RememberWeek::operator()(const sim::Step& step, const PostedSurveys& surveys, const MeasuredSpan& span, const Lives& lives,
                              const Accounts& accounts, Recollections& memory) const {
    const bool span_begins = step.tick == span.first_tick;
    if (!surveys.any() || (!step.new_week() && !span_begins))
        return;
    const std::int32_t week = step.week();
    step.parallel.for_chunks(memory.rows(), 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Recollections::row_id r{i};
            bank(books_of(lives, accounts, LifeId{i}), r, step.new_week() ? week - 1 : week, memory);
            if (step.new_week())
                clear(r, week, memory);
            if (span_begins)
                forget_books(lives, accounts, r, memory);
        }
    });
}

void MeetRespondents::operator()(const PostedSurveys& surveys, const Lives& lives, Recollections& memory) const {
    if (!surveys.any() || memory.rows() == lives.rows())
        return;
    const std::size_t known = memory.rows();
    memory.resize(lives.rows());
    for (std::size_t i = known; i < lives.rows(); ++i)
        memory.key[Recollections::row_id{i}] = lives.key[LifeId{i}];
}

void RememberRefusals::operator()(const PostedSurveys& surveys, const Accounts& accounts, const sim::Messages<Decision>& decided,
                                  Recollections& memory) const {
    if (!surveys.any())
        return;
    for (const Decision& d : decided.all()) {
        if (d.rejected == 0)
            continue;
        const Recollections::row_id r = row_of(accounts.owner[d.account]);
        memory.rejected[r] += static_cast<std::uint32_t>(d.rejected);
        memory.unexplained[r] += d.unexplained ? static_cast<std::uint32_t>(d.judged()) : 0;
    }
}

void RememberSessions::operator()(const sim::Step& step, const PostedSurveys& surveys, const Sessions& s,
                                  Recollections& memory) const {
    if (!surveys.any())
        return;
    for (std::size_t i = 0; i < s.rows(); ++i) {
        const SessionId id{i};
        if (s.doing[id] != Doing::leaving)
            continue;
        const Recollections::row_id r = row_of(s.life[id]);
        const std::int32_t offset = step.clock.origin_second_of_week() + s.zone[id] * 900, week = step.week();
        place(memory.online[r], week) += s.cursor[id].value - s.start[id].value;
        place(memory.night[r], week) += seconds_between(s.start[id], s.cursor[id], offset, 22, 5);
        place(memory.evening[r], week) += seconds_between(s.start[id], s.cursor[id], offset, 18, 22);
    }
}

}  // namespace microwork
