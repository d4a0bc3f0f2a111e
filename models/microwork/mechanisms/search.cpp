#include "models/microwork/mechanisms/search.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "models/microwork/page.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

using Own = sim::Own<Sessions>;

constexpr sim::Purpose pages{"search.page"};
constexpr sim::Purpose tastes{"search.taste"};
constexpr sim::Purpose willing{"search.answers_studies"};

void shift_wage(const Own& own, float by) {
    constexpr float lowest = -0.69314718f, highest = 0.22314355f;  // half to five quarters of the wage at rest
    own[&Sessions::wage_shift] = std::clamp(own[&Sessions::wage_shift] + by, lowest, highest);
    own[&Sessions::reservation_wage] = HourlyPay{own[&Sessions::baseline_wage].value * el::exp(own[&Sessions::wage_shift])};
}

/// What the looks of many workers share, and the stages of one look.
class Lookers {
  public:
    Lookers(const sim::Step& step, const Search::Params& params, const Vigilance& vigilance, const Learning& learning,
            const Boards& boards, const Participations& participations, const PostedSurveys& surveys,
            sim::Outbox<sim::Claim> claims)
        : step_(step),
          boards_(boards),
          participations_(participations),
          surveys_(surveys),
          claims_(claims),
          pages_key_(step.key(pages)),
          tastes_key_(step.key(tastes)),
          most_pages_(params.pages()),
          claim_span_(params.claim_span().value),
          wait_(static_cast<std::int32_t>(params.wait().value)),
          notice_(static_cast<std::int32_t>(vigilance.params.notice().value)),
          listing_time_(static_cast<float>(params.listing_time().value)),
          claim_cost_(static_cast<float>(params.claim_cost().value)),
          pay_weight_{static_cast<float>(params.pay_weight()), static_cast<float>(vigilance.params.pay_weight())},
          prior_trust_(static_cast<float>(learning.params.prior_trust())),
          discouraged_(params.discouraged()),
          advantage_(vigilance.params.advantage()) {}

    /// Samples listings, half from the newest and half from the largest, and asks for their memory.
    void draw(const Own& own, Look& look) const {
        look.goes_on = begins(own);
        look.has_listings = false;
        if (!look.goes_on)
            return;
        const Board& board = boards_.platform[own[&Sessions::platform][own[&Sessions::at]]];
        // Listings passed over on the pages before.
        const std::size_t offset = std::size_t{own[&Sessions::fruitless]} * (page_size / 2);
        const std::size_t listed = own[&Sessions::vigilant] != 0 ? board.newest.size() : board.noticed;
        look.has_listings = listed > offset;
        if (look.has_listings)
            draw_listings(board, offset, listed, own, look);
    }

    /// Keeps what the worker may see, and asks in the book of participations whether it still may.
    void sort_out(const Own& own, Look& look) const {
        if (!look.has_listings)
            return;
        const BatchId* const end = drop_barred(own, look.drawn());
        look.begin_page();
        for (const BatchId* b = look.drawn(); b != end; ++b)
            look.keep(*b);
        const Participations::Person person(own[&Sessions::key]);
        for (std::size_t i = 0; i < look.kept().size(); ++i)
            if (const Listing& l = boards_.listing[look.kept()[i].row]; l.cap != 0) {
                look.pair[i] = person.pair_key(l.key);
                participations_.prefetch(look.pair[i]);
            }
    }

    /// Reads the page and claims the best listing on it, or turns the page.
    void finish(const Own& own, const Look& look) const {
        if (!look.goes_on)
            return;
        Page page;
        std::int32_t looked = 1;
        if (look.has_listings) {
            read(own, look, page);
            const float readings = std::accumulate(look.reading, look.reading + page.count, 0.0f);
            looked = std::max(1, static_cast<std::int32_t>(readings * listing_time_ + 0.5f));
        }
        ++own[&Sessions::pages];
        own[&Sessions::cursor].value += looked;
        own[&Sessions::search].value += looked;
        if (const int best = page.count == 0 ? -1 : choose_listing(page, taker(own), tastes_key_); best >= 0) {
            const auto b = static_cast<std::size_t>(best);
            const double hurry = own[&Sessions::vigilant] != 0 ? advantage_ : 1;
            claims_.put({page.batch[b].row, own.id().row, static_cast<std::int32_t>(page.quantity[b]), 0,
                         static_cast<float>(-el::log(look.chance) / hurry)});
        } else {
            turn_page(own, looked);
        }
    }

  private:
    /// Whether the worker looks for work now; who has no time or no account left leaves.
    bool begins(const Own& own) const {
        if (own[&Sessions::doing] != Doing::searching || own[&Sessions::cursor] >= step_.end())
            return false;  // the latter after an outage that has just begun
        if (own[&Sessions::cursor] < own[&Sessions::end] && own[&Sessions::accounts] != 0)
            return true;
        own[&Sessions::doing] = Doing::leaving;
        return false;
    }

