#include "models/microwork/mechanisms/revise_demand.hpp"

#include <algorithm>
#include <numeric>

#include "sim/elementary.hpp"

namespace microwork {

void ReviseDemand::operator()(const sim::Step& step, const Demand& demand, const Outlook& outlook, const MeasuredSpan& span,
                              FamilyDemand& families, PlatformPrices& prices) const {
    Outlook::Volumes hours{}, replaced{};
    for (std::size_t f = 0; f < task_families; ++f)
        hours[f] = demand.weekly_hours(static_cast<TaskFamily>(f)), replaced[f] = families.replaced[FamilyDemand::row_id{f}];
    const Outlook::Volumes volumes = outlook.volumes(years_measured(step, span), hours, replaced);
    for (std::size_t f = 0; f < task_families; ++f)
        families.volume[FamilyDemand::row_id{f}] = volumes[f];

    for (std::size_t i = 0; i < prices.rows(); ++i) {
        const PlatformPrices::row_id p{i};
        const auto sum = [](const PlatformPrices::Ring& weeks) {
            return std::accumulate(weeks.begin(), weeks.end(), std::int64_t{0});
        };
        const std::int64_t cost = sum(prices.cost[p]), reference = sum(prices.reference[p]);
        prices.price[p] = reference > 0 ? static_cast<double>(cost) / static_cast<double>(reference) : 1;
        prices.volume[p] = std::clamp(sim::elementary::power(prices.price[p], -params.epsilon()), params.least(), params.most());
        // The oldest week gives its place to the one that begins.
        const std::size_t week = static_cast<std::size_t>(step.week()) % price_weeks;
        prices.cost[p][week] = prices.reference[p][week] = 0;
    }
}

}  // namespace microwork
