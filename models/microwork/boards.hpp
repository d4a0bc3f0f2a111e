// What workers see: for each platform the open batches in two orders, newest first and largest first (Chilton et al. 2010: that is
// how workers sort). Derived from the table of batches once a tick.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/workers.hpp"

namespace microwork {

/// What an account must have for a listing, packed so that two subtractions compare all of it.
class Asked {
  public:
    constexpr Asked() = default;
    /// None of `approved` and `rate` is negative; differences fit into 32 bits.
    constexpr Asked(std::int32_t approved, std::int32_t rate, std::int32_t instant, std::int32_t closed)
        : record_(packed(approved, instant)), work_(packed(rate, closed)) {}
    /// Whether every number of `own` is at least that of `asked`. A lower half that is too small borrows from the upper one, but
    /// then the answer is no already.
    friend constexpr bool reaches(const Asked& own, const Asked& asked) {
        return (((own.record_ - asked.record_) | (own.work_ - asked.work_)) & 0x8000000080000000u) == 0;
    }
    constexpr std::int32_t closed() const { return static_cast<std::int32_t>(work_ >> 32); }
    constexpr void set_closed(std::int32_t closed) { work_ = packed(static_cast<std::int32_t>(work_), closed); }

  private:
    static constexpr std::uint64_t packed(std::int32_t lower, std::int32_t upper) {
        return static_cast<std::uint32_t>(lower) | std::uint64_t{static_cast<std::uint32_t>(upper)} << 32;
    }
    std::uint64_t record_ = 0, work_ = 0;
};
/// An approval rate in millionths.
constexpr std::int32_t in_millionths(float rate) { return static_cast<std::int32_t>(rate * 1e6f + 0.5f); }

/// What a look reads of a batch, on one cache line. All but the number of open assignments stays as it was posted.
struct alignas(64) Listing {
    CountrySet eligible{};  ///< countries whose workers may take it
    Asked asked;            ///< approved assignments, approval rate in millionths, when it was posted, minus what is open
    std::uint64_t key = 0;  ///< the batch's own
    float reward = 0;       ///< pay per assignment, in USD
    float seconds = 0;      ///< true time per assignment at speed 1
    float instruction = 0;  ///< time to read the instructions, in seconds
    float forum_taste = 0;  ///< malus that members of the forum give it
    std::uint16_t cap = 0;  ///< assignments one worker may do; 0 = no cap
    std::uint16_t requester = 0;
    std::uint8_t asks = 0;  ///< what bars some people, as in batches.asks
    std::uint8_t harm = 0;  ///< exposure to harmful content, in hundredths

    std::int32_t open() const { return -asked.closed(); }  ///< assignments that can be claimed now
    void set_open(std::int32_t count) { asked.set_closed(-count); }
};

/// What an account has to set against `Listing::asked` before listings posted until `until`: at least one must be open.
constexpr Asked standing(std::uint32_t approved, float rate, Instant until) {
    return {static_cast<std::int32_t>(std::min(approved, 0x7fffffffu)), in_millionths(rate), until.value, -1};
}

/// The board of one platform.
struct Board {
    std::vector<BatchId> newest;   ///< by posting time, the latest at the back; equal times by key
    std::size_t noticed = 0;       ///< of the newest, so many may be known without alerts by the end of the tick
    std::vector<BatchId> largest;  ///< by assignments open, most first, in classes of about a tenth; equal classes newest first
};

/// The listings of all platforms. Derived: nothing here outlives a rebuild.
struct Boards {
    std::vector<Board> platform;
    std::vector<Listing> listing;  ///< by row of the batch; of those that stand on a board

    void prepare(std::size_t platforms) { platform.resize(platforms); }
    /// Takes off the boards what is no longer open. Before rows are used again.
    void drop_closed(Batches& batches);
    /// Notes that a batch has more open assignments. Returns whether it had none and is to be listed again, by `add`.
    bool reopen(BatchId batch, const Batches& batches) {
        if (batches.listed[batch])
            note_open(batch, batches);
        return !batches.listed[batch] && !batches.down[batch];
    }
    /// Notes how many assignments of a listed batch are open now.
    void note_open(BatchId batch, const Batches& batches) {
        open_[batch.row] = batches.open[batch];
        listing[batch.row].set_open(batches.open[batch]);
    }
    /// Lists a batch at the next `refresh`.
    void add(BatchId batch) { arriving_.push_back(batch); }
    /// Files the arrivals in order of posting and orders by size again.
    void refresh(Batches& batches);
    /// From scratch: every open batch of the table.
    void rebuild(Batches& batches);
    /// Listed batches of which something else is noted here than they say themselves: none, between two phases.
    std::int64_t out_of_step(const Batches& batches) const;

  private:
    void order_by_size();
    void list(BatchId batch, const Batches& batches);
    std::vector<BatchId> arriving_;
    std::vector<std::int32_t> open_;  ///< assignments open, by row of the batch: walked in every tick
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint16_t> classes_;
};

}  // namespace microwork
