#include "models/microwork/agents/participations.hpp"

#include <vector>

namespace microwork {

namespace {

constexpr std::size_t smallest = 1024;

}  // namespace

std::size_t Participations::place_of(std::uint64_t pair) const {
    const std::size_t mask = rows() - 2;  // the last row counts the entries
    std::size_t place = (pair >> 1) & mask;
    while (pair_[row_id{place}] != 0 && pair_[row_id{place}] != pair)
        place = (place + 1) & mask;
    return place;
}

std::int32_t Participations::taken(std::uint64_t worker, std::uint64_t batch) const {
    if (rows() == 0)
        return 0;
    const row_id at{place_of(pair_key(worker, batch))};
    return pair_[at] == 0 ? 0 : count_[at];
}

void Participations::add(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments, const Batches& batches) {
    if (rows() == 0)
        resize(smallest + 1);
    auto& entries = count_[row_id{rows() - 1}];
    const std::uint64_t pair = pair_key(worker, batch);
    const row_id at{place_of(pair)};
    if (pair_[at] == 0) {
        pair_[at] = pair, batch_key_[at] = batch, batch_[at] = row;
        ++entries;
    }
    count_[at] += assignments;
    if (static_cast<std::size_t>(entries) * 5 > (rows() - 1) * 3)
        rebuild(batches);
}

void Participations::rebuild(const Batches& batches) {
    struct Entry {
        std::uint64_t pair, batch_key;
        BatchId batch;
        std::int32_t count;
    };
    std::vector<Entry> live;
    for (std::size_t r = 0; r + 1 < rows(); ++r)
        if (const row_id at{r}; pair_[at] != 0 && batches.key[batch_[at]] == batch_key_[at])
            live.push_back({pair_[at], batch_key_[at], batch_[at], count_[at]});
    std::size_t places = smallest;
    while (places * 3 < live.size() * 10)
        places *= 2;
    resize(0);
    resize(places + 1);
    for (const Entry& e : live) {
        const row_id at{place_of(e.pair)};
        pair_[at] = e.pair, batch_key_[at] = e.batch_key, batch_[at] = e.batch, count_[at] = e.count;
    }
    count_[row_id{places}] = static_cast<std::int32_t>(live.size());
}

}  // namespace microwork
