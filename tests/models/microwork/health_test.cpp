// Bad days, what a day can hold, and what harmful content does.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/health.hpp"

namespace microwork::health_test {

const sim::Randomness dice(7, 0);

TEST(Health, BadDaysComeAsOftenAsTheirSpellsSay) {
    Health health;
    constexpr int people = 20'000, day = 200;
    int bad = 0;
    for (std::uint64_t person = 0; person < people; ++person)
        bad += health.bad_day(dice, person, day);
    // A good day is one to which none of the last 28 days' spells reaches.
    const double begins = health.params.episodes() / 365, goes_on = 1 - 1 / health.params.episode_days();
    double good = 1;
    for (int back = 0; back < 28; ++back)
        good *= 1 - begins * std::pow(goes_on, back);
    EXPECT_NEAR(bad / static_cast<double>(people), 1 - good, 4 * std::sqrt(good * (1 - good) / people));
}

TEST(Health, BadDaysComeInSpells) {
    Health health;
    health.params.episodes.set(4);
    health.params.episode_days.set(5);
    int bad = 0, followed = 0;
    for (std::uint64_t person = 0; person < 2000; ++person)
        for (int day = 30; day < 90; ++day)
            if (health.bad_day(dice, person, day))
                ++bad, followed += health.bad_day(dice, person, day + 1);
    // Four of five days of a spell have another one after them; a new spell may begin too.
    const double p = 0.8 + 0.2 * 4 / 365;
    EXPECT_NEAR(followed / static_cast<double>(bad), p, 5 * std::sqrt(p * (1 - p) / bad));
}

TEST(Health, WithoutLimitsThereAreNone) {
    Health health;
    health.params.limits.set(false);
    health.params.episodes.set(365);
    for (std::uint64_t person = 0; person < 50; ++person)
        EXPECT_FALSE(health.bad_day(dice, person, 40));
}

TEST(Health, ADayHoldsTheDrawnHours) {
    Health health;
    constexpr int people = 20'000;
    int below = 0;
    for (std::uint64_t person = 0; person < people; ++person) {
        const auto capacity = health.capacity(dice, person);
        EXPECT_GE(capacity.value, 3600);
        below += capacity.value < 4 * 3600;
    }
    EXPECT_NEAR(below / static_cast<double>(people), 0.5, 4 * 0.5 / std::sqrt(people)) << "the median is four hours";
}

TEST(Harm, FadesAndHurtsAboveTheThreshold) {
    Harm harm;
    EXPECT_DOUBLE_EQ(harm.excess(20), 0);
    EXPECT_DOUBLE_EQ(harm.excess(24), 4);
    EXPECT_NEAR(harm.faded(8, 120 * 86400.0), 2, 1e-9) << "two half-lives of 60 days";
}

TEST(Harm, LeadsToBreaks) {
    Harm harm;
    constexpr std::uint32_t log_ins = 20'000;
    int breaks = 0;
    for (std::uint32_t n = 0; n < log_ins; ++n) {
        EXPECT_FALSE(harm.takes_break(dice, 3, n, 20));
        breaks += harm.takes_break(dice, 3, n, 140);
    }
    const double p = 1 - std::exp(-0.005 * 120);
    EXPECT_NEAR(breaks / static_cast<double>(log_ins), p, 4 * std::sqrt(p * (1 - p) / log_ins));
}

}  // namespace microwork::health_test
