#include "analysis/presence_tables.hpp"

#include <algorithm>

namespace analysis {

using namespace microwork;

void write_local_hours(sim::ResultWriter& writer, const MicroworkModel& model, std::int32_t next_tick) {
    const World& world = model.market().get<World>();
    const auto& hours = model.market().get<LocalHours>();
    const auto regions = world.regions();
    std::vector<std::int64_t> sums(std::size_t{hours_of_week} * regions.size());
    for (std::size_t r = 0; r < hours.rows(); ++r) {
        const CountryData& country = world.countries[r / hours_of_week];
        const auto region =
            static_cast<std::size_t>(std::lower_bound(regions.begin(), regions.end(), country.region) - regions.begin());
        sums[r % hours_of_week * regions.size() + region] += hours.online[LocalHours::row_id{r}];
    }
    // Each hour of the week comes equally often in a span of whole weeks.
    const double ticks_an_hour = std::max(1, next_tick - model.measured_from()) / static_cast<double>(hours_of_week);
    std::vector<double> mean(sums.size());
    std::transform(sums.begin(), sums.end(), mean.begin(),
                   [&](std::int64_t sum) { return static_cast<double>(sum) / ticks_an_hour; });
    writer.axis(
        {"weekday", "weekday of the worker", {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, {}});
    std::vector<double> hour(24);
    for (std::size_t h = 0; h < hour.size(); ++h)
        hour[h] = static_cast<double>(h);
    writer.axis({"hour", "hour of the worker's clock", {}, hour});
    const std::size_t dims[] = {7, 24, regions.size()};
    writer.dataset("/distributions/online_by_hour", mean, dims,
                   {"people",
                    "people online by weekday and hour on their own clocks, mean over the ticks of that hour in the measured span "
                    "(of whole weeks; the hours of a shorter one are weighted by how often they come)",
                    "",
                    {"weekday", "hour", "region"}});
}

}  // namespace analysis
