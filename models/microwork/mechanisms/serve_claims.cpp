#include "models/microwork/mechanisms/serve_claims.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace microwork {

namespace {

/// What the claims on one group of batches leave to be entered elsewhere.
struct alignas(64) Served {
    std::vector<std::pair<BatchId, Instant>> filled;  ///< nothing is open any more, for the first time, and when that was
    std::int64_t pairs = 0;                           ///< workers who had not worked on the batch before

    /// Part of a batch of which nothing is open any more was taken then. Claims of one round come in no order of time.
    void note_taken(BatchId b, Instant at, Batches& batches) {
        if (!batches.filled[b]) {
            batches.filled[b] = 1;
            filled.emplace_back(b, at);
        } else if (const auto now = std::find_if(filled.begin(), filled.end(), [&](const auto& f) { return f.first == b; });
                   now != filled.end()) {
            now->second = std::max(now->second, at);
        }
    }
};

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

void ServeClaims::operator()(const sim::Step& step, sim::Messages<sim::Claim>& claims, sim::ClaimDesk& desk, Tills& tills,
                             Sessions& sessions, Batches& batches, Boards& boards, Participations& participations,
                             TaskLedger& tasks, PlatformFlows& flows, FillTimes& fills) const {
    const auto all = claims.all();
    std::array<Served, sim::OwnerGroups::most> served;
    // Before anything is granted: a batch with nothing open and nothing in hand yet would be taken for one that is done with.
    participations.reserve(all.size(), batches, step.parallel);
    const auto enter = [&](const sim::Claim& c, Till& till, Served& of_group) {
        const BatchId b{c.item};
        const sim::Id<PlatformFlow> flow{batches.platform[b]};
        ++(c.granted == 0 ? till.platforms.lost : till.platforms.claims)[flow];
        till.tasks.move(TaskClass::open, TaskClass::in_progress, c.granted);
        batches.in_progress[b] += c.granted;
        boards.note_open(b, batches);
        if (c.granted > 0 && batches.open[b] == 0)
            of_group.note_taken(b, sessions.cursor[SessionId{c.claimant}], batches);
        if (c.granted > 0 && batches.cap[b] > 0)
            of_group.pairs += participations.note(sessions.key[SessionId{c.claimant}], batches.key[b], b, c.granted);
        tell(c, sessions);
    };
    // Every claim is of a session of its own.
    const std::size_t groups = desk.settle(
        step.parallel, step.chunk, all, batches.rows(), [&](std::uint32_t b) -> std::int32_t& { return batches.open[BatchId{b}]; },
        [&](std::uint32_t b) { return batches.key[BatchId{b}]; }, [&](std::uint32_t s) { return sessions.key[SessionId{s}]; },
        [&](std::size_t group, std::span<const std::uint32_t> of_group) {
            constexpr std::size_t ahead = 8;
            for (std::size_t k = 0; k < of_group.size(); ++k) {
                if (k + ahead < of_group.size()) {  // rows far apart: memory is asked for some claims ahead
                    const sim::Claim& next = all[of_group[k + ahead]];
                    participations.prefetch(
                        Participations::pair_key(sessions.key[SessionId{next.claimant}], batches.key[BatchId{next.item}]));
                }
                enter(all[of_group[k]], tills[group], served[group]);
            }
        });
    tills.empty_into(groups, tasks, flows);
    for (const Served& of_group : served) {
        participations.grew(of_group.pairs);
        for (const auto& [b, at] : of_group.filled)
            fills.note(RequesterId{batches.requester[b]}, batches.posted[b], at);
    }
}

}  // namespace microwork
