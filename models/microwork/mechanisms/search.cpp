#include "models/microwork/mechanisms/search.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "models/microwork/page.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose pages{"search.page"};
constexpr sim::Purpose tastes{"search.taste"};
constexpr sim::Purpose willing{"search.answers_studies"};

/// Listings drawn for one page, each once, in the order in which they came up.
class Drawn {
  public:
    /// Adds a listing that the worker may see. Most come up once, and a bit tells.
    void add(BatchId batch) {
        const std::uint64_t bit = std::uint64_t{1} << (batch.row & 63);
        if ((seen_ & bit) != 0 && std::find(batch_, batch_ + count_, batch) != batch_ + count_)
            return;
        seen_ |= bit;
        batch_[count_++] = batch;
    }
    std::span<const BatchId> all() const { return {batch_, count_}; }

  private:
    BatchId batch_[page_draws];
    std::size_t count_ = 0;
    std::uint64_t seen_ = 0;
};

/// One worker before one board.
struct Looker {
    const sim::Step& step;
    const Search::Params& params;
    const Vigilance& vigilance;
    const Learning& learning;
    sim::Own<Sessions> own;
    const Boards& boards;
    const Participations& participations;
    const PostedSurveys& surveys;
    bool vigilant = own[&Sessions::vigilant] != 0;
    std::uint8_t at = own[&Sessions::at];
    std::uint64_t worker = own[&Sessions::key];
    const Board& board = boards.platform[own[&Sessions::platform][at]];
    float kept = own[&Sessions::kept][at], forum = own[&Sessions::forum];
    std::uint64_t known_batch = own[&Sessions::batch_key];
    /// Listings passed over on the pages before.
    std::size_t offset = std::size_t{own[&Sessions::fruitless]} * (page_size / 2);
    std::size_t listed = vigilant ? board.newest.size() : board.noticed;

    /// Samples listings, half from the newest and half from the largest. Memory is asked for before it is needed: a page costs
    /// two waits for it, not sixteen.
    void look(const PageDraws& draws, Page& page) const {
        BatchId drawn[page_draws];
        const BatchId* newest = board.newest.data() + (listed - 1 - offset);
        const BatchId* largest = board.largest.data() + offset;
        const Listing* const listing = boards.listing.data();
        for (std::size_t i = 0; i < page_draws; i += 2) {
            drawn[i] = *(newest - draws.rank[i]), drawn[i + 1] = largest[draws.rank[i + 1]];
            __builtin_prefetch(listing + drawn[i].row), __builtin_prefetch(listing + drawn[i + 1].row);
        }
        Drawn seen;
        for (const BatchId b : std::span{drawn, drop_barred(drawn)})
            seen.add(b);
        const Participations::Person person(worker);
        std::uint64_t pair[page_draws];
        for (std::size_t i = 0; i < seen.all().size(); ++i) {
            const Listing& l = listing[seen.all()[i].row];
            pair[i] = person.pair_key(l.key);
            if (l.cap != 0)
                participations.prefetch(pair[i]);
        }
        for (std::size_t i = 0; i < seen.all().size() && page.count < page_size; ++i) {
            const Listing& l = listing[seen.all()[i].row];
            const std::int32_t left = l.cap == 0 ? l.open() : std::min(l.open(), l.cap - participations.taken(pair[i]));
            if (left > 0 && !is_closed_study(l))
                read(seen.all()[i], l, left, page);
        }
    }

    Taker taker() const {
        const double weight = vigilant ? vigilance.params.pay_weight() : params.pay_weight();
        const std::int64_t span =
            std::min<std::int64_t>(params.claim_span().value, own[&Sessions::end].value - own[&Sessions::cursor].value);
        Taker t{static_cast<float>(weight),
                static_cast<float>(params.claim_cost().value),
                own[&Sessions::loss_rate],
                own[&Sessions::hour_cost].value,
                own[&Sessions::reservation_wage].value,
                own[&Sessions::speed],
                static_cast<float>(learning.params.prior_trust()),
                static_cast<float>(span),
                own[&Sessions::harm_malus],
                {},
                own[&Sessions::known_trust],
                own[&Sessions::known_taste],
                worker};
        std::copy(own[&Sessions::known].begin(), own[&Sessions::known].end(), t.known.begin());
        return t;
    }

