#include "models/microwork/mechanisms/hand_in.hpp"

#include <algorithm>
#include <vector>

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

    /// Decisions fall at the earliest in the next tick: in this one, the review has not the work yet.
    Instant decided_at(SessionId id, BatchId b, std::uint64_t key) const {
        const PlatformData& platform = world.platforms[batches.platform[b]];
        const double mean = static_cast<double>(requesters.review_delay[RequesterId{batches.requester[b]}].value);
        const double delay = std::min(static_cast<double>(platform.auto_approval.value),
                                      step.randomness.dice(review_delays, key).exponential() * mean);
        return Instant{std::max(step.end().value, s.cursor[id].value + static_cast<std::int32_t>(delay))};
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
            h.due = decided_at(id, h.batch, h.new_submission);
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

/// The market's side: what is shared by many workers.
struct Counter {
    const Desk& desk;
    Wakeups& wakeups;
    Batches& batches;
    FreeBatches& free_batches;
    FreeSubmissions& free_submissions;
    Boards& boards;
    TaskLedger& tasks;
    TimeLedger& time;
    CountryFlows& countries;
    PlatformFlows& platforms;

    void found_submission(SessionId id, const Handed& h) const {
        Submissions& submissions = desk.submissions;
        const SubmissionId sub{take_row(free_submissions, submissions)};
        submissions.key[sub] = h.new_submission;
        submissions.batch[sub] = h.batch, submissions.account[sub] = h.account;
        submissions.assignments[sub] = h.done, submissions.correct[sub] = h.correct, submissions.time[sub] = h.time;
        submissions.incomplete[sub] = h.incomplete, submissions.due[sub] = h.due;
        wakeups.due->reviews.push(h.due, sub.row);
        desk.s.submission[id] = sub;
    }

    /// What comes back to a batch that is down has no taker any more.
    void give_back(BatchId b, std::int32_t returned) const {
        const bool down = batches.down[b];
        (down ? batches.expired[b] : batches.open[b]) += returned;
        tasks.move(TaskClass::in_progress, down ? TaskClass::expired : TaskClass::open, returned);
        if (down)
            platforms.expired[sim::Id<PlatformFlow>{batches.platform[b]}] += returned;
        else
            boards.reopen(b, batches);
    }

    void enter(SessionId id, const Handed& h, std::int32_t returned) const {
        const BatchId b = h.batch;
        batches.in_progress[b] -= h.claimed;
        batches.under_review[b] += h.done;
        batches.handed_in[b] += h.done - h.incomplete;
        batches.reviewed_correct[b] += h.correct;
        tasks.move(TaskClass::in_progress, TaskClass::under_review, h.done);
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        const sim::Id<CountryFlow> country{h.country};
        platforms.correct[flow] += h.correct;
        platforms.handed_in[flow] += h.done, platforms.returned[flow] += returned;
        if (returned > 0)
            give_back(b, returned);
        if (h.new_submission != 0)
            found_submission(id, h);
        time.enter(TimeClass::under_review, h.time.value);
        countries.submitted[country] += h.time.value;
        countries.cuts[country] += h.cut;
        free_if_settled(b, batches, free_batches);
    }
};

}  // namespace

void HandIn::operator()(const sim::Step& step, const World& world, const Connectivity& connectivity, const Requesters& requesters,
                        const Lives& lives, const sim::Messages<Delivery>& deliveries, Wakeups& wakeups, Sessions& s,
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
    const Counter counter{desk, wakeups, batches, free_batches, free_submissions, boards, tasks, time, countries, platforms};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i + ahead < all.size())
            batches.prefetch(handed[i + ahead].batch);
        if (free_submissions.rows() > ahead)  // rows to be used next
            submissions.prefetch(SubmissionId{free_submissions.row[FreeSubmissions::row_id{free_submissions.rows() - ahead}]});
        counter.enter(all[i].session, handed[i], all[i].returned);
    }
}

}  // namespace microwork
