#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::rationing_test {

/// What a market offers those who look for work: shares of their time and of their claims that come to nothing.
struct Scarcity {
    double waiting = 0, lost = 0, work = 0;
};

Scarcity scarcity(const std::string& policy) {
    const auto model = small_world::finished({}, 2, 0.01, policy);
    const auto& lives = model->market().get<Lives>();
    const auto& platforms = model->market().get<PlatformFlows>();
    double waiting = 0, online = 0, claims = 0, lost = 0, work = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        waiting += lives.waiting[l].value, online += lives.online[l].value, work += lives.submitted[l].value;
    }
    for (std::size_t p = 0; p < platforms.rows(); ++p)
        claims += static_cast<double>(platforms.claims[sim::Id<PlatformFlow>{p}]),
            lost += static_cast<double>(platforms.lost[sim::Id<PlatformFlow>{p}]);
    return {waiting / online, lost / (claims + lost), work};
}

/// Must show (model, section 5): a minimum pay rations work. It is better paid, there is less of it, and whoever looks for it waits
/// longer and loses more claims to others.
TEST(MinimumPay, RationsWork) {
    const Scarcity before = scarcity(""),
                   after = scarcity(
                       "[[policy]]\ninstrument = \"minimum-task-pay\"\nhourly = \"12 USD/h\"\nworkers_in = [\"EU\", "
                       "\"US\", \"IN\"]\nstart = 2018-01-01\ncompliance = 1.0\n");
    EXPECT_LT(after.work, 0.9 * before.work);
    EXPECT_GT(after.waiting, 1.5 * before.waiting);
    EXPECT_GT(after.lost, 1.2 * before.lost);
}

/// Founding document 004: workers stay with clients who have always paid. With a strong bonus for them more of all decided work is
/// done for requesters whom the worker remembers without a rejection.
TEST(Trust, WorkersStayWithClientsWhoPay) {
    const auto loyal = [](const char* bonus) {
        const auto model = small_world::finished({bonus}, 3, 0.01);
        const auto& lives = model->market().get<Lives>();
        const auto& accounts = model->market().get<Accounts>();
        double known = 0, all = 0;
        for (std::size_t r = 0; r < lives.rows(); ++r) {
            const LifeId l{r};
            for (std::size_t k = 0; k < remembered; ++k)
                if (lives.known[l][k] != no_requester && lives.known_rejected[l][k] == 0)
                    known += lives.known_reviewed[l][k];
            for (AccountId a = lives.first_account[l]; a; a = accounts.next[a])
                all += accounts.approved_span[a] + accounts.rejected_span[a];
        }
        return known / all;
    };
    EXPECT_GT(loyal("sessions.favourite_bonus=3"), 1.02 * loyal("sessions.favourite_bonus=0"));
}

}  // namespace microwork::rationing_test
