// A least pay for each task, set by the pay per hour that it gives: the fair piece rate.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/microwork/rules.hpp"
#include "models/microwork/world.hpp"

namespace microwork {

struct MinimumTaskPay {
    static constexpr const char* name = "minimum-task-pay";
    static constexpr const char* meaning =
        "a task that workers of the covered countries may take pays at least hourly x factor for its true time at the usual speed, "
        "which an inspector can test, in whole cents; instructions and search do not count. The reward is that of the whole batch: "
        "workers elsewhere get it too. Requesters who comply raise the reward; or raise it and keep their spending (cut); or "
        "exclude "
        "covered countries (exclude); or offer the work to the platform's other countries instead (move); where nobody else is "
        "left, "
        "they cut. Budgets and demand react to the price, workers to the offer; platforms do not react";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("policy") {}
        Param<sim::HourlyPay> hourly{this,
                                     "hourly",
                                     sim::HourlyPay{0},
                                     {sim::HourlyPay{0}, sim::HourlyPay{1000}},
                                     "least pay per hour of work",
                                     "set by the scenario"};
        Param<double> factor{this,
                             "factor",
                             1,
                             {0.0, 10.0},
                             "factor on it; 1.2 = the fair piece rate of the United Kingdom, which allows for slower workers",
                             "National Minimum Wage Regulations 2015, rated output work (S_UKFAIR, S_HMRC)"};
        Param<std::vector<std::string>> workers_in{
            this, "workers_in", std::vector<std::string>{},
            "countries (two letters), groups of countries or regions whose workers are covered; none = nobody",
            "set by the scenario"};
        Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms covered; none = all",
                                                  "set by the scenario"};
        Param<sim::Share> compliance{this, "compliance", sim::Share{1}, "share of requesters who comply", "set by the scenario"};
        Param<sim::Share> cut{this, "cut", sim::Share{0.3f}, "share of those who comply that keep their spending", "assumed"};
        Param<sim::Share> exclude{this, "exclude", sim::Share{0.2f},
                                  "share that exclude covered countries; 0 = exclusion is banned", "assumed"};
        Param<sim::Share> move{this, "move", sim::Share{0.1f}, "share that offer the work to all other countries", "assumed"};
    } params;

    void operator()(const World& world, Rules& rules) const {
        MinimumPay rule;
        for (const auto& word : params.workers_in())
            rule.covered = joined(rule.covered, world.countries_of(word));
        for (const auto& p : world.platforms)
            rule.platforms.push_back(params.platforms().empty() || std::find(params.platforms().begin(), params.platforms().end(),
                                                                             p.id) != params.platforms().end());
        rule.hourly = static_cast<double>(params.hourly().value) * params.factor();
        rule.compliance = static_cast<double>(params.compliance().value);
        rule.cut = static_cast<double>(params.cut().value);
        rule.exclude = static_cast<double>(params.exclude().value);
        rule.move = static_cast<double>(params.move().value);
        rules.minimum_pay.push_back(std::move(rule));
    }

    /// What one value alone cannot tell.
    void check(const sim::Location& where, sim::Problems& problems) const {
        if (params.cut().value + params.exclude().value + params.move().value > 1.0001f)
            problems.add(
                {where, "the shares cut, exclude and move add up to more than 1", "they are shares of those who comply", ""});
    }
};

}  // namespace microwork
