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
        Param<Seconds> same_trouble{this,
                                    "same_trouble",
                                    Seconds{7 * 86400},
                                    {Seconds{0}, Seconds{3650 * 86400}},
                                    "losses so soon after one that was counted are taken for the same trouble and not counted",
                                    "assumed; chosen so that bans are 5 to 10 times as frequent on poor as on stable lines"};
        Param<std::int64_t> warnings{this, "warnings", 1, {0, 10'000}, "strikes that have no consequence but a warning", "assumed"};
        Param<Seconds> memory{this,
                              "memory",
                              Seconds{180 * 86400},
                              {Seconds{3600}, Seconds{3650 * 86400}},
                              "strikes lapse when no other was counted for so long",
                              "assumed"};
        Param<double> suspended{this,
                                "suspension_chance",
                                0.015,
                                {0.0, 1.0},
                                "chance that a strike beyond the warnings suspends the account; 0 = none",
                                "assumed; free parameter, chosen so that a ban meets at most 2 % of regulars a year"};
        Param<Seconds> suspension{
            this, "suspension", Seconds{86400}, {Seconds{60}, Seconds{365 * 86400}}, "length of a suspension", "assumed"};
        Param<double> banned{
            this, "ban_chance", 0.25, {0.0, 1.0}, "suspensions that are for good: a ban", "assumed; free parameter"};
    } params;

    void operator()(const sim::Step&, const World&, const sim::Messages<Delivery>&, Sessions&, Accounts&, AccountFiles&,
                    MoneyLedger&, CountryFlows&, PlatformFlows&) const;

  private:
    bool strike(AccountFiles&, FileId, Instant at) const;
    AccountStatus verdict(const sim::Randomness&, const AccountFiles&, FileId) const;
};

}  // namespace microwork
