// Majority voting in closed form against counting the answers of every item.
#include "models/microwork/quality_control.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace microwork::quality_control_test {

TEST(MinorityChance, IsWhatCountingAnswersGives) {
    sim::Dice dice(3, 0, 0);
    constexpr int n = 200'000;
    for (const int redundancy : {2, 3, 4, 5, 30})
        for (const double agree : {0.05, 0.3, 0.5, 0.8, 0.97}) {
            int refused = 0;
            for (int item = 0; item < n / redundancy; ++item) {
                int same = 1;
                for (int other = 1; other < redundancy; ++other)
                    same += dice.chance(agree);
                refused += 2 * same < redundancy;
            }
            const double p = minority_chance(redundancy, agree), items = n / redundancy;
            EXPECT_NEAR(refused / items, p, 4 * std::sqrt(p * (1 - p) / items) + 1e-4) << redundancy << " answers, " << agree;
        }
}

TEST(MinorityChance, KnownAnswers) {
    EXPECT_EQ(minority_chance(1, 0.2), 0) << "a single answer is no minority";
    EXPECT_EQ(minority_chance(2, 0), 0) << "a tie refuses nobody";
    EXPECT_NEAR(minority_chance(3, 0.9), 0.01, 1e-15);
    EXPECT_NEAR(minority_chance(5, 0.9), 1e-4 + 4 * 1e-3 * 0.9, 1e-15);
    EXPECT_EQ(minority_chance(3, 0), 1);
    EXPECT_EQ(minority_chance(3, 1), 0);
}

/// Shares of all answers: correct ones refused, and wrong ones approved, with the standard error of the first estimates.
struct Tally {
    double refused = 0, refused_correct = 0, kept_wrong = 0, error_correct = 0, error_wrong = 0;
};

/// Every item of its own: some mislead, everybody answers as common sense has it or not, whoever is in the minority is refused.
Tally count_items(int redundancy, double agreement, double misleading, int items, sim::Dice dice) {
    Tally t;
    double squares_correct = 0, squares_wrong = 0;
    for (int item = 0; item < items; ++item) {
        const bool misleads = dice.chance(misleading);
        int usual = 0;
        for (int k = 0; k < redundancy; ++k)
            usual += dice.chance(agreement);
        const int unusual = redundancy - usual;
        const bool usual_refused = 2 * usual < redundancy, unusual_refused = 2 * unusual < redundancy;
        const int correct = misleads ? unusual : usual, wrong = redundancy - correct;
        const bool correct_refused = misleads ? unusual_refused : usual_refused,
                   wrong_refused = misleads ? usual_refused : unusual_refused;
        t.refused += (usual_refused ? usual : 0) + (unusual_refused ? unusual : 0);
        const double c = correct_refused ? correct : 0, w = wrong_refused ? 0 : wrong;
        t.refused_correct += c, t.kept_wrong += w;
        squares_correct += c * c, squares_wrong += w * w;
    }
    const double answers = static_cast<double>(items) * redundancy;
    t.error_correct = std::sqrt(squares_correct) / answers, t.error_wrong = std::sqrt(squares_wrong) / answers;
    t.refused /= answers, t.refused_correct /= answers, t.kept_wrong /= answers;
    return t;
}

/// The same from submissions, as the market decides.
Tally count_submissions(int redundancy, double agreement, double misleading, int submissions, sim::Dice dice) {
    const QualityParams params;
    TaskTypeData type;
    type.redundancy = redundancy, type.misleading = misleading;
    Tally t;
    constexpr int each = 100;
    for (int s = 0; s < submissions; ++s) {
        Answers all;
        for (int k = 0; k < each; ++k)
            ++(dice.chance(agreement) ? all.usual : all.unusual);
        const Answers refused =
            refused_by(params, QualityControl::majority, type, agreement, all, sim::Dice{11, static_cast<std::uint64_t>(s), 0});
        const Answers kept = all - refused;
        t.refused += refused.sum();
        t.refused_correct += correct_among(refused, misleading, dice);
        t.kept_wrong += kept.sum() - correct_among(kept, misleading, dice);
    }
    const double answers = static_cast<double>(submissions) * each;
    t.error_correct = std::sqrt(t.refused_correct) / answers, t.error_wrong = std::sqrt(t.kept_wrong) / answers;
    t.refused /= answers, t.refused_correct /= answers, t.kept_wrong /= answers;
    return t;
}

TEST(Majority, SplitsSubmissionsAsCountingItemByItemDoes) {
    for (const int redundancy : {3, 5, 30})
        for (const double agreement : {0.6, 0.95})
            for (const double misleading : {0.0, 0.03, 0.4}) {
                const Tally items = count_items(redundancy, agreement, misleading, 300'000 / redundancy, sim::Dice{5, 1, 0});
                const Tally market = count_submissions(redundancy, agreement, misleading, 3000, sim::Dice{6, 1, 0});
                const std::string where =
                    std::to_string(redundancy) + " answers, " + std::to_string(agreement) + ", " + std::to_string(misleading);
                EXPECT_NEAR(items.refused_correct, market.refused_correct,
                            4 * std::hypot(items.error_correct, market.error_correct) + 1e-5)
                    << where;
                EXPECT_NEAR(items.kept_wrong, market.kept_wrong, 4 * std::hypot(items.error_wrong, market.error_wrong) + 1e-5)
                    << where;
            }
}

/// Founding document 003: whoever differs from the 80 % is not paid, and where common sense misleads the kept answer is wrong.
TEST(Majority, PunishesCorrectMinoritiesAndKeepsTheWrongAnswer) {
    const Tally all_mislead = count_submissions(5, 0.8, 1.0, 1000, sim::Dice{7, 1, 0});
    EXPECT_NEAR(all_mislead.refused_correct, 0.2 * minority_chance(5, 0.2), 4 * all_mislead.error_correct);
    EXPECT_GT(all_mislead.refused_correct, 0.15) << "of the fifth that is right, nearly all are refused";
    EXPECT_GT(all_mislead.kept_wrong, 0.75);
    const Tally none = count_submissions(5, 0.8, 0.0, 1000, sim::Dice{7, 1, 0});
    EXPECT_LT(none.refused_correct, 0.06) << "without misleading items only those whom chance leaves alone";
    EXPECT_EQ(none.refused, all_mislead.refused) << "who is refused does not depend on who is right";
}

}  // namespace microwork::quality_control_test
