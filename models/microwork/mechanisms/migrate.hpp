// People move to another country: once a week over those who have a record and are offline.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct Migrate {
    static constexpr const char* name = "migrate";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("migrate") {}
        Param<double> moves{this,
                            "moves_per_year",
                            0.0012,
                            {0.0, 50.0},
                            "rate at which a person moves to another country",
                            "assumed; of the order of 0.6 % of the world's people in five years (Abel and Sander 2014, recalled)",
                            "1/year"};
        Param<double> wage_pull{this,
                                "wage_pull",
                                1,
                                {0.0, 5.0},
                                "exponent of the wage in the weight of a destination; the other factor is its accounts",
                                "assumed"};
    } params;
    void operator()(const sim::Step&, const World&, Lives&, Accounts&, CountryFlows&) const;

  private:
    std::size_t destination(const World&, std::size_t from, double u) const;
};

}  // namespace microwork
