// When people log in: closed forms against draws, and the address of every draw.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::activity_test {

constexpr std::int32_t monday = 0;
const sim::Randomness dice(7, 0);

struct Sample {
    double sum = 0, squares = 0;
    std::int64_t n = 0;
    void add(double x) { sum += x, squares += x * x, ++n; }
    double mean() const { return sum / static_cast<double>(n); }
    double error() const { return std::sqrt((squares / static_cast<double>(n) - mean() * mean()) / static_cast<double>(n)); }
};

TEST(Activity, ExpectedHoursAreTheMeanOfDrawnPeople) {
    const auto model = shipped::model({}, shipped::tiny_tables);
    const Activity& activity = model->market().get<Activity>();
    const auto us = static_cast<std::uint8_t>(model->market().get<World>().country("US"));
    Sample hours, active;
    for (std::uint64_t person = 0; person < 200'000; ++person) {
        const ActivityTraits t = activity.traits(dice, sim::mix(1, person), us, false);
        hours.add(t.sessions_per_week * (t.regular ? activity.params.regular_hours() : activity.params.casual_hours()));
        active.add(1 - std::exp(-13 * t.sessions_per_week));
    }
    EXPECT_NEAR(hours.mean(), activity.expected_hours(1), 4 * hours.error());
    EXPECT_LT(hours.error(), 0.02 * hours.mean()) << "the sample must be able to contradict";
    EXPECT_NEAR(active.mean(), activity.share_active_within(13), 4 * active.error() + 1e-4);
}

