#include "models/microwork/mechanisms/search.hpp"

#include <algorithm>
#include <limits>

#include "sim/choice.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose pages{"search.page"};
constexpr sim::Purpose tastes{"search.taste"};

/// What is read of the listings of one page, lane by lane.
struct Page {
    std::size_t count = 0;
    BatchId batch[page_size];
    std::uint64_t key[page_size] = {};
    float reward[page_size] = {}, seconds[page_size] = {}, instruction[page_size] = {}, trust[page_size] = {}, taste[page_size] = {}, quantity[page_size] = {};
    float value[page_size];
};

/// A rank below `n`, drawn with weight 1 / rank (Zipf with exponent 1): log-uniform.
std::size_t zipf_rank(std::uint32_t word, std::size_t n) {
    const float u = static_cast<float>(word >> 8) * 0x1p-24f;
    const auto rank = static_cast<std::size_t>(el::exp(u * el::log(static_cast<float>(n + 1)))) - 1;
    return std::min(rank, n - 1);
}

}  // namespace

namespace {

struct Looker {
    const Search::Params& params;
    const sim::Step& step;
    sim::Own<Sessions> own;
    const Board& board;
    const Batches& batches;
    const Participations& participations;

    bool eligible(BatchId b) const {
        const std::uint8_t at = own[&Sessions::at];
        if (batches.open[b] <= 0 || !contains(batches.eligible[b], own[&Sessions::country]))
            return false;
        if (own[&Sessions::approval_rate][at] < batches.approval[b] || own[&Sessions::approved][at] < batches.gate[b])
            return false;
        return batches.cap[b] == 0 || participations.taken(own[&Sessions::key], batches.key[b]) < batches.cap[b];
    }

    void read(BatchId b, Page& page) const {
        const std::size_t i = page.count++;
        page.batch[i] = b;
        page.key[i] = batches.key[b];
        page.reward[i] = static_cast<float>(batches.reward[b].value) * 1e-6f;
        page.seconds[i] = batches.seconds[b] / own[&Sessions::speed];
        page.instruction[i] = batches.key[b] == own[&Sessions::batch_key] ? 0 : static_cast<float>(batches.instruction[b].value);
        page.trust[i] = static_cast<float>(params.trust());
        const auto& known = own[&Sessions::known];
        for (std::size_t k = 0; k < remembered; ++k)
            if (known[k] == batches.requester[b]) {
                page.trust[i] = own[&Sessions::known_trust][k];
                page.taste[i] = own[&Sessions::known_taste][k];
            }
        const float left = static_cast<float>(std::min<std::int64_t>(params.claim_span().value, own[&Sessions::end].value - own[&Sessions::cursor].value));
        std::int32_t most = batches.open[b];
        if (batches.cap[b] > 0)
            most = std::min(most, batches.cap[b] - participations.taken(own[&Sessions::key], batches.key[b]));
        page.quantity[i] = std::clamp(static_cast<float>(static_cast<std::int32_t>(left / page.seconds[i])), 1.0f, static_cast<float>(most));
    }

    /// Samples listings, half from the newest and half from the largest; hidden ones are passed over without a look.
    Page look(sim::Dice& dice) const {
        Page page;
        const std::size_t offset = std::size_t{own[&Sessions::fruitless]} * (page_size / 2);
        const std::size_t listed = board.newest.size();
        if (listed <= offset)
            return page;
        const std::size_t n = listed - offset;
        for (std::size_t draw = 0; draw < page_size; ++draw) {
            const std::uint64_t word = dice();
            const std::size_t fresh = offset + zipf_rank(static_cast<std::uint32_t>(word), n), big = offset + zipf_rank(static_cast<std::uint32_t>(word >> 32), n);
            for (const BatchId b : {board.newest[listed - 1 - fresh], board.largest[big]}) {
                if (page.count == page_size || std::find(page.batch, page.batch + page.count, b) != page.batch + page.count || !eligible(b))
                    continue;
                read(b, page);
            }
        }
        return page;
    }

    void value(Page& page) const {
        const float beta = static_cast<float>(params.pay_weight()), cost = static_cast<float>(params.claim_cost().value);
        const float floor = own[&Sessions::reservation_wage].value;
        float pay[page_size];
        for (std::size_t i = 0; i < page_size; ++i)
            pay[i] = 3600 * page.quantity[i] * page.reward[i] * page.trust[i] / (page.instruction[i] + page.quantity[i] * page.seconds[i] + cost);
        for (std::size_t i = 0; i < page_size; ++i)
            page.value[i] = i < page.count && pay[i] >= floor ? beta * el::log(pay[i]) + page.taste[i] : -std::numeric_limits<float>::infinity();
    }
};

void shift_wage(const sim::Own<Sessions>& own, float by) {
    constexpr float lowest = -0.69314718f, highest = 0.22314355f;  // half to five quarters of the wage at rest
    own[&Sessions::wage_shift] = std::clamp(own[&Sessions::wage_shift] + by, lowest, highest);
    own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
}

}  // namespace

void Search::operator()(const sim::Step& step, sim::Own<Sessions> own, const Boards& boards, const Batches& batches, const Participations& participations,
                        sim::Outbox<sim::Claim> claims) const {
    if (own[&Sessions::doing] != Doing::searching)
        return;
    if (own[&Sessions::cursor] >= own[&Sessions::end] || own[&Sessions::accounts] == 0) {
        own[&Sessions::doing] = Doing::leaving;
        return;
    }
    const std::uint8_t at = own[&Sessions::at];
    const Board& board = boards.platform[own[&Sessions::platform][at]];
    const Looker looker{params, step, own, board, batches, participations};
    sim::Dice dice{step.key(pages), own[&Sessions::key] + own[&Sessions::pages]++, static_cast<std::uint32_t>(step.tick)};
    Page page = looker.look(dice);

    // The sum of exponential reading times, one for each listing seen, takes one logarithm.
    double product = 1;
    for (std::size_t i = 0; i < page.count; ++i)
        product *= dice.uniform_open();
    const auto looked = static_cast<std::int32_t>(-el::log(product) * static_cast<double>(params.listing_time().value) + 0.5);
    own[&Sessions::cursor].value += std::max(1, looked);
    own[&Sessions::search].value += std::max(1, looked);

    looker.value(page);
    const int best = sim::choose(page.value, page.key, page.count, step.key(tastes), own[&Sessions::key]);
    if (best >= 0) {
        const auto b = static_cast<std::size_t>(best);
        claims.put({page.batch[b].row, own.id().row, static_cast<std::int32_t>(page.quantity[b]), 0, static_cast<float>(dice.exponential())});
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
