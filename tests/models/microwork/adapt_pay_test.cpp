// Requesters learn from the time that their batches take to fill.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/microwork/mechanisms/adapt_pay.hpp"

namespace microwork::adapt_pay_test {

constexpr std::int32_t hour = 3600, week = 7 * 86400;

TEST(RevisedPay, IsTheRuleWithItsLimits) {
    const AdaptPay::Params params;
    EXPECT_DOUBLE_EQ(revised_pay(params, 0, std::exp(0.5)), 0.05 * 0.5);
    EXPECT_DOUBLE_EQ(revised_pay(params, 0.2, std::exp(-0.5)), 0.9 * 0.2 - 0.05 * 0.5);
    EXPECT_EQ(revised_pay(params, 0, std::exp(0.29)), 0) << "within the tolerance";
    EXPECT_EQ(revised_pay(params, 0, std::exp(-0.29)), 0);
    EXPECT_DOUBLE_EQ(revised_pay(params, 0.1, 1), 0.09) << "the anchor pulls back";
    EXPECT_DOUBLE_EQ(revised_pay(params, 0, 1e6), 0.05) << "beyond e times the normal time nothing more is learned";
}

/// 0.05 / (1 - 0.9): whatever happens, target pay stays within a factor of exp(0.5) of the first one.
TEST(RevisedPay, IsBoundedByTheAnchor) {
    const AdaptPay::Params params;
    double up = 0, down = 0;
    for (int i = 0; i < 500; ++i)
        up = revised_pay(params, up, 1000), down = revised_pay(params, down, 0.001);
    EXPECT_NEAR(up, 0.5, 1e-12);
    EXPECT_NEAR(down, -0.5, 1e-12);
    AdaptPay::Params loose;
    loose.anchor.set(1);
    double free = 0;
    for (int i = 0; i < 100; ++i)
        free = revised_pay(loose, free, 0.001);
    EXPECT_NEAR(free, -5, 1e-12) << "without an anchor there is no bound";
}

TEST(FillTimes, KeepTheLatestInWhateverOrderTheyAreNoted) {
    std::vector<std::pair<int, int>> batches;  // end and time, in hours
    for (int i = 1; i <= 3 * static_cast<int>(remembered_fills); ++i)
        batches.emplace_back(100 + i / 3, i * 7 % 50 + 1);
    const auto noted = [](const std::vector<std::pair<int, int>>& list) {
        FillTimes fills;
        const RequesterId r = fills.append();
        for (const auto& [end, time] : list)
            fills.note(r, Instant{(end - time) * hour}, Instant{end * hour});
        return std::pair{fills.closed[r], fills.took[r]};
    };
    const auto expected = noted(batches);
    std::reverse(batches.begin(), batches.end());
    EXPECT_EQ(noted(batches), expected);
    std::rotate(batches.begin(), batches.begin() + 17, batches.end());
    EXPECT_EQ(noted(batches), expected);
    EXPECT_EQ(expected.first.front(), 132 * hour);
    EXPECT_EQ(expected.first.back(), 121 * hour);
}

TEST(FillTimes, TypicalIsTheMedianOfThoseSince) {
    FillTimes fills;
    const RequesterId r = fills.append();
    EXPECT_EQ(fills.typical(r, Instant{0}).batches, 0);
    for (const int time : {5, 1, 9, 3, 7})
        fills.note(r, Instant{(100 - time) * hour}, Instant{100 * hour});
    fills.note(r, Instant{10 * hour}, Instant{60 * hour});
    EXPECT_EQ(fills.typical(r, Instant{60 * hour}).median.value, 5 * hour);
    EXPECT_EQ(fills.typical(r, Instant{60 * hour}).batches, 5);
    EXPECT_EQ(fills.typical(r, Instant{0}).batches, 6);
    EXPECT_EQ(fills.typical(r, Instant{0}).median.value, 7 * hour) << "of six, the upper of the two in the middle";
}

/// Requesters who post so many batches a week, filled after a log-normal time that shrinks with their pay and with the crowd.
class Requesting {
  public:
    Requesting(std::size_t requesters, int batches, double anchor) : batches_(batches) {
        mechanism_.params.anchor.set(anchor);
        for (std::size_t i = 0; i < requesters; ++i)
            fills_.append();
    }
    /// Mean target pay over first target pay after so many weeks, of which four are burn-in; the crowd grows after them.
    double mean_pay(int weeks, double crowd) {
        for (int w = 0; w < weeks; ++w) {
            mechanism_({w * 672, clock_, randomness_, parallel_, 128}, MeasuredSpan{4 * 672}, fills_);
            for (std::size_t i = 0; i < fills_.rows(); ++i)
                post_week(RequesterId{i}, w, w < 4 ? 1 : crowd);
        }
        double sum = 0;
        for (std::size_t i = 0; i < fills_.rows(); ++i)
            sum += std::exp(static_cast<double>(fills_.pay_shift[RequesterId{i}]));
        return sum / static_cast<double>(fills_.rows());
    }

  private:
    void post_week(RequesterId r, int w, double crowd) {
        sim::Dice dice(11, r.row, static_cast<std::uint32_t>(w));
        for (int b = 0; b < batches_; ++b) {
            const double usual = 20 * hour / crowd * std::exp(-static_cast<double>(fills_.pay_shift[r]));
            const auto posted = static_cast<std::int32_t>(w * week + dice.uniform() * 0.2 * week);
            const auto time = static_cast<std::int32_t>(std::min(5.0 * 86400, dice.lognormal(usual, 1.0)));
            fills_.note(r, Instant{posted}, Instant{posted + time});
        }
    }
    int batches_;
    AdaptPay mechanism_;
    FillTimes fills_;
    sim::Clock clock_{sim::Date{std::chrono::year{2018} / 1 / 1}, Seconds{900}};
    sim::Randomness randomness_{1, 0};
    sim::Parallel parallel_{1};
};

/// Chance errors of the normal times go both ways. 2,000 requesters: the error of the mean is 0.15 / sqrt(2000), a third of a per
/// cent.
TEST(AdaptPay, MeanTargetPayStaysOverThreeYears) {
    for (const int batches : {1, 3, 8})
        EXPECT_NEAR(Requesting(2000, batches, 0.9).mean_pay(4 + 156, 1), 1, 0.05) << batches << " batches a week";
}

/// Idle crowds fill batches at once. With the anchor off, pay falls until a batch takes as long as it used to: pay is divided by
/// the growth of the crowd, as far as the tolerance lets requesters see it. With the anchor, it stays above exp(-0.5).
TEST(AdaptPay, ALargerCrowdLowersPayWhenTheAnchorIsOff) {
    const double anchored = Requesting(500, 3, 0.9).mean_pay(160, 3), loose = Requesting(500, 3, 1).mean_pay(160, 3),
                 as_before = Requesting(500, 3, 1).mean_pay(160, 1);
    EXPECT_LT(loose, 0.5);
    EXPECT_GT(loose, std::exp(-0.3) / 3) << "as low as needed, not to nothing";
    EXPECT_GT(anchored, std::exp(-0.5));
    EXPECT_LT(anchored, 0.9);
    EXPECT_GT(as_before, 2 * loose) << "it is the crowd, not the mechanism";
}

TEST(AdaptPay, WhoPostsTooLittleLearnsNothing) {
    EXPECT_EQ(Requesting(50, 0, 0.9).mean_pay(40, 1), 1);
    Requesting rare(50, 1, 0.9);
    EXPECT_NE(rare.mean_pay(40, 3), 1) << "four in four weeks are enough";
}

}  // namespace microwork::adapt_pay_test
