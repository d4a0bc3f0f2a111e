#include "models/microwork/mechanisms/serve_claims.hpp"

namespace microwork {

void ServeClaims::operator()(const sim::Step& step, sim::Messages<sim::Claim>& claims, sim::ClaimDesk& desk, Sessions& sessions,
                             Batches& batches, Boards& boards, Participations& participations, TaskLedger& tasks,
                             PlatformFlows& flows, FillTimes& fills) const {
    desk.settle(
        claims.all(), batches.rows(), [&](std::uint32_t b) -> std::int32_t& { return batches.open[BatchId{b}]; },
        [&](std::uint32_t b) { return batches.key[BatchId{b}]; }, [&](std::uint32_t s) { return sessions.key[SessionId{s}]; });
    const auto all = claims.all();
    // All granted work is in hand before anybody is entered: which batches can still be claimed must not depend on the order.
    for (const sim::Claim& c : all) {
        batches.in_progress[BatchId{c.item}] += c.granted;
        boards.take(BatchId{c.item}, batches);
        tasks.move(TaskClass::open, TaskClass::in_progress, c.granted);
        if (const BatchId b{c.item}; batches.open[b] == 0 && !batches.filled[b]) {
            batches.filled[b] = 1;
            fills.note(RequesterId{batches.requester[b]}, batches.posted[b], step.end());
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i + 8 < all.size()) {  // rows far apart: memory is asked for some claims ahead
            const SessionId later{all[i + 8].claimant};
            sessions.prefetch(later);
            if (const BatchId batch{all[i + 8].item}; batches.cap[batch] > 0)
                participations.prefetch(Participations::pair_key(sessions.key[later], batches.key[batch]));
        }
        const sim::Claim& c = all[i];
        const BatchId b{c.item};
        const SessionId s{c.claimant};
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        if (c.granted == 0) {
            ++flows.lost[flow], ++sessions.lost[s];
            continue;
        }
        ++flows.claims[flow];
        if (batches.cap[b] > 0)
            participations.add(sessions.key[s], batches.key[b], b, c.granted, batches);
        sessions.batch[s] = b;
        sessions.claimed[s] = c.granted;
        sessions.doing[s] = Doing::granted;
        sessions.fruitless[s] = 0;
    }
}

}  // namespace microwork
