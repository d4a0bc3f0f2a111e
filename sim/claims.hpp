// Contention: more claims than there is left of an item. Proposals are made in parallel and settled here in an order that
// depends on keys and tickets alone, so the outcome is the same for any number of threads, chunks or order of rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/owner_groups.hpp"
#include "sim/parallel.hpp"

namespace sim {

/// A wish for `quantity` units of an item. Served in ascending `ticket`; `granted` is what it got.
struct Claim {
    std::uint32_t item = 0;      ///< row of the item
    std::uint32_t claimant = 0;  ///< row of the claimant
    std::int32_t quantity = 0;
    std::int32_t granted = 0;
    float ticket = 0;
};

/// Settles claims. Holds scratch memory only.
class ClaimDesk {
  public:
    /// Fills `granted` of every claim and lowers what is open of each item, many items at the same time.
    /// `open(item)` is a reference to the units left; `key(row)` of item and claimant break ties of equal tickets.
    /// `served(group, claims)` is called for each group of items when it is settled, with the numbers of its claims in their order:
    /// what belongs to an item may be written there, and what belongs to a claimant if it has one claim only. `grain` claims are
    /// worth a chunk. Returns the number of groups.
    template <class Open, class ItemKey, class ClaimantKey, class Served>
    std::size_t settle(const Parallel& parallel, std::size_t grain, std::span<Claim> claims, std::size_t items, Open&& open,
                       ItemKey&& item_key, ClaimantKey&& claimant_key, Served&& served) {
        wanted_.resize(items, 0);
        // Neighbours in one group: what is wanted of them stands on the same cache lines.
        const OwnerGroups owners(parallel, claims.size(), grain, [&](std::size_t i) { return claims[i].item / 64; });
        owners.serve(parallel, [&](std::size_t group, std::span<const std::uint32_t> of_group) {
            contested_[group].clear();
            find_contested(claims, of_group, open, contested_[group]);
            serve_contested(contested_[group], open, item_key, claimant_key);
            for (const std::uint32_t c : of_group)
                wanted_[claims[c].item] = 0;
            served(group, of_group);
        });
        return owners.count();
    }

  private:
    /// Grants what is wanted of items of which there is enough, and lists the other claims.
    template <class Open>
    void find_contested(std::span<Claim> claims, std::span<const std::uint32_t> of_group, Open& open,
                        std::vector<Claim*>& contested) {
        constexpr std::size_t ahead = 8;
        for (std::size_t k = 0; k < of_group.size(); ++k) {
            if (k + ahead < of_group.size())
                __builtin_prefetch(&open(claims[of_group[k + ahead]].item), 1);
            wanted_[claims[of_group[k]].item] += claims[of_group[k]].quantity;
        }
        for (const std::uint32_t i : of_group) {
            Claim& c = claims[i];
            const bool enough = wanted_[c.item] <= open(c.item);
            c.granted = enough ? c.quantity : 0;
            if (!enough)
                contested.push_back(&c);
        }
        // What is not contested is taken only now: the test above must see the same number for every claim of an item.
        for (const std::uint32_t i : of_group)
            if (const Claim& c = claims[i]; c.granted > 0)
                open(c.item) -= c.granted, wanted_[c.item] -= c.granted;
    }
    template <class Open, class ItemKey, class ClaimantKey>
    static void serve_contested(std::vector<Claim*>& contested, Open& open, ItemKey& item_key, ClaimantKey& claimant_key) {
        std::sort(contested.begin(), contested.end(), [&](const Claim* a, const Claim* b) {
            if (a->item != b->item)
                return item_key(a->item) < item_key(b->item);
            if (a->ticket != b->ticket)
                return a->ticket < b->ticket;
            if (a->claimant != b->claimant)
                return claimant_key(a->claimant) < claimant_key(b->claimant);
            return a->quantity < b->quantity;
        });
        for (Claim* c : contested) {
            auto& left = open(c->item);
            c->granted = static_cast<std::int32_t>(std::min<std::int64_t>(c->quantity, left));
            left -= c->granted;
        }
    }

