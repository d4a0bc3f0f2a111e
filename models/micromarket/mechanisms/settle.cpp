#include <algorithm>

#include "models/micromarket/look.hpp"
#include "models/micromarket/mechanisms.hpp"

namespace micromarket {

namespace {

/// Takes a slot; a batch without one offers nothing.
bool take(Batches& batches, std::uint32_t item) {
    const BatchId b{item};
    if (batches.free_slots[b] == 0)
        return false;
    if (--batches.free_slots[b] == 0)
        batches.rate[b] = -1.0F;
    return true;
}

/// The best batch that the worker saw and that has a slot now.
std::uint32_t next_best(const LookKeys& keys, const Workers& workers, const Groups& groups, const Batches& batches,
                        std::uint32_t worker) {
    const std::uint8_t country = groups.country[GroupId{groups.of(worker)}];
    float best = workers.least_rate[WorkerId{worker}];
    std::uint32_t found = batches.nothing();
    for (const std::uint64_t key : keys.look) {
        const std::uint32_t b = sim::below(sim::word32(key, worker), static_cast<std::uint32_t>(batches.count()));
        const bool may = ((batches.*eligible[country / 32])[BatchId{b}] >> (country % 32) & 1U) != 0;
        if (may && batches.rate[BatchId{b}] > best)
            best = batches.rate[BatchId{b}], found = b;
    }
    return found;
}

}  // namespace

void Settle::operator()(const sim::Step& step, const Workers& workers, const Groups& groups, Batches& batches,
                        sim::Boxes<Look>& looks, sim::OwnerDesk& desk, Totals& totals) const {
    totals.matched +=
        static_cast<std::int64_t>(desk.settle(step.parallel, [&](std::uint32_t item) { return take(batches, item); }));
    const LookKeys keys(step);
    const auto worker_of = [&](const sim::OwnerDesk::Loser& loser) { return looks.at(loser.chunk).all()[loser.wish.at].worker; };
    const auto next = [&](const sim::OwnerDesk::Loser& loser) {
        return next_best(keys, workers, groups, batches, worker_of(loser));
    };
    const auto losers = desk.losers();
    // All look again at the same time. Slots only become fewer: whose next best is still there in his turn would find no better.
    step.parallel.for_chunks(losers.size(), 128, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (auto& loser : losers.subspan(begin, end - begin))
            loser.wish.item = next(loser);
    });
    for (auto& loser : losers) {
        while (loser.wish.item != batches.nothing() && !take(batches, loser.wish.item))
            loser.wish.item = next(loser);
        if (loser.wish.item != batches.nothing())
            ++totals.matched;
        std::uint32_t& pays = looks.at(loser.chunk).all()[loser.wish.at].batch;
        if (pays != batches.nothing())
            pays = loser.wish.item;
    }
    for (const auto& box : looks.all())
        totals.on_line += static_cast<std::int64_t>(box.all().size());
}

}  // namespace micromarket
