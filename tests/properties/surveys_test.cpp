// Studies in the tiny market: who answers, what is remembered, and that everything else stays as it was.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/survey_answers.hpp"
#include "models/microwork/agents/unpaid_time.hpp"
#include "sim/checkpoint.hpp"
#include "tests/support/studies.hpp"

namespace tiny::surveys {

using namespace microwork;
using AnswerId = SurveyAnswers::row_id;

const studies::Table& table() {
    static const studies::Table it(studies::tiny_designs);
    return it;
}
Overrides with_studies(Overrides more = {}) { return table().with(studies::all_three, std::move(more)); }

const Model& market_with_studies() {
    static const Model model = finished(with_studies({"run.audit=tick"}));  // every identity holds in every tick
    return model;
}

TEST(Studies, EveryStudyIsAnswered) {
    const Market& m = market_with_studies()->market();
    std::map<int, int> taken;
    for (std::size_t r = 0; r < m.get<SurveyAnswers>().rows(); ++r)
        ++taken[m.get<SurveyAnswers>().study[AnswerId{r}]];
    EXPECT_GE(taken[0], 30);
    EXPECT_GE(taken[1], 20);
    EXPECT_GE(taken[2], 50);
}

const SurveyStratum& design_of(const Market& m, AnswerId a) {
    const auto& answers = m.get<SurveyAnswers>();
    return m.get<Surveys>().designs()[answers.study[a]].strata[answers.stratum[a]];
}

TEST(Studies, TakeAtMostWhatTheyWantAndFromNobodyWhoMayNot) {
    const Market& m = market_with_studies()->market();
    const auto& answers = m.get<SurveyAnswers>();
    std::map<const SurveyStratum*, std::int64_t> taken;
    for (std::size_t r = 0; r < answers.rows(); ++r) {
        const AnswerId a{r};
        const SurveyStratum& design = design_of(m, a);
        ++taken[&design];
        EXPECT_TRUE(contains(design.eligible, answers.paper[a]));
        EXPECT_EQ(answers.platform[a], design.platform);
    }
    for (const auto& [design, n] : taken) {
        if (design->wanted > 0) {
            EXPECT_LE(n, design->wanted);
        }
    }
}

TEST(Studies, NobodyAnswersTwice) {
    const auto& answers = market_with_studies()->market().get<SurveyAnswers>();
    std::set<std::pair<int, std::uint64_t>> seen;
    for (std::size_t r = 0; r < answers.rows(); ++r) {
        const AnswerId a{r};
        if (answers.study[a] < 2) {
            EXPECT_TRUE(seen.insert({answers.study[a], answers.key[a]}).second) << "study " << int{answers.study[a]};
        }
    }
}

TEST(Studies, TheShortTaskIsTakenAgainAfterTwoDaysOnly) {
    const auto& answers = market_with_studies()->market().get<SurveyAnswers>();
    std::map<std::uint64_t, Instant> last;
    int again = 0;
    for (std::size_t r = 0; r < answers.rows(); ++r) {
        const AnswerId a{r};
        if (answers.study[a] != 2)
            continue;
        if (const auto before = last.find(answers.key[a]); before != last.end()) {
            EXPECT_GE(answers.answered[a].value - before->second.value, 2 * 86400);
            ++again;
        }
        last[answers.key[a]] = answers.answered[a];
    }
    EXPECT_GT(again, 10);
}

TEST(Studies, AnswersComeWhileTheStudyIsOpen) {
    const Market& m = market_with_studies()->market();
    const auto& answers = m.get<SurveyAnswers>();
    constexpr std::int32_t day = 86400, burn_in = 7 * day;
    for (std::size_t r = 0; r < answers.rows(); ++r) {
        const AnswerId a{r};
        const std::int32_t at = answers.answered[a].value - burn_in;
        if (answers.study[a] == 2)
            continue;
        EXPECT_GE(at, answers.study[a] == 0 ? day : 2 * day);
        // Who has taken the task before it is taken down may hand it in after that.
        EXPECT_LE(at, (answers.study[a] == 0 ? 3 * day + 12 * 3600 : 6 * day) + 3 * 3600);
    }
}

/// All of the state but what only a study has: its requesters, the memory of those whom it may ask, and the hashes taken of both.
std::string market_of(MicroworkModel& model) {
    const std::set<std::string> of_studies{"requesters",    "fill_times",     "replacements",
                                           "recollections", "survey_answers", "state_hashes"};
    std::string text;
    for (const auto& [name, hash] : table_hashes(model))
        if (of_studies.count(name) == 0)
            text += name + " " + hash + "\n";
    return text;
}

// The requesters of studies are there and people remember, but nobody draws, thinks or does anything else for it.
TEST(Studies, ChangeNothingBeforeTheyOpen) {
    constexpr std::int32_t opens = 672 + 96;
    const Model with = load(table().with("\"first\"")), without = load();
    found_and_run(*with, 1, opens), found_and_run(*without, 1, opens);
    EXPECT_GT(with->market().get<Recollections>().rows(), 300U);
    EXPECT_EQ(market_of(*with), market_of(*without));
    run(*with, 1, opens, opens + 20), run(*without, 1, opens, opens + 20);
    EXPECT_NE(market_of(*with), market_of(*without)) << "then they are on the boards";
}

TEST(Studies, WithoutOneNothingIsKept) {
    const Model model = load();
    found_and_run(*model, 1, 800);
    EXPECT_EQ(model->market().get<Recollections>().rows(), 0U);
    EXPECT_EQ(model->market().get<SurveyAnswers>().rows(), 0U);
    EXPECT_EQ(model->market().get<PostedSurveys>().first_requester(), ~0u);
}

// What the market's own requesters post, and when, is drawn under their own keys.
TEST(Studies, LeaveTheDrawsOfOtherRequestersAlone) {
    const Model without = finished();
    const auto &on = market_with_studies()->market().get<Requesters>(), &off = without->market().get<Requesters>();
    ASSERT_EQ(on.rows(), off.rows() + 5);
    for (std::size_t i = 0; i < off.rows(); ++i) {
        const RequesterId r{i};
        ASSERT_EQ(on.key[r], off.key[r]);
        ASSERT_EQ(on.posted[r], off.posted[r]);
        ASSERT_EQ(on.next_post[r], off.next_post[r]);
    }
}

// The open tasks of studies are as designed, and no answer is refused, but for those that an outage cuts off.
TEST(Studies, PayWhatTheyPromise) {
    const Model model = load(with_studies({"connectivity.incomplete_share=0"}));
    found_and_run(*model, 1, 672);
    const Market& m = model->market();
    const auto& batches = m.get<Batches>();
    const auto& posted = m.get<PostedSurveys>();
    std::int64_t seen = 0, approved = 0;
    for (std::int32_t tick = 672; tick < model->end_tick(); tick += 4) {
        run(*model, 1, tick, tick + 4);
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.key[b] == 0 || batches.requester[b] < posted.first_requester())
                continue;
            const SurveyPoster& p = posted.poster(batches.requester[b]);
            ++seen, approved += batches.approved[b];
            ASSERT_EQ(batches.rejected[b], 0);
            ASSERT_EQ(batches.reward[b], p.design.reward);
            ASSERT_EQ(batches.cap[b], 1);
            ASSERT_EQ(batches.gate[b], 0U);
            ASSERT_LE(batches.handed_in[b], p.wanted_of(p.wave_at(batches.posted[b])));
        }
    }
    EXPECT_GT(seen, 100);
    EXPECT_GT(approved, 100);
}

