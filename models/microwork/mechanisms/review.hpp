// Submissions that are due are approved or rejected, by the policy of their requester. Model rules, section 9.
#pragma once

#include "models/microwork/market.hpp"
#include "models/microwork/quality_control.hpp"

namespace microwork {

struct Review {
    static constexpr const char* name = "review";
    QualityParams params;
    void operator()(const sim::Step&, const World&, const Requesters&, Tills&, Wakeups&, Batches&, FreeBatches&, Submissions&,
                    FreeSubmissions&, Boards&, TaskLedger&, PlatformFlows&, sim::Messages<Decision>&) const;

  private:
    struct Given;
    struct Booked;
    Decision decide(const Given&, SubmissionId) const;
    void settle(const sim::Step&, const Decision&, Submissions&) const;
    void book(const Decision&, const Requesters&, Batches&, Boards&, Till&, Booked&) const;
};

}  // namespace microwork
