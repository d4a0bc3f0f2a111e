// Balances that have reached the threshold are paid out on the pay days of their rail. Rails without pay days pay at once: see pay.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Runs weekly: a rail pays out every so many weeks, at least each week.
struct PayDays {
    static constexpr const char* name = "pay_days";
    void operator()(const sim::Step&, const World&, const Payment&, Accounts&, MoneyLedger&, PlatformFlows&) const;
};

}  // namespace microwork
