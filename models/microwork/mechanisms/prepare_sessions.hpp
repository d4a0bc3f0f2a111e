// What somebody who has just come online brings along today: connection, device, skills, fatigue, duties, and what was suffered.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Runs after `OpenSessions`: fills the rows that it has added.
struct PrepareSessions {
    static constexpr const char* name = "prepare_sessions";
    void operator()(const sim::Step&, const World&, const People&, const Connectivity&, const Lives&, Sessions&) const;
};

}  // namespace microwork
