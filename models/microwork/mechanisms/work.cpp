#include "models/microwork/mechanisms/work.hpp"

#include <algorithm>

#include "sim/elementary.hpp"
#include "sim/sampling.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose claim_draws{"work.claim"};

/// What will come of a claim: seconds of instructions, work and lost work, and how many assignments.
struct Plan {
    std::int32_t instructions = 0, work = 0, given_back = 0, cut_off = 0;
    std::int32_t done = 0, correct = 0;
    bool cut = false;
};

}  // namespace

static Plan plan_claim(const Work::Params& params, const sim::Step& step, const World& world, const Batches& batches,
                       const sim::Own<Sessions>& own) {
    const BatchId b = own[&Sessions::batch];
    sim::Dice dice{step.key(claim_draws), sim::mix(own[&Sessions::key], static_cast<std::uint64_t>(own[&Sessions::opened].value)),
                   own[&Sessions::claims]++};
    const bool known = own[&Sessions::batch_key] == batches.key[b];
    const double unclear = dice.uniform();
    const double each = static_cast<double>(batches.seconds[b] / own[&Sessions::speed]);
    Plan plan;
    plan.instructions = known ? 0 : batches.instruction[b].value;
    const std::int32_t begin = own[&Sessions::cursor].value;
    const std::int32_t left = own[&Sessions::next_outage].value - begin;
    if (!known && unclear < params.unclear()) {
        plan.instructions = std::min(plan.instructions, std::max(left, 0));
        plan.cut = left <= batches.instruction[b].value;
        return plan;
    }
    const std::int32_t claimed = own[&Sessions::claimed];
    const std::int32_t broken = sim::binomial(dice, claimed, params.broken());
    plan.done = claimed - broken;
    plan.given_back = static_cast<std::int32_t>(broken * each * 0.5 + 0.5);
    plan.work = std::max(plan.done, static_cast<std::int32_t>(plan.done * each + 0.5));
    if (plan.instructions + plan.given_back + plan.work > left) {
        // The outage comes first: whole assignments are kept, the one in hand is lost.
        plan.cut = true;
        const std::int32_t spent = std::max(0, left);
        plan.instructions = std::min(plan.instructions, spent);
        plan.given_back = std::min(plan.given_back, spent - plan.instructions);
        const std::int32_t working = spent - plan.instructions - plan.given_back;
        plan.done = plan.work == 0 ? 0 : static_cast<std::int32_t>(std::int64_t{working} * plan.done / plan.work);
        plan.work = std::min(working, static_cast<std::int32_t>(plan.done * each + 0.5));
        plan.cut_off = working - plan.work;
    }
    const double p = el::logistic(static_cast<double>(own[&Sessions::skill]) - world.task_types[batches.type[b]].difficulty);
    plan.correct = sim::binomial(dice, plan.done, p);
    return plan;
}

void Work::operator()(const sim::Step& step, const World& world, const Batches& batches, sim::Own<Sessions> own,
                      sim::Outbox<Delivery> deliveries) const {
    if (own[&Sessions::doing] == Doing::granted) {
        const Plan plan = plan_claim(params, step, world, batches, own);
        const BatchId b = own[&Sessions::batch];
        if (own[&Sessions::batch_key] != batches.key[b])
            own[&Sessions::submission_key] = 0;
        own[&Sessions::batch_key] = batches.key[b];
        own[&Sessions::done] = plan.done, own[&Sessions::correct] = plan.correct;
        own[&Sessions::done_time] = Seconds32{plan.work};
        own[&Sessions::cut] = plan.cut;
        own[&Sessions::instructions].value += plan.instructions;
        own[&Sessions::returned].value += plan.given_back;
        own[&Sessions::cut_off].value += plan.cut_off;
        own[&Sessions::submitted].value += plan.work;
        const std::int32_t spent = plan.instructions + plan.given_back + plan.cut_off + plan.work;
        own[&Sessions::cursor].value += spent;
        own[&Sessions::doing] = Doing::working;
        const double pay = static_cast<double>(batches.reward[b].value) * 1e-6 * plan.done * 3600 / std::max(1, spent);
        if (pay > params.good_pay() * static_cast<double>(own[&Sessions::reservation_wage].value)) {
            own[&Sessions::wage_shift] =
                std::min(0.22314355f, own[&Sessions::wage_shift] + static_cast<float>(params.encouraged() * spent / 3600));
            own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
        }
    }
    if (own[&Sessions::doing] == Doing::working && own[&Sessions::cursor] < step.end())
        deliveries.put({own.id(), own[&Sessions::claimed] - own[&Sessions::done]});
}

}  // namespace microwork
