// Requesters raise their pay when batches fill slower than they are used to, and lower it when they fill faster. Model rules,
// section 6.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct AdaptPay {
    static constexpr const char* name = "adapt_pay";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("adaptation") {}
        Param<double> anchor{this,
                             "anchor",
                             0.9,
                             {0.0, 1.0},
                             "share of last week's log deviation from the first target pay that is kept; 1 = no anchor",
                             "assumed"};
        Param<double> step{
            this,
            "step",
            0.05,
            {0.0, 1.0},
            "weekly rise of log target pay when batches take e times as long as normal, or longer; 0 = no adaptation",
            "assumed"};
        Param<double> tolerance{this,     "tolerance", 0.3, {0.0, 1.0}, "log deviation of the time to fill that is not noticed",
                                "assumed"};
        Param<std::int64_t> least_batches{this,
                                          "least_batches",
                                          4,
                                          {1, static_cast<std::int64_t>(remembered_fills)},
                                          "batches closed within the window without which a requester learns nothing",
                                          "assumed",
                                          "batches"};
        Param<Seconds> window{this,
                              "window",
                              Seconds{4 * sim::seconds_per_week},
                              {Seconds{86400}, Seconds{52 * sim::seconds_per_week}},
                              "time over which the present time to fill is taken: the median of at most 32 batches",
                              "assumed"};
    } params;

    /// At the end of the burn-in the normal times are set for good; from then on pay is revised at the start of every week.
    void operator()(const sim::Step&, const MeasuredSpan&, FillTimes&) const;
};

/// The log deviation of target pay a week later, given the ratio of the time to fill to the normal one.
double revised_pay(const AdaptPay::Params& params, double shift, double ratio);

}  // namespace microwork