// At the end of a week, memory has what the books of that week have grown by.
TEST(Recollections, AreTheBooksOfTheWeek) {
    const Model model = load(table().with("\"first\"", {"run.burn_in=0w", "run.length=2w"}));
    found_and_run(*model, 1, 672);
    const Market& m = model->market();
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    std::vector<std::array<std::int64_t, 4>> books;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        std::array<std::int64_t, 4> b{0, 0, 0, lives.online[life].value};
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            b[0] += accounts.credited[a].value - accounts.rail_fees[a].value, b[1] += accounts.paid[a].value,
                b[2] += accounts.rejected_time[a].value;
        for (const UnpaidTime& t : unpaid_time)
            b[2] += (lives.*t.of_life)[life].value;
        // Reading instructions is work as people tell it; interruptions and outages are neither.
        b[1] += lives.instructions[life].value;
        b[2] -= lives.instructions[life].value + lives.interrupted[life].value + lives.cut_off[life].value;
        books.push_back(b);
    }
    run(*model, 1, 672, 673);
    const auto& memory = m.get<Recollections>();
    std::int64_t night = 0, online = 0;
    for (std::size_t i = 0; i < books.size(); ++i) {
        const Recollections::row_id r{i};
        ASSERT_EQ(memory.key[r], lives.key[LifeId{i}]);
        ASSERT_EQ(memory.pay[r][0], static_cast<float>(sim::in_dollars(Money{books[i][0]})));
        ASSERT_EQ(memory.paid[r][0], books[i][1]);
        ASSERT_EQ(memory.unpaid[r][0], books[i][2]);
        ASSERT_EQ(memory.online[r][0], books[i][3]);
        ASSERT_LE(memory.night[r][0] + memory.evening[r][0], memory.online[r][0]);
        night += memory.night[r][0], online += memory.online[r][0];
    }
    EXPECT_GT(night, online / 20);
}

/// The books begin anew with the measured span: what was earned in the week before is remembered all the same.
TEST(Recollections, OutliveTheBeginOfTheMeasuredSpan) {
    for (const char* burn_in : {"run.burn_in=7d", "run.burn_in=10d"}) {
        const Model model = load(table().with("\"often\"", {burn_in, "run.length=7d"}));
        found_and_run(*model);
        const auto& memory = model->market().get<Recollections>();
        std::int64_t first_week = 0;
        for (std::size_t r = 0; r < memory.rows(); ++r) {
            first_week += memory.paid[Recollections::row_id{r}][0];
            for (std::size_t w = 0; w < typical_weeks + 1; ++w)
                ASSERT_GE(memory.paid[Recollections::row_id{r}][w], 0) << burn_in;
        }
        EXPECT_GT(first_week, 1'000'000) << burn_in;
    }
}

