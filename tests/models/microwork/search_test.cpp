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

/// Must show (model, section 5): supply to one requester is inelastic. Every other requester of similar size pays a tenth more;
/// what is handed in to them rises by less than in proportion. (Dube et al. 2020 find an elasticity of about 0.1.)
TEST(Search, SupplyToOneRequesterIsInelastic) {
    const auto work = [](float raise) {
        const auto model = small_world::load({}, 3, 0.01);
        model->found(tiny::randomness(*model), sim::Parallel(1));
        auto& requesters = model->market().get<Requesters>();
        for (std::size_t r = 0; r < requesters.rows(); r += 50)
            requesters.log_pay[RequesterId{r}] += raise;
        tiny::run(*model, 1, 0, model->end_tick());
        const auto& batches = model->market().get<Batches>();
        std::array<std::int64_t, 2> taken{};
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.key[b] != 0)
                taken[batches.requester[b] % 50 == 0] += batches.created[b] - batches.open[b] - batches.expired[b];
        }
        return static_cast<double>(taken[1]) / static_cast<double>(taken[0]);
    };
    const double elasticity = std::log(work(0.4055f) / work(0)) / 0.4055;
    EXPECT_GT(elasticity, -0.2);
    EXPECT_LT(elasticity, 0.8);
}

}  // namespace microwork::search_test
