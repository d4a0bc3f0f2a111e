// What has been on the boards long enough for everybody to have come across it. The rest is seen by workers with alerts only.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct Notice {
    static constexpr const char* name = "notice";
    void operator()(const sim::Step&, const Vigilance&, const Batches&, Boards&) const;
};

}  // namespace microwork
