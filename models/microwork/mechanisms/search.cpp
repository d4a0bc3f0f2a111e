#include "models/microwork/mechanisms/search.hpp"

#include <algorithm>
#include <limits>

#include "sim/choice.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose pages{"search.page"};
constexpr sim::Purpose tastes{"search.taste"};
constexpr sim::Purpose willing{"search.answers_studies"};

/// Listings drawn for one page; those that are hidden from the worker are passed over.
constexpr std::size_t draws = 2 * page_size;

/// What is read of the listings of one page, lane by lane.
struct Page {
    std::size_t count = 0;
    BatchId batch[page_size];
    std::uint64_t key[page_size] = {};
    float reward[page_size] = {}, seconds[page_size] = {}, instruction[page_size] = {}, trust[page_size] = {},
          taste[page_size] = {}, quantity[page_size] = {};
    float value[page_size];
};

/// Ranks below `n`, drawn with weight 1 / rank (Zipf with exponent 1): log-uniform.
void zipf_ranks(sim::Dice& dice, std::size_t n, std::uint32_t (&rank)[draws]) {
    float u[draws];
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < draws; ++i, word >>= 21) {  // three numbers to a word: every rank of any board can come up
        if (i % 3 == 0)
            word = dice();
        u[i] = static_cast<float>(static_cast<std::int32_t>(word & 0x1fffff)) * 0x1p-21f;
    }
    const float span = el::log(static_cast<float>(n + 1));
    const auto last = static_cast<std::int32_t>(n - 1);
    for (std::size_t i = 0; i < draws; ++i)
        rank[i] = static_cast<std::uint32_t>(std::min(static_cast<std::int32_t>(el::exp(u[i] * span)) - 1, last));
}

/// The sum of exponential reading times, one for each listing seen, takes one logarithm: that of the product of their uniforms.
std::int32_t reading_time(sim::Dice& dice, std::size_t listings, double mean) {
    double product = 1;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < listings; ++i, word >>= 16) {
        if (i % 4 == 0)
            word = dice();
        product *= (static_cast<double>(static_cast<std::int32_t>(word & 0xffff)) + 0.5) * 0x1p-16;
    }
    return std::max(1, static_cast<std::int32_t>(-el::log(product) * mean + 0.5));
}

/// Keeps the first of equal batches, in order; returns the new end.
BatchId* drop_repeated(BatchId* first, BatchId* last) {
    BatchId* end = first;
    for (const BatchId* at = first; at != last; ++at)
        if (std::find(first, end, *at) == end)
            *end++ = *at;
    return end;
}

/// One worker before one board.
struct Looker {
    const Search::Params& params;
    const Vigilance& vigilance;
    const Learning& learning;
    sim::Own<Sessions> own;
    const Board& board;
    const Batches& batches;
    const Participations& participations;
    const PostedSurveys& surveys;
    std::uint64_t willingness;  ///< key of the draws that decide who answers a study

    /// Open to this worker, as far as the batch's own row tells.
    bool is_offered(Batches::Record b, std::uint8_t country, float rate, std::uint32_t approved, std::int32_t until,
                    std::uint8_t barred) const {
        return static_cast<int>(batches.open[b] > 0) & static_cast<int>(contains(batches.eligible[b], country)) &
               static_cast<int>(rate >= batches.approval[b]) & static_cast<int>(approved >= batches.gate[b]) &
               static_cast<int>(batches.posted[b].value <= until) & static_cast<int>((batches.asks[b] & barred) == 0);
    }

    /// A study that the worker has answered, or would not answer.
    bool is_closed_study(Batches::Record b, std::uint64_t worker) const {
        return batches.requester[b] >= surveys.first_requester() &&
               surveys.is_hidden(batches.requester[b], worker, own[&Sessions::cursor], willingness);
    }

