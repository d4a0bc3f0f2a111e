// How much work requesters as a whole want: the outlook of each family of tasks, and the reaction to what work costs. Model rules,
// section 3.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct ReviseDemand {
    static constexpr const char* name = "revise_demand";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("elasticity") {}
        Param<double> epsilon{
            this,
            "epsilon",
            0.5,
            {0.0, 5.0},
            "elasticity of demand on a platform with respect to its price, commission and levies included; 0 = none",
            "assumed"};
        Param<double> least{this, "least", 0.3, {0.0, 1.0}, "least factor on demand that a price gives", "assumed"};
        Param<double> most{this, "most", 2, {1.0, 100.0}, "largest factor on demand that a price gives", "assumed"};
    } params;

    /// At the start of every week.
    void operator()(const sim::Step&, const Demand&, const Outlook&, const MeasuredSpan&, FamilyDemand&, PlatformPrices&) const;
};

}  // namespace microwork
