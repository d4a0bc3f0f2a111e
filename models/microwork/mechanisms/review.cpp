#include "models/microwork/mechanisms/review.hpp"

#include <algorithm>

#include "sim/sampling.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose decisions{"review.decision"};

/// Failures among `drawn` of `total` assignments of which `wrong` are wrong, without replacement.
std::int32_t hypergeometric(sim::Dice& dice, std::int32_t total, std::int32_t wrong, std::int32_t drawn) {
    std::int32_t failures = 0;
    for (std::int32_t i = 0; i < drawn && failures < wrong; ++i)
        failures += dice.uniform() * (total - i) < wrong - failures;
    return failures;
}

}  // namespace

double minority_chance(int redundancy, double agree) {
    // 1 + K < redundancy / 2, K ~ Binomial(redundancy - 1, agree).
    const int others = redundancy - 1;
    double term = 1, sum = 0;
    for (int i = 0; i < others; ++i)
        term *= 1 - agree;  // P(K = 0)
    if (agree >= 1)
        return 0;
    for (int k = 0; 2 * (1 + k) < redundancy; ++k) {
        sum += term;
        term *= agree / (1 - agree) * (others - k) / (k + 1);
    }
    return std::min(1.0, sum);
}

static std::int32_t refused(const Review::Params& params, const sim::Step& step, const World& world, const Requesters& requesters,
                            const Batches& batches, const Submissions& submissions, SubmissionId sub) {
    const BatchId b = submissions.batch[sub];
    const std::int32_t n = submissions.assignments[sub], correct = submissions.correct[sub];
    if (batches.refused_whole[b])
        return n;
    sim::Dice dice = step.randomness.dice(decisions, submissions.key[sub]);
    switch (requesters.control[RequesterId{batches.requester[b]}]) {
        case QualityControl::gold: {
            const auto wanted = static_cast<std::int32_t>(n * static_cast<double>(params.gold_items().value) + dice.uniform());
            const std::int32_t gold = std::clamp(wanted, 1, std::min(n, 100));  // a hundred questions tell enough
            const std::int32_t failed = hypergeometric(dice, n, n - correct, gold);
            // One slip is forgiven: below three gold questions a single failure says nothing.
            return failed > 1 && failed > static_cast<double>(params.gold_failures().value) * gold ? n : 0;
        }
        case QualityControl::majority: {
            const TaskTypeData& type = world.task_types[batches.type[b]];
            const double accuracy = (batches.reviewed_correct[b] + 9.0) / (batches.handed_in[b] + 10.0);
            const double usual = minority_chance(type.redundancy, accuracy),
                         unusual = minority_chance(type.redundancy, 1 - accuracy);
            const double correct_refused = (1 - type.misleading) * usual + type.misleading * unusual;
            const double wrong_refused = (1 - type.misleading) * unusual + type.misleading * usual;
            return sim::binomial(dice, correct, correct_refused) + sim::binomial(dice, n - correct, wrong_refused);
        }
        default:
            return 0;
    }
}

void Review::operator()(const sim::Step& step, const World& world, const Requesters& requesters, Wakeups& wakeups, Batches& batches,
                        FreeBatches& free_batches, Submissions& submissions, FreeSubmissions& free_submissions, Boards& boards,
                        TaskLedger& tasks, PlatformFlows& flows, sim::Messages<Decision>& decided) const {
    decided.open(1);
    const auto outbox = decided.outbox(0);
    const auto due = wakeups.due->reviews.due(step.tick);
    for (std::size_t i = 0; i < due.size(); ++i) {
        if (i + 8 < due.size())
            submissions.prefetch(SubmissionId{due[i + 8]});
        const SubmissionId sub{due[i]};
        if (submissions.key[sub] == 0 || step.clock.tick_of(submissions.due[sub]) != step.tick)
            continue;
        const BatchId b = submissions.batch[sub];
        const std::int32_t n = submissions.assignments[sub];
        const std::int32_t rejected = refused(params, step, world, requesters, batches, submissions, sub), approved = n - rejected;
        batches.under_review[b] -= n;
        batches.approved[b] += approved, batches.rejected[b] += rejected;
        tasks.move(TaskClass::under_review, TaskClass::approved, approved);
        tasks.move(TaskClass::under_review, TaskClass::rejected, rejected);
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        flows.approved[flow] += approved;
        if (rejected > 0) {
            const QualityControl control = requesters.control[RequesterId{batches.requester[b]}];
            (batches.refused_whole[b]          ? flows.rejected_arbitrary
             : control == QualityControl::gold ? flows.rejected_gold
                                               : flows.rejected_majority)[flow] += rejected;
            const bool replaced = !batches.down[b] && !(batches.refused_whole[b] && params.refusals_keep_data());
            if (replaced) {
                batches.created[b] += rejected, batches.open[b] += rejected;
                tasks.enter(TaskClass::open, rejected);
                flows.posted[flow] += rejected;
                boards.reopen(b, batches);
            }
        }
        outbox.put({b, submissions.account[sub], approved, rejected, submissions.time[sub], batches.reward[b], batches.requester[b],
                    batches.key[b]});
        submissions.key[sub] = 0;
        submissions.assignments[sub] = 0;
        submissions.due[sub] = sim::never;
        give_row(free_submissions, sub.row);
        free_if_settled(b, batches, free_batches);
    }
    decided.join();
}

}  // namespace microwork
