// Caps what platforms add to the reward.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/microwork/rules.hpp"
#include "models/microwork/world.hpp"

namespace microwork {

struct CommissionCap {
    static constexpr const char* name = "commission-cap";
    static constexpr const char* meaning =
        "platforms may add at most this share to the reward; rewards stay, requesters pay less, and in time want more";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("policy") {}
        Param<double> share{this, "share", 1, {0.0, 100.0}, "largest commission, as a share of the reward", "set by the scenario"};
        Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms covered; none = all",
                                                  "set by the scenario"};
    } params;
    void operator()(const World& world, Rules& rules) const {
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            if (params.platforms().empty() ||
                std::find(params.platforms().begin(), params.platforms().end(), world.platforms[p].id) != params.platforms().end())
                rules.commission_cap[p] = std::min(rules.commission_cap[p], params.share());
    }
};

}  // namespace microwork
