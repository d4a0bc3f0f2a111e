// Contention: more claims than there is left of an item. Proposals are made in parallel and settled here in an order that
// depends on keys and tickets alone, so the outcome is the same for any number of threads, chunks or order of rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

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
    /// Fills `granted` of every claim and lowers what is open of each item.
    /// `open(item)` is a reference to the units left; `key(row)` of item and claimant break ties of equal tickets.
    template <class Open, class ItemKey, class ClaimantKey>
    void settle(std::span<Claim> claims, std::size_t items, Open&& open, ItemKey&& item_key, ClaimantKey&& claimant_key) {
        wanted_.resize(items, 0);
        for (const Claim& c : claims)
            wanted_[c.item] += c.quantity;
        contested_.clear();
        for (Claim& c : claims) {
            if (wanted_[c.item] <= open(c.item))
                c.granted = c.quantity;
            else
                contested_.push_back(&c);
        }
        // What is not contested is taken only now: the test above must see the same number for every claim of an item.
        for (const Claim& c : claims)
            if (c.granted > 0)
                open(c.item) -= c.granted, wanted_[c.item] -= c.granted;
        serve_contested(open, item_key, claimant_key);
        for (const Claim& c : claims)
            wanted_[c.item] = 0;
    }

  private:
    template <class Open, class ItemKey, class ClaimantKey>
    void serve_contested(Open& open, ItemKey& item_key, ClaimantKey& claimant_key) {
        std::sort(contested_.begin(), contested_.end(), [&](const Claim* a, const Claim* b) {
            if (a->item != b->item)
                return item_key(a->item) < item_key(b->item);
            if (a->ticket != b->ticket)
                return a->ticket < b->ticket;
            return claimant_key(a->claimant) < claimant_key(b->claimant);
        });
        for (Claim* c : contested_) {
            auto& left = open(c->item);
            c->granted = static_cast<std::int32_t>(std::min<std::int64_t>(c->quantity, left));
            left -= c->granted;
        }
    }

    std::vector<std::int64_t> wanted_;
    std::vector<Claim*> contested_;
};

}  // namespace sim
