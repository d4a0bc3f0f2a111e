// Seasons and shocks act: the conditions of the tick, and the end of sessions in a country that goes dark.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Rebuilds the conditions from neutral when a month begins and where a shock begins or ends.
struct ApplyShocks {
    static constexpr const char* name = "apply_shocks";
    void operator()(const sim::Step&, const World&, const Shocks&, Conditions&) const;
};

/// Ends the sessions of people whom a blackout takes off the net: who is at work hands in what is in hand.
struct GoDark {
    static constexpr const char* name = "go_dark";
    void operator()(const sim::Step&, const Shocks&, const Conditions&, Sessions&) const;
};

}  // namespace microwork
