#include "models/microwork/surveys/post_surveys.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "models/microwork/commission.hpp"
#include "models/microwork/offers.hpp"

namespace microwork {

namespace {

/// What a study pays: its own reward, or what a policy asks for when that is more.
Money reward_under(const Rules& rules, const SurveyStratum& design) {
    const auto p = static_cast<std::size_t>(design.platform);
    Money reward = std::max(design.reward, rules.minimum_reward[p]);
    for (const MinimumPay& rule : rules.minimum_pay)
        if (rule.platforms[p] && !is_empty(in_both(rule.covered, design.eligible)))
            reward = std::max(reward, least_reward(rule.hourly, static_cast<double>(design.length.value)));
    return reward;
}

/// A wave is one task for many, which bears the platform's surcharge; the posts of a recapture study are for one person each.
std::uint32_t fee_of(const Payment& payment, const PlatformData& platform, SurveyKind kind, std::span<const FeeRise> rises) {
    const std::int64_t answers = kind == SurveyKind::recapture ? 1 : std::numeric_limits<std::int64_t>::max();
    return commission_share(platform, {answers, payment.surcharged(platform, answers)}, rises);
}

void fill_in(const SurveyPoster& poster, RequesterId r, std::int64_t wave, const TaskTypeData& type, BatchId b, Batches& batches) {
    const SurveyStratum& design = poster.design;
    batches.key[b] = Demand::batch_key(poster.key, static_cast<std::uint32_t>(wave));
    batches.seconds[b] = static_cast<float>(std::max<std::int64_t>(1, design.length.value));
    batches.open[b] = batches.created[b] = static_cast<std::int32_t>(poster.wanted_of(wave));
    batches.cap[b] = 1;
    batches.eligible[b] = design.eligible;
    batches.requester[b] = static_cast<std::uint16_t>(r.row);
    batches.platform[b] = static_cast<std::uint8_t>(design.platform);
    batches.asks[b] = asks_of(type);
    batches.posted[b] = poster.at(wave);
    batches.expires[b] =
        design.window.value == 0 ? sim::never : Instant{static_cast<std::int32_t>(poster.at(wave).value + design.window.value)};
}

}  // namespace

void PostSurveys::operator()(const sim::Step& step, const World& world, const Forum& forum, const Payment& payment,
                             const Rules& rules, const Conditions& conditions, const PostedSurveys& surveys, Wakeups& wakeups,
                             Requesters& requesters, Batches& batches, FreeBatches& free, Boards& boards, TaskLedger& tasks,
                             PlatformFlows& flows) const {
    for (std::size_t i = 0; i < surveys.posters().size(); ++i) {
        const SurveyPoster& poster = surveys.posters()[i];
        const RequesterId r{surveys.first_requester() + i};
        const auto p = static_cast<std::size_t>(poster.design.platform);
        for (std::int64_t wave = poster.wave_from(step.begin()); wave < poster.waves() && poster.at(wave) < step.end(); ++wave) {
            const std::int64_t wanted = poster.wanted_of(wave);
            ++requesters.posted[r];
            if (wanted == 0 || conditions.closed[p])
                continue;
            const BatchId b{take_row(free, batches)};
            fill_in(poster, r, wave, world.task_types[surveys.task_type()], b, batches);
            batches.type[b] = surveys.task_type();
            batches.reward[b] = reward_under(rules, poster.design);
            batches.fee[b] = fee_of(payment, world.platforms[p], poster.kind, conditions.fee_rises[p]);
            batches.forum_taste[b] = forum.taste(requesters.forum_approved[r], requesters.forum_rejected[r]);
            wakeups.due->expiries.push(batches.expires[b], b.row);
            tasks.enter(TaskClass::open, wanted);
            ++flows.batches[sim::Id<PlatformFlow>{p}], flows.posted[sim::Id<PlatformFlow>{p}] += wanted;
            boards.add(b);
        }
    }
}

}  // namespace microwork
