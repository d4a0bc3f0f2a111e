// Skill by family of tasks, and command of the languages of platforms.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/microwork/shipped.hpp"

namespace microwork::skills_test {

const sim::Randomness dice(5, 0);
constexpr int n = 40'000;
constexpr double mean = 3, sd = 0.8;

/// General and family skills of many people: standard scores.
struct Scores {
    double general = 0, family = 0;
};
std::vector<Scores> scores(const Skills& skills, std::size_t family) {
    std::vector<Scores> list;
    for (std::uint64_t person = 0; person < n; ++person) {
        const double z = sim::Dice(1, person, 0).normal();
        const auto skill = skills.by_family(dice, person, static_cast<float>(mean + sd * z), mean, sd);
        list.push_back({z, (static_cast<double>(skill[family]) - mean) / sd});
    }
    return list;
}

TEST(Skills, OfAFamilyHaveTheDistributionOfGeneralSkillAndTheirCorrelationWithIt) {
    Skills skills;
    for (const double rho : {0.0, 0.7}) {
        skills.params.correlation.set(rho);
        double sum = 0, squares = 0, product = 0;
        for (const Scores& s : scores(skills, 2))
            sum += s.family, squares += s.family * s.family, product += s.family * s.general;
        EXPECT_NEAR(sum / n, 0, 4 / std::sqrt(n));
        EXPECT_NEAR(squares / n, 1, 4 * std::sqrt(2.0 / n));
        EXPECT_NEAR(product / n, rho, 4 * std::sqrt((1 + rho * rho) / n));
    }
}

TEST(Skills, AreOneWhenTheCorrelationIsOne) {
    Skills skills;
    skills.params.correlation.set(1);
    for (std::uint64_t person = 0; person < 100; ++person) {
        const float general = static_cast<float>(person) * 0.031f;
        for (const float s : skills.by_family(dice, person, general, mean, sd))
            EXPECT_EQ(s, general);
    }
}

class Language : public testing::Test {
  protected:
    double mean_command(const char* country, bool degree) const {
        double sum = 0;
        for (std::uint64_t person = 0; person < n; ++person)
            sum += skills_.english(dice, person, world_.countries[static_cast<std::size_t>(world_.country(country))], degree);
        return sum / n;
    }
    const std::unique_ptr<MicroworkModel> model_ = shipped::model();
    const World& world_ = model_->market().get<World>();
    const Skills& skills_ = model_->market().get<People>().skills;
};

TEST_F(Language, CommandFollowsTheCountryTheDegreeAndTheScore) {
    EXPECT_EQ(mean_command("US", false), 4) << "a native speaker lacks nothing";
    // VE: (520 - 350) / 100 + 0.8 for those who register; a degree adds 0.4. Nobody is below 0, which lies five deviations down.
    EXPECT_NEAR(mean_command("VE", false), 2.5, 4 * 0.5 / std::sqrt(n));
    EXPECT_NEAR(mean_command("VE", true), 2.9, 4 * 0.5 / std::sqrt(n));
    EXPECT_NEAR(mean_command("NG", false), (569 - 350) / 100.0 + 0.8 + 0.6, 4 * 0.5 / std::sqrt(n)) << "an official language";
}

TEST_F(Language, PlatformsInTheLanguageOfTheirWorkersAskNobodyForEnglish) {
    const auto& platform = [&](const char* id) -> const PlatformData& {
        return world_.platforms[static_cast<std::size_t>(world_.platform(id))];
    };
    EXPECT_EQ(skills_.command(platform("amt"), 0.5), 0.5);
    EXPECT_GE(skills_.command(platform("foulefactory"), 0.5), 3);
}

TEST_F(Language, WhatIsMissingCostsSkillAndAboveTheGateTheTask) {
    TaskTypeData type;
    type.language_need = 3;
    EXPECT_DOUBLE_EQ(skills_.loss(type, 2.5f), 0.5 * 0.6);
    EXPECT_EQ(skills_.loss(type, 3.5f), 0);
    EXPECT_EQ(skills_.barred(4), 0);
    EXPECT_EQ(skills_.barred(2), 0) << "one level is missing: let in";
    EXPECT_EQ(skills_.barred(1.9), 1 << 3);
    EXPECT_EQ(skills_.barred(0.5), (1 << 3) | (1 << 2));
    type.needs_computer = true;
    EXPECT_EQ(asks_of(type), (1 << 3) | asks_computer);
    EXPECT_EQ(asks_of(TaskTypeData{}), 0);
}

TEST_F(Language, APhoneAloneIsMoreFrequentOnAPoorConnection) {
    const auto& connectivity = model_->market().get<Connectivity>();
    const CountryData& home = world_.countries[static_cast<std::size_t>(world_.country("NG"))];
    ASSERT_GT(home.mobile_only, 0.1);
    for (const auto& [kind, factor] : {std::pair<std::size_t, double>{0, 0.8}, {1, 1.5}, {2, 2.0}}) {
        int phone = 0;
        for (std::uint64_t person = 0; person < n; ++person)
            phone += !connectivity.has_computer(dice, person, home, kind);
        const double p = std::min(1.0, factor * home.mobile_only);
        EXPECT_NEAR(phone / static_cast<double>(n), p, 4 * std::sqrt(p * (1 - p) / n)) << kind;
    }
}

}  // namespace microwork::skills_test