TEST(Activity, SessionsLastAsLongAsTheirClassSays) {
    const auto model = shipped::model({}, shipped::tiny_tables);
    const Activity& activity = model->market().get<Activity>();
    for (const bool regular : {false, true}) {
        sim::Dice d(1, 2, regular);
        Sample hours;
        for (int i = 0; i < 200'000; ++i)
            hours.add(activity.draw_hours(d, regular));
        EXPECT_NEAR(hours.mean(), regular ? activity.params.regular_hours() : activity.params.casual_hours(), 4 * hours.error());
    }
}

TEST(Activity, TheNthCandidateIsAPureFunction) {
    const auto model = shipped::model({"activity.regular_share=1"}, shipped::tiny_tables),
               again = shipped::model({"activity.regular_share=1"}, shipped::tiny_tables);
    const Activity &first = model->market().get<Activity>(), &second = again->market().get<Activity>();
    std::map<std::pair<std::uint64_t, std::uint32_t>, sim::Instant> times;
    for (std::uint64_t person = 0; person < 50; ++person) {
        const ActivityTraits t = first.traits(dice, person, 0, false);
        sim::Instant at{0};
        for (std::uint32_t n = 1; n <= 20; ++n)
            times[{person, n}] = at = first.next_candidate(dice, person, t, n, at, monday);
    }
    // Another object, the other way round, one candidate at a time.
    for (auto it = times.rbegin(); it != times.rend(); ++it) {
        const auto [person, n] = it->first;
        const sim::Instant from = n == 1 ? sim::Instant{0} : times.at({person, n - 1});
        EXPECT_EQ(second.next_candidate(dice, person, second.traits(dice, person, 0, false), n, from, monday).value,
                  it->second.value);
        EXPECT_GT(it->second, from) << "time goes on";
    }
}

/// Nobody is woken for a candidate that cannot stand: those passed over are exactly these, and the others stay as they are.
TEST(Activity, PassesOverCandidatesThatCannotStandAndNoOthers) {
    const auto model = shipped::model({"activity.regular_share=1"}, shipped::tiny_tables);
    Activity& activity = model->market().get<Activity>();
    for (const double most : {1.0, 1.4, 2.0}) {
        activity.expect_log_ins(most);
        int passed = 0, all = 0;
        for (std::uint64_t person = 0; person < 50; ++person) {
            const ActivityTraits t = activity.traits(dice, person, 0, false);
            sim::Instant at{0};
            LogInCandidate next = activity.upcoming(dice, person, t, 1, at, monday);
            for (std::uint32_t n = 1; n <= 40; ++n, ++all) {
                at = activity.next_candidate(dice, person, t, n, at, monday);
                const double stay = Activity::decision(dice, person, n).uniform() * Activity::bound;
                if (stay >= Activity::highest_attractiveness * most) {
                    EXPECT_NE(next.number, n);
                    ++passed;
                    continue;
                }
                EXPECT_EQ(next.number, n);
                EXPECT_EQ(next.at, at);
                next = activity.upcoming(dice, person, t, n + 1, at, monday);
            }
        }
        EXPECT_NEAR(passed, all * (1 - most / 2), 4 * std::sqrt(all * 0.25)) << "at a factor of " << most;
    }
}

TEST(Activity, CandidatesComeAtTheBoundTimesTheIntensity) {
    const auto model = shipped::model({"activity.regular_share=0.5"}, shipped::tiny_tables);
    const Activity& activity = model->market().get<Activity>();
    constexpr double weeks = 500;
    double expected = 0;
    std::int64_t counted = 0;
    for (std::uint64_t person = 0; person < 200; ++person) {
        const ActivityTraits t = activity.traits(dice, person, 0, false);
        expected += Activity::bound * t.sessions_per_week * weeks;
        sim::Instant at{0};
        for (std::uint32_t n = 1;; ++n) {
            at = activity.next_candidate(dice, person, t, n, at, monday);
            if (at.value >= weeks * sim::seconds_per_week)
                break;
            ++counted;
        }
    }
    EXPECT_NEAR(static_cast<double>(counted), expected, 4 * std::sqrt(expected));
    EXPECT_GT(expected, 1e5) << "the sample must be able to contradict";
}

TEST(Activity, CandidatesFollowTheLocalRhythm) {
    const auto model = shipped::model({"activity.regular_share=1"}, shipped::tiny_tables);
    const Activity& activity = model->market().get<Activity>();
    ActivityTraits t = activity.traits(dice, 1, 0, false);
    t.sessions_per_week = 10, t.zone = 4 * 4;  // four hours east of Greenwich
    std::array<double, 168> seen{};
    sim::Instant at{0};
    double all = 0;
    for (std::uint32_t n = 1; n < 60'000; ++n) {
        at = activity.next_candidate(dice, 1, t, n, at, monday);
        ++seen[static_cast<std::size_t>((at.value / 3600 + 4) % 168)], ++all;
    }
    double chi_square = 0;
    for (std::size_t h = 0; h < 168; ++h) {
        const double expected = all * t.rhythm->weight[h] / 168;
        chi_square += (seen[h] - expected) * (seen[h] - expected) / expected;
    }
    EXPECT_LT(chi_square, 167 + 5 * std::sqrt(2 * 167.0));
}

/// In the market itself: with neutral attractiveness, thinning leaves the intensity. Sessions are short here, so that few
/// candidates find their worker online, and nobody comes or goes.
TEST(Activity, ThinningLeavesTheSessionsPerWeek) {
    double expected = 0, opened = 0;
    for (int replicate = 0; replicate < 3; ++replicate) {
        const auto model = tiny::load({fmt::format("run.replicate={}", replicate), "learning.attractiveness_exponent=0",
                                       "activity.regular_session_hours=0.1", "sessions.shortest=60s", "sessions.day_limit=24h",
                                       "sessions.week_limit=168h", "turnover.half_life_weeks=10000", "turnover.entry_level=0",
                                       "activity.regular_sessions=6"});
        tiny::found_and_run(*model);
        opened += static_cast<double>(tiny::flow(*model, &CountryFlows::sessions));
        const auto& workers = model->market().get<Workers>();
        for (std::size_t r = 0; r < workers.rows(); ++r)
            expected += 2 * model->market()
                                .get<Activity>()
                                .traits(tiny::randomness(*model), workers.key[WorkerId{r}], workers.country[WorkerId{r}], false)
                                .sessions_per_week;
    }
    const double overlap = 0.01;  // 6 sessions of a tenth of an hour in 168 hours, more in the busy ones
    EXPECT_LT(opened, expected + 4 * std::sqrt(expected));
    EXPECT_GT(opened, expected * (1 - overlap) - 4 * std::sqrt(expected));
}

TEST(Activity, NewcomersAreThoseWhoWillBeActive) {
    const auto model = shipped::model({"activity.regular_share=0"}, shipped::tiny_tables);
    const Activity& activity = model->market().get<Activity>();
    Sample registered, entrants, expected_top, expected_bottom;
    for (std::uint64_t person = 0; person < 50'000; ++person) {
        const double s = activity.traits(dice, person, 0, false).sessions_per_week,
                     active = 1 - std::exp(-activity.params.entrant_weeks() * s);
        registered.add(s), entrants.add(activity.traits(dice, person, 0, true).sessions_per_week);
        expected_top.add(s * active), expected_bottom.add(active);
    }
    // Drawn again until active: the mean is weighted by the chance to be active.
    EXPECT_NEAR(entrants.mean(), expected_top.mean() / expected_bottom.mean(), 5 * entrants.error());
    EXPECT_GT(entrants.mean(), registered.mean() + 5 * registered.error());
}

}  // namespace microwork::activity_test
