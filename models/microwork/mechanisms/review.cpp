#include "models/microwork/mechanisms/review.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "sim/owner_groups.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose decisions{"review.decision"};
constexpr sim::Purpose truths{"review.misleading"};
constexpr sim::Purpose client_delays{"review.client_delay"};

/// Seconds of work in the decided part of a submission.
std::int32_t part_of_time(Seconds32 time, std::int32_t part, std::int32_t all) {
    return static_cast<std::int32_t>(std::int64_t{time.value} * part / std::max(1, all));
}

Refusal cause_of(QualityControl control) {
    return control == QualityControl::gold     ? Refusal::gold
           : control == QualityControl::manual ? Refusal::manual
                                               : Refusal::majority;
}

}  // namespace

/// What is only read while decisions are made.
struct Review::Given {
    const sim::Step& step;
    const World& world;
    const Requesters& requesters;
    const Batches& batches;
    const Submissions& submissions;
};

Decision Review::decide(const Given& given, SubmissionId sub) const {
    const auto& [step, world, requesters, batches, submissions] = given;
    const BatchId b = submissions.batch[sub];
    const RequesterId r{batches.requester[b]};
    const TaskTypeData& type = world.task_types[batches.type[b]];
    const QualityControl control = requesters.control[r];
    const std::int32_t incomplete = submissions.incomplete[sub];
    const Answers all{submissions.correct[sub], submissions.assignments[sub] - incomplete - submissions.correct[sub]};
    const std::uint64_t key = submissions.key[sub];
    Decision d;
    d.submission = sub, d.key = key, d.batch = b, d.account = submissions.account[sub];
    d.batch_key = batches.key[b];
    d.reward = batches.reward[b], d.requester = batches.requester[b], d.fee = batches.fee[b];
    Answers refused;
    // Within the platform's window nobody has looked: approved, and no client is asked.
    const bool lapsed = submissions.lapsed[sub] != 0;
    if (lapsed) {
        d.lapsed = all.sum();
    } else if (batches.refused_whole[b] || (submissions.passed[sub] && batches.refused_by_client[b])) {
        refused = all, d.cause = batches.refused_whole[b] ? Refusal::whole_batch : Refusal::client;
    } else if (!submissions.passed[sub] && all.sum() > 0) {
        const double agreement = (batches.reviewed_correct[b] + 9.0) / (batches.handed_in[b] + 10.0);
        refused = refused_by(params, control, type, agreement, all, step.randomness.dice(decisions, key));
        d.cause = cause_of(control);
    }
    const Answers left = all - refused;
    d.rejected = refused.sum() + incomplete, d.incomplete = incomplete;
    // What the checkers accept of a batch for a client waits for the client.
    const bool goes_on = !lapsed && requesters.two_stage[r] && !submissions.passed[sub] && left.sum() > 0;
    (goes_on ? d.passed : d.approved) = left.sum();
    d.passed_usual = goes_on ? left.usual : 0;
    d.time =
        goes_on ? Seconds32{part_of_time(submissions.time[sub], d.rejected, submissions.assignments[sub])} : submissions.time[sub];
    d.unexplained = d.cause >= Refusal::whole_batch || !requesters.gives_reason[r];
    if (d.rejected > 0 || control == QualityControl::majority) {
        sim::Dice dice = step.randomness.dice(truths, key);
        d.rejected_correct = correct_among(refused, type.misleading, dice);
        if (control == QualityControl::majority && !lapsed && !submissions.passed[sub])
            d.kept_wrong = left.sum() - correct_among(left, type.misleading, dice);
    }
    return d;
}

/// Leaves in the submission what goes on to the client, under a key of its own so that nothing more is added; else frees it.
void Review::settle(const sim::Step& step, const Decision& d, Submissions& s) const {
    const SubmissionId sub = d.submission;
    if (d.passed == 0) {
        s.key[sub] = 0;
        s.assignments[sub] = s.incomplete[sub] = 0;
        s.due[sub] = sim::never;
        return;
    }
    s.key[sub] = sim::mix(s.key[sub], 2) | 1;
    s.correct[sub] = d.passed_usual, s.assignments[sub] = d.passed, s.incomplete[sub] = 0;
    s.time[sub].value -= d.time.value;
    s.passed[sub] = 1;
    const double wait =
        step.randomness.dice(client_delays, s.key[sub]).exponential() * static_cast<double>(params.client_delay().value);
    s.due[sub] = Instant{step.end().value + static_cast<std::int32_t>(wait)};
}

/// What the decisions on one group of batches leave to be entered elsewhere.
struct alignas(64) Review::Booked {
    std::vector<BatchId> reopened, settled;
};

