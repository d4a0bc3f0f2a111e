// Who people are: shares of the tables, spread and correlation of reservation wages.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::people_test {

const sim::Randomness dice(11, 0);

/// Four standard errors of a share.
double within(double share, double n) { return 4 * std::sqrt(share * (1 - share) / n); }

TEST(People, TheFrenchRegisterHoldsWhatTheStudyCounted) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    EXPECT_EQ(registered_people(world.countries[static_cast<std::size_t>(world.country("FR"))], 1), 266'126);
}

TEST(People, HoldAsManyAccountsAsTheSharesSay) {
    for (const bool regular : {false, true}) {
        const auto model = shipped::model({regular ? "activity.regular_share=1" : "activity.regular_share=0"});
        const auto& [activity, people] = std::tie(model->market().get<Activity>(), model->market().get<People>());
        const auto us = static_cast<std::uint8_t>(model->market().get<World>().country("US"));
        constexpr int n = 40'000;
        std::array<int, 5> holders{};
        for (std::uint64_t person = 0; person < n; ++person) {
            const AccountList list = people.accounts(dice, person, activity.traits(dice, person, us, false), us, false);
            ++holders[list.count];
            for (std::size_t i = 0; i < list.count; ++i)
                for (std::size_t j = 0; j < i; ++j)
                    ASSERT_NE(list.platform[i], list.platform[j]) << "one account a platform";
        }
        const std::array<double, 5> shares =
            regular ? std::array{0.0, 0.51, 0.22, 0.14, 0.13} : std::array{0.0, 0.70, 0.16, 0.08, 0.06};
        for (std::size_t k = 1; k <= 4; ++k)
            EXPECT_NEAR(holders[k] / static_cast<double>(n), shares[k], within(shares[k], n))
                << k << " accounts, regular: " << regular;
    }
}

TEST(People, NewcomersBeginWithOneAccountAndNoPast) {
    const auto model = shipped::model();
    const auto& [activity, people] = std::tie(model->market().get<Activity>(), model->market().get<People>());
    for (std::uint64_t person = 0; person < 1000; ++person) {
        const ActivityTraits t = activity.traits(dice, person, 0, true);
        EXPECT_EQ(people.accounts(dice, person, t, 0, true).count, 1u);
        EXPECT_EQ(people.career(dice, person, t, 1, model->market().get<World>().platforms[t.platform], true).approved, 0u);
    }
}

struct Moments {
    double mean = 0, sd = 0;
};
Moments moments(const std::vector<double>& x) {
    double sum = 0, squares = 0;
    for (const double v : x)
        sum += v, squares += v * v;
    const double n = static_cast<double>(x.size());
    return {sum / n, std::sqrt(squares / n - sum / n * sum / n)};
}

class Drawn : public testing::Test {
  protected:
    static constexpr int n = 50'000;
    Lives lives_;
    std::vector<double> log_wage_, score_;
    void draw(const MicroworkModel& model, const char* country) {
        const World& world = model.market().get<World>();
        const auto home = static_cast<std::uint8_t>(world.country(country));
        lives_.resize(0);
        lives_.resize(n);
        log_wage_.clear(), score_.clear();
        for (int i = 0; i < n; ++i) {
            const LifeId life{static_cast<std::size_t>(i)};
            lives_.key[life] = sim::mix(3, static_cast<std::uint64_t>(i)), lives_.country[life] = home;
            const ActivityTraits t = model.market().get<Activity>().traits(dice, lives_.key[life], home, false);
            model.market().get<People>().draw(dice, t, lives_, life);
            log_wage_.push_back(std::log(static_cast<double>(lives_.baseline_wage[life].value)));
            score_.push_back(t.intensity_score);
        }
    }
};

TEST_F(Drawn, ReservationWagesHaveTheirSpreadAndCorrelation) {
    const auto model = shipped::model({"people.reservation_wage_main_income=0", "people.reservation_wage_condition=0"});
    draw(*model, "IN");
    const auto wage = moments(log_wage_), score = moments(score_);
    EXPECT_NEAR(wage.sd, 1.8, 4 * 1.8 / std::sqrt(2.0 * n));
    EXPECT_NEAR(score.sd, 1, 4 / std::sqrt(2.0 * n));
    double product = 0;
    for (std::size_t i = 0; i < log_wage_.size(); ++i)
        product += (log_wage_[i] - wage.mean) * (score_[i] - score.mean);
    const double rho = -0.3;
    EXPECT_NEAR(product / n / wage.sd / score.sd, rho, 4 * (1 - rho * rho) / std::sqrt(n * 1.0));
    // The median follows the country's wage with elasticity 0.35, from the mean wage of AMT's workers.
    const World& world = model->market().get<World>();
    const auto& amt = world.platforms[static_cast<std::size_t>(world.platform("amt"))];
    double sum = 0, weight = 0;
    for (std::size_t c = 0; c < world.countries.size(); ++c)
        sum += amt.accounts[c] * world.countries[c].wage_proxy, weight += amt.accounts[c];
    const double india = world.countries[static_cast<std::size_t>(world.country("IN"))].wage_proxy;
    EXPECT_NEAR(wage.mean, std::log(1.55) + 0.35 * std::log(india * weight / sum), 4 * 1.8 / std::sqrt(n * 1.0));
}

TEST_F(Drawn, WhoNeedsTheMoneyAsksForLess) {
    const auto model = shipped::model(
        {"activity.regular_share=0.5", "people.reservation_wage_condition=0", "people.reservation_wage_intensity=0"});
    draw(*model, "US");
    std::vector<double> main, other;
    for (std::size_t i = 0; i < log_wage_.size(); ++i)
        (lives_.main_income[LifeId{i}] ? main : other).push_back(log_wage_[i]);
    const double error = 1.8 * std::sqrt(1.0 / static_cast<double>(main.size()) + 1.0 / static_cast<double>(other.size()));
    EXPECT_NEAR(moments(main).mean - moments(other).mean, -0.4, 4 * error);
}

TEST_F(Drawn, SharesAreThoseOfTheCountry) {
    const auto model = shipped::model();
    draw(*model, "FR");
    const World& world = model->market().get<World>();
    const CountryData& france = world.countries[static_cast<std::size_t>(world.country("FR"))];
    double women = 0, degrees = 0;
    std::array<double, 4> age{};
    for (std::size_t i = 0; i < log_wage_.size(); ++i) {
        women += lives_.woman[LifeId{i}], degrees += lives_.degree[LifeId{i}];
        ++age[lives_.age_band[LifeId{i}]];
    }
    EXPECT_NEAR(women / n, france.women, within(france.women, n));
    EXPECT_NEAR(degrees / n, france.degree, within(france.degree, n));
    double sum = 0;
    for (const double a : france.age)
        sum += a;
    for (std::size_t band = 0; band < 4; ++band)
        EXPECT_NEAR(age[band] / n, france.age[band] / sum, within(france.age[band] / sum, n)) << "age band " << band;
}

}  // namespace microwork::people_test
