// What workers hand in: counts of the batch, submissions that wait for a decision, and the next outage of those who were cut off.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Each worker's own rows are written side by side, and then those of each batch, in the order of the messages.
struct HandIn {
    static constexpr const char* name = "hand_in";
    void operator()(const sim::Step&, const World&, const Connectivity&, const Requesters&, const Lives&,
                    const sim::Messages<Delivery>&, Tills&, Wakeups&, Sessions&, Accounts&, Batches&, FreeBatches&, Submissions&,
                    FreeSubmissions&, Boards&, TaskLedger&, TimeLedger&, CountryFlows&, PlatformFlows&) const;
};

}  // namespace microwork
