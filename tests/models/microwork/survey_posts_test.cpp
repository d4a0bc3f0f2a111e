// When a study posts what, who may still answer it, and spans that do not hold it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/microwork/surveys/posted_surveys.hpp"
#include "models/microwork/surveys/sentences.hpp"
#include "tests/models/microwork/shipped.hpp"

using namespace microwork;

namespace {

SurveyPoster poster(std::int64_t wanted, std::int64_t waves) {
    SurveyPoster p;
    p.design.wanted = wanted, p.design.waves = waves;
    p.first = Instant{1000}, p.step = 14400;
    return p;
}

// Equal parts, as far as whole numbers allow, and never one answer more or less than wanted.
TEST(SurveyPoster, WavesAddUpToTheAnswersWanted) {
    for (const std::int64_t wanted : {0, 1, 9, 10, 12, 355}) {
        const SurveyPoster p = poster(wanted, 10);
        std::int64_t sum = 0;
        for (std::int64_t w = 0; w < p.waves(); ++w) {
            EXPECT_GE(p.wanted_of(w), wanted / 10);
            EXPECT_LE(p.wanted_of(w), (wanted + 9) / 10);
            sum += p.wanted_of(w);
        }
        EXPECT_EQ(sum, wanted);
    }
}

TEST(SurveyPoster, KnowsTheWaveOfAnInstant) {
    const SurveyPoster p = poster(10, 10);
    EXPECT_EQ(p.wave_from(Instant{0}), 0);
    EXPECT_EQ(p.wave_from(Instant{1000}), 0);
    EXPECT_EQ(p.wave_from(Instant{1001}), 1);
    EXPECT_EQ(p.wave_from(Instant{1000 + 14400}), 1);
    for (const std::int64_t w : {0, 1, 7})
        EXPECT_EQ(p.wave_at(p.at(w)), w);
}

TEST(LastAnswers, FindTheLatestAndNoOther) {
    LastAnswers last;
    EXPECT_EQ(last.find(LastAnswers::pair_key(1, 2)), nullptr);
    for (std::uint64_t worker = 0; worker < 5000; ++worker)
        last.note(LastAnswers::pair_key(worker, 7), Instant{static_cast<std::int32_t>(worker)});
    last.note(LastAnswers::pair_key(17, 7), Instant{99999});
    for (std::uint64_t worker = 0; worker < 5000; ++worker) {
        ASSERT_NE(last.find(LastAnswers::pair_key(worker, 7)), nullptr);
        EXPECT_EQ(last.find(LastAnswers::pair_key(worker, 7))->value, worker == 17 ? 99999 : static_cast<std::int32_t>(worker));
        EXPECT_EQ(last.find(LastAnswers::pair_key(worker, 8)), nullptr);
    }
    last.clear();
    EXPECT_EQ(last.find(LastAnswers::pair_key(17, 7)), nullptr);
}

std::unique_ptr<MicroworkModel> with_studies() {
    return shipped::model({"surveys.on=[\"ilo-2017\", \"diplab-2018\", \"caprec-2016\"]"},
                          "extends = \"baseline.toml\"\n[run]\nlength = \"13w\"\n");
}

/// The poster of a kind.
const SurveyPoster& of_kind(const PostedSurveys& posted, SurveyKind kind) {
    return *std::find_if(posted.posters().begin(), posted.posters().end(), [&](const auto& p) { return p.kind == kind; });
}
std::uint32_t requester_of(const PostedSurveys& posted, const SurveyPoster& p) {
    return posted.first_requester() + static_cast<std::uint32_t>(&p - posted.posters().data());
}

// One answer a person over all waves and platforms of a study; in a recapture study, one in thirty days.
TEST(PostedSurveys, AreHiddenFromThoseWhoHaveAnswered) {
    const auto model = with_studies();
    auto& posted = model->market().get<PostedSurveys>();
    const SurveyPoster &first = of_kind(posted, SurveyKind::first_takers), &again = of_kind(posted, SurveyKind::recapture);
    const SurveyPoster& elsewhere = *(&first + 3);
    ASSERT_EQ(elsewhere.kind, SurveyKind::first_takers);
    ASSERT_NE(elsewhere.design.platform, first.design.platform);
    const auto hidden = [&](const SurveyPoster& p, std::uint64_t worker, std::int32_t at) {
        return posted.is_hidden(requester_of(posted, p), worker, Instant{at}, 1);
    };
    EXPECT_FALSE(hidden(first, 5, 0));
    posted.note(first, 5, Instant{100}), posted.note(again, 5, Instant{100});
    EXPECT_TRUE(hidden(first, 5, 100'000'000));
    EXPECT_TRUE(hidden(elsewhere, 5, 200));
    EXPECT_FALSE(hidden(first, 6, 200));
    EXPECT_TRUE(hidden(again, 5, 100 + 30 * 86400 - 1));
    EXPECT_FALSE(hidden(again, 5, 100 + 30 * 86400));
}

// Fifteen of a hundred would answer the open study if they came across it, the same people at every look.
TEST(PostedSurveys, OpenOnesAreSeenByThoseWhoWouldAnswer) {
    const auto model = with_studies();
    const auto& posted = model->market().get<PostedSurveys>();
    const std::uint32_t r = requester_of(posted, of_kind(posted, SurveyKind::open));
    constexpr int people = 20000;
    int would = 0;
    for (std::uint64_t worker = 1; worker <= people; ++worker) {
        const bool hidden = posted.is_hidden(r, worker, Instant{0}, 42);
        EXPECT_EQ(posted.is_hidden(r, worker, Instant{1'000'000}, 42), hidden);
        would += !hidden;
    }
    EXPECT_NEAR(would, 0.15 * people, 4 * std::sqrt(people * 0.15 * 0.85));
}

TEST(PostedSurveys, MustFitIntoTheMeasuredSpan) {
    const auto message = [](const char* length, const char* name) {
        return shipped::messages(fmt::format("extends = \"baseline.toml\"\n[run]\nlength = \"{}\"\n", length),
                                 {fmt::format("surveys.on=[\"{}\"]", name)});
    };
    EXPECT_EQ(message("1w", "ilo-2017"),
              "--set: surveys.on: \"ilo-2017\" opens 42 days after the first measured day, the run measures only 7 (nobody would "
              "answer) measure longer, or leave the study out of surveys.on");
    EXPECT_EQ(message("7w", "ilo-2017"),
              "--set: surveys.on: \"ilo-2017\" closes 50.5 days after the first measured day, the run measures only 49 (the study "
              "would be cut off) measure longer, or leave the study out of surveys.on");
    EXPECT_EQ(message("12w", "diplab-2018"), "");
    EXPECT_EQ(message("1d", "caprec-2016"), "");
}

TEST(SurveySentences, SayWhatIsAskedWhereAndWhen) {
    const auto model = with_studies();
    const auto text = survey_sentences(model->market().get<Surveys>(), model->market().get<World>());
    ASSERT_EQ(text.size(), 3U);
    EXPECT_EQ(text[0],
              "ilo-2017 (ILO survey of crowdworkers), S-TASK-FIRST on amt, appen_f8, clickworker, microworkers, prolific; 2350 "
              "answers wanted, open from 42 to 50.5 days after the first measured day, 3.00 USD for 20 min");
    EXPECT_EQ(text[2],
              "caprec-2016 (Demographic survey of Mechanical Turk workers), CAPREC on amt; one post every 15 min over the whole "
              "measured span, 0.05 USD for 1 min");
}

}  // namespace
