// The scoreboard on a result whose statistics are known.
#include "analysis/scoreboard.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/problem.hpp"
#include "tests/support/survey_result.hpp"
#include "tests/support/temp_folder.hpp"

// A namespace of its own: some test programs are compiled as one unit.
namespace scoreboard_test {

using analysis::IntervalKind;
using analysis::Score;
using analysis::Verdict;
using survey_result::Options;

const std::filesystem::path data = std::filesystem::path(MICROWORK_SOURCE_DIR) / "scenarios" / "data";
inline const analysis::TargetTable& targets() {
    static const auto table = analysis::read_targets(data / "targets.csv", data / "exchange_rates.csv");
    return table;
}

/// Results made for a test, scored together.
class Board {
  public:
    explicit Board(const std::vector<Options>& runs) {
        for (std::size_t r = 0; r < runs.size(); ++r) {
            const auto path = folder_ / ("run" + std::to_string(r) + ".h5");
            survey_result::write(path, runs[r]);
            files_.push_back(analysis::ResultFile::open(path));
        }
    }
    analysis::Scoreboard score() const { return analysis::score(files_, targets()); }
    /// What scoring says when it refuses.
    std::string refusal() const {
        try {
            score();
        } catch (const sim::InputError& error) {
            std::string said = error.what();
            for (std::size_t at; (at = said.find(folder_.path().string() + "/")) != std::string::npos;)
                said.erase(at, folder_.path().string().size() + 1);
            return said;
        }
        return "none";
    }

