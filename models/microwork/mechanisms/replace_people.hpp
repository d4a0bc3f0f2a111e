// Requesters replace people by models when that is cheaper: each compares what people cost it with what a model costs, every few
// weeks, and asks for its own saving.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct ReplacePeople {
    static constexpr const char* name = "replace_people";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("replacement") {}
        Param<double> propensity{
            this,
            "propensity",
            0.5,
            {0.0, 1.0},
            "mean over requesters of what the answer of a model is worth to them relative to that of a person; "
            "0 = nobody turns to models, 1 = everybody does as soon as they are cheaper, 0.5 = spread evenly",
            "assumed"};
        Param<std::int64_t> weeks{
            this,   "weeks", 4, {1, 520}, "time between two decisions: what people cost is taken over it", "assumed: about a month",
            "weeks"};
    } params;

    /// At the start of a week, from the first measured one on. Who has posted nothing of a family stays with what it does.
    void operator()(const sim::Step&, const Demand&, const Outlook&, const MeasuredSpan&, const Requesters&, Replacements&,
                    FamilyDemand&) const;
};

/// What the answer of a model is worth to a requester relative to that of a person, 0 to 1: u ^ ((1 - mean) / mean), u a draw of
/// the requester. A larger mean is more for everybody.
double propensity_to_replace(const sim::Randomness& randomness, std::uint64_t requester, double mean);

}  // namespace microwork
