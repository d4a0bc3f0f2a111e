#include "models/microwork/boards.hpp"

#include <algorithm>
#include <bit>

namespace microwork {

namespace {

constexpr std::size_t size_classes = 31 * 8;

/// Class of a count: eight to the octave.
std::size_t size_class(std::int32_t open) {
    const auto value = static_cast<std::uint32_t>(open);
    const int octave = std::bit_width(value) - 1;
    const std::uint32_t eighth = octave >= 3 ? (value >> (octave - 3)) & 7 : (value << (3 - octave)) & 7;
    return static_cast<std::size_t>(octave) * 8 + eighth;
}

}  // namespace

void Boards::drop_closed(Batches& batches) {
    for (Board& board : platform)
        std::erase_if(board.newest, [&](BatchId b) {
            if (open_[b.row] != 0)
                return false;
            batches.listed[b] = 0;
            return true;
        });
}

void Boards::refresh(Batches& batches) {
    const auto earlier = [&](BatchId x, BatchId y) {
        return batches.posted[x] != batches.posted[y] ? batches.posted[x] < batches.posted[y] : batches.key[x] < batches.key[y];
    };
    std::sort(arriving_.begin(), arriving_.end(), earlier);
    listing.resize(batches.rows()), open_.resize(batches.rows());
    for (const BatchId b : arriving_) {
        if (batches.key[b] == 0 || batches.open[b] == 0 || batches.listed[b])
            continue;  // closed again meanwhile, or reopened twice
        batches.listed[b] = 1;
        list(b, batches);
        auto& newest = platform[batches.platform[b]].newest;
        newest.insert(std::upper_bound(newest.begin(), newest.end(), b, earlier), b);
    }
    arriving_.clear();
    order_by_size();
}

void Boards::list(BatchId b, const Batches& batches) {
    Listing& l = listing[b.row];
    l.eligible = batches.eligible[b], l.key = batches.key[b];
    l.asked = {static_cast<std::int32_t>(batches.gate[b]), in_millionths(batches.approval[b]), batches.posted[b].value, 0};
    l.reward = static_cast<float>(sim::in_dollars(batches.reward[b])), l.seconds = batches.seconds[b];
    l.instruction = static_cast<float>(batches.instruction[b].value), l.forum_taste = batches.forum_taste[b];
    l.cap = batches.cap[b], l.requester = batches.requester[b];
    l.asks = batches.asks[b], l.harm = batches.harm[b];
    note_open(b, batches);
}

void Boards::order_by_size() {
    for (Board& board : platform) {
        counts_.assign(size_classes + 1, 0);
        classes_.resize(board.newest.size());
        for (std::size_t i = 0; i < board.newest.size(); ++i) {
            const std::size_t c = size_classes - 1 - size_class(open_[board.newest[i].row]);
            classes_[i] = static_cast<std::uint16_t>(c);
            ++counts_[c + 1];
        }
        for (std::size_t c = 0; c < size_classes; ++c)
            counts_[c + 1] += counts_[c];
        board.largest.resize(board.newest.size());
        for (std::size_t i = board.newest.size(); i-- > 0;)
            board.largest[counts_[classes_[i]]++] = board.newest[i];
    }
}

void Boards::rebuild(Batches& batches) {
    for (Board& board : platform)
        board.newest.clear();
    arriving_.clear();
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const BatchId b{r};
        batches.listed[b] = 0;
        if (batches.key[b] != 0 && batches.open[b] > 0)
            arriving_.push_back(b);
    }
    refresh(batches);
}

std::int64_t Boards::out_of_step(const Batches& batches) const {
    std::int64_t count = 0;
    for (const Board& board : platform)
        for (const BatchId b : board.newest) {
            // A closed one stays until `drop_closed`, and may be freed already.
            count += open_[b.row] != batches.open[b] || listing[b.row].open() != batches.open[b] ||
                     (batches.open[b] > 0 && listing[b.row].key != batches.key[b]);
        }
    return count;
}

}  // namespace microwork
