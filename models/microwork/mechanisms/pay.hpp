// Money moves, through the ledger only; reputations and memories of requesters follow the decision.
#pragma once

#include "models/microwork/commission.hpp"
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
    void operator()(const sim::Step&, const World&, const Learning&, const BorrowedAccounts&, const Payment&, const Rules&,
                    const sim::Messages<Decision>&, Tills&, Accounts&, Lives&, Requesters&, MoneyLedger&, TimeLedger&,
                    CountryFlows&, PlatformFlows&) const;
};

}  // namespace microwork
