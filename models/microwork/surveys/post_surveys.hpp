// Studies post their tasks, as any requester does: waves of equal parts, at their own reward, taken down when the time is over.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Posts the waves that fall due in this tick. Runs before `PostBatches`, which brings the boards up to date.
struct PostSurveys {
    static constexpr const char* name = "post_surveys";
    void operator()(const sim::Step&, const World&, const Forum&, const Payment&, const Rules&, const Conditions&,
                    const PostedSurveys&, Wakeups&, Requesters&, Batches&, FreeBatches&, Boards&, TaskLedger&,
                    PlatformFlows&) const;
};

}  // namespace microwork