    /// Samples listings, half from the newest and half from the largest. Memory is asked for before it is needed: a page costs
    /// two waits for it, not sixteen.
    Page look(sim::Dice& dice) const {
        Page page;
        const bool vigilant = own[&Sessions::vigilant];
        const std::int32_t until =
            own[&Sessions::cursor].value - (vigilant ? 0 : static_cast<std::int32_t>(vigilance.params.notice().value));
        const std::size_t offset = std::size_t{own[&Sessions::fruitless]} * (page_size / 2),
                          listed = vigilant ? board.newest.size() : board.noticed;
        if (listed <= offset)
            return page;
        std::uint32_t rank[draws];
        zipf_ranks(dice, listed - offset, rank);
        BatchId drawn[draws];
        for (std::size_t i = 0; i < draws; ++i) {
            drawn[i] = i % 2 == 0 ? board.newest[listed - 1 - offset - rank[i]] : board.largest[offset + rank[i]];
            batches.key.prefetch(drawn[i]);
        }
        const std::uint8_t at = own[&Sessions::at], country = own[&Sessions::paper][at], barred = own[&Sessions::barred][at];
        const float rate = own[&Sessions::approval_rate][at];
        const std::uint32_t approved = own[&Sessions::approved][at];
        const std::uint64_t worker = own[&Sessions::key];
        // Half of the draws are hidden from a worker, which no processor can foresee: they are sorted out without a branch.
        std::size_t offered = 0;
        for (std::size_t i = 0; i < draws; ++i) {
            const BatchId b = drawn[i];
            drawn[offered] = b;
            offered += is_offered(batches.record(b), country, rate, approved, until, barred);
        }
        offered = static_cast<std::size_t>(drop_repeated(drawn, drawn + offered) - drawn);
        std::uint64_t pair[draws];
        for (std::size_t i = 0; i < offered; ++i) {
            const Batches::Record b = batches.record(drawn[i]);
            pair[i] = batches.cap[b] > 0 ? Participations::pair_key(worker, batches.key[b]) : 0;
            if (pair[i] != 0)
                participations.prefetch(pair[i]);
        }
        for (std::size_t i = 0; i < offered && page.count < page_size; ++i) {
            const Batches::Record b = batches.record(drawn[i]);
            const std::int32_t left =
                pair[i] == 0 ? batches.open[b] : std::min(batches.open[b], batches.cap[b] - participations.taken(pair[i]));
            if (left > 0 && !is_closed_study(b, worker)) {
                page.batch[page.count] = drawn[i];
                read(b, left, page);
            }
        }
        return page;
    }

    void read(Batches::Record b, std::int32_t most, Page& page) const {
        const std::size_t i = page.count++;
        page.key[i] = batches.key[b];
        page.reward[i] = static_cast<float>(batches.reward[b].value) * 1e-6f * own[&Sessions::kept][own[&Sessions::at]];
        page.seconds[i] = batches.seconds[b];
        page.instruction[i] = batches.key[b] == own[&Sessions::batch_key] ? 0 : static_cast<float>(batches.instruction[b].value);
        page.trust[i] = static_cast<float>(learning.params.prior_trust());
        if (own[&Sessions::forum] != 0)
            page.taste[i] = own[&Sessions::forum] * batches.forum_taste[b];
        page.quantity[i] = static_cast<float>(most);
        const auto& known = own[&Sessions::known];
        for (std::size_t k = 0; k < remembered; ++k)
            if (known[k] == batches.requester[b]) {
                page.trust[i] = own[&Sessions::known_trust][k];
                page.taste[i] = own[&Sessions::known_taste][k];
            }
        page.taste[i] -= own[&Sessions::harm_malus] * 0.01f * static_cast<float>(batches.harm[b]);  // kept in hundredths
    }

