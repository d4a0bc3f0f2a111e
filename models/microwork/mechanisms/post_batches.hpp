// Requesters offer work at a price; what nobody did in time is taken down; the boards are brought up to date.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Takes down batches whose time is over, and off the boards what is no longer open. What was open of them expires.
struct ExpireBatches {
    static constexpr const char* name = "expire_batches";
    void operator()(const sim::Step&, Wakeups&, Batches&, FreeBatches&, Boards&, TaskLedger&, PlatformFlows&, FillTimes&) const;
};

/// Posts the batches of the requesters whose posting falls due in this tick.
struct PostBatches {
    static constexpr const char* name = "post_batches";
    void operator()(const sim::Step&, const World&, const Scale&, const Demand&, const Forum&, const Reputation&, const Payment&,
                    const Rules&, const Conditions&, const FillTimes&, Wakeups&, Requesters&, Batches&, FreeBatches&, Boards&,
                    TaskLedger&, PlatformFlows&, Replacements&, FamilyDemand&, PlatformPrices&) const;
};

}  // namespace microwork
