// What is recorded while the market runs. Measures read tables and write their record, nothing else.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// People online and at work, by country, and people at work by platform: mean over the ticks of a day.
struct Participation {
    static constexpr const char* name = "measure_participation";
    explicit Participation(sim::Recorder& record, std::size_t countries, std::size_t platforms, std::size_t ticks_per_day);
    void operator()(const sim::Step&, const Sessions&, sim::Recorder&) const;
    sim::SeriesId online, working, platform_working;
};

/// Rewards on offer: what was posted, and open work at the end of each day by platform.
struct Offers {
    static constexpr const char* name = "measure_offers";
    explicit Offers(sim::Recorder& record, std::size_t platforms);
    void operator()(const sim::Step&, const Boards&, const Batches&, sim::Recorder&) const;
    sim::SeriesId open;
    sim::HistogramId rewards;
};

/// The running totals of the books at the end of each day.
struct DailyFlows {
    static constexpr const char* name = "measure_flows";
    explicit DailyFlows(sim::Recorder& record, std::size_t countries, std::size_t platforms);
    void operator()(const sim::Step&, const CountryFlows&, const PlatformFlows&, sim::Recorder&) const;
    std::vector<sim::SeriesId> by_country, by_platform;
};

/// People known and the accounts they hold, by country: counted at the beginning of each week, which the week's days then show.
struct Holdings {
    static constexpr const char* name = "measure_holdings";
    explicit Holdings(sim::Recorder& record, std::size_t countries);
    void operator()(const sim::Step&, const Lives&, const Accounts&, sim::Recorder&) const;
    sim::SeriesId people, accounts, borrowed;
};

}  // namespace microwork
