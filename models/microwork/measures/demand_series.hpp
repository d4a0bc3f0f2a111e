// What requesters want and what they offer for it: recorded at the end of each day.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Work posted, work given to models and factors on demand by family of tasks; price, its effect and target pay by platform.
struct DemandSeries {
    static constexpr const char* name = "measure_demand";
    explicit DemandSeries(sim::Recorder& record, std::size_t platforms);
    void operator()(const sim::Step&, const Requesters&, const FillTimes&, const FamilyDemand&, const PlatformPrices&,
                    sim::Recorder&) const;
    sim::SeriesId posted, family_volume, by_models, replaced, price, price_volume, target_pay;
};

}  // namespace microwork
