#include "models/microwork/agents/participations.hpp"

#include <algorithm>
#include <atomic>
#include <vector>

#include "sim/contract.hpp"

namespace microwork {

namespace {

constexpr std::size_t smallest = 1024;

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
    if ((entries_ + static_cast<std::int64_t>(count)) * 10 > static_cast<std::int64_t>(rows()) * 7)
        rebuild(count, batches, parallel);
}

bool Participations::settle(std::uint64_t pair, row_id& at) {
    sim::expects(rows() > 0, "room was made");
    const std::size_t mask = rows() - 1;
    for (std::size_t place = (pair >> 1) & mask;; place = (place + 1) & mask) {
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

void Participations::rebuild(std::size_t more, const Batches& batches, const sim::Parallel& parallel) {
    constexpr std::size_t grain = 4096;
    std::vector<std::vector<Entry>> live((rows() + grain - 1) / grain);
    parallel.for_chunks(rows(), grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r)
            if (const row_id at{r};
                pair_[at] != 0 && tag_of(batches.key[batch_[at]]) == tag_[at] && can_be_claimed(batches, batch_[at]))
                live[chunk].push_back({pair_[at], batch_[at], tag_[at], count_[at]});
    });
    entries_ = 0;
    for (const auto& of_chunk : live)
        entries_ += std::ssize(of_chunk);
    std::size_t places = smallest;
    while (places * 2 < (static_cast<std::size_t>(entries_) + more) * 5)
        places *= 2;
    resize(0);
    resize(places);
    parallel.for_chunks(live.size(), 1, [&](std::size_t chunk, std::size_t, std::size_t) {
        for (const Entry& e : live[chunk]) {
            row_id at;
            settle(e.pair, at);
            tag_[at] = e.tag, batch_[at] = e.batch, count_[at] = e.count;
        }
    });
}

}  // namespace microwork