/// The tiny market's studies as a result holds them.
sim::Hdf5Reader written(const std::filesystem::path& file) {
    sim::ResultWriter writer(file, sim::ResultWriter::IfExists::refuse);
    analysis::write_survey_answers(writer, *market_with_studies());
    writer.commit();
    return sim::Hdf5Reader::open(file);
}

TEST(StudyResults, CountWhatWasWantedAndTaken) {
    const tests::TempFolder folder;
    const auto file = written(folder / "studies.h5");
    for (const auto& [name, instrument, wanted] :
         {std::tuple{"first", "S-TASK-FIRST", 39}, {"open", "S-TASK-OPEN", 60}, {"often", "CAPREC", 0}}) {
        const std::string path = std::string("/surveys/") + name;
        const auto keys = file.column<std::uint64_t>(path + "/answers", "key");
        EXPECT_EQ(file.attribute<std::string>(path, "instrument"), instrument);
        EXPECT_EQ(file.attribute<std::int64_t>(path, "wanted"), wanted);
        EXPECT_EQ(file.attribute<std::int64_t>(path, "taken"), std::ssize(keys));
        std::int64_t taken = 0;
        for (const std::int64_t n : file.column<std::int64_t>(path + "/design", "taken"))
            taken += n;
        EXPECT_EQ(taken, std::ssize(keys));
        if (wanted == 0)
            continue;
        std::int64_t respondents = 0;  // everybody who answered was online and could be asked
        for (const std::int64_t n : file.column<std::int64_t>(path + "/inclusion", "respondents"))
            respondents += n;
        EXPECT_EQ(respondents, std::ssize(keys));
    }
}

// What is told is what is true, but for recall and rounding: pay to two digits, hours without bias in the mean of their logs.
TEST(StudyResults, TellTheTruthAsPeopleDo) {
    const tests::TempFolder folder;
    const auto file = written(folder / "studies.h5");
    const auto column = [&](const char* name) { return file.column<double>("/surveys/first/answers", name); };
    const auto paid = column("hours_paid"), unpaid = column("hours_unpaid"), pay = column("pay_week"),
               by_hour = column("pay_total_time"), true_paid = column("true_hours_paid"), true_pay = column("true_pay_week");
    double told = 0, known = 0;
    for (std::size_t i = 0; i < pay.size(); ++i) {
        told += paid[i], known += true_paid[i];
        if (true_pay[i] > 1) {
            EXPECT_NEAR(pay[i], true_pay[i], 0.0501 * true_pay[i]);
        }
        if (paid[i] > 0) {
            EXPECT_NEAR(by_hour[i], pay[i] / (paid[i] + unpaid[i]), 1e-9);
        } else {
            EXPECT_TRUE(std::isnan(by_hour[i]));
        }
    }
    EXPECT_GT(known, 100);
    // Mean of the log-normal error 1.032, its deviation 0.26 a person; rounding adds little to the sum over people.
    EXPECT_NEAR(told / known, 1.032, 4 * 0.27 * std::sqrt(1.5 / static_cast<double>(pay.size())));
}

class ThreadsAndChunks : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(ThreadsAndChunks, GiveTheSameAnswers) {
    static const std::string expected = fingerprint(*finished(with_studies()));
    const auto [threads, chunk] = GetParam();
    EXPECT_EQ(fingerprint(*finished(with_studies({fmt::format("run.chunk={}", chunk)}), threads)), expected);
}

INSTANTIATE_TEST_SUITE_P(Studies, ThreadsAndChunks, testing::Values(std::tuple{2, 7}, std::tuple{3, 128}, std::tuple{1, 1}));

class ResumedStudies : public testing::TestWithParam<std::int32_t> {};

TEST_P(ResumedStudies, AreThoseNeverStopped) {
    static const std::string expected = fingerprint(*finished(with_studies()));
    const tests::TempFolder folder;
    const std::filesystem::path file = folder / "run.checkpoint";
    {
        const Model first = load(with_studies());
        found_and_run(*first, 1, GetParam());
        sim::write_checkpoint(file, {GetParam(), "", "", first->name()}, first->tables());
    }
    const Model second = load(with_studies());
    sim::read_checkpoint(file, second->tables());
    second->restored(GetParam());
    run(*second, 2, GetParam(), second->end_tick());
    EXPECT_EQ(fingerprint(*second), expected);
}

// In the burn-in, when the span begins, between waves, in the middle of the open study, and near the end.
INSTANTIATE_TEST_SUITE_P(Studies, ResumedStudies, testing::Values(389, 672, 672 + 96 + 20, 672 + 300, 1300));

}  // namespace tiny::surveys
