#include "models/microwork/mechanisms/serve_claims.hpp"

namespace microwork {

namespace {

void tell(const sim::Claim& c, Sessions& sessions) {
    const SessionId s{c.claimant};
    if (c.granted == 0) {
        ++sessions.lost[s];
        return;
    }
    sessions.batch[s] = BatchId{c.item};
    sessions.claimed[s] = c.granted;
    sessions.doing[s] = Doing::granted;
    sessions.fruitless[s] = 0;
}

}  // namespace

void ServeClaims::operator()(const sim::Step& step, sim::Messages<sim::Claim>& claims, sim::ClaimDesk& desk, Sessions& sessions,
                             Batches& batches, Boards& boards, Participations& participations, TaskLedger& tasks,
                             PlatformFlows& flows, FillTimes& fills) const {
    desk.settle(
        claims.all(), batches.rows(), [&](std::uint32_t b) -> std::int32_t& { return batches.open[BatchId{b}]; },
        [&](std::uint32_t b) { return batches.key[BatchId{b}]; }, [&](std::uint32_t s) { return sessions.key[SessionId{s}]; });
    const auto all = claims.all();
    std::int64_t granted = 0;
    // All granted work is in hand before anybody is entered: which batches can still be claimed must not depend on the order.
    for (const sim::Claim& c : all) {
        const BatchId b{c.item};
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        ++(c.granted == 0 ? flows.lost : flows.claims)[flow];
        granted += c.granted;
        batches.in_progress[b] += c.granted;
        boards.take(b, batches);
        if (batches.open[b] == 0 && !batches.filled[b]) {
            batches.filled[b] = 1;
            fills.note(RequesterId{batches.requester[b]}, batches.posted[b], step.end());
        }
    }
    tasks.move(TaskClass::open, TaskClass::in_progress, granted);
    // Every claim is of a session of its own.
    step.parallel.for_chunks(all.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            tell(all[i], sessions);
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i + 8 < all.size())  // rows far apart: memory is asked for some claims ahead
            participations.prefetch(
                Participations::pair_key(sessions.key[SessionId{all[i + 8].claimant}], batches.key[BatchId{all[i + 8].item}]));
        if (const BatchId b{all[i].item}; all[i].granted > 0 && batches.cap[b] > 0)
            participations.add(sessions.key[SessionId{all[i].claimant}], batches.key[b], b, all[i].granted, batches);
    }
}

}  // namespace microwork
