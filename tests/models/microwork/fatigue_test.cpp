// Strain: hours, nights, the week, and recovery.
#include <gtest/gtest.h>

#include "models/microwork/fatigue.hpp"
#include "sim/random.hpp"

namespace microwork::fatigue_test {

bool is_night(std::int64_t local) {
    const std::int64_t hour = local / 3600 % 24;
    return hour >= 22 || hour < 5;
}

TEST(Fatigue, NightSecondsAreThoseThatCountingGives) {
    sim::Dice dice(3, 0, 0);
    for (int i = 0; i < 200; ++i) {
        const std::int64_t begin = dice.below(10 * 86400), length = dice.below(3 * 86400);
        std::int64_t counted = 0;
        for (std::int64_t s = begin; s < begin + length; ++s)
            counted += is_night(s);
        ASSERT_EQ(night_seconds(begin, length), counted) << begin << " + " << length;
    }
    EXPECT_EQ(night_seconds(-3600, 7200), 7200) << "before the first midnight";
}

TEST(Fatigue, GrowsByTheHourAndFasterAtNight) {
    Fatigue fatigue;
    const sim::Instant noon{12 * 3600}, four{16 * 3600}, ten{22 * 3600}, two{26 * 3600};
    EXPECT_DOUBLE_EQ(fatigue.now(0.5, 1, noon, four, 0), 4.5);
    EXPECT_DOUBLE_EQ(fatigue.now(0.5, 1, ten, two, 0), 0.5 + 4 * 1.5);
    EXPECT_DOUBLE_EQ(fatigue.now(0, 1, noon, four, 10 * 3600), 4 * 1.5) << "22 o'clock where the worker lives";
}

TEST(Fatigue, LongWeeksStrainMoreAndRestRecovers) {
    Fatigue fatigue;
    EXPECT_DOUBLE_EQ(fatigue.strain_of_hour(10), 1);
    EXPECT_DOUBLE_EQ(fatigue.strain_of_hour(60), 1 + 20 * 0.02);
    EXPECT_NEAR(fatigue.recovered(8, 12 * 3600.0), 2, 1e-12) << "two half-lives of six hours";
    EXPECT_EQ(fatigue.excess(2.5), 0) << "a fresh worker";
    EXPECT_EQ(fatigue.excess(5), 2);
}

TEST(Fatigue, WithoutStrainNobodyTires) {
    Fatigue fatigue;
    fatigue.params.strain.set(0);
    EXPECT_EQ(fatigue.now(0, fatigue.strain_of_hour(80), sim::Instant{0}, sim::Instant{50'000}, 0), 0);
}

}  // namespace microwork::fatigue_test
