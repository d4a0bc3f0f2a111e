// [[policy]] tables that are wrong are refused with their place; those that are right say what they do.
#include <gtest/gtest.h>

#include "tests/models/microwork/shipped.hpp"

namespace microwork::policies_test {

std::string messages(const std::string& entries) {
    return shipped::messages("[run]\nstart = 2018-01-01\n\n[[policy]]\n" + entries);
}

TEST(Policies, TheBurnInIsWithoutThem) {
    EXPECT_EQ(messages("instrument = \"commission-cap\"\nstart = 2017-12-31\n"),
              "s.toml:4:1: the policy begins on 2017-12-31, before the first measured day 2018-01-01 (the burn-in must be without "
              "policies)");
}

TEST(Policies, UnknownInstrumentsAreNamedWithTheNearest) {
    EXPECT_EQ(messages("instrument = \"comission-cap\"\n"),
              "s.toml:5:14: unknown instrument \"comission-cap\", did you mean \"commission-cap\"?");
    EXPECT_EQ(messages("instrument = \"universal-basic-income\"\n"), "s.toml:5:14: unknown instrument \"universal-basic-income\"");
}

TEST(Policies, NeedAnInstrument) {
    EXPECT_EQ(messages("share = 0.1\n"),
              "s.toml:4:1: a [[policy]] needs the name of an instrument, instrument = \"commission-cap\"");
}

TEST(Policies, EndAfterTheyBegin) {
    EXPECT_EQ(messages("instrument = \"commission-cap\"\nstart = 2018-02-01\nend = 2018-01-15\n"),
              "s.toml:4:1: the policy ends on 2018-01-15, before it begins");
    EXPECT_EQ(messages("instrument = \"commission-cap\"\nstart = 2018-02-01\nend = 2018-02-01\n"),
              "s.toml:4:1: the policy ends on 2018-02-01, before it begins");
}

TEST(Policies, UnknownKeysAndPlatformsAreNamed) {
    EXPECT_EQ(messages("instrument = \"commission-cap\"\nshares = 0.1\n").find("s.toml:6:1: unknown key \"shares\" in [[policy]]"),
              0u);
    EXPECT_EQ(messages("instrument = \"minimum-reward\"\nplatforms = [\"tolokas\"]\n"),
              "s.toml:4:1: platform \"tolokas\" is not in the table of platforms, did you mean \"toloka\"?");
}

TEST(Policies, SayWhatTheyDo) {
    const auto model = shipped::model({}, "[[policy]]\ninstrument = \"commission-cap\"\nshare = 0.1\nend = 2018-02-01\n");
    const auto sentences = model->market().get<Policies>().sentences();
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(sentences[0].find("commission-cap from 2018-01-01 to 2018-02-01: platforms may add at most this share to the reward"),
              0u)
        << sentences[0];
    EXPECT_NE(sentences[0].find("; share = 0.1"), std::string::npos) << sentences[0];
}

TEST(Policies, WithoutThemTheRulesAreNeutral) {
    const auto model = shipped::model();
    const auto& world = model->market().get<World>();
    EXPECT_EQ(model->market().get<Policies>().rules(world, 100), Rules::neutral(world.platforms.size()));
    EXPECT_EQ(model->market().get<Policies>().size(), 0u);
}

}  // namespace microwork::policies_test
