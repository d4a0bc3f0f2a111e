// What being on watch brings, in a hundredth of the world.
#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::vigilance_in_the_market {

using small_world::Mean;

/// Must show (model, section 5): a worker without vigilance earns far less per hour.
TEST(Vigilance, WhoIsOnWatchEarnsMorePerHour) {
    const auto model = small_world::finished({"vigilance.casual_share=0.5"});
    const auto& lives = model->market().get<Lives>();
    Mean with, without;
    for (const auto& p : small_world::people(model->market()))
        (lives.vigilant[p.life] ? with : without).add(p.pay());
    ASSERT_GT(with.n, 300);
    EXPECT_GT(with.mean() - 3 * with.error(), 1.2 * (without.mean() + 3 * without.error()))
        << with.mean() << " against " << without.mean();
}

/// The same people, with and without the trait: the gain is the trait's and not that of other people.
TEST(Vigilance, TheGainIsNotThatOfOtherPeople) {
    const tiny::Overrides no_gain{"vigilance.casual_share=0.5", "vigilance.ticket_advantage=1", "vigilance.notice_delay=0s",
                                  "vigilance.pay_weight=0.3", "search.pay_weight=0.3"};
    const auto model = small_world::finished(no_gain);
    const auto& lives = model->market().get<Lives>();
    Mean with, without;
    for (const auto& p : small_world::people(model->market()))
        (lives.vigilant[p.life] ? with : without).add(p.pay());
    EXPECT_NEAR(with.mean(), without.mean(), 3.5 * (with.error() + without.error()));
}

}  // namespace microwork::vigilance_in_the_market
