#include "models/microwork/mechanisms/hand_in.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "sim/owner_groups.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose review_delays{"hand_in.review_delay"};

/// What one delivery leaves to be entered where workers meet.
struct Handed {
    BatchId batch;
    AccountId account;
    std::int32_t claimed = 0, done = 0, correct = 0, incomplete = 0;
    Seconds32 time;
    std::uint64_t new_submission = 0;  ///< key of the submission to be founded; 0 = none
    SubmissionId submission;           ///< its row
    bool lapsed = false;               ///< nobody looks at it within the platform's window
    Instant due;                       ///< when it is decided on
    std::uint8_t country = 0;
    bool cut = false;
};

/// The worker's side of a delivery: session, account, and the open submission if the work adds to one.
struct Desk {
    const sim::Step& step;
    const World& world;
    const Connectivity& connectivity;
    const Requesters& requesters;
    const Lives& lives;
    const Batches& batches;
    Sessions& s;
    Accounts& accounts;
    Submissions& submissions;

    /// Memory is asked for some deliveries ahead: rows are far apart.
    void ask_for(SessionId id) const {
        batches.prefetch(s.batch[id]);
        accounts.prefetch(AccountId{s.account[id][s.at[id]]});
        if (s.submission_key[id] != 0)
            submissions.prefetch(s.submission[id]);
    }

    /// When the requester decides, but at the latest when the platform's window is over: what has not been decided on by then is
    /// approved. Platforms without a window decide at once. Decisions fall at the earliest in the next tick: in this one, the
    /// review has not the work yet.
    void set_date(SessionId id, Handed& h) const {
        const PlatformData& platform = world.platforms[batches.platform[h.batch]];
        const double mean = static_cast<double>(requesters.review_delay[RequesterId{batches.requester[h.batch]}].value);
        const double delay = step.randomness.dice(review_delays, h.new_submission).exponential() * mean;
        const double window = static_cast<double>(platform.auto_approval.value);
        h.lapsed = window > 0 && delay >= window;
        h.due = Instant{std::max(step.end().value, s.cursor[id].value + static_cast<std::int32_t>(std::min(delay, window)))};
    }

    /// Adds the finished work to the open submission on the same batch, or says which one is to be founded.
    void submit(SessionId id, Handed& h) const {
        const SubmissionId sub = s.submission[id];
        if (s.submission_key[id] != 0 && submissions.key[sub] == s.submission_key[id]) {
            submissions.assignments[sub] += h.done;
            submissions.correct[sub] += h.correct;
            submissions.incomplete[sub] += h.incomplete;
            submissions.time[sub].value += h.time.value;
        } else {
            h.new_submission = sim::mix(sim::mix(s.key[id], batches.key[h.batch]),
                                        (std::uint64_t{static_cast<std::uint32_t>(s.opened[id].value)} << 32) + s.claims[id]) |
                               1;
            set_date(id, h);
            s.submission_key[id] = h.new_submission;
        }
        accounts.under_review[h.account].value += h.time.value;
        const Money reward = batches.reward[h.batch] * h.done;
        s.reward[id] += reward - owner_cut_of(reward, s.kept[id][s.at[id]]);
        s.tasks[id] += static_cast<std::uint32_t>(h.done);
    }

    /// The worker is offline until the outage is over; the session may end in it.
    void sit_out(SessionId id) const {
        const std::int32_t until =
            std::max(s.cursor[id].value, std::min(s.end[id].value, s.cursor[id].value + s.outage_length[id].value));
        s.cut_off[id].value += until - s.cursor[id].value;
        s.cursor[id] = Instant{until};
        s.cut[id] = 0;
        connectivity.draw(step.randomness, world, lives, s, id, Instant{until});
    }

    Handed take(SessionId id) const {
        Handed h;
        h.batch = s.batch[id], h.account = AccountId{s.account[id][s.at[id]]};
        h.claimed = s.claimed[id], h.done = s.done[id], h.correct = s.correct[id];
        h.incomplete = s.incomplete[id], h.country = s.country[id], h.cut = s.cut[id];
        if (h.done > 0) {
            h.time = s.done_time[id];
            submit(id, h);
        }
        s.doing[id] = s.reward[id] >= s.target_left[id] ? Doing::leaving : Doing::searching;
        if (h.cut)
            sit_out(id);
        return h;
    }
};

/// The market's side: what many workers have worked on, for one group of batches.
struct alignas(64) Counter {
    const Desk& desk;
    Batches& batches;
    Boards& boards;
    Till& till;
    std::vector<BatchId> reopened, settled;

