#include "models/microwork/surveys/designs.hpp"

#include <gtest/gtest.h>

#include "tests/models/microwork/shipped.hpp"

using namespace microwork;

namespace {

// The designs are what the published studies did, as far as they said.
TEST(SurveyDesigns, AreThoseOfTheTable) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    ASSERT_EQ(world.surveys.size(), 6U);
    const SurveyDesign& ilo = world.surveys[0];
    EXPECT_EQ(ilo.name, "ilo-2017");
    EXPECT_EQ(ilo.kind, SurveyKind::first_takers);
    std::int64_t wanted = 0;
    for (const auto& s : ilo.strata)
        wanted += s.wanted;
    EXPECT_EQ(wanted, 2350);
    EXPECT_TRUE(contains(ilo.strata[0].eligible, static_cast<std::uint8_t>(world.country("US"))));
    EXPECT_FALSE(contains(ilo.strata[0].eligible, static_cast<std::uint8_t>(world.country("IN"))));
    EXPECT_EQ(world.surveys[2].strata[0].repeat_after, Seconds{30 * 86400});
    EXPECT_EQ(world.surveys[2].strata[0].wave_step, Seconds{900});
}

// A tenth of the market is asked for a tenth of the answers, so that a study weighs on it as the real one did.
TEST(SurveyDesigns, GoWithTheShareOfTheWorldThatIsSimulated) {
    const auto model = shipped::model({"population.scale=0.1", "surveys.on=[\"ilo-2017\", \"caprec-2016\"]"},
                                      "extends = \"baseline.toml\"\n[run]\nlength = \"13w\"\n");
    const auto& designs = model->market().get<Surveys>().designs();
    EXPECT_EQ(designs[0].strata[2].wanted, 36);  // 355 on Appen
    EXPECT_EQ(designs[1].strata[0].wave_step, Seconds{9000});
    EXPECT_EQ(model->market().get<World>().surveys[0].strata[2].wanted, 355);
}

TEST(SurveyDesigns, UnknownOnesAndThoseWithoutAPlatformAreRefused) {
    EXPECT_EQ(
        shipped::messages("extends = \"baseline.toml\"\n", {"surveys.on=[\"ilo-2016\"]"}),
        "--set: surveys.on: there is no study \"ilo-2016\" (the table of designs does not have it) did you mean \"ilo-2017\"?");
    EXPECT_EQ(shipped::messages("extends = \"tiny.toml\"\n", {"surveys.on=[\"diplab-2018\"]"}),
              "--set: surveys.on: \"diplab-2018\" surveys no platform of this run");
}

}  // namespace
