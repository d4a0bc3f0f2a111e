// What people who were registered before the run bring along, and newcomers do not: clients whom they trust, and exposure.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_world.hpp"

namespace small_world::past {

using namespace microwork;

/// Everybody who comes in the first quarter of an hour, before anything is decided on. Work comes from anywhere.
class FirstComers : public testing::Test {
  protected:
    static tiny::Model come(const tiny::Overrides& overrides) {
        tiny::Overrides all{"demand.worldwide_share=1", "demand.country_list_share=0", "demand.log_pay_home=0",
                            "borrowed_accounts.share=0", "activity.casual_sessions=2"};
        all.insert(all.end(), overrides.begin(), overrides.end());
        auto model = load(all, 1, 0.3);
        tiny::found_and_run(*model, 1, 1);
        return model;
    }
};

TEST_F(FirstComers, TrustRequestersByTheirSize) {
    const auto model = come({"people.trusted_requesters=1", "people.tenure_weeks=1", "people.past_tasks_per_hour=0.5"});
    const Market& m = model->market();
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    const auto& requesters = m.get<Requesters>();
    // Drawn by size, a requester has a size of sum s^2 on average.
    std::vector<double> first(16, 0), second(16, 0);
    for (std::size_t r = 0; r < requesters.rows(); ++r) {
        const double s = requesters.size[RequesterId{r}];
        first[requesters.platform[RequesterId{r}]] += s * s, second[requesters.platform[RequesterId{r}]] += s * s * s;
    }
    Mean deviation;
    int trusting = 0, without_past = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        const AccountId a = lives.first_account[life];
        const std::uint16_t known = lives.known[life][0];
        if (accounts.next[a])
            continue;  // one account, so that the platform is known
        if (accounts.approved[a] == 0) {
            EXPECT_EQ(known, no_requester);
            ++without_past;
            continue;
        }
        ASSERT_NE(known, no_requester);
        const RequesterId trusted{known};
        const std::uint8_t p = accounts.platform[a];
        ASSERT_EQ(requesters.platform[trusted], p);
        const double s = requesters.size[trusted], sd = std::sqrt(second[p] - first[p] * first[p]);
        if (sd > 0)  // more than one requester
            deviation.add((s - first[p]) / sd);
        EXPECT_EQ(lives.known_rejected[life][0], 0);
        EXPECT_EQ(lives.known_reviewed[life][0],
                  static_cast<std::uint16_t>(
                      std::clamp(static_cast<float>(accounts.approved[a]) * requesters.size[trusted], 1.0f, 65535.0f)));
        ++trusting;
    }
    EXPECT_GT(trusting, 1000);
    EXPECT_GT(without_past, 50) << "people who have not worked yet";
    EXPECT_NEAR(deviation.mean(), 0, 4 * deviation.error());
}

TEST_F(FirstComers, RememberTrustedRequestersOnceEach) {
    const auto model = come({});
    const auto& lives = model->market().get<Lives>();
    int full = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const auto& known = lives.known[LifeId{r}];
        for (std::size_t k = 0; k < remembered; ++k)
            for (std::size_t other = 0; other < k; ++other)
                EXPECT_TRUE(known[k] == no_requester || known[k] != known[other]);
        full += known[remembered - 1] != no_requester;
    }
    EXPECT_GT(full, 500);
    const auto nobody = come({"people.trusted_requesters=0"});
    for (std::size_t r = 0; r < nobody->market().get<Lives>().rows(); ++r)
        ASSERT_EQ(nobody->market().get<Lives>().known[LifeId{r}][0], no_requester);
}

/// Work at a constant rate, fading with the half-life, hour by hour; and each person's own hours, on platforms with their own share
/// of harmful work.
TEST_F(FirstComers, ComeWithTheExposureOfWorkAtAConstantRate) {
    const Harm harm;
    double exposure = 0;
    for (int step = 0; step < 200'000; ++step)
        exposure = harm.faded(exposure, 3600) + 10.0 / 168 * 0.07;
    EXPECT_NEAR(harm.at_rest(10, 0.07), exposure, 1e-3 * exposure);

    const auto model = come({});
    const Market& m = model->market();
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    const auto& world = m.get<World>();
    const Activity& activity = m.get<Activity>();
    int exposed = 0, spared = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        if (!lives.session[life])
            continue;  // gone already: it has faded since
        double harmful = 0, held = 0;
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            harmful += world.platforms[accounts.platform[a]].harm, ++held;
        (harmful > 0 ? exposed : spared) += 1;
        const ActivityTraits t = activity.traits(tiny::randomness(*model), lives.key[life], lives.country[life], false);
        const double hours = t.sessions_per_week * (t.regular ? activity.params.regular_hours() : activity.params.casual_hours());
        const double weeks = 60.0 / 7 / std::log(2.0);  // mean life of an hour of exposure
        const double expected = hours * 0.75 * harmful / held * weeks;
        EXPECT_NEAR(lives.exposure[life], expected, 1e-5 * expected);
    }
    EXPECT_GT(exposed, 500);
    EXPECT_GT(spared, 500);
}

TEST(Newcomers, BringNothingAlong) {
    const auto model = load({"run.burn_in=1w", "turnover.entry_level=5"}, 1, 0.02);
    tiny::found_and_run(*model, 1);
    const Market& m = model->market();
    const People& people = m.get<People>();
    ActivityTraits keen;
    keen.regular = true, keen.sessions_per_week = 10;
    AccountList on_amt;
    on_amt.count = 1, on_amt.platform[0] = static_cast<std::uint8_t>(m.get<World>().platform("amt"));
    EXPECT_EQ(people.past_exposure(keen, on_amt, true), 0);
    EXPECT_GT(people.past_exposure(keen, on_amt, false), 0);
    const auto& lives = m.get<Lives>();
    const auto& workers = m.get<Workers>();
    const auto& accounts = m.get<Accounts>();
    int newcomers = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        const AccountId a = lives.first_account[life];
        if (workers.entry_week[lives.worker[life]] == 0 ||
            accounts.approved[a] + accounts.rejected[a] + accounts.under_review[a].value > 0)
            continue;
        ++newcomers;
        EXPECT_EQ(lives.known[life][0], no_requester);
    }
    EXPECT_GT(newcomers, 20);
}

}  // namespace small_world::past
