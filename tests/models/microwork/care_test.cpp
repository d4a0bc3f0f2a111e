// Interruptions of a course of work.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/care.hpp"

namespace microwork::care_test {

const sim::Randomness dice(9, 0);
constexpr int n = 20'000;

TEST(Care, WithoutInterruptionsOnlyTheOutageCounts) {
    Care care;
    const Disturbance d = care.disturb(dice, 1, 1, 0, 900, 700);
    EXPECT_EQ(d.stop, 700);
    EXPECT_EQ(d.paused + d.away, 0);
    EXPECT_FALSE(d.given_back);
}

TEST(Care, CarersAreCalledAwayMoreOften) {
    Care care;
    EXPECT_DOUBLE_EQ(care.rate(true), 1 / 3600.0);
    EXPECT_DOUBLE_EQ(care.rate(false), 0.1 / 3600);
    EXPECT_NEAR(care.loss_rate(true), 0.3 / 3600, 1e-15);
}

TEST(Care, WorkIsGivenBackOrPausedAsOftenAsTheRatesSay) {
    Care care;
    constexpr int course = 1800, far = 1'000'000;
    const double rate = 2 / 3600.0;
    int given_back = 0;
    double paused = 0, before = 0;
    for (std::uint32_t claim = 0; claim < n; ++claim) {
        const Disturbance d = care.disturb(dice, 4, claim, rate, course, far);
        given_back += d.given_back;
        paused += d.paused;
        before += d.given_back ? d.stop - d.paused : course;
        ASSERT_LE(d.stop - d.paused, d.given_back ? course : far);
    }
    const double survives = std::exp(-rate * 0.3 * course);
    EXPECT_NEAR(given_back / static_cast<double>(n), 1 - survives, 4 * std::sqrt(survives * (1 - survives) / n));
    // Pauses come at 0.7 of the rate while work goes on; each takes 480 seconds and, counted in whole ones, half a second more.
    EXPECT_NEAR(paused / before, 0.7 * rate * 480.5, 0.7 * rate * 480.5 * 4 * std::sqrt(2 / (before * 0.7 * rate)));
}

TEST(Care, AnOutageEndsAPause) {
    Care care;
    care.params.paused.set(1);
    care.params.length.set(sim::Seconds{14'400});
    int ended = 0;
    for (std::uint32_t claim = 0; claim < 1000; ++claim) {
        const Disturbance d = care.disturb(dice, 5, claim, 20 / 3600.0, 3600, 2000);
        ASSERT_EQ(d.stop, 2000);
        ASSERT_FALSE(d.given_back);
        ASSERT_GE(d.stop - d.paused, 0) << "time before the outage is work or pause";
        ended += d.paused > 0;
    }
    EXPECT_GT(ended, 900);
}

}  // namespace microwork::care_test
