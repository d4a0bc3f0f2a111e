#include "models/microwork/target_income.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::target_income_test {

TEST(TargetIncome, IsThatManyUsualWeeks) {
    const auto model = small_world::load({"target_income.share=1", "target_income.hours=2", "target_income.log_sd=0"});
    const auto& targets = model->market().get<TargetIncome>();
    ActivityTraits traits;
    traits.sessions_per_week = 3;
    // Two usual weeks of three sessions of 1.5 hours at 4 USD an hour.
    EXPECT_EQ(targets.target(tiny::randomness(*model), 7, traits, 1.5, HourlyPay{4}), sim::dollars(36));
}

/// Whoever has enough for the week logs off at once and stays away until the week is over.
TEST(TargetIncome, EndsTheWeek) {
    const tiny::Overrides some{"target_income.share=1", "target_income.hours=0.3"};
    const auto model = tiny::load(some);
    model->found(tiny::randomness(*model), sim::Parallel(1));
    const auto& lives = model->market().get<Lives>();
    const auto& sessions = model->market().get<Sessions>();
    std::size_t satisfied = 0;
    for (std::int32_t day = 0; day < 14; ++day) {
        tiny::run(*model, 1, day * 96, (day + 1) * 96);
        const Instant now{(day + 1) * 86400};
        for (std::size_t r = 0; r < sessions.rows(); ++r)
            EXPECT_LE(lives.satisfied_until[sessions.life[SessionId{r}]], now) << "online although there is enough";
        for (std::size_t r = 0; r < lives.rows(); ++r)
            satisfied += lives.satisfied_until[LifeId{r}] > now;
    }
    EXPECT_GT(satisfied, 100u);
}

TEST(TargetIncome, WithoutTargetEarnersItIsNeutral) {
    const auto nobody = tiny::finished({"target_income.share=0"});
    EXPECT_EQ(tiny::fingerprint(*nobody),
              tiny::fingerprint(*tiny::finished({"target_income.share=0", "target_income.hours=0.1", "target_income.log_sd=2"})));
    EXPECT_NE(tiny::fingerprint(*nobody), tiny::fingerprint(*tiny::finished({"target_income.share=0.2"})));
    const auto out_of_reach = tiny::finished({"target_income.share=1", "target_income.hours=100", "target_income.log_sd=0"});
    EXPECT_EQ(tiny::hash_of(nobody->market().get<Lives>()), tiny::hash_of(out_of_reach->market().get<Lives>()))
        << "a target nobody reaches changes nothing";
}

}  // namespace microwork::target_income_test
