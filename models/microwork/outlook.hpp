// How the demand of each family of tasks changes over the years: growth, automation and the work that automation makes, unpaid
// substitutes, and what models cost that requesters may turn to. Model rules, section 3.
#pragma once

#include <array>

#include "models/microwork/world.hpp"
#include "sim/params.hpp"

namespace microwork {

/// The outlook of one family of tasks.
struct FamilyOutlook : sim::ParamGroup {
    explicit FamilyOutlook(std::string_view section) : ParamGroup(section) {}
    Param<double> growth{
        this,      "growth", 0, {-5.0, 5.0}, "log growth of what requesters want of these tasks, apart from automation",
        "assumed", "1/year"};
    Param<sim::Share> automated{this,
                                "automated",
                                sim::Share{0},
                                {sim::Share{0}, sim::Share{0.99f}},
                                "share done by machines on the first measured day and in the burn-in; 0 = never any",
                                "assumed"};
    Param<double> pace{this,      "automation_pace", 0, {-10.0, 10.0}, "growth of the log odds of that share (logistic path)",
                       "assumed", "1/year"};
    Param<sim::Share> renewal{this,
                              "renewal",
                              sim::Share{0.15f},
                              {sim::Share{0}, sim::Share{1}},
                              "verification wanted for an hour of these tasks that machines do",
                              "assumed; that there is some: Casilli 2019"};
    Param<double> renewal_decay{
        this,
        "renewal_decay",
        0,
        {0.0, 20.0},
        "decay of that verification: 0 = wanted for ever (Casilli), 0.5 = a time constant of two years (Heudin)",
        "the debate of Casilli and Heudin, founding document 003",
        "1/year"};
    Param<sim::Share> unpaid{this,
                             "unpaid_substitutes",
                             sim::Share{0},
                             {sim::Share{0}, sim::Share{1}},
                             "share of these tasks taken by unpaid work: CAPTCHAs, games",
                             "assumed: no source gives a quantity"};
    Param<double> model_price{this,
                              "model_price",
                              1000,
                              {0.0, 1e9},
                              "what a model costs for such a task on the first measured day, checking included, relative to the "
                              "typical reward of the table of task types; 1000 = so dear that nobody turns to one",
                              "assumed: neutral"};
    Param<double> model_price_fall{
        this,    "model_price_fall", 0, {-10.0, 10.0}, "yearly fall of the log of that price; 0.7 = it halves", "assumed: neutral",
        "1/year"};
    Param<sim::Share> model_reach{this,
                                  "model_reach",
                                  sim::Share{0.5f},
                                  {sim::Share{0}, sim::Share{1}},
                                  "share of the items that models can do, which is what a requester gives to them",
                                  "assumed"};
};

struct Outlook {
    using Volumes = std::array<double, task_families>;
    std::array<FamilyOutlook, task_families> family{FamilyOutlook{"demand.prepare_ai"}, FamilyOutlook{"demand.verify_ai"},
                                                    FamilyOutlook{"demand.impersonate_ai"}, FamilyOutlook{"demand.other"}};

    /// Share of the family's tasks done by machines `years` after the first measured day.
    double automated(TaskFamily f, double years) const;
    /// What a model costs for a task of the family, relative to the typical reward.
    double model_price(TaskFamily f, double years) const;
    /// Factors on the demand of each family, given the hours of each that are wanted at the start:
    /// growth x (1 - a) x (1 - unpaid), and on top of verification the renewal of what machines do in all families, be it by the
    /// path of automation or because requesters gave them a share `replaced` of what was left.
    Volumes volumes(double years, const Volumes& hours, const Volumes& replaced = {}) const;
};

}  // namespace microwork
