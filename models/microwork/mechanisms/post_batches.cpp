#include "models/microwork/mechanisms/post_batches.hpp"

#include <algorithm>
#include <vector>

#include "models/microwork/commission.hpp"
#include "models/microwork/offers.hpp"
#include "sim/elementary.hpp"

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
        if (batches.listed[b])
            boards.note_open(b, batches);
        tasks.move(TaskClass::open, TaskClass::expired, left);
        flows.expired[sim::Id<PlatformFlow>{batches.platform[b]}] += left;
        if (close_if_settled(b, batches))
            give_row(free, row);
    }
    boards.drop_closed(batches);
}

namespace {

/// A batch as its requester has it in mind: all that is drawn of it.
struct Plan {
    std::uint64_t key;
    Instant at;
    BatchDraft draft;
    LevelAsked asked;
    FeesDue due;
};

/// Seconds of work in so many assignments.
std::int64_t work_of(const BatchDraft& draft, std::int64_t assignments) {
    return static_cast<std::int64_t>(draft.seconds * static_cast<double>(assignments) + 0.5);
}
/// What the table of task types has for the time of one assignment.
Money typical_pay(const TaskTypeData& type, const BatchDraft& draft) {
    return sim::dollars(type.reward * draft.seconds / type.seconds);
}

/// What is only read to write a batch out.
struct Clerk {
    const sim::Step& step;
    const World& world;
    const Demand& demand;
    const Forum& forum;
    const Reputation& reputation;
    const Payment& payment;
    const Conditions& conditions;
    const Requesters& requesters;

    /// The next batch of a requester.
    Plan plan(RequesterId r) const {
        const PlatformData& platform = world.platforms[requesters.platform[r]];
        Plan p{Demand::batch_key(requesters.key[r], requesters.posted[r]),
               requesters.next_post[r],
               demand.draft(step.randomness, requesters, r),
               {},
               {}};
        p.asked = reputation.asked(step.randomness, p.key, platform);
        if (p.asked.premium != 0)
            p.draft.reward *= sim::elementary::exp(p.asked.premium);
        const std::int64_t assignments = assignments_per_item(world.task_types[p.draft.type]);
        p.due = {assignments, payment.surcharged(platform, assignments), p.asked.masters()};
        return p;
    }

    /// What it costs at the platform's own schedule and with what shocks have done to it.
    PostingTerms with_fees(const Plan& plan, std::size_t platform, PostingTerms now) const {
        now.fee = commission_share(world.platforms[platform], plan.due, conditions.fee_rises[platform]);
        now.first_fee = commission_share(world.platforms[platform], plan.due);
        return now;
    }
    /// Whether the requester posts nothing at all at present.
    bool keeps_away(RequesterId r) const {
        const std::uint8_t p = requesters.platform[r];
        return conditions.closed[p] || has_withdrawn(step.randomness, conditions, requesters.key[r], p, requesters.home[r]);
    }

    /// Enters a batch that its requester posts.
    void post(RequesterId r, const Plan& plan, const Offer& offer, BatchId b, Batches& batches) const {
        const BatchDraft& draft = plan.draft;
        const TaskTypeData& type = world.task_types[draft.type];
        batches.key[b] = plan.key;
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
        batches.fee[b] = offer.fee;
        batches.posted[b] = plan.at;
        batches.expires[b] = Instant{static_cast<std::int32_t>(plan.at.value + demand.params.expiry().value)};
        ask_for_reputation(r, plan.asked, b, batches);
        foresee_refusals(r, draft, b, batches);
    }

  private:
    void ask_for_reputation(RequesterId r, const LevelAsked& level, BatchId b, Batches& batches) const {
        batches.level[b] = level.level;
        batches.gate[b] = std::max(requesters.gate[r], level.approved);
        batches.approval[b] = std::max(requesters.approval[r], level.rate);
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
                             Replacements& replacements, FamilyDemand& families, PlatformPrices& prices) const {
    auto& queue = wakeups.due->postings;
    const auto due = queue.due(step.tick);
    const std::vector<std::uint32_t> rows(due.begin(), due.end());
    const std::size_t week = static_cast<std::size_t>(step.week()) % price_weeks;
    const Clerk clerk{step, world, demand, forum, reputation, payment, conditions, requesters};
    for (const std::uint32_t row : rows) {
        const RequesterId r{row};
        const PlatformPrices::row_id price{requesters.platform[r]};
        while (requesters.next_post[r] != sim::never && step.clock.tick_of(requesters.next_post[r]) == step.tick) {
            const Plan plan = clerk.plan(r);
            const TaskTypeData& type = world.task_types[plan.draft.type];
            const FamilyDemand::row_id family{static_cast<std::size_t>(type.family)};
            const PostingTerms terms{scale.share, static_cast<double>(fills.pay_shift[r]), families.volume[family],
                                     prices.volume[price], static_cast<double>(replacements.share[r][family.row])};
            const Offer offer = make_offer(step.randomness, world, demand, rules, requesters, r, plan.draft,
                                           clerk.with_fees(plan, price.row, terms));
            ++requesters.posted[r];
            requesters.next_post[r] = demand.next_post(step.randomness, requesters, r, plan.at, step.clock.origin_second_of_week());
            if (clerk.keeps_away(r))
                continue;
            replacements.note(r, type.family, plan.draft.items, offer.cost, typical_pay(type, plan.draft));
            families.by_models[family] += work_of(plan.draft, offer.replaced);
            if (offer.assignments == 0)
                continue;
            const BatchId b{take_row(free, batches)};
            clerk.post(r, plan, offer, b, batches);
            wakeups.due->expiries.push(batches.expires[b], b.row);
            tasks.enter(TaskClass::open, offer.assignments);
            const sim::Id<PlatformFlow> flow{requesters.platform[r]};
            ++flows.batches[flow], flows.posted[flow] += offer.assignments;
            families.posted[family] += work_of(plan.draft, offer.assignments);
            prices.cost[price][week] += offer.cost.value * offer.assignments;
            prices.reference[price][week] += offer.reference.value * offer.assignments;
            boards.add(b);
        }
        queue.push(requesters.next_post[r], row);
    }
    boards.refresh(batches);
}

}  // namespace microwork
