#include "models/microwork/agents/participations.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <vector>

#include "sim/contract.hpp"

namespace microwork {

namespace {

constexpr std::size_t smallest = 1024;
/// No tag: nothing of the batch can be claimed.
constexpr std::uint32_t nothing = 0xffffffff;

std::uint16_t tag_of(std::uint64_t batch) { return static_cast<std::uint16_t>(batch >> 40); }

/// Whether anybody can still take work of the batch, so that it matters who already has.
bool can_be_claimed(const Batches& batches, BatchId b) {
    return !batches.down[b] && (batches.open[b] > 0 || batches.in_progress[b] > 0 || batches.incomplete[b] > 0 ||
                                (batches.reopens[b] && batches.under_review[b] > 0));
}

}  // namespace

void Participations::reserve(std::size_t count, const Batches& batches, const sim::Parallel& parallel) {
    if (entries_ < 0)
        entries_ = count_entries();
    const auto needed = [&] { return static_cast<std::size_t>(entries_) + count; };
    if (needed() * 4 <= rows() * 3)
        return;
    sweep(batches, parallel);
    // Room for a fifth more leaves time until the next sweep.
    if (needed() * 8 > rows() * 5)
        grow(std::max(smallest, needed() * 8 / 5), parallel);
}

bool Participations::settle(std::uint64_t pair, row_id& at) {
    sim::expects(rows() > 0, "room was made");
    for (std::size_t place = home_of(pair);; place = after(place)) {
        at = row_id{place};
        // Another thread may want the same free place for its own pair: whoever comes second goes on.
        const std::atomic_ref<std::uint64_t> holder(pair_[at]);
        std::uint64_t found = holder.load(std::memory_order_relaxed);
        if (found == 0 && holder.compare_exchange_strong(found, pair, std::memory_order_relaxed))
            return true;
        if (found == pair)
            return false;
    }
}

bool Participations::note(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments) {
    row_id at;
    const bool is_new = settle(pair_key(worker, batch), at);
    if (is_new)
        tag_[at] = tag_of(batch), batch_[at] = row, count_[at] = 0;
    count_[at] = static_cast<std::uint16_t>(std::min(65535, count_[at] + assignments));
    return is_new;
}

std::int64_t Participations::count_entries() const {
    std::int64_t entries = 0;
    for (std::size_t r = 0; r < rows(); ++r)
        entries += pair_[row_id{r}] != 0;
    return entries;
}

void Participations::put(const Entry& entry) {
    row_id at;
    settle(entry.pair, at);
    batch_[at] = entry.batch, tag_[at] = entry.tag, count_[at] = entry.count;
}

void Participations::sweep(const Batches& batches, const sim::Parallel& parallel) {
    if (rows() == 0)
        return;
    std::vector<std::uint32_t> claimable(batches.rows(), nothing);
    for (std::size_t r = 0; r < batches.rows(); ++r)
        if (const BatchId b{r}; can_be_claimed(batches, b))
            claimable[r] = tag_of(batches.key[b]);
    // Runs of taken places lie between empty ones, and an entry never leaves its run: threads share them.
    constexpr std::size_t grain = 1 << 16;
    std::vector<std::size_t> begins;
    for (std::size_t r = 0; r < rows(); r += grain)
        if (const std::size_t place = empty_place_from(r); begins.empty() || (place != begins.back() && place != begins.front()))
            begins.push_back(place);
    std::vector<std::int64_t> kept(begins.size());
    parallel.for_chunks(begins.size(), 1, [&](std::size_t i, std::size_t, std::size_t) {
        kept[i] = sweep_places(begins[i], begins[(i + 1) % begins.size()], claimable);
    });
    entries_ = std::accumulate(kept.begin(), kept.end(), std::int64_t{0});
}

/// From one empty place to the next given one, around the table if it is the same. Each entry is taken up and put back at the first
/// free place from its home on, which is at most its own place, since those before it in the run have been put back already.
std::int64_t Participations::sweep_places(std::size_t begin, std::size_t end, const std::vector<std::uint32_t>& claimable) {
    std::int64_t kept = 0;
    for (std::size_t place = after(begin); place != end; place = after(place)) {
        const row_id at{place};
        if (pair_[at] == 0)
            continue;
        const Entry entry{pair_[at], batch_[at], tag_[at], count_[at]};
        pair_[at] = 0;
        if (claimable[entry.batch.row] != entry.tag)
            continue;
        put(entry);
        ++kept;
    }
    return kept;
}

void Participations::grow(std::size_t places, const sim::Parallel& parallel) {
    std::vector<Entry> all;
    all.reserve(static_cast<std::size_t>(entries_));
    for (std::size_t r = 0; r < rows(); ++r)
        if (const row_id at{r}; pair_[at] != 0)
            all.push_back({pair_[at], batch_[at], tag_[at], count_[at]});
    resize(0);
    resize(places);
    parallel.for_chunks(all.size(), 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            put(all[i]);
    });
}

}  // namespace microwork
