// The pool of people who log in stays in balance over a year: who leaves is replaced.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace tiny::pool {

using namespace microwork;

/// People who have been online in the last 30 days and have not left.
std::int64_t pool(const MicroworkModel& model, std::int32_t tick) {
    const auto& lives = model.market().get<Lives>();
    const std::int64_t since = model.clock().begin(tick).value - 30 * sim::seconds_per_day;
    std::int64_t n = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r)
        n += !lives.dormant[LifeId{r}] && lives.last_seen[LifeId{r}].value > since;
    return n;
}

/// At neutral pay those who register replace those who leave. People as in the shipped scenarios (most come once in months), the
/// teaching tables' work; its pay, which is made up, moves nobody here.
TEST(Pool, IsInBalanceOverAYear) {
    const auto model =
        shipped::model({"population.scale=20", "run.burn_in=10w", "run.length=52w", "learning.attractiveness_exponent=0",
                        "turnover.exit_exponent=0", "turnover.exit_scale=1", "turnover.entry_elasticity=0"},
                       shipped::tiny_tables);
    const std::int32_t begin = model->measured_from(), end = model->end_tick();
    found_and_run(*model, 2, begin);
    const auto first = static_cast<double>(pool(*model, begin));
    run(*model, 2, begin, end);
    const auto last = static_cast<double>(pool(*model, end));
    // Half of the pool is replaced in about a year, and of those who stay, many come by chance in one month and not in the other.
    const double error = std::sqrt(2 * first);
    EXPECT_NEAR(last / first, 1, 0.03 + 3 * error / first);
    RecordProperty("first", static_cast<int>(first));
    RecordProperty("last", static_cast<int>(last));
}

}  // namespace tiny::pool
