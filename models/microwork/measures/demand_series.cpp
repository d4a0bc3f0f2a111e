#include "models/microwork/measures/demand_series.hpp"

#include <vector>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

using Kind = sim::SeriesSpec::Kind;

/// Ratios are recorded in millionths.
constexpr std::int64_t parts = 1'000'000;
std::int64_t in_parts(double ratio) { return static_cast<std::int64_t>(ratio * parts + 0.5); }

}  // namespace

DemandSeries::DemandSeries(sim::Recorder& record, std::size_t platforms)
    : posted(record.add(
          {"time_posted", "s", "work in batches posted, by family of tasks", "family", task_families, 1, Kind::running})),
      family_volume(record.add({"family_volume", "1", "factor on demand that the outlook of a family of tasks gives", "family",
                                task_families, parts, Kind::added})),
      by_models(record.add({"time_by_models", "s", "work that requesters gave to models instead of posting it, by family of tasks",
                            "family", task_families, 1, Kind::running})),
      replaced(record.add({"replaced", "1", "share of the items of a family that requesters give to models by their own decision",
                           "family", task_families, parts, Kind::added})),
      price(record.add({"price", "1",
                        "what work costs requesters over what it would have cost at the prices of the burn-in, eight weeks",
                        "platform", platforms, parts, Kind::added})),
      price_volume(
          record.add({"price_volume", "1", "factor on demand that the price gives", "platform", platforms, parts, Kind::added})),
      target_pay(record.add({"target_pay", "1", "target pay of requesters over their first target pay, weighted by size",
                             "platform", platforms, parts, Kind::added})) {}

void DemandSeries::operator()(const sim::Step& step, const Requesters& requesters, const FillTimes& fills,
                              const FamilyDemand& families, const PlatformPrices& prices, sim::Recorder& record) const {
    if ((step.tick + 1) % step.clock.ticks_per_day() != 0)
        return;
    const auto day = static_cast<std::size_t>(step.clock.day_of(step.tick));
    for (std::size_t f = 0; f < families.rows(); ++f) {
        const FamilyDemand::row_id row{f};
        record.set(posted, day, f, families.posted[row]);
        record.set(family_volume, day, f, in_parts(families.volume[row]));
        record.set(by_models, day, f, families.by_models[row]);
        record.set(replaced, day, f, in_parts(families.replaced[row]));
    }
    constexpr double grain = 1e9;  // of a requester's share of its platform: sums are integers
    std::vector<std::int64_t> pay(prices.rows()), size(prices.rows());
    for (std::size_t i = 0; i < fills.rows(); ++i) {
        const RequesterId r{i};
        const double weight = static_cast<double>(requesters.size[r]) * grain;
        const double shift = sim::elementary::exp(static_cast<double>(fills.pay_shift[r]));
        size[requesters.platform[r]] += static_cast<std::int64_t>(weight + 0.5);
        pay[requesters.platform[r]] += static_cast<std::int64_t>(weight * shift + 0.5);
    }
    for (std::size_t p = 0; p < prices.rows(); ++p) {
        const PlatformPrices::row_id row{p};
        record.set(price, day, p, in_parts(prices.price[row]));
        record.set(price_volume, day, p, in_parts(prices.volume[row]));
        record.set(target_pay, day, p, size[p] > 0 ? in_parts(static_cast<double>(pay[p]) / static_cast<double>(size[p])) : parts);
    }
}

}  // namespace microwork
