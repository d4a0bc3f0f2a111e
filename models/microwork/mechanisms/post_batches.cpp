#include "models/microwork/mechanisms/post_batches.hpp"

#include <algorithm>
#include <vector>

namespace microwork {

void ExpireBatches::operator()(const sim::Step& step, Wakeups& wakeups, Batches& batches, FreeBatches& free, Boards& boards,
                               TaskLedger& tasks, PlatformFlows& flows) const {
    for (const std::uint32_t row : wakeups.due->expiries.due(step.tick)) {
        const BatchId b{row};
        if (batches.key[b] == 0 || batches.down[b] || step.clock.tick_of(batches.expires[b]) != step.tick)
            continue;
        const std::int32_t left = batches.open[b];
        batches.down[b] = 1;
        batches.open[b] = 0;
        batches.expired[b] += left;
        tasks.move(TaskClass::open, TaskClass::expired, left);
        flows.expired[sim::Id<PlatformFlow>{batches.platform[b]}] += left;
        free_if_settled(b, batches, free);
    }
    boards.drop_closed(batches);
}

void PostBatches::operator()(const sim::Step& step, const World& world, const Scale& scale, const Demand& demand,
                             const Forum& forum, const Reputation& reputation, const Payment& payment, const Rules& rules,
                             Wakeups& wakeups, Requesters& requesters, Batches& batches, FreeBatches& free, Boards& boards,
                             TaskLedger& tasks, PlatformFlows& flows) const {
    auto& queue = wakeups.due->postings;
    const auto due = queue.due(step.tick);
    const std::vector<std::uint32_t> rows(due.begin(), due.end());
    for (const std::uint32_t row : rows) {
        const RequesterId r{row};
        while (requesters.next_post[r] != sim::never && step.clock.tick_of(requesters.next_post[r]) == step.tick) {
            const Instant at = requesters.next_post[r];
            const BatchDraft draft = demand.draft(step.randomness, requesters, r, scale.share, rules);
            const std::uint64_t key = Demand::batch_key(requesters.key[r], requesters.posted[r]);
            ++requesters.posted[r];
            requesters.next_post[r] = demand.next_post(step.randomness, requesters, r, at, step.clock.origin_second_of_week());
            if (draft.assignments == 0)
                continue;
            const BatchId b{take_row(free, batches)};
            const std::uint8_t platform = requesters.platform[r];
            batches.key[b] = key;
            batches.reward[b] = draft.reward;
            batches.seconds[b] = static_cast<float>(draft.seconds);
            batches.instruction[b] = Seconds32{static_cast<std::int32_t>(draft.instruction_s)};
            batches.open[b] = batches.created[b] = static_cast<std::int32_t>(draft.assignments);
            batches.cap[b] = world.task_types[draft.type].per_worker_cap;
            const LevelAsked level = reputation.asked(step.randomness, key, world.platforms[platform].managed);
            batches.level[b] = level.level;
            batches.gate[b] = std::max(requesters.gate[r], level.approved);
            batches.approval[b] = std::max(static_cast<float>(world.platforms[platform].approval_threshold), level.rate);
            batches.forum_taste[b] = forum.taste(requesters.forum_approved[r], requesters.forum_rejected[r]);
            batches.surcharge[b] = payment.surcharged(world.platforms[platform], world.task_types[draft.type]);
            batches.eligible[b] = requesters.eligible[r];
            batches.requester[b] = static_cast<std::uint16_t>(r.row);
            batches.platform[b] = platform, batches.type[b] = draft.type;
            batches.refused_whole[b] = draft.refused_whole, batches.refused_by_client[b] = draft.refused_by_client;
            const QualityControl control = requesters.control[r];
            batches.reopens[b] = draft.refused_whole || control == QualityControl::gold || control == QualityControl::majority ||
                                 control == QualityControl::manual || draft.refused_by_client;
            batches.posted[b] = at;
            batches.expires[b] = Instant{static_cast<std::int32_t>(at.value + demand.params.expiry().value)};
            wakeups.due->expiries.push(batches.expires[b], b.row);
            tasks.enter(TaskClass::open, draft.assignments);
            const sim::Id<PlatformFlow> flow{platform};
            ++flows.batches[flow], flows.posted[flow] += draft.assignments;
            boards.add(b);
        }
        queue.push(requesters.next_post[r], row);
    }
    boards.refresh(batches);
}

}  // namespace microwork
