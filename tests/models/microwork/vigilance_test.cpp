#include "models/microwork/vigilance.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::vigilance_test {

using small_world::Mean;

TEST(Vigilance, NobodyOnWatchIsNeutral) {
    const tiny::Overrides nobody{"vigilance.regular_share=0", "vigilance.casual_share=0"};
    tiny::Overrides others = nobody;
    for (const char* other : {"vigilance.ticket_advantage=50", "vigilance.pay_weight=4", "vigilance.regular_alert_hours=20",
                              "vigilance.casual_alert_hours=20", "vigilance.longest_alert=1d"})
        others.emplace_back(other);
    EXPECT_EQ(tiny::fingerprint(*tiny::finished(nobody)), tiny::fingerprint(*tiny::finished(others)));
    EXPECT_NE(tiny::fingerprint(*tiny::finished(nobody)), tiny::fingerprint(*tiny::finished()));
}

/// New work is kept from those without alerts: the delay is theirs, and nobody else's.
TEST(Vigilance, WithEverybodyOnWatchTheNoticeDelayMakesNoDifference) {
    const auto run = [](const char* share, const char* delay) {
        return tiny::fingerprint(
            *tiny::finished({std::string("vigilance.regular_share=") + share, std::string("vigilance.casual_share=") + share,
                             std::string("vigilance.notice_delay=") + delay}));
    };
    EXPECT_EQ(run("1", "0s"), run("1", "6h"));
    EXPECT_NE(run("0", "0s"), run("0", "6h"));
}

/// Alerts that come no earlier, tickets no better and a choice like that of others: people are on watch, and nothing else changes.
TEST(Vigilance, AWatchThatBringsNothingChangesNoMarket) {
    const auto market = [](const char* share, const char* delay) {
        const auto model =
            tiny::finished({std::string("vigilance.regular_share=") + share, std::string("vigilance.notice_delay=") + delay,
                            "vigilance.ticket_advantage=1", "vigilance.pay_weight=0.1", "search.pay_weight=0.1"});
        auto& lives = model->market().get<Lives>();
        auto& sessions = model->market().get<Sessions>();
        for (std::size_t r = 0; r < lives.rows(); ++r)
            lives.vigilant[LifeId{r}] = 0, lives.on_alert[LifeId{r}] = Seconds32{0};
        for (std::size_t r = 0; r < sessions.rows(); ++r)
            sessions.vigilant[SessionId{r}] = 0;
        auto hashes = tiny::table_hashes(*model);
        hashes.erase("state_hashes");
        return hashes;
    };
    const auto nobody = market("0", "0s");
    EXPECT_EQ(market("1", "0s"), nobody);
    EXPECT_EQ(market("0.5", "0s"), nobody);
    EXPECT_NE(market("0.5", "1s"), nobody) << "any delay is felt";
}

TEST(Vigilance, TimeOnAlertIsThatBetweenSessions) {
    const auto model = tiny::finished({"vigilance.regular_alert_hours=24", "vigilance.longest_alert=365d"});
    const auto& lives = model->market().get<Lives>();
    const double span = 7 * 86400;
    double watching = 0, accounted = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        if (!lives.vigilant[l]) {
            EXPECT_EQ(lives.on_alert[l], Seconds32{0});
            continue;
        }
        if (lives.sessions[l] < 3)
            continue;
        // On alert all the time logged off: the week but for what follows the last session, and up to a week before the first.
        const double time = lives.on_alert[l].value + lives.online[l].value;
        EXPECT_LE(time, 2 * span);
        watching += 1, accounted += time / span;
    }
    ASSERT_GT(watching, 50);
    EXPECT_NEAR(accounted / watching, 1, 0.2);
}

/// "Waking at 3 am" (founding document 002): outside the Americas, the hours in which US requesters post fall into the night.
TEST(Vigilance, RegularsOnWatchWorkAtNight) {
    const auto model = small_world::load();
    const Market& m = model->market();
    const auto& activity = m.get<Activity>();
    const auto& vigilance = m.get<Vigilance>();
    const auto randomness = tiny::randomness(*model);
    const auto india = static_cast<std::uint8_t>(m.get<World>().country("IN"));
    Mean on_watch, others;
    for (std::uint64_t i = 0; i < 40'000; ++i) {
        const std::uint64_t key = sim::mix(m.get<World>().countries[india].key, i);
        const ActivityTraits t = activity.traits(randomness, key, india, false);
        if (!t.regular)
            continue;
        Instant at{0};
        for (std::uint32_t n = 1; n <= 30; ++n)  // the first ones come early on the first day
            at = activity.next_candidate(randomness, key, t, n, at, 0);
        const std::int64_t local = (std::int64_t{at.value} + t.zone * 900 + 86400) % 86400;
        (vigilance.holds(randomness, key, t) ? on_watch : others).add(local < 5 * 3600 || local >= 22 * 3600);
    }
    ASSERT_GT(on_watch.n, 200);
    EXPECT_GT(on_watch.mean() - 2 * on_watch.error(), others.mean() + 2 * others.error())
        << on_watch.mean() << " against " << others.mean();
}

}  // namespace microwork::vigilance_test