    std::vector<std::int64_t> wanted_;
    std::array<std::vector<Claim*>, OwnerGroups::most> contested_;
};

/// A wish for one unit of an item. `at` is where its chunk finds the claimant again.
struct Wish {
    std::uint32_t item = 0;
    std::uint32_t at = 0;
};

/// Wishes for one unit each, filed by owner of the item: an owner has a fixed run of items, so owners settle at the same time
/// and touch nothing in common. Each serves its wishes in the order of the rows, whatever the chunks and the threads.
class OwnerDesk {
  public:
    static constexpr std::size_t most_owners = 16;

    /// The wishes of one chunk.
    class Wishes {
      public:
        using chunk_resource = OwnerDesk;
        /// Drops all wishes and makes room for `most` new ones.
        void renew(std::size_t most) {
            count_ = {};
            if (most <= room_)
                return;
            room_ = most;
            for (std::size_t o = 0; o < desk_->owners_; ++o)
                by_owner_[o] = std::make_unique_for_overwrite<Wish[]>(room_);
        }
        /// Adds a wish if `counts` is 1, and nothing if it is 0: the same work for both, because nobody could foresee which it is.
        void put(Wish wish, std::uint32_t counts) {
            const std::size_t owner = wish.item >> desk_->shift_;
            by_owner_[owner][count_[owner]] = wish;
            count_[owner] += counts;
        }

      private:
        friend class OwnerDesk;
        const OwnerDesk* desk_ = nullptr;
        std::size_t room_ = 0;
        std::array<std::uint32_t, most_owners> count_{};
        std::array<std::unique_ptr<Wish[]>, most_owners> by_owner_;
    };
    /// A wish that came too late, and the chunk it came from.
    struct Loser {
        std::uint32_t chunk;
        Wish wish;
    };

    /// Divides the items among the owners. Before the first wish.
    void divide(std::size_t items) {
        shift_ = 0;
        while (((items - 1) >> shift_) >= most_owners)
            ++shift_;
        owners_ = ((items - 1) >> shift_) + 1;
    }
    void open(std::size_t chunks) {
        if (chunks_.size() < chunks)
            chunks_.resize(chunks);
        for (std::size_t c = 0; c < chunks; ++c)
            chunks_[c].desk_ = this;
        used_ = chunks;
    }
    Wishes& at(std::size_t chunk) { return chunks_[chunk]; }

    /// Calls `take(item)` for every wish; it says whether there was a unit left. Returns the number of wishes granted.
    template <class Take>
    std::size_t settle(const Parallel& parallel, Take&& take) {
        parallel.for_chunks(owners_, 1, [&](std::size_t owner, std::size_t, std::size_t) { serve(owner, take); });
        std::size_t granted = 0;
        losers_.clear();
        for (std::size_t o = 0; o < owners_; ++o) {
            granted += lists_[o].granted;
            losers_.insert(losers_.end(), lists_[o].lost.begin(), lists_[o].lost.end());
        }
        return granted;
    }
    /// Whom the last settlement left with nothing: by owner, then in the order of the rows. They may be given another wish.
    std::span<Loser> losers() { return losers_; }

  private:
    struct alignas(64) Served {
        std::vector<Loser> lost;
        std::size_t granted = 0;
    };
    template <class Take>
    void serve(std::size_t owner, Take& take) {
        Served& served = lists_[owner];
        served.lost.clear();
        served.granted = 0;
        for (std::size_t c = 0; c < used_; ++c)
            for (const Wish wish : std::span{chunks_[c].by_owner_[owner].get(), chunks_[c].count_[owner]}) {
                if (take(wish.item))
                    ++served.granted;
                else
                    served.lost.push_back({static_cast<std::uint32_t>(c), wish});
            }
    }

    unsigned shift_ = 0;
    std::size_t owners_ = 1, used_ = 0;
    std::vector<Wishes> chunks_;
    std::array<Served, most_owners> lists_;
    std::vector<Loser> losers_;
};

}  // namespace sim