  private:
    tests::TempFolder folder_;
    std::vector<analysis::ResultFile> files_;
};

inline const Score& row(const analysis::Scoreboard& board, std::string_view id) {
    return *std::find_if(board.rows.begin(), board.rows.end(), [&](const Score& s) { return s.target.id == id; });
}

TEST(Scoreboard, EveryRowIsThereOnce) {
    const auto board = Board({Options{}}).score();
    ASSERT_EQ(board.rows.size(), targets().rows.size());
    const auto& c = board.counts;
    EXPECT_EQ(c.inside + c.below + c.above + c.input + c.not_covered, 67);
    for (const Score& s : board.rows)
        EXPECT_EQ(s.covered(), s.reason.empty()) << s.target.id;
}

TEST(Scoreboard, SurveysPostedAsTasks) {
    const auto board = Board({Options{}}).score();
    EXPECT_DOUBLE_EQ(row(board, "earn_total_mean_global").value, 3);  // half at 4, half at 2
    EXPECT_DOUBLE_EQ(row(board, "earn_total_mean_north_america").value, 4);
    EXPECT_DOUBLE_EQ(row(board, "earn_total_mean_asia_pacific").value, 2);
    EXPECT_DOUBLE_EQ(row(board, "earn_paid_mean_global").value, 5);
    // A ratio of means, 5 / 3 - 1; the mean of the workers' own ratios would be 0.5.
    EXPECT_DOUBLE_EQ(row(board, "unpaid_per_paid_ratio_survey").value, 5.0 / 3 - 1);
    EXPECT_DOUBLE_EQ(row(board, "women_share_global").value, 0.2);
    EXPECT_DOUBLE_EQ(row(board, "ever_rejected_share").value, 0.8);
    EXPECT_DOUBLE_EQ(row(board, "rejections_all_justified_share").value, 0.1);  // 8 of the 80 who were ever rejected
    EXPECT_DOUBLE_EQ(row(board, "fr_inactive_share").value, 0.25);              // students; who seeks work is active
    EXPECT_NEAR(row(board, "fr_monthly_earnings_mean").value, 25, 1e-12);       // 29.5 USD at 1.18 of 2018
    EXPECT_EQ(row(board, "earn_total_mean_global").n, 100);
}

TEST(Scoreboard, PanelsAndCaptures) {
    const auto board = Board({Options{}}).score();
    EXPECT_DOUBLE_EQ(row(board, "earn_total_median_mturk_log").value, 20.5);
    EXPECT_DOUBLE_EQ(row(board, "task_rejection_rate_log").value, 0.01);
    EXPECT_DOUBLE_EQ(row(board, "task_return_rate_log").value, 0.13);
    EXPECT_DOUBLE_EQ(row(board, "share_above_us_minwage_log").value, 33.0 / 40);  // 8, 9, ... 40
    EXPECT_NEAR(row(board, "approval_gate_task_share").value, 0.2, 1e-12);
    EXPECT_NEAR(row(board, "earn_mean_research_tasks").value, (39 * 5 + 9) / 40.0, 1e-12);  // 10 or 18 USD for 2 h
    EXPECT_NEAR(row(board, "tasks_per_worker_cv").value, 0, 1e-12);
    EXPECT_DOUBLE_EQ(row(board, "mturk_country_share_us").value, 0.75);  // of 80 people, not of 100 answers
    EXPECT_EQ(row(board, "mturk_country_share_us").n, 80);
    EXPECT_DOUBLE_EQ(row(board, "women_share_mturk_us").value, 0.5);
}

TEST(Scoreboard, EverybodyAndInput) {
    const auto board = Board({Options{}}).score();
    EXPECT_DOUBLE_EQ(row(board, "fr_very_active_share").value, 0.1);  // 20 rows stand for 40 of 400 registered
    EXPECT_DOUBLE_EQ(row(board, "fr_routine_share").value, 0.25);     // the weekly are also monthly
    EXPECT_DOUBLE_EQ(row(board, "eu_clickwork_below_minwage_share").value, 0.5);
    EXPECT_DOUBLE_EQ(row(board, "concurrent_active_share").value, 0.025);
    EXPECT_DOUBLE_EQ(row(board, "platform_fee_mturk").value, 0.2);
    EXPECT_EQ(row(board, "platform_fee_mturk").kind, IntervalKind::none);
    EXPECT_EQ(board.counts.input, 1) << "the run has nobody in Africa or Latin America";
}

TEST(Scoreboard, WhatIsNotCoveredSaysWhy) {
    const auto board = Board({Options{}}).score();
    const auto reason = [&](const char* id) { return row(board, id).reason; };
    EXPECT_EQ(reason("hit_reward_share_le_10c_2010"), "other era: 2009-2010, the run is of 2018");
    EXPECT_EQ(reason("response_concentration_half"), "needs 416 measured weeks, the run has 13");
    EXPECT_EQ(reason("outage_hours_year_ssa"), "the run has nobody in Africa");
    EXPECT_EQ(reason("ever_worked_share_registered"), "no survey of kind REG was switched on");
    EXPECT_EQ(reason("male_share_india_mturk"), "too few observations: 20, at least 30 are needed");
    EXPECT_EQ(reason("shock_covid_workers"), "needs an experiment: runs that differ in one quantity, chosen at random");
    EXPECT_EQ(reason("night_work_share"), "the result has no /surveys/ilo-2017/answers/night_work");
    EXPECT_EQ(reason("earn_total_mean_weso2021"), "counts freelance platforms, which the model has not");
}

TEST(Scoreboard, ThreeYearsAreTheSameEraAndFourAreNot) {
    const auto board = Board({Options{}}).score();  // of 2018
    EXPECT_TRUE(row(board, "eu_clickwork_below_minwage_share").covered()) << "2021";
    EXPECT_EQ(row(board, "hit_reward_mode_2014").reason, "other era: 2014, the run is of 2018");
}

TEST(Scoreboard, OneRunHasIntervalsOverRespondentsOnly) {
    const auto board = Board({Options{}}).score();
    const Score& s = row(board, "earn_total_mean_global");
    EXPECT_EQ(s.kind, IntervalKind::respondents);
    // 100 answers, half 4 and half 2: the mean has a standard error of 0.1, and a bootstrap of 400 draws finds it within a fifth.
    EXPECT_NEAR(s.interval.low, 3 - 1.96 * 0.1, 0.04);
    EXPECT_NEAR(s.interval.high, 3 + 1.96 * 0.1, 0.04);
    EXPECT_EQ(s.interval.low, row(Board({Options{}}).score(), "earn_total_mean_global").interval.low)
        << "the same draws every time";
}

TEST(Scoreboard, ReplicatesHaveStudentsInterval) {
    const auto board = Board({Options{.seed = 1, .pay_of_americans = 4}, {.seed = 2, .pay_of_americans = 5}}).score();
    const Score& s = row(board, "earn_total_mean_north_america");
    EXPECT_DOUBLE_EQ(s.value, 4.5);
    EXPECT_EQ(s.kind, IntervalKind::replicates);
    EXPECT_NEAR(s.interval.high - s.value, 12.706 * 0.5, 1e-3);  // t(1 degree, 0.975) times half the difference
    EXPECT_EQ(s.n, 100);
}

TEST(Scoreboard, VerdictsAndDistance) {
    const auto board = Board({Options{}}).score();
    EXPECT_EQ(row(board, "earn_total_mean_global").verdict, Verdict::inside);        // 3 in 2.9 to 3.7
    EXPECT_EQ(row(board, "earn_total_mean_north_america").verdict, Verdict::below);  // 4 below 4.1
    EXPECT_EQ(row(board, "unpaid_per_paid_ratio_survey").verdict, Verdict::above);   // 0.67 above 0.4
    double sum = 0;
    int n = 0;
    for (const Score& s : board.rows)
        if (s.target.fit && !s.target.recalled() && s.covered())
            sum += std::abs(s.value - s.target.value) / ((s.target.high - s.target.low) / 2), ++n;
    EXPECT_GE(n, 10);
    EXPECT_EQ(board.calibration_rows, n);
    EXPECT_NEAR(board.calibration_distance, sum / n, 1e-12);
}

TEST(Scoreboard, DistanceOfOneRowByHandAndRecalledRowsWeighNothing) {
    analysis::TargetTable two;
    for (const auto& t : targets().rows)
        if (t.id == "earn_total_mean_global" || t.id == "women_share_global")
            two.rows.push_back(t), two.rows.back().fit = true;
    const tests::TempFolder folder;
    survey_result::write(folder / "a.h5");
    const std::vector<analysis::ResultFile> runs = [&] {
        std::vector<analysis::ResultFile> list;
        list.push_back(analysis::ResultFile::open(folder / "a.h5"));
        return list;
    }();
    const auto board = analysis::score(runs, two);
    EXPECT_NEAR(board.calibration_distance, 0.31 / 0.4, 1e-12);  // |3 - 3.31| over half of 2.9 to 3.7
    EXPECT_EQ(board.calibration_rows, 1);
    EXPECT_EQ(board.fit_rows, 1);
}

TEST(Scoreboard, OnlyReplicatesGoTogether) {
    EXPECT_EQ(Board({Options{}, {.variant = "two", .seed = 2}}).refusal(),
              "run1.h5: is another variant than run0.h5 (files given together are replicates: one scenario, other seeds) microwork "
              "compare "
              "shows differences");
    EXPECT_EQ(Board({Options{}, {.to = "2018-03-26", .seed = 2}}).refusal(),
              "run1.h5: measures 2018-01-01 to 2018-03-26, and run0.h5 measures 2018-01-01 to 2018-04-02 (replicates cover the "
              "same days)");
    EXPECT_EQ(Board({Options{}, {}}).refusal(),
              "run1.h5: is seed 1, replicate 0 once more (equal runs are no independent replicates) microwork run --replicates");
}

TEST(Scoreboard, TextSaysWhatItsIntervalsAre) {
    const std::string one = analysis::scoreboard_text(Board({Options{}}).score());
    EXPECT_NE(one.find("Intervals: respondents only"), std::string::npos);
    EXPECT_NE(one.find("*recalled"), std::string::npos);
    EXPECT_NE(one.find("Note: ilo-2017 has 100 of the 120 answers wanted"), std::string::npos);
    EXPECT_NE(one.find("67 rows: "), std::string::npos);
    const std::string several = analysis::scoreboard_text(Board({Options{}, {.seed = 2}}).score());
    EXPECT_NE(several.find("Intervals: Student's t over 2 replicates."), std::string::npos);
    std::size_t from = 0, longest = 0;
    for (std::size_t end; (end = one.find('\n', from)) != std::string::npos; from = end + 1)
        if (one.compare(from, 3, "  /") != 0 && one.compare(from, 5, "Note:") != 0)  // paths are as long as they are
            longest = std::max(longest, end - from);
    EXPECT_LE(longest, 100U);
}

TEST(Scoreboard, WithoutSurveysNothingIsLost) {
    const auto board = Board({Options{.surveys = false}}).score();
    EXPECT_EQ(row(board, "earn_total_mean_global").reason, "no survey of kind S-TASK-FIRST was switched on");
    EXPECT_EQ(board.rows.size(), 67U);
    EXPECT_NE(analysis::scoreboard_json(board).find("\"simulated\":null"), std::string::npos);
}

}  // namespace scoreboard_test
