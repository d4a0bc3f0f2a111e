#include "models/microwork/mechanisms/work.hpp"

#include <algorithm>

#include "sim/elementary.hpp"
#include "sim/sampling.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose claim_draws{"work.claim"};
constexpr sim::Purpose broken_draws{"work.broken"};

/// What will come of a claim: seconds of instructions, work, lost work and interruptions, and how many assignments.
struct Plan {
    std::int32_t instructions = 0, work = 0, given_back = 0, cut_off = 0, interrupted = 0;
    std::int32_t done = 0, correct = 0;
    bool cut = false, incomplete = false;
    std::int32_t length() const { return instructions + given_back + cut_off + work + interrupted; }
};

/// The course ends after `spent` seconds: whole assignments are kept. Returns the time lost in the one in hand.
std::int32_t cut_short(Plan& plan, double each, std::int32_t spent) {
    plan.instructions = std::min(plan.instructions, spent);
    plan.given_back = std::min(plan.given_back, spent - plan.instructions);
    const std::int32_t working = spent - plan.instructions - plan.given_back;
    plan.done = plan.work == 0 ? 0 : static_cast<std::int32_t>(std::int64_t{working} * plan.done / plan.work);
    plan.work = std::min(working, static_cast<std::int32_t>(plan.done * each + 0.5));
    return working - plan.work;
}

/// Interruptions and the next outage, whichever comes first, disturb the course.
void disturb(Plan& plan, const sim::Step& step, const Care& care, double each, const sim::Own<Sessions>& own) {
    const std::int32_t begin = own[&Sessions::cursor].value, left = own[&Sessions::next_outage].value - begin;
    const std::int32_t course = plan.length();
    const std::uint64_t session = sim::mix(own[&Sessions::key], static_cast<std::uint64_t>(own[&Sessions::opened].value));
    const Disturbance d = care.disturb(step.randomness, session, own[&Sessions::claims],
                                       static_cast<double>(own[&Sessions::interruptions]), course, left);
    plan.interrupted = d.paused;
    if (course + d.paused <= d.stop)
        return;
    const std::int32_t lost = cut_short(plan, each, std::max(0, d.stop - d.paused));
    if (d.given_back) {
        // Away for a while, at most until the session would have ended.
        plan.given_back += lost;
        plan.interrupted += std::clamp(own[&Sessions::end].value - (begin + plan.length()), 0, d.away);
    } else {
        plan.cut = true;
        plan.cut_off = lost;
    }
}

/// The assignment in hand may count as handed in: its time then waits for a decision with the rest.
void hand_in_incomplete(Plan& plan, const sim::Step& step, const Connectivity& connectivity, const sim::Own<Sessions>& own) {
    const std::uint64_t session = sim::mix(own[&Sessions::key], static_cast<std::uint64_t>(own[&Sessions::opened].value));
    plan.incomplete = plan.cut_off > 0 && connectivity.hands_in_incomplete(step.randomness, session, own[&Sessions::claims]);
    if (plan.incomplete)
        plan.work += plan.cut_off, plan.cut_off = 0;
}

/// How the person works now: hours, nights and the week behind slow down and make less exact.
double tire(const sim::Step& step, const Fatigue& fatigue, const sim::Own<Sessions>& own) {
    const double strain = fatigue.now(static_cast<double>(own[&Sessions::fatigue]), static_cast<double>(own[&Sessions::strain]),
                                      own[&Sessions::opened], own[&Sessions::cursor],
                                      step.clock.origin_second_of_week() + own[&Sessions::zone] * 900);
    const double excess = fatigue.excess(strain);
    own[&Sessions::speed] = own[&Sessions::rested_speed] * static_cast<float>(el::exp(-fatigue.params.slower() * excess));
    return fatigue.params.less_exact() * excess;
}

}  // namespace

