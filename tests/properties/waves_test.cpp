// Rounds of search in a tick: time left over is carried to the next tick, so twice as many rounds change little.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/properties/tiny_world.hpp"

namespace tiny::waves {

struct Week {
    double approved = 0, paid_seconds = 0, online = 0;
};

Week week(int rounds) {
    Week sum;
    for (int r = 0; r < 6; ++r) {
        const Model model = finished({fmt::format("run.rounds={}", rounds), fmt::format("run.replicate={}", r)});
        const auto& time = model->market().get<microwork::TimeLedger>();
        sum.approved += static_cast<double>(flow(*model, &microwork::PlatformFlows::approved));
        sum.paid_seconds += static_cast<double>(time[microwork::TimeClass::paid]), sum.online += static_cast<double>(time.sum());
    }
    return sum;
}

TEST(Waves, TwiceAsManyRoundsChangeLessThanTwoPercent) {
    const Week usual = week(20), twice = week(40);
    fmt::print("  40 rounds against 20: approved {:+.3f} %, paid time {:+.3f} %, online {:+.3f} %\n",
               100 * (twice.approved / usual.approved - 1), 100 * (twice.paid_seconds / usual.paid_seconds - 1),
               100 * (twice.online / usual.online - 1));
    EXPECT_NEAR(twice.approved / usual.approved, 1, 0.02);
    EXPECT_NEAR(twice.paid_seconds / usual.paid_seconds, 1, 0.02);
    EXPECT_NEAR(twice.online / usual.online, 1, 0.02);
}

/// The limit is a real one: a single round for each tick is another run, in which sessions drag on. Even so, what is carried over
/// is not lost.
TEST(Waves, OneRoundIsAnotherRunButLosesLittle) {
    EXPECT_NE(fingerprint(*finished({"run.rounds=1"})), fingerprint(*finished()));
    const Week one = week(1), usual = week(20);
    fmt::print("  1 round against 20: approved {:+.3f} %, paid time {:+.3f} %, online {:+.3f} %\n",
               100 * (one.approved / usual.approved - 1), 100 * (one.paid_seconds / usual.paid_seconds - 1),
               100 * (one.online / usual.online - 1));
    EXPECT_NEAR(one.online / usual.online, 1, 0.15);
}

}  // namespace tiny::waves
