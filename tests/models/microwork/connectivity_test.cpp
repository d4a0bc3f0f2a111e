// Outages: the power of the country and the class of the line, two sources that add up.
#include "models/microwork/connectivity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/microwork/shipped.hpp"

namespace microwork::connectivity_test {

/// A session of one person who stays online, and the outages that are drawn for it one after the other.
class Outages : public testing::Test {
  protected:
    Outages() : model_(shipped::model()), world_(model_->market().get<World>()) {
        lives_.append(), sessions_.append();
        lives_.key[life_] = 7, sessions_.key[session_] = 7, sessions_.life[session_] = life_;
        // Lines that are never lost: what is left is the power.
        connectivity_.params.drop_stable.set(0.0);
    }
    void live_in(double cuts_a_year, double hours_a_year, bool backup) {
        world_.countries[0].outages_per_year = cuts_a_year, world_.countries[0].outage_hours_year = hours_a_year;
        lives_.backup[life_] = backup;
    }
    struct Seen {
        double a_year, mean_hours;
    };
    Seen watch() {
        double online = 0, dark = 0;
        for (int i = 0; i < n; ++i) {
            sessions_.opened[session_] = Instant{i};
            sessions_.outages[session_] = 0;
            connectivity_.draw(randomness_, world_, lives_, sessions_, session_, Instant{0});
            online += sessions_.next_outage[session_].value / 3600.0;
            dark += sessions_.outage_length[session_].value / 3600.0;
        }
        return {n / online * 8760, dark / n};
    }
    static constexpr int n = 20'000;
    const std::unique_ptr<MicroworkModel> model_;
    World world_;
    const sim::Randomness randomness_{1, 0};
    Connectivity connectivity_;
    Lives lives_;
    Sessions sessions_;
    const LifeId life_{0u};
    const SessionId session_{0u};
};

TEST_F(Outages, OfPowerComeAsOftenAndLastAsLongAsTheTableOfCountriesTells) {
    live_in(876, 438, false);
    const Seen often = watch();
    EXPECT_NEAR(often.a_year, 876, 4 * 876 / std::sqrt(n));
    EXPECT_NEAR(often.mean_hours, 0.5, 4 * 0.5 / std::sqrt(n));
    live_in(87.6, 438, false);
    const Seen seldom = watch();
    EXPECT_NEAR(seldom.a_year, 87.6, 4 * 87.6 / std::sqrt(n));
    EXPECT_NEAR(seldom.mean_hours, 5, 4 * 5 / std::sqrt(n) + 0.1) << "no longer than a day";
}

TEST_F(Outages, OfPowerAreBridgedByABackup) {
    live_in(876, 438, true);
    connectivity_.params.bridged.set(sim::Share{0.75f});
    EXPECT_NEAR(watch().a_year, 219, 4 * 219 / std::sqrt(n));
}

TEST_F(Outages, OfPowerAndLineAddUp) {
    live_in(876, 438, false);
    connectivity_.params.drop_stable.set(0.2);
    connectivity_.params.harmless.set(Seconds{0});
    EXPECT_NEAR(watch().a_year, 876 + 0.2 * 8760, 4 * 2628 / std::sqrt(n));
}

TEST_F(Outages, DoNotComeWhereNothingFails) {
    live_in(0, 0, false);
    connectivity_.draw(randomness_, world_, lives_, sessions_, session_, Instant{0});
    EXPECT_EQ(sessions_.next_outage[session_], sim::never);
}

}  // namespace microwork::connectivity_test
