#include "models/microwork/wakeups.hpp"

namespace microwork {

void make_calendars(std::int32_t first_tick, const Workers& workers, const Requesters& requesters, const Batches& batches,
                    const Submissions& submissions, Wakeups& wakeups) {
    wakeups.due->log_ins.rebuild(
        workers.rows(), [&](std::uint32_t r) { return workers.next_candidate[WorkerId{r}]; }, first_tick);
    wakeups.due->postings.rebuild(
        requesters.rows(), [&](std::uint32_t r) { return requesters.next_post[RequesterId{r}]; }, first_tick);
    wakeups.due->expiries.rebuild(
        batches.rows(),
        [&](std::uint32_t r) {
            return batches.key[BatchId{r}] == 0 || batches.down[BatchId{r}] ? sim::never : batches.expires[BatchId{r}];
        },
        first_tick);
    wakeups.due->reviews.rebuild(
        submissions.rows(),
        [&](std::uint32_t r) { return submissions.key[SubmissionId{r}] == 0 ? sim::never : submissions.due[SubmissionId{r}]; },
        first_tick);
}

}  // namespace microwork
