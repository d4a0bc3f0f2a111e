// Some platforms count lost connections against their workers: strikes, suspensions, in the end a ban. Model rules, section 13.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Runs after the work is handed in, on what an outage has cut.
struct Strikes {
    static constexpr const char* name = "strikes";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("strikes") {}
        Param<bool> counted{this, "counted", true, "platforms with a strikes policy count lost connections", "free choice"};
        Param<double> limit{
            this, "limit", 5, {0.0, 1e6}, "strikes above which an account is suspended, and its strikes are wiped out", "assumed"};
        Param<Seconds> half_life{
            this, "half_life", Seconds{14 * 86400}, {Seconds{3600}, Seconds{3650 * 86400}}, "half-life of strikes", "assumed"};
        Param<Seconds> suspension{
            this, "suspension", Seconds{86400}, {Seconds{60}, Seconds{365 * 86400}}, "length of a suspension", "assumed"};
        Param<std::int64_t> suspensions{this,
                                        "suspensions_to_ban",
                                        4,
                                        {1, 4},
                                        "suspensions within the window, the last of which is a ban",
                                        "assumed; free parameter"};
        Param<std::int64_t> window{this,
                                   "window_days",
                                   60,
                                   {1, 3650},
                                   "window in which suspensions are counted",
                                   "assumed; free parameter, chosen so that a ban meets at most 2 % of regulars a year",
                                   "day"};
    } params;

    void operator()(const sim::Step&, const World&, const sim::Messages<Delivery>&, Sessions&, Accounts&, MoneyLedger&,
                    CountryFlows&, PlatformFlows&) const;

  private:
    bool strike(Accounts&, AccountId, Instant at) const;
    bool is_ban(Accounts&, AccountId, std::int32_t day) const;
};

}  // namespace microwork
