#include "models/microwork/offers.hpp"

#include <algorithm>
#include <limits>

#include "models/microwork/commission.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose minimum_pay_reactions{"offers.minimum_pay"};

Money outlay(const PlatformData& platform, std::uint32_t fee, double cap, Money reward) {
    return reward + commission(platform, fee, cap, reward);
}

/// The offer as a policy leaves it; true when the requester keeps its spending and cuts the volume.
bool obey(const MinimumPay& rule, const CountrySet& served, double seconds, Reaction reaction, Offer& offer) {
    const CountrySet others = without(served, rule.covered);
    const bool can_avoid = !is_empty(reaction == Reaction::move ? others : in_both(others, offer.eligible));
    if (reaction == Reaction::exclude && can_avoid)
        offer.eligible = without(offer.eligible, rule.covered);
    else if (reaction == Reaction::move && can_avoid)
        offer.eligible = others;
    else
        offer.reward = least_reward(rule.hourly, seconds);
    return reaction == Reaction::cut || (reaction != Reaction::raise && !can_avoid);
}

}  // namespace

Money least_reward(double hourly, double seconds) {
    constexpr std::int64_t cent = sim::micro_per_dollar / 100;
    const std::int64_t exact = sim::dollars(hourly * seconds / 3600).value;
    return Money{(exact + cent - 1) / cent * cent};
}

Reaction reaction_to(const sim::Randomness& randomness, std::uint64_t requester, const MinimumPay& rule) {
    sim::Dice dice = randomness.dice(minimum_pay_reactions, requester);
    if (!dice.chance(rule.compliance))
        return Reaction::ignore;
    const double u = dice.uniform();
    if (u < rule.move)
        return Reaction::move;
    if (u < rule.move + rule.exclude)
        return Reaction::exclude;
    return u < rule.move + rule.exclude + rule.cut ? Reaction::cut : Reaction::raise;
}

Offer make_offer(const sim::Randomness& randomness, const World& world, const Demand& demand, const Rules& rules,
                 const Requesters& requesters, RequesterId r, const BatchDraft& draft, const PostingTerms& now) {
    const std::size_t p = requesters.platform[r];
    const PlatformData& platform = world.platforms[p];
    const Money first = round_reward(draft.reward, draft.rounding);
    Offer offer;
    offer.eligible = requesters.eligible[r];
    offer.reward =
        std::max(round_reward(draft.reward * sim::elementary::exp(now.pay_shift), draft.rounding), rules.minimum_reward[p]);
    double budget = demand.params.budget();
    for (const MinimumPay& rule : rules.minimum_pay) {
        const bool bites = rule.platforms[p] && offer.reward < least_reward(rule.hourly, draft.seconds) &&
                           !is_empty(in_both(in_both(rule.covered, offer.eligible), demand.served(p)));
        const Reaction reaction = bites ? reaction_to(randomness, requesters.key[r], rule) : Reaction::ignore;
        if (reaction != Reaction::ignore && obey(rule, demand.served(p), draft.seconds, reaction, offer))
            budget = 1;
    }
    offer.fee = now.fee;
    offer.cost = outlay(platform, now.fee, rules.commission_cap[p], offer.reward);
    offer.reference = outlay(platform, now.first_fee, std::numeric_limits<double>::infinity(), first);
    // What the market's price leaves, and at most what the requester's own budget pays for.
    const double own_price = static_cast<double>(offer.cost.value) / static_cast<double>(offer.reference.value);
    const double volume = now.family_volume * std::min(now.price_volume, budget / own_price);
    // Volumes and scale thin the items of a batch, never its variety (model rules, section 12).
    const auto assignments = [&](double kept) {
        const auto items = static_cast<std::int64_t>(std::min(draft.items * now.scale * volume * kept, 2e9) + draft.thinning);
        return std::min<std::int64_t>(items * world.task_types[draft.type].redundancy, 1'000'000'000);
    };
    offer.assignments = assignments(1 - now.replaced);
    offer.replaced = assignments(1) - offer.assignments;
    return offer;
}

}  // namespace microwork
