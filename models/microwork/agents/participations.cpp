#include "models/microwork/agents/participations.hpp"

#include <algorithm>
#include <vector>

namespace microwork {

namespace {

constexpr std::size_t smallest = 1024;

std::uint16_t tag_of(std::uint64_t batch) { return static_cast<std::uint16_t>(batch >> 40); }

/// Whether anybody can still take work of the batch, so that it matters who already has.
bool can_be_claimed(const Batches& batches, BatchId b) {
    return !batches.down[b] &&
           (batches.open[b] > 0 || batches.in_progress[b] > 0 || (batches.reopens[b] && batches.under_review[b] > 0));
}

}  // namespace

void Participations::add(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments, const Batches& batches) {
    if (rows() == 0)
        resize(smallest);
    if (entries_ < 0)
        entries_ = count_entries();
    const std::uint64_t pair = pair_key(worker, batch);
    const row_id at{place_of(pair)};
    if (pair_[at] == 0) {
        pair_[at] = pair, tag_[at] = tag_of(batch), batch_[at] = row, count_[at] = 0;
        ++entries_;
    }
    count_[at] = static_cast<std::uint16_t>(std::min(65535, count_[at] + assignments));
    if (entries_ * 10 > static_cast<std::int64_t>(rows()) * 7)
        rebuild(batches);
}

std::int64_t Participations::count_entries() const {
    std::int64_t entries = 0;
    for (std::size_t r = 0; r < rows(); ++r)
        entries += pair_[row_id{r}] != 0;
    return entries;
}

void Participations::rebuild(const Batches& batches) {
    struct Entry {
        std::uint64_t pair;
        BatchId batch;
        std::uint16_t tag, count;
    };
    std::vector<Entry> live;
    for (std::size_t r = 0; r < rows(); ++r)
        if (const row_id at{r};
            pair_[at] != 0 && tag_of(batches.key[batch_[at]]) == tag_[at] && can_be_claimed(batches, batch_[at]))
            live.push_back({pair_[at], batch_[at], tag_[at], count_[at]});
    std::size_t places = smallest;
    while (places * 2 < live.size() * 5)
        places *= 2;
    resize(0);
    resize(places);
    for (const Entry& e : live) {
        const row_id at{place_of(e.pair)};
        pair_[at] = e.pair, tag_[at] = e.tag, batch_[at] = e.batch, count_[at] = e.count;
    }
    entries_ = std::ssize(live);
}

}  // namespace microwork
