// Who has answered which study, and when last: a hash map by (worker, study). It is only ever looked up, so that the order of its
// places decides nothing.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/quantity.hpp"
#include "sim/random.hpp"

namespace microwork {

class LastAnswers {
  public:
    static std::uint64_t pair_key(std::uint64_t worker, std::uint64_t study) { return sim::mix(worker, study) | 1; }

    void clear() { places_.clear(), used_ = 0; }
    /// When the pair was noted last; null when never.
    const sim::Instant* find(std::uint64_t pair) const {
        if (places_.empty())
            return nullptr;
        const Place& place = places_[place_of(pair)];
        return place.pair == 0 ? nullptr : &place.at;
    }
    void note(std::uint64_t pair, sim::Instant at) {
        if (2 * (used_ + 1) > places_.size())
            grow();
        Place& place = places_[place_of(pair)];
        used_ += place.pair == 0;
        place = {pair, at};
    }

  private:
    struct Place {
        std::uint64_t pair = 0;  ///< 0 = empty
        sim::Instant at;
    };
    std::size_t place_of(std::uint64_t pair) const {
        std::size_t place = (pair >> 1) & (places_.size() - 1);
        while (places_[place].pair != 0 && places_[place].pair != pair)
            place = (place + 1) & (places_.size() - 1);
        return place;
    }
    void grow() {
        std::vector<Place> old(places_.empty() ? 64 : 2 * places_.size());
        old.swap(places_);
        for (const Place& p : old)
            if (p.pair != 0)
                places_[place_of(p.pair)] = p;
    }
    std::vector<Place> places_;  ///< a power of two, at most half of it used
    std::size_t used_ = 0;
};

}  // namespace microwork
