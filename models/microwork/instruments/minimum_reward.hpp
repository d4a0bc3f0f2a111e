// A least reward per assignment.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/microwork/rules.hpp"
#include "models/microwork/world.hpp"

namespace microwork {

struct MinimumReward {
    static constexpr const char* name = "minimum-reward";
    static constexpr const char* meaning =
        "new batches pay at least this per assignment; requesters cut volume where their budget or, in time, the price asks for it";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("policy") {}
        Param<Money> reward{
            this, "reward", Money{0}, {Money{0}, sim::dollars(100)}, "least reward per assignment", "set by the scenario"};
        Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms covered; none = all",
                                                  "set by the scenario"};
    } params;
    void operator()(const World& world, Rules& rules) const {
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            if (params.platforms().empty() ||
                std::find(params.platforms().begin(), params.platforms().end(), world.platforms[p].id) != params.platforms().end())
                rules.minimum_reward[p] = std::max(rules.minimum_reward[p], params.reward());
    }
};

}  // namespace microwork
