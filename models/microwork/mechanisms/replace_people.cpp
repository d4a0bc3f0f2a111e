#include "models/microwork/mechanisms/replace_people.hpp"

#include <algorithm>
#include <vector>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose propensities{"replacement.propensity"};

/// One decision, from what was noted since the last.
void decide(RequesterId r, double propensity, const Outlook::Volumes& price, const Outlook& outlook, Replacements& replacements) {
    auto& cost = replacements.cost[r];
    auto& typical = replacements.typical[r];
    for (std::size_t f = 0; f < task_families; ++f) {
        if (typical[f] == 0)
            continue;
        const bool cheaper = propensity * static_cast<double>(cost[f]) > price[f] * static_cast<double>(typical[f]);
        replacements.share[r][f] = cheaper ? outlook.family[f].model_reach().value : 0.0f;
        cost[f] = typical[f] = 0;
    }
}

/// Share of each family's items on all platforms that goes to models, requesters weighted by what they want of it.
Outlook::Volumes replaced_shares(const Demand& demand, const Requesters& requesters, const Replacements& replacements,
                                 std::size_t platforms) {
    constexpr double grain = 1e12;  // of a requester's share of its platform: sums are integers
    std::vector<std::array<std::int64_t, task_families>> sums(platforms);
    for (std::size_t i = 0; i < replacements.rows(); ++i) {
        const RequesterId r{i};
        for (std::size_t f = 0; f < task_families; ++f)
            sums[requesters.platform[r]][f] += static_cast<std::int64_t>(
                static_cast<double>(requesters.size[r]) * static_cast<double>(replacements.share[r][f]) * grain + 0.5);
    }
    Outlook::Volumes shares{};
    for (std::size_t f = 0; f < task_families; ++f) {
        const auto family = static_cast<TaskFamily>(f);
        double hours = 0;
        for (std::size_t p = 0; p < platforms; ++p)
            hours += demand.weekly_hours(p, family) * (static_cast<double>(sums[p][f]) / grain);
        if (demand.weekly_hours(family) > 0)
            shares[f] = std::min(1.0, hours / demand.weekly_hours(family));
    }
    return shares;
}

}  // namespace

double propensity_to_replace(const sim::Randomness& randomness, std::uint64_t requester, double mean) {
    if (mean <= 0)
        return 0;
    return sim::elementary::power(randomness.dice(propensities, requester).uniform_open(), (1 - mean) / mean);
}

void ReplacePeople::operator()(const sim::Step& step, const Demand& demand, const Outlook& outlook, const MeasuredSpan& span,
                               const Requesters& requesters, Replacements& replacements, FamilyDemand& families) const {
    const std::int32_t per_week = step.clock.ticks_per_week(), first_week = (span.first_tick + per_week - 1) / per_week;
    if (step.tick < span.first_tick || (step.week() - first_week) % params.weeks() != 0)
        return;
    const double years = years_measured(step, span);
    Outlook::Volumes price{};
    for (std::size_t f = 0; f < task_families; ++f)
        price[f] = outlook.model_price(static_cast<TaskFamily>(f), years);
    for (std::size_t i = 0; i < replacements.rows(); ++i) {
        const RequesterId r{i};
        decide(r, propensity_to_replace(step.randomness, replacements.key[r], params.propensity()), price, outlook, replacements);
    }
    const auto shares = replaced_shares(demand, requesters, replacements, demand.platforms());
    for (std::size_t f = 0; f < task_families; ++f)
        families.replaced[FamilyDemand::row_id{f}] = shares[f];
}

}  // namespace microwork
