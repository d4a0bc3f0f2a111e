// Each mechanism of labour can be switched off, and then none of its other numbers matters to anything.
#include <gtest/gtest.h>

#include "tests/properties/tiny_world.hpp"

namespace tiny::neutral_labour {

const Overrides neutral{"health.limits=false",
                        "health.excluded_share=0",
                        "health.need=1",
                        "harm.weight=0",
                        "fatigue.strain=0",
                        "care.interruptions=0",
                        "care.interruptions_others=0",
                        "care.stretch=1",
                        "skills.family_correlation=1",
                        "skills.language=false",
                        "strikes.counted=false"};

/// The market with `others` and everything neutral must be the market with everything neutral.
void expect_no_difference(const Overrides& others) {
    static const std::string expected = fingerprint(*finished(neutral));
    Overrides all = neutral;
    all.insert(all.end(), others.begin(), others.end());
    EXPECT_EQ(fingerprint(*finished(all)), expected);
}

TEST(NeutralLabour, Health) {
    expect_no_difference({"health.daily_hours=0.5", "health.episodes_per_year=300", "health.episode_days=20", "harm.malus=9",
                          "harm.breaks=9", "harm.exits=9", "harm.half_life=1d"});
}
TEST(NeutralLabour, Fatigue) {
    expect_no_difference({"fatigue.night=9", "fatigue.week=1", "fatigue.week_hours=1", "fatigue.recovery=30d", "fatigue.slower=0.5",
                          "fatigue.less_exact=5", "fatigue.fresh_hours=0"});
}
TEST(NeutralLabour, Care) { expect_no_difference({"care.length=4h", "care.paused_share=0"}); }
TEST(NeutralLabour, Skills) {
    expect_no_difference(
        {"skills.language_gap_cost=9", "skills.language_gate=0", "skills.english_chosen=-3", "skills.english_spread=3"});
}
TEST(NeutralLabour, Strikes) {
    expect_no_difference({"strikes.same_trouble=0s", "strikes.warnings=0", "strikes.suspension_chance=1", "strikes.ban_chance=1"});
}
/// And each of them, switched on alone, is seen: otherwise the tests above say nothing.
TEST(NeutralLabour, SwitchedOnEachOfThemIsSeen) {
    const std::string expected = fingerprint(*finished(neutral));
    for (const char* on : {"health.limits=true", "health.excluded_share=0.5", "health.need=2", "harm.weight=1", "fatigue.strain=1",
                           "care.interruptions=1", "care.stretch=0.75", "skills.family_correlation=0.7", "skills.language=true",
                           "strikes.counted=true"}) {
        Overrides all = neutral;
        all.push_back(on);
        EXPECT_NE(fingerprint(*finished(all)), expected) << on;
    }
}

}  // namespace tiny::neutral_labour
