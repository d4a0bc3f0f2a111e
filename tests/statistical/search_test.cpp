#include "models/microwork/mechanisms/search.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::search_test {

/// Reservation wages fall while nothing is found, and come back when there is work.
TEST(Search, ReservationWagesFallWhileNothingIsFound) {
    const auto mean_shift = [](const char* demand) {
        const auto model = tiny::finished({demand});
        const auto& lives = model->market().get<Lives>();
        double sum = 0;
        for (std::size_t r = 0; r < lives.rows(); ++r)
            sum += static_cast<double>(lives.wage_shift[LifeId{r}]);
        return sum / static_cast<double>(lives.rows());
    };
    const double scarce = mean_shift("demand.level=0.05"), plenty = mean_shift("demand.level=3");
    EXPECT_LT(scarce, -0.1);
    EXPECT_GT(plenty, scarce + 0.1);
}

/// Where little is offered, whoever has found nothing yet has turned some pages, waited for as long as is said, looked once more,
/// and so on, over the ends of ticks and up to the end of the session.
TEST(Search, WhoFindsNothingWaitsAndLooksAgain) {
    const auto model =
        tiny::load({"demand.level=0.05", "search.wait=20min", "register_elsewhere.chance=0", "care.interruptions=0"});
    model->found(tiny::randomness(*model), sim::Parallel(1));
    const auto& s = model->market().get<Sessions>();
    int across = 0, ended = 0;
    for (std::int32_t tick = 0; tick < 2 * 96; ++tick) {
        tiny::run(*model, 1, tick, tick + 1);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            if (s.claims[id] > 0 || s.lost[id] > 0 || s.waiting[id].value == 0)
                continue;
            const std::int32_t waits = s.waiting[id].value / 1200, rest = s.waiting[id].value % 1200;
            EXPECT_EQ(s.cursor[id].value, s.start[id].value + s.payments[id].value + s.search[id].value + s.waiting[id].value);
            if (rest != 0) {
                EXPECT_EQ(s.cursor[id], s.end[id]) << "only the end of the session cuts a wait short";
                ++ended;
            }
            EXPECT_EQ(s.pages[id], static_cast<std::uint32_t>(3 + waits + (rest > 0) - 1))
                << "three pages, then one after each wait";
            across += s.cursor[id].value > model->clock().begin(tick + 1).value;
        }
    }
    EXPECT_GT(across, 50);
    EXPECT_GT(ended, 5);
}

/// Attention is limited: whoever needs longer for a listing has less time to work.
TEST(Search, SlowReadersEarnLess) {
    const auto pay = [](const char* reading) {
        const auto model = small_world::finished({reading}, 2, 0.005);
        small_world::Mean mean;
        for (const auto& p : small_world::people(model->market()))
            mean.add(p.pay());
        return mean;
    };
    const auto fast = pay("search.time_per_listing=2s"), slow = pay("search.time_per_listing=60s");
    EXPECT_GT(fast.mean() - 2 * fast.error(), slow.mean() + 2 * slow.error());
}

/// Must show (model, section 5): supply to one requester is inelastic. At one moment, the rewards of every fiftieth requester rise
/// by half; in the next hours the work that is taken from these batches rises by less than in proportion.
TEST(Search, SupplyToOneRequesterIsInelastic) {
    struct Large {
        BatchId row;
        std::uint64_t key;
        std::int32_t open;
    };
    const auto taken = [](double raise) {
        const auto model = small_world::load({}, 2, 0.02);
        const std::int32_t begin = 9 * 96 + 60, end = begin + 24;
        model->found(tiny::randomness(*model), sim::Parallel(1));
        tiny::run(*model, 1, 0, begin);
        auto& batches = model->market().get<Batches>();
        std::vector<Large> large;
        for (std::size_t r = 0; r < batches.rows(); ++r)
            if (const BatchId b{r}; batches.key[b] != 0 && batches.requester[b] % 50 == 0 && batches.open[b] >= 100) {
                large.push_back({b, batches.key[b], batches.open[b]});
                batches.reward[b] = Money{static_cast<std::int64_t>(static_cast<double>(batches.reward[b].value) * raise)};
            }
        model->market().get<Boards>().rebuild(batches);  // workers see it
        tiny::run(*model, 1, begin, end);
        double sum = 0;
        for (const Large& before : large)
            sum += before.open - (batches.key[before.row] == before.key ? std::min(before.open, batches.open[before.row]) : 0);
        return sum;
    };
    const double usual = taken(1), raised = taken(1.5), elasticity = std::log(raised / usual) / std::log(1.5);
    EXPECT_GT(usual, 300);
    EXPECT_GT(elasticity, 0);
    EXPECT_LT(elasticity, 1);
}

}  // namespace microwork::search_test
