// The work itself: instructions, assignments, what is given back, what an outage cuts off.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Plans a claim when it is granted (the cursor runs ahead to its end) and reports it when that end is reached.
struct Work {
    static constexpr const char* name = "work";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("work") {}
        Param<double> unclear{
            this, "unclear_instructions", 0.02, {0.0, 1.0}, "claims given back after reading the instructions", "assumed"};
        Param<double> broken{this, "broken_assignments", 0.01, {0.0, 1.0}, "assignments given back half done", "assumed"};
        Param<double> good_pay{
            this,     "good_pay_ratio", 1.2, {0.1, 10.0}, "pay over reservation wage above which the reservation wage rises",
            "assumed"};
        Param<double> encouraged{
            this, "wage_rise", 0.02, {0.0, 1.0}, "rise of the log reservation wage for an hour of such pay", "assumed", "1/h"};
    } params;
    void operator()(const sim::Step&, const World&, const People&, const Connectivity&, const Batches&, sim::Own<Sessions>,
                    sim::Outbox<Delivery>) const;
};

}  // namespace microwork
