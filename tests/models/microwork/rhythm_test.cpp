// Rhythms: weights with mean 1, and the inversion of their running sum.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "models/microwork/world.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::rhythm_test {

/// Running sum from Monday 00:00 to a second of any week, by adding hours up one by one.
double sum_to(const Rhythm& rhythm, double second) {
    double sum = 0;
    const auto hours = static_cast<std::int64_t>(second / 3600);
    for (std::int64_t h = 0; h < hours; ++h)
        sum += rhythm.weight[static_cast<std::size_t>(h % 168)];
    return sum + rhythm.weight[static_cast<std::size_t>(hours % 168)] * (second / 3600 - static_cast<double>(hours));
}

Rhythm any_rhythm() {
    std::array<double, 24> hours{};
    std::array<double, 7> days{};
    for (double& h : hours)
        h = *rc::gen::inRange(1, 1000) * 0.01;
    for (double& d : days)
        d = *rc::gen::inRange(1, 1000) * 0.01;
    return Rhythm::of(hours, days);
}

RC_GTEST_PROP(RhythmProperty, HasMeanOne, ()) {
    const Rhythm rhythm = any_rhythm();
    const double sum = std::accumulate(rhythm.weight.begin(), rhythm.weight.end(), 0.0);
    RC_ASSERT(std::abs(sum / 168 - 1) < 1e-12);
    RC_ASSERT(std::abs(rhythm.cumulative.back() - 168) < 1e-9);
    RC_ASSERT(rhythm.highest == *std::max_element(rhythm.weight.begin(), rhythm.weight.end()));
}

RC_GTEST_PROP(RhythmProperty, AdvanceInvertsTheRunningSum, ()) {
    const Rhythm rhythm = any_rhythm();
    const double from = *rc::gen::inRange(0, 168 * 3600);
    const double hours = *rc::gen::inRange(0, 1'000'000) * 0.001;
    const double seconds = rhythm.advance(from, hours);
    RC_ASSERT(seconds >= -1e-6);
    RC_ASSERT(std::abs(sum_to(rhythm, from + seconds) - sum_to(rhythm, from) - hours) < 1e-6);
}

RC_GTEST_PROP(RhythmProperty, AdvanceInTwoStepsIsAdvanceInOne, ()) {
    const Rhythm rhythm = any_rhythm();
    const double from = *rc::gen::inRange(0, 168 * 3600);
    const double first = *rc::gen::inRange(0, 200'000) * 0.001, second = *rc::gen::inRange(0, 200'000) * 0.001;
    const double there = rhythm.advance(from, first);
    const double then = rhythm.advance(std::fmod(from + there, 168.0 * 3600), second);
    RC_ASSERT(std::abs(there + then - rhythm.advance(from, first + second)) < 1e-3);
}

TEST(Rhythm, FlatWeekAdvancesAsTheClock) {
    std::array<double, 24> hours{};
    std::array<double, 7> days{};
    hours.fill(3), days.fill(0.5);
    const Rhythm flat = Rhythm::of(hours, days);
    EXPECT_NEAR(flat.advance(0, 1), 3600, 1e-9);
    EXPECT_NEAR(flat.advance(167.5 * 3600, 400), 400 * 3600, 1e-6);
    EXPECT_EQ(flat.at(5 * 86400), 1);
}

TEST(Rhythm, ShippedOnesHaveMeanOneAndSleepAtNight) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    for (const Rhythm* rhythm : {&world.worker_general, &world.worker_side_job, &world.worker_us_aligned, &world.requester})
        EXPECT_NEAR(std::accumulate(rhythm->weight.begin(), rhythm->weight.end(), 0.0), 168, 1e-9);
    EXPECT_LT(world.worker_general.at(4 * 3600), 0.6 * world.worker_general.at(20 * 3600));
}

}  // namespace microwork::rhythm_test
