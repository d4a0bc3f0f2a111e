// Money moves, through the ledger only; reputations and memories of requesters follow the decision.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct Pay {
    static constexpr const char* name = "pay";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("pay") {}
        Param<double> reviewed_window{this,
                                      "approval_window",
                                      1000,
                                      {1.0, 1e6},
                                      "assignments over which the approval rate is taken; older ones fade out",
                                      "assumed",
                                      "assignments"};
    } params;
    void operator()(const sim::Step&, const World&, const Learning&, const Payment&, const Rules&, const sim::Messages<Decision>&,
                    Accounts&, Lives&, Requesters&, MoneyLedger&, TimeLedger&, CountryFlows&, PlatformFlows&) const;
};

/// Commission on one assignment: the platform's share of the reward, with its surcharge where that falls due, rounded half up, at
/// least its minimum fee, at most the cap.
Money commission(const PlatformData& platform, double cap, Money reward, bool surcharge = false);

}  // namespace microwork
