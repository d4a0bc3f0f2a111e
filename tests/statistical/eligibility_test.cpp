// Who is let in by whom: the boards as they look from different countries.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "tests/statistical/paired.hpp"
#include "tests/support/small_world.hpp"

namespace paired::eligibility {

using namespace microwork;

/// What one worker would see on a board under the name of a country.
struct View {
    double listings = 0, mean_pay = 0, best_ten = 0;  ///< pay in dollars an hour
};

View view(const MicroworkModel& model, std::uint8_t platform, std::size_t country) {
    const auto& batches = model.market().get<Batches>();
    std::vector<double> pay;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const BatchId b{r};
        if (batches.key[b] != 0 && !batches.down[b] && batches.open[b] > 0 && batches.platform[b] == platform &&
            contains(batches.eligible[b], static_cast<std::uint8_t>(country)))
            pay.push_back(sim::in_dollars(batches.reward[b]) * 3600 / static_cast<double>(batches.seconds[b]));
    }
    std::sort(pay.begin(), pay.end(), std::greater<>());
    const std::size_t ten = std::min<std::size_t>(10, pay.size());
    return {static_cast<double>(pay.size()),
            std::accumulate(pay.begin(), pay.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, pay.size())),
            std::accumulate(pay.begin(), pay.begin() + static_cast<std::ptrdiff_t>(ten), 0.0) / 10};
}

/// Mean view under the names of a tenth of the countries, the first or the last by their usual wage.
View mean_view(const MicroworkModel& model, std::uint8_t platform, std::vector<std::size_t> countries) {
    View sum;
    for (const std::size_t c : countries) {
        const View v = view(model, platform, c);
        sum.listings += v.listings, sum.mean_pay += v.mean_pay, sum.best_ten += v.best_ten;
    }
    const auto n = static_cast<double>(countries.size());
    return {sum.listings / n, sum.mean_pay / n, sum.best_ten / n};
}

/// Model document, section 5: the same worker sees more and better-paid work from a high-income country.
TEST(Eligibility, HighIncomeCountriesSeeMoreAndBetterPaidWork) {
    constexpr int replicates = 12;
    std::vector<double> more, better, best;
    for (int r = 0; r < replicates; ++r) {
        const auto model = small_world::load({fmt::format("run.replicate={}", r)}, 1, 0.002);
        tiny::found_and_run(*model, 2, 5 * 96);
        const World& world = model->market().get<World>();
        std::vector<std::size_t> by_wage(world.countries.size());
        std::iota(by_wage.begin(), by_wage.end(), std::size_t{0});
        std::stable_sort(by_wage.begin(), by_wage.end(), [&](std::size_t a, std::size_t b) {
            return world.countries[a].wage_proxy < world.countries[b].wage_proxy;
        });
        const auto tenth = static_cast<std::ptrdiff_t>(by_wage.size() / 10);
        const auto amt = static_cast<std::uint8_t>(world.platform("amt"));
        const View low = mean_view(*model, amt, {by_wage.begin(), by_wage.begin() + tenth}),
                   high = mean_view(*model, amt, {by_wage.end() - tenth, by_wage.end()});
        more.push_back(high.listings / low.listings - 1), better.push_back(high.mean_pay - low.mean_pay),
            best.push_back(high.best_ten - low.best_ten);
    }
    const auto listings = Effect::of(more), pay = Effect::of(better), ten = Effect::of(best);
    fmt::print(
        "  seen from the tenth of countries with the highest wages, over the lowest: listings {:+.0f} % (error {:.0f}), mean pay "
        "{:+.2f} USD/h ({:.2f}), of the ten best {:+.2f} USD/h ({:.2f})\n",
        100 * listings.mean, 100 * listings.error, pay.mean, pay.error, ten.mean, ten.error);
    EXPECT_TRUE(listings.above_zero());
    EXPECT_TRUE(ten.above_zero());
}

/// Requesters of three kinds in one market: whoever works or has worked for them is registered, on paper, where they let people in;
/// for those open to their home country alone that is one country.
TEST(Eligibility, NobodyWorksWhereTheRequesterLetsNobodyIn) {
    const auto model = tiny::load({"demand.worldwide_share=0.3", "demand.country_list_share=0.3"});
    model->found(tiny::randomness(*model), sim::Parallel(1));
    const auto& [s, batches, requesters, accounts] = std::tie(model->market().get<Sessions>(), model->market().get<Batches>(),
                                                              model->market().get<Requesters>(), model->market().get<Accounts>());
    int at_home = 0, abroad = 0;
    for (std::int32_t tick = 0; tick < model->end_tick(); ++tick) {
        tiny::run(*model, 1, tick, tick + 1);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            if (s.doing[id] != Doing::working || s.accounts[id] == 0)
                continue;
            const RequesterId by{batches.requester[s.batch[id]]};
            const std::uint8_t paper = accounts.paper[AccountId{s.account[id][s.at[id]]}];
            CountrySet home{};
            insert(home, requesters.home[by]);
            ASSERT_TRUE(contains(requesters.eligible[by], paper));
            (requesters.eligible[by] == home ? at_home : abroad) += 1;
            if (requesters.eligible[by] == home) {
                ASSERT_EQ(paper, requesters.home[by]);
            }
        }
    }
    fmt::print("  looks at people at work: {} for requesters open to their own country, {} for others\n", at_home, abroad);
    EXPECT_GT(at_home, 100);
    EXPECT_GT(abroad, 1000);
}

}  // namespace paired::eligibility
