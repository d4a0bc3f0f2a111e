// Sessions close; what was done and learned in them goes back to the person's record. Model rules, section 7.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct CloseSessions {
    static constexpr const char* name = "close_sessions";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("learning") {}
        Param<double> hours{this, "hours", 20, {1.0, 1000.0}, "hours over which expected pay is learned", "assumed", "h"};
        Param<double> lowest{this, "lowest_pay", 0.05, {0.001, 10.0}, "floor of expected pay", "assumed", "USD/h"};
        Param<double> pull{
            this, "attractiveness_exponent", 0.4, {0.0, 2.0}, "elasticity of log-ins with respect to learned pay", "assumed"};
    } params;
    void operator()(const sim::Step&, Sessions&, Lives&, TimeLedger&, CountryFlows&) const;

  private:
    void write_back(const Sessions&, SessionId, Lives&) const;
};

}  // namespace microwork
