// What will have been on the boards long enough, by the end of the tick, to be come across without alerts. The rest is seen by
// workers with alerts only.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct Notice {
    static constexpr const char* name = "notice";
    void operator()(const sim::Step&, const Vigilance&, const Batches&, Boards&) const;
};

}  // namespace microwork
