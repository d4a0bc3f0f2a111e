// Assignments go to the best tickets; whoever comes too late has lost the search time and looks again.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct ServeClaims {
    static constexpr const char* name = "serve_claims";
    void operator()(const sim::Step&, sim::Messages<sim::Claim>&, sim::ClaimDesk&, Tills&, Sessions&, Batches&, Boards&,
                    Participations&, TaskLedger&, PlatformFlows&, FillTimes&) const;
};

}  // namespace microwork
