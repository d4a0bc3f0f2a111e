#include "models/microwork/mechanisms/post_batches.hpp"

#include <algorithm>
#include <vector>

#include "models/microwork/offers.hpp"

namespace microwork {

void ExpireBatches::operator()(const sim::Step& step, Wakeups& wakeups, Batches& batches, FreeBatches& free, Boards& boards,
                               TaskLedger& tasks, PlatformFlows& flows, FillTimes& fills) const {
    for (const std::uint32_t row : wakeups.due->expiries.due(step.tick)) {
        const BatchId b{row};
        if (batches.key[b] == 0 || batches.down[b] || step.clock.tick_of(batches.expires[b]) != step.tick)
            continue;
        const std::int32_t left = batches.open[b];
        if (!batches.filled[b])  // it took longer than that
            fills.note(RequesterId{batches.requester[b]}, batches.posted[b], batches.expires[b]);
        batches.down[b] = 1;
        batches.open[b] = 0;
        batches.expired[b] += left;
        tasks.move(TaskClass::open, TaskClass::expired, left);
        flows.expired[sim::Id<PlatformFlow>{batches.platform[b]}] += left;
        free_if_settled(b, batches, free);
    }
    boards.drop_closed(batches);
}

namespace {

/// What is only read to write a batch out.
struct Clerk {
    const sim::Step& step;
    const World& world;
    const Demand& demand;
    const Forum& forum;
    const Reputation& reputation;
    const Payment& payment;
    const Requesters& requesters;

    bool surcharged(RequesterId r, const BatchDraft& draft) const {
        return payment.surcharged(world.platforms[requesters.platform[r]], world.task_types[draft.type]);
    }

    /// Enters a batch that its requester posts at `at`.
    void post(RequesterId r, std::uint64_t key, Instant at, const BatchDraft& draft, const Offer& offer, BatchId b,
              Batches& batches) const {
        const TaskTypeData& type = world.task_types[draft.type];
        batches.key[b] = key;
        batches.reward[b] = offer.reward;
        batches.seconds[b] = static_cast<float>(draft.seconds);
        batches.instruction[b] = Seconds32{static_cast<std::int32_t>(draft.instruction_s)};
        batches.open[b] = batches.created[b] = static_cast<std::int32_t>(offer.assignments);
        batches.cap[b] = static_cast<std::uint16_t>(type.per_worker_cap);
        batches.eligible[b] = offer.eligible;
        batches.requester[b] = static_cast<std::uint16_t>(r.row);
        batches.platform[b] = requesters.platform[r], batches.type[b] = draft.type;
        batches.asks[b] = asks_of(type);
        batches.harm[b] = static_cast<std::uint8_t>(type.harm * 100 + 0.5);
        batches.surcharge[b] = surcharged(r, draft);
        batches.posted[b] = at;
        batches.expires[b] = Instant{static_cast<std::int32_t>(at.value + demand.params.expiry().value)};
        ask_for_reputation(r, b, batches);
        foresee_refusals(r, draft, b, batches);
    }

  private:
    void ask_for_reputation(RequesterId r, BatchId b, Batches& batches) const {
        const PlatformData& platform = world.platforms[requesters.platform[r]];
        const LevelAsked level = reputation.asked(step.randomness, batches.key[b], platform.managed);
        batches.level[b] = level.level;
        batches.gate[b] = std::max(requesters.gate[r], level.approved);
        batches.approval[b] = std::max(static_cast<float>(platform.approval_threshold), level.rate);
        batches.forum_taste[b] = forum.taste(requesters.forum_approved[r], requesters.forum_rejected[r]);
    }
    void foresee_refusals(RequesterId r, const BatchDraft& draft, BatchId b, Batches& batches) const {
        const QualityControl control = requesters.control[r];
        batches.refused_whole[b] = draft.refused_whole && batches.created[b] >= demand.params.arbitrary_least();
        batches.refused_by_client[b] = draft.refused_by_client;
        batches.reopens[b] = batches.refused_whole[b] || control == QualityControl::gold || control == QualityControl::majority ||
                             control == QualityControl::manual || draft.refused_by_client;
    }
};

}  // namespace

void PostBatches::operator()(const sim::Step& step, const World& world, const Scale& scale, const Demand& demand,
                             const Forum& forum, const Reputation& reputation, const Payment& payment, const Rules& rules,
                             const Conditions& conditions, const FillTimes& fills, Wakeups& wakeups, Requesters& requesters,
                             Batches& batches, FreeBatches& free, Boards& boards, TaskLedger& tasks, PlatformFlows& flows,
                             FamilyDemand& families, PlatformPrices& prices) const {
    auto& queue = wakeups.due->postings;
    const auto due = queue.due(step.tick);
    const std::vector<std::uint32_t> rows(due.begin(), due.end());
    const std::size_t week = static_cast<std::size_t>(step.week()) % price_weeks;
    const Clerk clerk{step, world, demand, forum, reputation, payment, requesters};
    for (const std::uint32_t row : rows) {
        const RequesterId r{row};
        const PlatformPrices::row_id price{requesters.platform[r]};
        while (requesters.next_post[r] != sim::never && step.clock.tick_of(requesters.next_post[r]) == step.tick) {
            const Instant at = requesters.next_post[r];
            const BatchDraft draft = demand.draft(step.randomness, requesters, r);
            const FamilyDemand::row_id family{static_cast<std::size_t>(world.task_types[draft.type].family)};
            const Offer offer = make_offer(step.randomness, world, demand, rules, requesters, r, draft,
                                           {scale.share, static_cast<double>(fills.pay_shift[r]), families.volume[family],
                                            prices.volume[price], clerk.surcharged(r, draft)});
            const std::uint64_t key = Demand::batch_key(requesters.key[r], requesters.posted[r]);
            ++requesters.posted[r];
            requesters.next_post[r] = demand.next_post(step.randomness, requesters, r, at, step.clock.origin_second_of_week());
            if (offer.assignments == 0 || conditions.closed[requesters.platform[r]] ||
                has_withdrawn(step.randomness, conditions, requesters.key[r], requesters.platform[r], requesters.home[r]))
                continue;
            const BatchId b{take_row(free, batches)};
            clerk.post(r, key, at, draft, offer, b, batches);
            wakeups.due->expiries.push(batches.expires[b], b.row);
            tasks.enter(TaskClass::open, offer.assignments);
            const sim::Id<PlatformFlow> flow{requesters.platform[r]};
            ++flows.batches[flow], flows.posted[flow] += offer.assignments;
            families.posted[family] += static_cast<std::int64_t>(draft.seconds * static_cast<double>(offer.assignments) + 0.5);
            prices.cost[price][week] += offer.cost.value * offer.assignments;
            prices.reference[price][week] += offer.reference.value * offer.assignments;
            boards.add(b);
        }
        queue.push(requesters.next_post[r], row);
    }
    boards.refresh(batches);
}

}  // namespace microwork