    void draw_listings(const Board& board, std::size_t offset, std::size_t listed, const Own& own, Look& look) const {
        sim::Dice dice{pages_key_, own[&Sessions::key] + own[&Sessions::pages], static_cast<std::uint32_t>(step_.tick)};
        PageDraws draws;
        draw_page(dice(), listed - offset, draws);
        look.chance = dice.uniform_open();
        std::copy(draws.reading, draws.reading + page_size, look.reading);
        const BatchId* newest = board.newest.data() + (listed - 1 - offset);
        const BatchId* largest = board.largest.data() + offset;
        const Listing* const listing = boards_.listing.data();
        for (std::size_t i = 0; i < page_draws; i += 2) {
            look.drawn()[i] = *(newest - draws.rank[i]), look.drawn()[i + 1] = largest[draws.rank[i + 1]];
            __builtin_prefetch(listing + look.drawn()[i].row), __builtin_prefetch(listing + look.drawn()[i + 1].row);
        }
    }

    /// Most listings are hidden from a worker, which ones no processor can foresee: they are sorted out without a branch.
    /// Returns the new end.
    BatchId* drop_barred(const Own& own, BatchId (&drawn)[page_draws]) const {
        const std::uint8_t at = own[&Sessions::at];
        const std::int32_t notice = own[&Sessions::vigilant] != 0 ? 0 : notice_;
        const Asked has = standing(own[&Sessions::approved][at], own[&Sessions::approval_rate][at],
                                   Instant{own[&Sessions::cursor].value - notice});
        const std::uint8_t country = own[&Sessions::paper][at], barred = own[&Sessions::barred][at];
        const Listing* const listing = boards_.listing.data();
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

    void read(const Own& own, const Look& look, Page& page) const {
        const float kept = own[&Sessions::kept][own[&Sessions::at]], forum = own[&Sessions::forum];
        const std::uint64_t known_batch = own[&Sessions::batch_key];
        for (std::size_t i = 0; i < look.kept().size() && page.count < page_size; ++i) {
            const BatchId batch = look.kept()[i];
            const Listing& l = boards_.listing[batch.row];
            const std::int32_t left = l.cap == 0 ? l.open() : std::min(l.open(), l.cap - participations_.taken(look.pair[i]));
            if (left <= 0 || is_closed_study(l, own))
                continue;
            const std::size_t n = page.count++;
            page.batch[n] = batch;
            page.key[n] = l.key;
            page.reward[n] = l.reward * kept;
            page.seconds[n] = l.seconds;
            page.instruction[n] = l.key == known_batch ? 0 : l.instruction;
            page.requester[n] = l.requester;
            page.taste[n] = forum * l.forum_taste;
            page.harm[n] = 0.01f * static_cast<float>(l.harm);  // kept in hundredths
            page.quantity[n] = static_cast<float>(left);
        }
    }

    /// A study that the worker has answered, or would not answer.
    bool is_closed_study(const Listing& l, const Own& own) const {
        return l.requester >= surveys_.first_requester() &&
               surveys_.is_hidden(l.requester, own[&Sessions::key], own[&Sessions::cursor], step_.key(willing));
    }

    Taker taker(const Own& own) const {
        const std::int64_t span = std::min<std::int64_t>(claim_span_, own[&Sessions::end].value - own[&Sessions::cursor].value);
        Taker t{pay_weight_[own[&Sessions::vigilant] != 0],
                claim_cost_,
                own[&Sessions::loss_rate],
                own[&Sessions::hour_cost].value,
                own[&Sessions::reservation_wage].value,
                own[&Sessions::speed],
                prior_trust_,
                static_cast<float>(span),
                own[&Sessions::harm_malus],
                {},
                own[&Sessions::known_trust],
                own[&Sessions::known_taste],
                own[&Sessions::key]};
        std::copy(own[&Sessions::known].begin(), own[&Sessions::known].end(), t.known.begin());
        return t;
    }

    /// Nothing acceptable: the next platform, the next page; in the end the worker waits, and looks again.
    void turn_page(const Own& own, std::int32_t looked) const {
        own[&Sessions::at] = static_cast<std::uint8_t>((own[&Sessions::at] + 1) % own[&Sessions::accounts]);
        if (++own[&Sessions::fruitless] < most_pages_)
            return;
        own[&Sessions::fruitless] = static_cast<std::uint8_t>(most_pages_ - 1);
        const std::int32_t wait = std::clamp(own[&Sessions::end].value - own[&Sessions::cursor].value, 0, wait_);
        own[&Sessions::waiting].value += wait;
        own[&Sessions::cursor].value += wait;
        shift_wage(own, -static_cast<float>(discouraged_ * (wait + looked) / 3600));
    }

    const sim::Step& step_;
    const Boards& boards_;
    const Participations& participations_;
    const PostedSurveys& surveys_;
    sim::Outbox<sim::Claim> claims_;
    std::uint64_t pages_key_, tastes_key_;
    std::int64_t most_pages_, claim_span_;
    std::int32_t wait_, notice_;
    float listing_time_, claim_cost_;
    float pay_weight_[2];  ///< of others, of the vigilant
    float prior_trust_;
    double discouraged_, advantage_;
};

}  // namespace

void Search::operator()(const sim::Step& step, const Vigilance& vigilance, const Learning& learning, sim::Walk<Sessions> rows,
                        const Boards& boards, const Participations& participations, const PostedSurveys& surveys,
                        sim::Outbox<sim::Claim> claims) const {
    const Lookers lookers(step, params, vigilance, learning, boards, participations, surveys, claims);
    sim::in_stages<Look>(
        rows, [&](const Own& own, Look& look) { lookers.draw(own, look); },
        [&](const Own& own, Look& look) { lookers.sort_out(own, look); },
        [&](const Own& own, Look& look) { lookers.finish(own, look); });
}

}  // namespace microwork
