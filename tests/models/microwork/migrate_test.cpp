// People move to another country at the rate and to the places that the parameters say; the books stay exact.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/mechanisms/migrate.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::migrate_test {

/// People of one country, each with an own and a borrowed account, half of them online, and one week of moves.
class Moving : public testing::Test {
  protected:
    static constexpr std::size_t n = 40'000;
    const std::unique_ptr<MicroworkModel> model_ = shipped::model();
    const World& world_ = model_->market().get<World>();
    const std::uint8_t home_ = static_cast<std::uint8_t>(world_.country("VE"));
    Lives lives_;
    Accounts accounts_;
    CountryFlows flows_;

    void move(double per_year, double wage_pull) {
        lives_.resize(n), accounts_.resize(2 * n), flows_.resize(world_.countries.size());
        for (std::size_t i = 0; i < n; ++i) {
            const LifeId life{i};
            const AccountId own{2 * i}, lent{2 * i + 1};
            lives_.key[life] = sim::mix(5, i), lives_.country[life] = home_, lives_.first_account[life] = own;
            lives_.session[life] = i % 2 ? SessionId{} : SessionId{0};
            accounts_.next[own] = lent, accounts_.next[lent] = AccountId{};
            accounts_.country[own] = accounts_.country[lent] = accounts_.paper[own] = home_;
            accounts_.borrowed[lent] = 1, accounts_.paper[lent] = 3;
        }
        const sim::Clock clock = model_->clock();
        const sim::Randomness randomness(3, 0);
        const sim::Parallel parallel(1);
        Migrate migrate;
        migrate.params.moves.set(per_year), migrate.params.wage_pull.set(wage_pull);
        migrate({0, clock, randomness, parallel, 128}, world_, lives_, accounts_, flows_);
    }
};

TEST_F(Moving, HappensAtItsRateToThoseOffline) {
    move(2, 1);
    const double chance = 1 - std::exp(-2 * 7 / 365.25), offline = n / 2.0;
    const auto moved = static_cast<double>(tiny::total(flows_, &CountryFlows::moved_out));
    EXPECT_NEAR(moved / offline, chance, 4 * std::sqrt(chance * (1 - chance) / offline));
    EXPECT_EQ(tiny::total(flows_, &CountryFlows::moved_in), tiny::total(flows_, &CountryFlows::moved_out));
    double seen = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const LifeId life{i};
        const AccountId own{2 * i}, lent{2 * i + 1};
        const std::uint8_t now = lives_.country[life];
        seen += now != home_;
        EXPECT_TRUE(now == home_ || i % 2) << "nobody moves while online";
        EXPECT_EQ(accounts_.country[own], now);
        EXPECT_EQ(accounts_.country[lent], now);
        EXPECT_EQ(accounts_.paper[own], now);
        EXPECT_EQ(accounts_.paper[lent], 3) << "a borrowed name does not move";
        if (now != home_) {
            const CountryData& country = world_.countries[now];
            EXPECT_NEAR(lives_.zone[life] / 4.0, country.utc_offset_h, country.zone_span_h / 4 + 0.26);
        }
    }
    EXPECT_EQ(seen, moved);
}

TEST_F(Moving, DrawsDestinationsByAccountsAndWages) {
    move(50, 0.5);
    const auto moved = static_cast<double>(tiny::total(flows_, &CountryFlows::moved_in));
    double sum = 0;
    const auto weight = [&](std::size_t c) {
        return c == home_ ? 0 : world_.countries[c].accounts * std::sqrt(world_.countries[c].wage_proxy);
    };
    for (std::size_t c = 0; c < world_.countries.size(); ++c)
        sum += weight(c);
    for (const char* iso2 : {"US", "IN", "FR", "VE"}) {
        const auto c = static_cast<std::size_t>(world_.country(iso2));
        const double share = weight(c) / sum;
        EXPECT_NEAR(static_cast<double>(flows_.moved_in[sim::Id<CountryFlow>{c}]) / moved, share,
                    4 * std::sqrt(share * (1 - share) / moved))
            << iso2;
    }
}

TEST(Migrate, WithoutMovesItsNumbersMakeNoDifference) {
    const auto run = [](const tiny::Overrides& overrides) { return tiny::fingerprint(*tiny::finished(overrides)); };
    const std::string nobody = run({"migrate.moves_per_year=0"}), some = run({"migrate.moves_per_year=5"});
    EXPECT_EQ(run({"migrate.moves_per_year=0", "migrate.wage_pull=3"}), nobody);
    EXPECT_NE(some, nobody);
    EXPECT_NE(run({"migrate.moves_per_year=5", "migrate.wage_pull=3"}), some);
}

/// The audit ends the run when an identity breaks; half of the people move in these weeks.
TEST(Migrate, TheBooksStayExact) {
    const auto model = tiny::finished({"migrate.moves_per_year=30", "run.length=3w", "run.audit=day"}, 2);
    EXPECT_GT(tiny::flow(*model, &CountryFlows::moved_in), 100);
    const auto& lives = model->market().get<Lives>();
    const auto& workers = model->market().get<Workers>();
    int away_and_online = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r)
        away_and_online += lives.country[LifeId{r}] != workers.country[lives.worker[LifeId{r}]] && lives.session[LifeId{r}];
    EXPECT_GT(away_and_online, 0) << "those who moved go on working";
}

}  // namespace microwork::migrate_test