static Plan plan_claim(const Work::Params& params, const sim::Step& step, const World& world, const People& people,
                       const Connectivity& connectivity, const Batches& batches, const sim::Own<Sessions>& own) {
    const BatchId b = own[&Sessions::batch];
    const std::uint64_t session = sim::mix(own[&Sessions::key], static_cast<std::uint64_t>(own[&Sessions::opened].value));
    const std::uint32_t claim = own[&Sessions::claims]++;
    sim::Dice dice{step.key(claim_draws), session, claim};
    const TaskTypeData& type = world.task_types[batches.type[b]];
    const double tired = tire(step, people.fatigue, own);
    const bool known = own[&Sessions::batch_key] == batches.key[b];
    const double unclear = dice.uniform();
    const float delay = type.media ? own[&Sessions::media_delay] : 1.0f;
    const double each = static_cast<double>(batches.seconds[b] * delay / own[&Sessions::speed]);
    Plan plan;
    plan.instructions = known ? 0 : batches.instruction[b].value;
    const std::int32_t left = own[&Sessions::next_outage].value - own[&Sessions::cursor].value;
    if (!known && unclear < params.unclear()) {
        plan.instructions = std::min(plan.instructions, std::max(left, 0));
        plan.cut = left <= batches.instruction[b].value;
        return plan;
    }
    const std::int32_t claimed = own[&Sessions::claimed];
    sim::Dice breaks{step.key(broken_draws), session, claim};  // as many numbers as it takes: none if nothing is broken
    const std::int32_t broken = sim::binomial(breaks, claimed, params.broken());
    plan.done = claimed - broken;
    plan.given_back = static_cast<std::int32_t>(broken * each * 0.5 + 0.5);
    plan.work = std::max(plan.done, static_cast<std::int32_t>(plan.done * each + 0.5));
    disturb(plan, step, people.care, each, own);
    hand_in_incomplete(plan, step, connectivity, own);
    const std::size_t family = static_cast<std::size_t>(type.family);
    const double skill = static_cast<double>(own[&Sessions::family_skill][family]) - tired -
                         people.skills.loss(type, own[&Sessions::command][own[&Sessions::at]]);
    plan.correct = sim::binomial(dice, plan.done, el::logistic(skill - type.difficulty));
    return plan;
}

/// Harmful content leaves its mark with the work that is done.
static void suffer(const Harm& harm, const TaskTypeData& type, std::int32_t work, const sim::Own<Sessions>& own) {
    if (type.harm == 0 || harm.params.weight() == 0)
        return;
    own[&Sessions::exposure] += static_cast<float>(harm.params.weight() * type.harm * work / 3600);
    own[&Sessions::harm_malus] =
        static_cast<float>(harm.params.malus() * harm.excess(static_cast<double>(own[&Sessions::exposure])));
}

void Work::operator()(const sim::Step& step, const World& world, const People& people, const Connectivity& connectivity,
                      const Batches& batches, sim::Own<Sessions> own, sim::Outbox<Delivery> deliveries) const {
    if (own[&Sessions::doing] == Doing::granted) {
        const Plan plan = plan_claim(params, step, world, people, connectivity, batches, own);
        const BatchId b = own[&Sessions::batch];
        if (own[&Sessions::batch_key] != batches.key[b])
            own[&Sessions::submission_key] = 0;
        own[&Sessions::batch_key] = batches.key[b];
        own[&Sessions::done] = plan.done + plan.incomplete, own[&Sessions::correct] = plan.correct;
        own[&Sessions::incomplete] = plan.incomplete;
        own[&Sessions::done_time] = Seconds32{plan.work};
        own[&Sessions::cut] = plan.cut;
        own[&Sessions::instructions].value += plan.instructions;
        own[&Sessions::returned].value += plan.given_back;
        own[&Sessions::cut_off].value += plan.cut_off;
        own[&Sessions::interrupted].value += plan.interrupted;
        own[&Sessions::submitted].value += plan.work;
        const std::int32_t spent = plan.length();
        own[&Sessions::cursor].value += spent;
        own[&Sessions::doing] = Doing::working;
        suffer(people.harm, world.task_types[batches.type[b]], plan.work, own);
        const double pay = static_cast<double>(batches.reward[b].value) * 1e-6 * plan.done * 3600 / std::max(1, spent);
        if (pay > params.good_pay() * static_cast<double>(own[&Sessions::reservation_wage].value)) {
            own[&Sessions::wage_shift] =
                std::min(0.22314355f, own[&Sessions::wage_shift] + static_cast<float>(params.encouraged() * spent / 3600));
            own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
        }
    }
    if (own[&Sessions::doing] == Doing::working && own[&Sessions::cursor] < step.end())
        deliveries.put(
            {own.id(), own[&Sessions::claimed] - own[&Sessions::done], own[&Sessions::cut] != 0, own[&Sessions::incomplete] != 0});
}

}  // namespace microwork