    void found_submission(SessionId id, const Handed& h) const {
        Submissions& submissions = desk.submissions;
        const SubmissionId sub = h.submission;
        submissions.zero_row(sub.row);
        submissions.key[sub] = h.new_submission;
        submissions.batch[sub] = h.batch, submissions.account[sub] = h.account;
        submissions.assignments[sub] = h.done, submissions.correct[sub] = h.correct, submissions.time[sub] = h.time;
        submissions.incomplete[sub] = h.incomplete, submissions.due[sub] = h.due, submissions.lapsed[sub] = h.lapsed;
        desk.s.submission[id] = sub;
    }

    /// What comes back to a batch that is down has no taker any more.
    void give_back(BatchId b, std::int32_t returned) {
        const bool down = batches.down[b];
        (down ? batches.expired[b] : batches.open[b]) += returned;
        till.tasks.move(TaskClass::in_progress, down ? TaskClass::expired : TaskClass::open, returned);
        if (down)
            till.platforms.expired[sim::Id<PlatformFlow>{batches.platform[b]}] += returned;
        else if (boards.reopen(b, batches))
            reopened.push_back(b);
    }

    void enter(SessionId id, const Handed& h, std::int32_t returned) {
        const BatchId b = h.batch;
        batches.in_progress[b] -= h.claimed;
        batches.under_review[b] += h.done;
        batches.incomplete[b] += h.incomplete;
        batches.handed_in[b] += h.done - h.incomplete;
        batches.reviewed_correct[b] += h.correct;
        till.tasks.move(TaskClass::in_progress, TaskClass::under_review, h.done);
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        const sim::Id<CountryFlow> country{h.country};
        till.platforms.correct[flow] += h.correct;
        till.platforms.handed_in[flow] += h.done, till.platforms.returned[flow] += returned;
        if (returned > 0)
            give_back(b, returned);
        if (h.new_submission != 0)
            found_submission(id, h);
        till.time.enter(TimeClass::under_review, h.time.value);
        till.countries.submitted[country] += h.time.value;
        till.countries.cuts[country] += h.cut;
        if (close_if_settled(b, batches))
            settled.push_back(b);
    }
};

/// Finds rows for the submissions that are to be founded, and files when they are decided on.
void give_rows(std::vector<Handed>& handed, Wakeups& wakeups, Submissions& submissions, FreeSubmissions& free) {
    for (Handed& h : handed)
        if (h.new_submission != 0) {
            h.submission = SubmissionId{take_used_row(free, submissions)};
            wakeups.due->reviews.push(h.due, h.submission.row);
        }
}

}  // namespace

void HandIn::operator()(const sim::Step& step, const World& world, const Connectivity& connectivity, const Requesters& requesters,
                        const Lives& lives, const sim::Messages<Delivery>& deliveries, Tills& tills, Wakeups& wakeups, Sessions& s,
                        Accounts& accounts, Batches& batches, FreeBatches& free_batches, Submissions& submissions,
                        FreeSubmissions& free_submissions, Boards& boards, TaskLedger& tasks, TimeLedger& time,
                        CountryFlows& countries, PlatformFlows& platforms) const {
    constexpr std::size_t ahead = 8;
    const auto all = deliveries.all();
    std::vector<Handed> handed(all.size());
    const Desk desk{step, world, connectivity, requesters, lives, batches, s, accounts, submissions};
    step.parallel.for_chunks(all.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i + 2 * ahead < end)
                s.prefetch(all[i + 2 * ahead].session);
            if (i + ahead < end)
                desk.ask_for(all[i + ahead].session);
            handed[i] = desk.take(all[i].session);
        }
    });
    give_rows(handed, wakeups, submissions, free_submissions);
    const sim::OwnerGroups groups(step.parallel, all.size(), step.chunk, [&](std::size_t i) { return handed[i].batch.row; });
    std::vector<Counter> counters;
    for (std::size_t g = 0; g < groups.count(); ++g)
        counters.push_back({desk, batches, boards, tills[g], {}, {}});
    groups.serve(step.parallel, [&](std::size_t group, std::span<const std::uint32_t> items) {
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (k + ahead < items.size()) {
                const Handed& next = handed[items[k + ahead]];
                batches.prefetch(next.batch);
                if (next.new_submission != 0)
                    submissions.prefetch(next.submission);
            }
            counters[group].enter(all[items[k]].session, handed[items[k]], all[items[k]].returned);
        }
    });
    tills.empty_into(groups.count(), tasks, time, countries, platforms);
    for (const Counter& counter : counters) {
        for (const BatchId b : counter.reopened)
            boards.add(b);
        for (const BatchId b : counter.settled)
            give_row(free_batches, b.row);
    }
}

}  // namespace microwork
