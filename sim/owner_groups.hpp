// Work on shared rows in parallel: items are filed by owner, and everything of one owner is served by one thread, in the order of
// the items.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/parallel.hpp"

namespace sim {

/// Items filed by owner into a few groups. What is done for an owner happens in the order of its items, so it does not depend on
/// threads, on chunks or on how many groups there are. What groups add up must be integers.
class OwnerGroups {
  public:
    static constexpr std::size_t most = 16;

    /// Files the items 0 ... `items` - 1 under the rows `owner(item)`. `grain` items are worth a chunk.
    template <class Owner>
    OwnerGroups(const Parallel& parallel, std::size_t items, std::size_t grain, Owner&& owner) {
        // One thread needs no groups; several need a few each, because groups are not equally large.
        const std::size_t useful = parallel.threads() == 1 ? 1 : std::min(most, 4 * static_cast<std::size_t>(parallel.threads()));
        groups_ = std::clamp<std::size_t>(items / std::max<std::size_t>(grain, 1), 1, useful);
        order_.resize(items);
        if (groups_ == 1) {
            std::iota(order_.begin(), order_.end(), 0u);
            starts_[1] = static_cast<std::uint32_t>(items);
            return;
        }
        const std::size_t chunks = (items + grain - 1) / grain;
        std::vector<std::uint8_t> group(items);
        std::vector<Starts> next(chunks);
        parallel.for_chunks(items, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                group[i] = static_cast<std::uint8_t>(owner(i) % groups_);
                ++next[chunk][group[i]];
            }
        });
        // From counts to places: group after group, within a group chunk after chunk.
        std::uint32_t place = 0;
        for (std::size_t g = 0; g < groups_; ++g) {
            starts_[g] = place;
            for (Starts& of_chunk : next) {
                const std::uint32_t count = of_chunk[g];
                of_chunk[g] = place;
                place += count;
            }
        }
        starts_[groups_] = place;
        parallel.for_chunks(items, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                order_[next[chunk][group[i]]++] = static_cast<std::uint32_t>(i);
        });
    }

    std::size_t count() const { return groups_; }
    /// The items of one group, ascending.
    std::span<const std::uint32_t> items(std::size_t group) const {
        return std::span{order_}.subspan(starts_[group], starts_[group + 1] - starts_[group]);
    }
    /// Calls `work(group, items)` for every group, groups at the same time.
    template <class Work>
    void serve(const Parallel& parallel, Work&& work) const {
        parallel.for_chunks(groups_, 1, [&](std::size_t group, std::size_t, std::size_t) { work(group, items(group)); });
    }

  private:
    using Starts = std::array<std::uint32_t, most>;
    std::size_t groups_ = 1;
    std::array<std::uint32_t, most + 1> starts_{};
    std::vector<std::uint32_t> order_;
};

}  // namespace sim