    void value(Page& page) const {
        const double weight = own[&Sessions::vigilant] ? vigilance.params.pay_weight() : params.pay_weight();
        const float beta = static_cast<float>(weight), cost = static_cast<float>(params.claim_cost().value);
        const float loss_rate = own[&Sessions::loss_rate], hour_cost = own[&Sessions::hour_cost].value;
        const float floor = own[&Sessions::reservation_wage].value, slowness = 1 / own[&Sessions::speed];
        const float left = static_cast<float>(
            std::min<std::int64_t>(params.claim_span().value, own[&Sessions::end].value - own[&Sessions::cursor].value));
        float pay[page_size], log_pay[page_size];
        for (std::size_t i = 0; i < page_size; ++i) {
            const float each = std::max(1.0f, page.seconds[i] * slowness);
            const float fits = static_cast<float>(static_cast<std::int32_t>(left / each));
            page.quantity[i] = std::max(1.0f, std::min(fits, page.quantity[i]));
            // An assignment is lost when an interruption falls into it; the connection costs whatever is earned.
            const float kept = page.trust[i] * el::exp(-loss_rate * each);
            pay[i] = 3600 * page.quantity[i] * page.reward[i] * kept / (page.instruction[i] + page.quantity[i] * each + cost) -
                     hour_cost;
        }
        for (std::size_t i = 0; i < page_size; ++i)
            log_pay[i] = el::log(pay[i]);
        for (std::size_t i = 0; i < page_size; ++i)
            page.value[i] =
                i < page.count && pay[i] >= floor ? beta * log_pay[i] + page.taste[i] : -std::numeric_limits<float>::infinity();
    }
};

void shift_wage(const sim::Own<Sessions>& own, float by) {
    constexpr float lowest = -0.69314718f, highest = 0.22314355f;  // half to five quarters of the wage at rest
    own[&Sessions::wage_shift] = std::clamp(own[&Sessions::wage_shift] + by, lowest, highest);
    own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
}

}  // namespace

void Search::operator()(const sim::Step& step, const Vigilance& vigilance, const Learning& learning, sim::Own<Sessions> own,
                        const Boards& boards, const Batches& batches, const Participations& participations,
                        const PostedSurveys& surveys, sim::Outbox<sim::Claim> claims) const {
    if (own[&Sessions::doing] != Doing::searching || own[&Sessions::cursor] >= step.end())
        return;  // the latter after an outage that has just begun
    if (own[&Sessions::cursor] >= own[&Sessions::end] || own[&Sessions::accounts] == 0) {
        own[&Sessions::doing] = Doing::leaving;
        return;
    }
    const std::uint8_t at = own[&Sessions::at];
    const Board& board = boards.platform[own[&Sessions::platform][at]];
    const Looker looker{params, vigilance, learning, own, board, batches, participations, surveys, step.key(willing)};
    sim::Dice dice{step.key(pages), own[&Sessions::key] + own[&Sessions::pages]++, static_cast<std::uint32_t>(step.tick)};
    Page page = looker.look(dice);

    const std::int32_t looked = reading_time(dice, page.count, static_cast<double>(params.listing_time().value));
    own[&Sessions::cursor].value += looked;
    own[&Sessions::search].value += looked;

    looker.value(page);
    const int best = sim::choose(page.value, page.key, page.count, step.key(tastes), own[&Sessions::key]);
    if (best >= 0) {
        const auto b = static_cast<std::size_t>(best);
        const double hurry = own[&Sessions::vigilant] ? vigilance.params.advantage() : 1;
        claims.put({page.batch[b].row, own.id().row, static_cast<std::int32_t>(page.quantity[b]), 0,
                    static_cast<float>(dice.exponential() / hurry)});
        return;
    }
    // Nothing acceptable: the next platform, the next page; in the end the worker waits for what is posted next.
    own[&Sessions::at] = static_cast<std::uint8_t>((at + 1) % own[&Sessions::accounts]);
    if (++own[&Sessions::fruitless] >= params.pages()) {
        own[&Sessions::fruitless] = static_cast<std::uint8_t>(params.pages() - 1);
        const std::int32_t until = std::max(own[&Sessions::cursor].value, std::min(step.end().value, own[&Sessions::end].value));
        const std::int32_t wait = until - own[&Sessions::cursor].value;
        own[&Sessions::waiting].value += wait;
        own[&Sessions::cursor].value = until;
        shift_wage(own, -static_cast<float>(params.discouraged() * (wait + looked) / 3600));
    }
}

}  // namespace microwork