  private:
    /// Half of the listings are hidden from a worker, which no processor can foresee: they are sorted out without a branch.
    /// Returns the new end.
    BatchId* drop_barred(BatchId (&drawn)[page_draws]) const {
        const std::int64_t notice = vigilant ? 0 : vigilance.params.notice().value;
        const Asked has = standing(own[&Sessions::approved][at], own[&Sessions::approval_rate][at],
                                   Instant{own[&Sessions::cursor].value - static_cast<std::int32_t>(notice)});
        const std::uint8_t country = own[&Sessions::paper][at];
        const std::uint64_t barred = own[&Sessions::barred][at];
        const Listing* const listing = boards.listing.data();
        BatchId* end = drawn;
        for (std::size_t i = 0; i < page_draws; ++i) {
            const BatchId b = drawn[i];
            const Listing& l = listing[b.row];
            *end = b;
            end += static_cast<int>(reaches(has, l.asked)) & static_cast<int>(contains(l.eligible, country)) &
                   static_cast<int>((l.asks & barred) == 0);
        }
        return end;
    }

    /// A study that the worker has answered, or would not answer.
    bool is_closed_study(const Listing& l) const {
        return l.requester >= surveys.first_requester() &&
               surveys.is_hidden(l.requester, worker, own[&Sessions::cursor], step.key(willing));
    }

    void read(BatchId batch, const Listing& l, std::int32_t most, Page& page) const {
        const std::size_t i = page.count++;
        page.batch[i] = batch;
        page.key[i] = l.key;
        page.reward[i] = l.reward * kept;
        page.seconds[i] = l.seconds;
        page.instruction[i] = l.key == known_batch ? 0 : l.instruction;
        page.requester[i] = l.requester;
        page.taste[i] = forum * l.forum_taste;
        page.harm[i] = 0.01f * static_cast<float>(l.harm);  // kept in hundredths
        page.quantity[i] = static_cast<float>(most);
    }
};

void shift_wage(const sim::Own<Sessions>& own, float by) {
    constexpr float lowest = -0.69314718f, highest = 0.22314355f;  // half to five quarters of the wage at rest
    own[&Sessions::wage_shift] = std::clamp(own[&Sessions::wage_shift] + by, lowest, highest);
    own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
}

}  // namespace

void Search::operator()(const sim::Step& step, const Vigilance& vigilance, const Learning& learning, sim::Own<Sessions> own,
                        const Boards& boards, const Participations& participations, const PostedSurveys& surveys,
                        sim::Outbox<sim::Claim> claims) const {
    if (own[&Sessions::doing] != Doing::searching || own[&Sessions::cursor] >= step.end())
        return;  // the latter after an outage that has just begun
    if (own[&Sessions::cursor] >= own[&Sessions::end] || own[&Sessions::accounts] == 0) {
        own[&Sessions::doing] = Doing::leaving;
        return;
    }
    const Looker looker{step, params, vigilance, learning, own, boards, participations, surveys};
    sim::Dice dice{step.key(pages), looker.worker + own[&Sessions::pages]++, static_cast<std::uint32_t>(step.tick)};
    Page page;
    std::int32_t looked = 1;
    if (looker.listed > looker.offset) {
        PageDraws draws;
        draw_page(dice(), looker.listed - looker.offset, draws);
        looker.look(draws, page);
        const float readings = std::accumulate(draws.reading, draws.reading + page.count, 0.0f);
        looked = std::max(1, static_cast<std::int32_t>(readings * static_cast<float>(params.listing_time().value) + 0.5f));
    }
    own[&Sessions::cursor].value += looked;
    own[&Sessions::search].value += looked;

    if (const int best = page.count == 0 ? -1 : choose_listing(page, looker.taker(), step.key(tastes)); best >= 0) {
        const auto b = static_cast<std::size_t>(best);
        const double hurry = own[&Sessions::vigilant] ? vigilance.params.advantage() : 1;
        claims.put({page.batch[b].row, own.id().row, static_cast<std::int32_t>(page.quantity[b]), 0,
                    static_cast<float>(dice.exponential() / hurry)});
        return;
    }
    // Nothing acceptable: the next platform, the next page; in the end the worker waits for what is posted next.
    own[&Sessions::at] = static_cast<std::uint8_t>((looker.at + 1) % own[&Sessions::accounts]);
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
