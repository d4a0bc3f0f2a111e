// Money moves, through the ledger only; reputations and memories of requesters follow the decision.
#pragma once

#include "models/microwork/commission.hpp"
#include "models/microwork/market.hpp"

namespace microwork {

struct Pay {
    static constexpr const char* name = "pay";
    void operator()(const sim::Step&, const World&, const Learning&, const BorrowedAccounts&, const Reputation&, const Payment&,
                    const Rules&, const sim::Messages<Decision>&, Tills&, Accounts&, AccountFiles&, Lives&, Requesters&,
                    MoneyLedger&, TimeLedger&, CountryFlows&, PlatformFlows&) const;
};

}  // namespace microwork
