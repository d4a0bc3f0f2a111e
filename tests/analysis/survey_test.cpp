// A survey beside the census: bias in closed form, microdata to the letter, and what is said of a survey that is not there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/survey_export.hpp"
#include "analysis/survey_tables.hpp"
#include "sim/problem.hpp"
#include "tests/support/survey_result.hpp"
#include "tests/support/temp_folder.hpp"

// A namespace of its own: some test programs are compiled as one unit.
namespace survey_test {

/// The result made for tests.
class Survey : public testing::Test {
  protected:
    Survey() : file_((survey_result::write(folder_ / "a.h5"), analysis::ResultFile::open(folder_ / "a.h5"))) {}

    analysis::SurveyTables tables(const char* name) const { return analysis::tabulate(file_, analysis::find_survey(file_, name)); }
    static const analysis::BiasRow& row(const analysis::SurveyTables& tables, std::string_view name, std::string_view unit) {
        return *std::find_if(tables.bias.begin(), tables.bias.end(),
                             [&](const analysis::BiasRow& b) { return b.name == name && b.unit == unit; });
    }
    static const analysis::SurveyTable& table(const analysis::SurveyTables& tables, std::string_view title) {
        return *std::find_if(tables.tables.begin(), tables.tables.end(), [&](const auto& t) { return t.title == title; });
    }

    tests::TempFolder folder_;
    analysis::ResultFile file_;
};

TEST_F(Survey, ListsWhatTheResultHolds) {
    const auto surveys = analysis::surveys_of(file_);
    ASSERT_EQ(surveys.size(), 4U);
    EXPECT_EQ(surveys[2].name, "ilo-2017");
    EXPECT_EQ(surveys[2].instrument, "S-TASK-FIRST");
    EXPECT_EQ(surveys[2].wanted, 120);
    EXPECT_EQ(surveys[2].taken, 100);
}

TEST_F(Survey, BiasIsSelectionPlusRecall) {
    // The census are the 100 Americans on amt, whom the design asks: 50 USD in 10 hours online. Respondents say 3 USD/h; their
    // ledgers have 48 USD in 12 hours.
    const auto ilo = tables("ilo-2017");
    EXPECT_EQ(ilo.people, 100);
    const auto& pay = row(ilo, "mean pay an hour", "USD/h");
    EXPECT_DOUBLE_EQ(pay.answers, 3);
    EXPECT_DOUBLE_EQ(pay.census, 5);
    EXPECT_DOUBLE_EQ(pay.truth, 4);
    EXPECT_DOUBLE_EQ(pay.selection(), -1);
    EXPECT_DOUBLE_EQ(pay.recall(), -1);
    EXPECT_DOUBLE_EQ(pay.difference(), pay.selection() + pay.recall());
    EXPECT_DOUBLE_EQ(pay.ratio(), 0.6);
}

TEST_F(Survey, HoursAreThoseOfAWeek) {
    const auto ilo = tables("ilo-2017");
    const auto& hours = row(ilo, "mean paid hours", "h/week");
    EXPECT_DOUBLE_EQ(hours.answers, 10);
    EXPECT_DOUBLE_EQ(hours.truth, 8);
    EXPECT_NEAR(hours.census, 5.0 / 13, 1e-12);  // 5 paid hours in 13 weeks
}

TEST_F(Survey, WhatTheCensusDoesNotAskHasNoBias) {
    const auto ilo = tables("ilo-2017");
    const auto& justified = row(ilo, "of these, all justified", "share");
    EXPECT_DOUBLE_EQ(justified.answers, 0.1);
    EXPECT_TRUE(std::isnan(justified.census));
    EXPECT_TRUE(std::isnan(row(ilo, "night work", "share").answers)) << "a question that was not asked";
}

TEST_F(Survey, RespondentsByPlaceAndInclusion) {
    const auto ilo = tables("ilo-2017");
    const auto& regions = table(ilo, "Respondents by region");
    ASSERT_EQ(regions.lines.size(), 2U);
    EXPECT_EQ(regions.lines[0].label, "Asia and the Pacific");
    EXPECT_DOUBLE_EQ(regions.lines[0].values[1], 0.5);
    EXPECT_DOUBLE_EQ(regions.lines[0].values[2], 0) << "the census asked Americans only";
    EXPECT_DOUBLE_EQ(regions.lines[0].values[4], 2);
    const auto& inclusion = table(ilo, "Inclusion by decile of hours online in the span");
    ASSERT_EQ(inclusion.lines.size(), 2U);
    EXPECT_DOUBLE_EQ(inclusion.lines[0].values.back(), 0.1);
    EXPECT_DOUBLE_EQ(inclusion.lines[1].values.back(), 0.9);
}

TEST_F(Survey, CapturesCountPeopleOnce) {
    const auto caprec = tables("caprec-2016");
    EXPECT_DOUBLE_EQ(row(caprec, "United States", "share").answers, 0.75);
    EXPECT_DOUBLE_EQ(row(caprec, "United States", "share").census, 1);
    EXPECT_DOUBLE_EQ(row(caprec, "mean answers", "a person").answers, 1.25);  // 100 answers of 80 people
    const auto& repeats = table(caprec, "People by number of answers");
    EXPECT_DOUBLE_EQ(repeats.lines[0].values[0], 60);
    EXPECT_DOUBLE_EQ(repeats.lines[1].values[0], 20);
}

TEST_F(Survey, RecapturesSayHowManyThereAre) {
    const auto caprec = tables("caprec-2016");
    const auto& again = table(caprec, "From who answers again, by 30 days");
    // 80 in the first 30 days, 20 in the second, all of them seen before: 80 x 20 / 20; Chapman: 81 x 21 / 21 - 1.
    EXPECT_DOUBLE_EQ(again.lines[0].values[0], 80);
    EXPECT_DOUBLE_EQ(again.lines[1].values[0], 80);
    EXPECT_TRUE(std::isnan(again.lines[3].values[0])) << "no two answers are 60 days apart";
    EXPECT_DOUBLE_EQ(again.lines[5].values[0], 200);  // 100 rows stand for 200 people
}

TEST_F(Survey, MicrodataToTheLetter) {
    const std::string csv = analysis::microdata_csv(file_, analysis::find_survey(file_, "diplab-2018"));
    EXPECT_EQ(csv.substr(0, csv.find('\n')),
              "key,platform,country,woman,status,all_justified,ever_rejected,pay_total_time,pay_paid_time,hours_paid,hours_unpaid,"
              "pay_week,pay_month,true_hours_paid,true_hours_unpaid,true_pay_week");
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 41);
    EXPECT_NE(csv.find("\n0,foulefactory,FR,no,student,no,no,,0,0,0,0,29.5,0,0,0\n"), std::string::npos)
        << "the missing answer is empty";
    EXPECT_NE(csv.find("\n10,foulefactory,FR,no,\"unemployed, seeking\",no,no,5.25,"), std::string::npos)
        << "a comma within a word";
    // Keys are exact in all 64 bits: 2^60 + 1 is no double.
    const std::string captures = analysis::microdata_csv(file_, analysis::find_survey(file_, "caprec-2016"));
    EXPECT_NE(captures.find("\n1152921504606846977,1514764800,US,yes\n"), std::string::npos);
}

