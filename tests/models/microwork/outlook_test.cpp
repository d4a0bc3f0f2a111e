// How demand of the families of tasks changes over the years: closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/microwork/mechanisms/revise_demand.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::outlook_test {

constexpr Outlook::Volumes hours{500, 120, 80, 300};
constexpr std::size_t prepare = 0, verify = 1;

double total(const Outlook& outlook, double years) {
    const auto volumes = outlook.volumes(years, hours);
    return std::inner_product(volumes.begin(), volumes.end(), hours.begin(), 0.0);
}

TEST(Outlook, ByDefaultNothingChanges) {
    const Outlook outlook;
    for (const double years : {0.0, 0.3, 7.0})
        EXPECT_EQ(outlook.volumes(years, hours), (Outlook::Volumes{1, 1, 1, 1}));
}

/// Model rules, section 3: D(t) = D0 x [(1 - a(t)) + rho x a(t) x exp(-t / tau)], the second part as verification.
TEST(Outlook, AutomationTakesTasksAndMakesVerification) {
    for (const double decay : {0.0, 0.5}) {
        Outlook outlook;
        outlook.family[prepare].automated.set(sim::Share{0.2f});
        outlook.family[prepare].pace.set(1);
        outlook.family[prepare].renewal_decay.set(decay);
        for (const double t : {0.0, 1.0, 4.0}) {
            const double odds = 0.25 * std::exp(t), a = odds / (1 + odds), renewal = 0.15 * a * std::exp(-decay * t) * 500;
            const auto volumes = outlook.volumes(t, hours);
            EXPECT_NEAR(outlook.automated(TaskFamily::prepare_ai, t), a, 1e-7);
            EXPECT_NEAR(volumes[prepare], 1 - a, 1e-7);
            EXPECT_NEAR(volumes[verify], 1 + renewal / 120, 1e-7);
            EXPECT_EQ(volumes[2], 1);
            EXPECT_EQ(volumes[3], 1);
            EXPECT_NEAR(total(outlook, t), 1000 - 500 * a + renewal, 1e-4);
        }
    }
}

/// Casilli: the work of renewing never ends. Heudin: it fades. Both agree on the first day.
TEST(Outlook, TheDebateIsAboutTheLongRun) {
    Outlook casilli, heudin;
    for (Outlook* o : {&casilli, &heudin})
        o->family[prepare].automated.set(sim::Share{0.5f});
    heudin.family[prepare].renewal_decay.set(0.5);
    EXPECT_EQ(total(casilli, 0), total(heudin, 0));
    EXPECT_EQ(total(casilli, 10), total(casilli, 0));
    EXPECT_NEAR(total(heudin, 10), 1000 - 250 + 37.5 * std::exp(-5), 1e-4);
}

TEST(Outlook, GrowthAndUnpaidSubstitutes) {
    Outlook outlook;
    outlook.family[prepare].growth.set(0.1);
    outlook.family[prepare].unpaid.set(sim::Share{0.25f});
    EXPECT_NEAR(outlook.volumes(2, hours)[prepare], 0.75 * std::exp(0.2), 1e-12);
    EXPECT_EQ(outlook.volumes(2, hours)[verify], 1);
}

/// Prices of one platform, week by week.
class Prices {
  public:
    Prices() : model_(shipped::model()) {
        prices_.resize(1);
        families_.resize(task_families);
    }
    /// Begins a week after one in which so much was posted at so much above the reference.
    double volume_after(double price, std::int64_t posted) {
        mechanism_({week_ * 672, clock_, randomness_, parallel_, 128}, model_->market().get<Demand>(),
                   model_->market().get<Outlook>(), MeasuredSpan{0}, families_, prices_);
        const auto slot = static_cast<std::size_t>(week_) % price_weeks;
        prices_.cost[row_][slot] += static_cast<std::int64_t>(price * static_cast<double>(posted));
        prices_.reference[row_][slot] += posted;
        ++week_;
        return prices_.volume[row_];
    }
    ReviseDemand mechanism_;

  private:
    std::unique_ptr<MicroworkModel> model_;
    PlatformPrices prices_;
    FamilyDemand families_;
    PlatformPrices::row_id row_{0};
    int week_ = 0;
    sim::Clock clock_{sim::Date{std::chrono::year{2018} / 1 / 1}, Seconds{900}};
    sim::Randomness randomness_{1, 0};
    sim::Parallel parallel_{1};
};

TEST(Elasticity, FollowsTheMeanPriceOfEightWeeks) {
    Prices prices;
    EXPECT_EQ(prices.volume_after(1, 1'000'000), 1) << "nothing posted yet";
    for (int w = 0; w < 8; ++w)
        EXPECT_EQ(prices.volume_after(1, 1'000'000), 1);
    prices.volume_after(1.44, 1'000'000);
    for (int w = 1; w <= 8; ++w)
        EXPECT_NEAR(prices.volume_after(1.44, 1'000'000), 1 / std::sqrt(1 + 0.44 * w / 8), 1e-6) << w;
    EXPECT_NEAR(prices.volume_after(1.44, 1'000'000), 1 / 1.2, 1e-6);
}

TEST(Elasticity, IsLimitedAndCanBeOff) {
    Prices prices;
    prices.volume_after(1000, 1000);
    EXPECT_EQ(prices.volume_after(1000, 1000), 0.3);
    Prices cheap;
    cheap.volume_after(0.001, 1'000'000);
    EXPECT_EQ(cheap.volume_after(0.001, 1'000'000), 2);
    Prices off;
    off.mechanism_.params.epsilon.set(0);
    off.volume_after(1000, 1000);
    EXPECT_EQ(off.volume_after(1000, 1000), 1);
}

}  // namespace microwork::outlook_test
