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

    bool has_listings() const { return listed > offset; }

    /// Samples listings, half from the newest and half from the largest, and asks for their memory.
    void draw(Look& look) const {
        sim::Dice dice{step.key(pages), worker + own[&Sessions::pages], static_cast<std::uint32_t>(step.tick)};
        PageDraws draws;
        draw_page(dice(), listed - offset, draws);
        look.chance = dice.uniform_open();
        std::copy(draws.reading, draws.reading + page_size, look.reading);
        const BatchId* newest = board.newest.data() + (listed - 1 - offset);
        const BatchId* largest = board.largest.data() + offset;
        const Listing* const listing = boards.listing.data();
        for (std::size_t i = 0; i < page_draws; i += 2) {
            look.drawn()[i] = *(newest - draws.rank[i]), look.drawn()[i + 1] = largest[draws.rank[i + 1]];
            __builtin_prefetch(listing + look.drawn()[i].row), __builtin_prefetch(listing + look.drawn()[i + 1].row);
        }
    }

    /// Keeps what the worker may see, and asks in the book of participations whether it still may.
    void sort_out(Look& look) const {
        const BatchId* const end = drop_barred(look.drawn());
        look.begin_page();
        for (const BatchId* b = look.drawn(); b != end; ++b)
            look.keep(*b);
        const Participations::Person person(worker);
        for (std::size_t i = 0; i < look.kept().size(); ++i) {
            const Listing& l = boards.listing[look.kept()[i].row];
            look.pair[i] = person.pair_key(l.key);
            if (l.cap != 0)
                participations.prefetch(look.pair[i]);
        }
    }

    void read(const Look& look, Page& page) const {
        for (std::size_t i = 0; i < look.kept().size() && page.count < page_size; ++i) {
            const Listing& l = boards.listing[look.kept()[i].row];
            const std::int32_t left = l.cap == 0 ? l.open() : std::min(l.open(), l.cap - participations.taken(look.pair[i]));
            if (left > 0 && !is_closed_study(l))
                read(look.kept()[i], l, left, page);
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
    /// Most listings are hidden from a worker, which ones no processor can foresee: they are sorted out without a branch.
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

/// Whether the worker looks for work now; who has no time or no account left leaves.
bool begins(const sim::Step& step, const sim::Own<Sessions>& own) {
    if (own[&Sessions::doing] != Doing::searching || own[&Sessions::cursor] >= step.end())
        return false;  // the latter after an outage that has just begun
    if (own[&Sessions::cursor] < own[&Sessions::end] && own[&Sessions::accounts] != 0)
        return true;
    own[&Sessions::doing] = Doing::leaving;
    return false;
}

/// Reads the page and claims the best listing on it, or turns the page.
void finish(const Looker& looker, const Look& look, const sim::Outbox<sim::Claim>& claims) {
    const sim::Step& step = looker.step;
    const sim::Own<Sessions>& own = looker.own;
    Page page;
    std::int32_t looked = 1;
    if (looker.has_listings()) {
        looker.read(look, page);
        const float readings = std::accumulate(look.reading, look.reading + page.count, 0.0f);
        looked = std::max(1, static_cast<std::int32_t>(readings * static_cast<float>(looker.params.listing_time().value) + 0.5f));
    }
    ++own[&Sessions::pages];
    own[&Sessions::cursor].value += looked;
    own[&Sessions::search].value += looked;

    if (const int best = page.count == 0 ? -1 : choose_listing(page, looker.taker(), step.key(tastes)); best >= 0) {
        const auto b = static_cast<std::size_t>(best);
        const double hurry = looker.vigilant ? looker.vigilance.params.advantage() : 1;
        claims.put({page.batch[b].row, own.id().row, static_cast<std::int32_t>(page.quantity[b]), 0,
                    static_cast<float>(-el::log(look.chance) / hurry)});
        return;
    }
    // Nothing acceptable: the next platform, the next page; in the end the worker waits for what is posted next.
    own[&Sessions::at] = static_cast<std::uint8_t>((looker.at + 1) % own[&Sessions::accounts]);
    if (++own[&Sessions::fruitless] >= looker.params.pages()) {
        own[&Sessions::fruitless] = static_cast<std::uint8_t>(looker.params.pages() - 1);
        const std::int32_t until = std::max(own[&Sessions::cursor].value, std::min(step.end().value, own[&Sessions::end].value));
        const std::int32_t wait = until - own[&Sessions::cursor].value;
        own[&Sessions::waiting].value += wait;
        own[&Sessions::cursor].value = until;
        shift_wage(own, -static_cast<float>(looker.params.discouraged() * (wait + looked) / 3600));
    }
}

}  // namespace

void Search::operator()(const sim::Step& step, const Vigilance& vigilance, const Learning& learning, sim::Own<Sessions> own,
                        sim::Stages<Look, 3> stages, const Boards& boards, const Participations& participations,
                        const PostedSurveys& surveys, sim::Outbox<sim::Claim> claims) const {
    Look& look = stages.now();
    if (stages.stage() == 0)
        look.goes_on = begins(step, own);
    if (!look.goes_on)
        return;
    const Looker looker{step, params, vigilance, learning, own, boards, participations, surveys};
    if (stages.stage() == 2)
        finish(looker, look, claims);
    else if (looker.has_listings())
        stages.stage() == 0 ? looker.draw(look) : looker.sort_out(look);
}

}  // namespace microwork