TEST_F(Survey, TheCodebookCountsWhatIsMissing) {
    const std::string book = analysis::codebook(file_, analysis::find_survey(file_, "diplab-2018"));
    EXPECT_NE(book.find("| `pay_total_time` |  |  | 5.25 to 5.25 | 1 |"), std::string::npos) << book;
    EXPECT_NE(book.find("| `platform` | where the survey was taken |  | foulefactory | 0 |"), std::string::npos);
    EXPECT_NE(book.find("| `status` |  |  | employed, student, unemployed, seeking | 0 |"), std::string::npos);
}

TEST_F(Survey, TooFewTakersAreANote) {
    EXPECT_EQ(tables("ilo-2017").notes.at(0), "ilo-2017 has 100 of the 120 answers wanted");
    EXPECT_EQ(tables("ilo-2017").notes.at(1), "the census is estimated from 50 % of the people: output.workers");
    EXPECT_EQ(tables("diplab-2018").notes.size(), 1U) << "40 of 40";
}

TEST_F(Survey, OneThatIsNotThereIsNamedWithTheOthers) {
    try {
        analysis::find_survey(file_, "ilo-2018");
        FAIL();
    } catch (const sim::InputError& error) {
        EXPECT_EQ(error.what(),
                  file_.path() +
                      ": has no survey \"ilo-2018\" (it has caprec-2016, diplab-2018, ilo-2017, log-2016) did you mean "
                      "\"ilo-2017\"?");
    }
    const tests::TempFolder other;
    survey_result::write(other / "b.h5", {.surveys = false});
    const auto without = analysis::ResultFile::open(other / "b.h5");
    try {
        analysis::find_survey(without, "ilo-2017");
        FAIL();
    } catch (const sim::InputError& error) {
        EXPECT_EQ(error.what(), without.path() +
                                    ": has no survey \"ilo-2017\" (none was switched on in this run) switch it on for a run: "
                                    "microwork run ... --set 'surveys.on=[\"ilo-2017\"]'");
    }
    EXPECT_TRUE(analysis::surveys_of(without).empty());
}

TEST_F(Survey, TextFitsATerminal) {
    const std::string text = analysis::survey_text(tables("ilo-2017"));
    std::size_t from = 0;
    for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
        const std::string line = text.substr(from, end - from);
        if (line.find(folder_.path().string()) == std::string::npos) {  // a path is as long as it is
            EXPECT_LE(line.size(), 100U) << line;
        }
    }
}

}  // namespace survey_test
