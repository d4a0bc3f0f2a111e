// One page of listings before one worker, lane by lane: the ranks that come up, and the choice among them. Loops without branches,
// so that they become vector code; the sampling and the eligibility of listings are in mechanisms/search.cpp.
// Model rules, sections 7 and 10.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "models/microwork/agents/requesters.hpp"
#include "sim/choice.hpp"
#include "sim/clones.hpp"

namespace microwork {

/// Listings on one page.
inline constexpr std::size_t page_size = 8;
/// Listings drawn for one page; those that are hidden from the worker are passed over.
inline constexpr std::size_t page_draws = 2 * page_size;

/// What is read of the listings of one page.
struct Page {
    std::size_t count = 0;
    BatchId batch[page_size];
    std::uint64_t key[page_size];
    float reward[page_size] = {};  ///< what stays with the worker, in USD an assignment
    float seconds[page_size] = {}, instruction[page_size] = {}, quantity[page_size] = {}, taste[page_size] = {};
    float harm[page_size] = {};  ///< hours of exposure in an hour
    std::int32_t requester[page_size] = {};
};

/// What of the worker decides between listings.
struct Taker {
    float pay_weight, claim_cost, loss_rate, hour_cost, reservation_wage, speed, prior_trust;
    float left;  ///< seconds that a claim may take
    float harm_malus;
    std::array<std::int32_t, remembered> known;  ///< requesters remembered
    std::array<float, remembered> known_trust, known_taste;
    std::uint64_t key;
};

/// What chance brings to one page.
struct PageDraws {
    std::int32_t rank[page_draws];
    float reading[page_size];
};

/// A look under way: listings drawn for one page, and then those that the worker may see, each once, in the order in which they
/// came up.
class Look {
  public:
    bool goes_on = false;        ///< the worker looks in this round
    bool has_listings = false;   ///< there is something to see so far down the board
    float reading[page_size]{};  ///< times to read the listings, relative to the mean
    double chance = 0;           ///< uniform behind the ticket of its claim

    BatchId (&drawn())[page_draws] { return batch_; }
    /// Empties the page for what is to be kept of it.
    void begin_page() { count_ = 0, seen_ = 0; }
    /// Keeps a listing. Most come up once, and a bit tells.
    void keep(BatchId batch) {
        const std::uint64_t bit = std::uint64_t{1} << (batch.row & 63);
        if ((seen_ & bit) != 0 && std::find(batch_, batch_ + count_, batch) != batch_ + count_)
            return;
        seen_ |= bit;
        batch_[count_++] = batch;
    }
    std::span<const BatchId> kept() const { return {batch_, count_}; }
    /// Key of the worker and a kept listing with a cap in the book of participations.
    std::uint64_t pair[page_draws]{};

  private:
    BatchId batch_[page_draws];
    std::size_t count_ = 0;
    std::uint64_t seen_ = 0;
};

namespace lanes {

/// What chance brings to a page: ranks below `n`, drawn with weight 1 / rank (Zipf with exponent 1: log-uniform), and the times
/// that its listings take to be read, exponential with mean 1.
inline void draw_page(std::uint64_t key, std::size_t n, PageDraws& draws) {
    const float span = sim::elementary::log(static_cast<float>(n + 1));
    const auto last = static_cast<std::int32_t>(n - 1);
    float power[page_draws];
    for (std::size_t i = 0; i < page_draws; ++i) {
        const auto word = static_cast<std::int32_t>(sim::word32(key, static_cast<std::uint32_t>(i)) >> 8);
        power[i] = sim::elementary::exp(static_cast<float>(word) * 0x1p-24f * span);
    }
    for (std::size_t i = 0; i < page_draws; ++i)
        draws.rank[i] = std::min(static_cast<std::int32_t>(power[i]) - 1, last);
    for (std::size_t i = 0; i < page_size; ++i) {
        const auto word = static_cast<std::int32_t>(sim::word32(key, static_cast<std::uint32_t>(page_draws + i)) >> 9);
        draws.reading[i] = -sim::elementary::log_of_normal((static_cast<float>(word) + 0.5f) * 0x1p-23f);
    }
}

/// Number of the listing taken, and how many assignments of each would fit into the claim; -1 when none is acceptable.
inline int choose_listing(Page& page, const Taker& taker, std::uint64_t tastes) {
    using sim::elementary::select;
    float trust[page_size], pay[page_size], value[page_size];
    const float slowness = 1 / taker.speed;
    for (std::size_t i = 0; i < page_size; ++i) {
        float believed = taker.prior_trust, taste = page.taste[i];
        for (std::size_t k = 0; k < remembered; ++k) {
            const bool met = page.requester[i] == taker.known[k];
            believed = select(met, taker.known_trust[k], believed), taste = select(met, taker.known_taste[k], taste);
        }
        trust[i] = believed, page.taste[i] = taste - taker.harm_malus * page.harm[i];
    }
    for (std::size_t i = 0; i < page_size; ++i) {
        const float time = page.seconds[i] * slowness, each = select(time > 1, time, 1.0f);
        const float fits = static_cast<float>(static_cast<std::int32_t>(taker.left / each)), most = page.quantity[i];
        const float fitting = select(fits < most, fits, most), quantity = select(fitting > 1, fitting, 1.0f);
        // An assignment is lost when an interruption falls into it; the connection costs whatever is earned.
        const float kept = trust[i] * sim::elementary::exp(-taker.loss_rate * each);
        page.quantity[i] = quantity;
        pay[i] =
            3600 * quantity * page.reward[i] * kept / (page.instruction[i] + quantity * each + taker.claim_cost) - taker.hour_cost;
    }
    for (std::size_t i = 0; i < page_size; ++i)
        value[i] =
            select(pay[i] >= taker.reservation_wage, taker.pay_weight * sim::elementary::log_of_normal(pay[i]) + page.taste[i],
                   -std::numeric_limits<float>::infinity());
    return sim::choose(value, page.key, page.count, tastes, taker.key);
}

}  // namespace lanes

/// The same, compiled for several processors.
void draw_page(std::uint64_t key, std::size_t n, PageDraws& draws);
int choose_listing(Page& page, const Taker& taker, std::uint64_t tastes);

}  // namespace microwork
