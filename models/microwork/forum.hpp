// The workers' forum: members report how requesters decided, and avoid those with a bad rating. Founding document 002
// (Turkopticon).
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class Forum {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("forum") {}
        Param<sim::Share> share{
            this,     "share", sim::Share{0.2f}, {sim::Share{0}, sim::Share{1}}, "people who are members of a workers' forum",
            "assumed"};
        Param<double> prior_approval{
            this, "prior_approval", 0.99, {0.0, 1.0}, "approval rate that a requester without reports is credited with", "assumed"};
        Param<double> prior_weight{this,      "prior_weight", 50, {0.0, 1e6}, "reports that this belief is worth beside those made",
                                   "assumed", "assignments"};
        Param<double> malus{this,
                            "malus",
                            1.3862943611,
                            {0.0, 10.0},
                            "loss of value of a badly rated requester's tasks for members (log 4, as after an own rejection)",
                            "assumed"};
        Param<double> bad_gap{this,
                              "bad_gap",
                              0.03,
                              {0.0001, 1.0},
                              "shortfall of the public approval rate at which the loss is complete; below it grows in proportion",
                              "assumed"};
    } params;

    /// Whether the person with this key is a member.
    bool member(const sim::Randomness& randomness, std::uint64_t key) const {
        static constexpr sim::Purpose members{"forum.member"};
        return randomness.dice(members, key).chance(params.share().value);
    }
    /// What members add to the value of a requester's tasks: between minus the malus and zero.
    float taste(std::uint32_t approved, std::uint32_t rejected) const {
        const double reports = static_cast<double>(std::int64_t{approved} + rejected) + params.prior_weight();
        if (reports <= 0)
            return 0;
        const double rate =
            (static_cast<double>(std::int64_t{approved}) + params.prior_weight() * params.prior_approval()) / reports;
        return -static_cast<float>(params.malus() * std::clamp((params.prior_approval() - rate) / params.bad_gap(), 0.0, 1.0));
    }
};

}  // namespace microwork
