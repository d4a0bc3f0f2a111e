// Submissions that are due are approved or rejected, by the policy of their requester. Model rules, section 9.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct Review {
    static constexpr const char* name = "review";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("review") {}
        Param<sim::Share> gold_items{this,
                                     "gold_items",
                                     sim::Share{0.15f},
                                     {sim::Share{0}, sim::Share{1}},
                                     "share of assignments that are gold questions",
                                     "task types table: 10 to 20 %"};
        Param<sim::Share> gold_failures{this,
                                        "gold_failures",
                                        sim::Share{0.3f},
                                        {sim::Share{0}, sim::Share{1}},
                                        "share of failed gold questions above which a submission is rejected",
                                        "Appen: 70 % accuracy (platforms table)"};
        Param<bool> refusals_keep_data{this, "refusals_keep_data", true,
                                       "requesters who refuse a whole batch keep the data and ask for no replacement",
                                       "founding document 002"};
    } params;
    void operator()(const sim::Step&, const World&, const Requesters&, Wakeups&, Batches&, FreeBatches&, Submissions&,
                    FreeSubmissions&, Boards&, TaskLedger&, PlatformFlows&, sim::Messages<Decision>&) const;

  private:
    void book(const Decision&, const Requesters&, Batches&, Boards&, TaskLedger&, PlatformFlows&) const;
};

/// Chance that an answer is refused as the minority among `redundancy` answers to an item, its own included, when each other
/// answer agrees with it with probability `agree`. A tie refuses nobody. Closed form (binomial).
double minority_chance(int redundancy, double agree);

}  // namespace microwork