void Review::operator()(const sim::Step& step, const World& world, const Requesters& requesters, Tills& tills, Wakeups& wakeups,
                        Batches& batches, FreeBatches& free_batches, Submissions& submissions, FreeSubmissions& free_submissions,
                        Boards& boards, TaskLedger& tasks, PlatformFlows& flows, sim::Messages<Decision>& decided) const {
    const auto due = wakeups.due->reviews.due(step.tick);
    const Given given{step, world, requesters, batches, submissions};
    decided.open((due.size() + step.chunk - 1) / step.chunk);
    // Every decision is a matter of its submission alone: what batches count is only read.
    step.parallel.for_chunks(due.size(), step.chunk, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        const auto outbox = decided.outbox(chunk);
        for (std::size_t i = begin; i < end; ++i) {
            if (i + 16 < end)
                submissions.prefetch(SubmissionId{due[i + 16]});
            if (i + 8 < end && submissions.key[SubmissionId{due[i + 8]}] != 0)
                batches.prefetch(submissions.batch[SubmissionId{due[i + 8]}]);
            const SubmissionId sub{due[i]};
            const bool filed_twice = i > 0 && due[i - 1] == due[i];
            if (filed_twice || submissions.key[sub] == 0 || step.clock.tick_of(submissions.due[sub]) != step.tick)
                continue;
            const Decision d = decide(given, sub);
            settle(step, d, submissions);
            outbox.put(d);
        }
    });
    decided.join();
    const auto all = decided.all();
    const sim::OwnerGroups groups(step.parallel, all.size(), step.chunk, [&](std::size_t i) { return all[i].batch.row; });
    std::vector<Booked> booked(groups.count());
    groups.serve(step.parallel, [&](std::size_t group, std::span<const std::uint32_t> items) {
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (k + 8 < items.size())
                batches.prefetch(all[items[k + 8]].batch);
            const Decision& d = all[items[k]];
            book(d, requesters, batches, boards, tills[group], booked[group]);
            if (close_if_settled(d.batch, batches))
                booked[group].settled.push_back(d.batch);
        }
    });
    tills.empty_into(groups.count(), tasks, flows);
    for (const Booked& of_group : booked) {
        for (const BatchId b : of_group.reopened)
            boards.add(b);
        for (const BatchId b : of_group.settled)
            give_row(free_batches, b.row);
    }
    for (const Decision& d : all)
        if (d.passed > 0)
            wakeups.due->reviews.push(submissions.due[d.submission], d.submission.row);
        else
            give_row(free_submissions, d.submission.row);
}

void Review::book(const Decision& d, const Requesters& requesters, Batches& batches, Boards& boards, Till& till,
                  Booked& booked) const {
    const BatchId b = d.batch;
    batches.under_review[b] -= d.approved + d.rejected;
    batches.incomplete[b] -= d.incomplete;
    batches.approved[b] += d.approved, batches.rejected[b] += d.rejected;
    till.tasks.move(TaskClass::under_review, TaskClass::approved, d.approved);
    PlatformFlows& flows = till.platforms;
    const sim::Id<PlatformFlow> flow{batches.platform[b]};
    flows.approved[flow] += d.approved;
    flows.kept_wrong[flow] += d.kept_wrong;
    flows.auto_approved[flow] += d.lapsed;
    if (d.rejected == 0)
        return;
    till.tasks.move(TaskClass::under_review, TaskClass::rejected, d.rejected);
    (d.cause == Refusal::whole_batch ? flows.rejected_arbitrary
     : d.cause == Refusal::client    ? flows.rejected_client
     : d.cause == Refusal::gold      ? flows.rejected_gold
     : d.cause == Refusal::manual    ? flows.rejected_manual
                                     : flows.rejected_majority)[flow] += d.judged();
    flows.rejected_incomplete[flow] += d.incomplete;
    flows.client_refusals[flow] += d.cause == Refusal::client;
    flows.rejected_correct[flow] += d.rejected_correct;
    flows.minority_correct[flow] += d.cause == Refusal::majority ? d.rejected_correct : 0;
    flows.unexplained[flow] += d.unexplained ? d.judged() : 0;
    const bool keeps =
        requesters.keeps_data[RequesterId{d.requester}] || (d.cause >= Refusal::whole_batch && params.refusals_keep_data());
    // Half an answer is of use to nobody.
    const std::int32_t kept = keeps ? d.judged() : 0, again = d.rejected - kept;
    flows.refused_kept[flow] += kept;
    if (batches.down[b] || again == 0)
        return;
    batches.created[b] += again, batches.open[b] += again;
    till.tasks.enter(TaskClass::open, again);
    flows.posted[flow] += again;
    if (boards.reopen(b, batches))
        booked.reopened.push_back(b);
}

}  // namespace microwork
