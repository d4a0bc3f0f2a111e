// Who takes part, beside who lives in the countries: in the world as it is shipped.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_world.hpp"

namespace small_world::participation {

using namespace microwork;

/// Weeks of burn-in behind it: two; four measured weeks; a twentieth of the world.
TEST(Participation, OfPeopleWithConditionsIsHigherThanInThePopulationAndTheirHoursAreLower) {
    const auto model = finished({}, 4, 0.05);
    const auto& lives = model->market().get<Lives>();
    const auto& countries = model->market().get<World>().countries;
    double expected = 0, variance = 0, registered = 0, with = 0, people = 0;
    Mean ill, well;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        if (lives.online[life].value == 0)
            continue;
        const CountryData& home = countries[lives.country[life]];
        const double p = home.limiting_condition;
        registered += 1 - (1 - p) * (1 - home.status[static_cast<std::size_t>(ActivityStatus::unable_health)]);
        expected += p, variance += p * (1 - p), ++people, with += lives.condition[life];
        if (lives.regular[life])  // a casual session is over before a condition ends it
            (lives.condition[life] ? ill : well).add(lives.online[life].value / 3600.0 / 4);
    }
    fmt::print(
        "  of {} people online {:.4f} with a condition; {:.4f} of those who register, {:.4f} in the populations (error {:.4f})\n",
        people, with / people, registered / people, expected / people, std::sqrt(variance) / people);
    fmt::print("  regulars' hours a week: {:.2f} (error {:.2f}) with a condition, {:.2f} ({:.2f}) without\n", ill.mean(),
               ill.error(), well.mean(), well.error());
    EXPECT_GT(with, expected + 4 * std::sqrt(variance));
    EXPECT_GT(with, registered + 4 * std::sqrt(variance)) << "they come more often, not only register more often";
    EXPECT_LT(ill.mean(), well.mean() - 4 * std::hypot(ill.error(), well.error()));
}

}  // namespace small_world::participation
