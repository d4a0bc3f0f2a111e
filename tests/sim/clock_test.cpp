#include "sim/clock.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <map>

namespace sim::clock_test {

using std::chrono::sys_days;
using std::chrono::year;

constexpr Date monday = sys_days{year{2018} / 1 / 1};

TEST(Clock, DatesAreWrittenInIso8601) {
    EXPECT_EQ(date_text(sys_days{year{2018} / 1 / 31}), "2018-01-31");
    EXPECT_EQ(date_text(sys_days{year{987} / 12 / 5}), "0987-12-05");
}

TEST(Clock, TicksBecomeInstantsDaysAndDates) {
    const Clock clock(sys_days{year{2020} / 2 / 28}, Seconds{900});
    EXPECT_EQ(clock.ticks_per_day(), 96);
    EXPECT_EQ(clock.ticks_per_week(), 672);
    EXPECT_EQ(clock.begin(3), Instant{2700});
    EXPECT_EQ(clock.tick_of(Instant{2699}), 2);
    EXPECT_EQ(clock.tick_of(Instant{2700}), 3);
    EXPECT_EQ(clock.day_of(95), 0);
    EXPECT_EQ(clock.day_of(96), 1);
    EXPECT_EQ(clock.text(96 + 57), "2020-02-29 14:15") << "a leap day";
    EXPECT_EQ(date_text(clock.date(2 * 96)), "2020-03-01");
}

TEST(Clock, RhythmsCountFromMonday) {
    EXPECT_EQ(Clock(monday, Seconds{900}).origin_second_of_week(), 0);
    EXPECT_EQ(Clock(monday + std::chrono::days(3), Seconds{900}).origin_second_of_week(), 3 * 86'400);
    EXPECT_EQ(Clock(monday - std::chrono::days(1), Seconds{900}).origin_second_of_week(), 6 * 86'400) << "Sunday is the last day";
}

/// What the calendar is about: after a rebuild, each row comes up once, in its tick, or in the first one when it is overdue.
class BruteForce {
  public:
    BruteForce(const Clock& clock, std::int32_t first_tick) : clock_(clock), first_(first_tick) {}
    void file(Instant due, std::uint32_t row) {
        if (due != never)
            by_tick_[std::max(first_, clock_.tick_of(due))].push_back(row);
    }
    std::vector<std::uint32_t> due(std::int32_t tick) {
        auto rows = by_tick_[tick];
        std::sort(rows.begin(), rows.end());
        return rows;
    }

  private:
    const Clock& clock_;
    std::int32_t first_;
    std::map<std::int32_t, std::vector<std::uint32_t>> by_tick_;
};

std::vector<std::uint32_t> list(std::span<const std::uint32_t> rows) { return {rows.begin(), rows.end()}; }

RC_GTEST_PROP(CalendarQueue, AgreesWithABruteForceModel, ()) {
    const Clock clock(monday, Seconds{3600});
    const std::int32_t week = clock.ticks_per_week();
    const auto first = *rc::gen::inRange(0, 4) * week;
    // Overdue, within the week, on its last second, beyond it, and never.
    const auto any_due = rc::gen::oneOf(rc::gen::inRange((first + week) * 3600 - 5000, (first + week) * 3600 + 5000),
                                        rc::gen::inRange(0, (first + 2 * week) * 3600), rc::gen::just(never.value));
    const auto due = *rc::gen::container<std::vector<std::int32_t>>(any_due);
    CalendarQueue queue(clock);
    BruteForce model(clock, first);
    queue.rebuild(
        due.size(), [&](std::uint32_t row) { return Instant{due[row]}; }, first);
    for (std::uint32_t row = 0; row < due.size(); ++row)
        model.file(Instant{due[row]}, row);
    auto next_row = static_cast<std::uint32_t>(due.size());
    for (std::int32_t tick = first; tick < first + week; ++tick) {
        RC_ASSERT(list(queue.due(tick)) == model.due(tick));
        if (tick % 5 != 0)
            continue;
        // What a tick makes due lies in a later one, and rows are not pushed in ascending order.
        const auto offset = *rc::gen::inRange(1, 40);
        for (const std::uint32_t row : {next_row + 1, next_row}) {
            queue.push(clock.begin(tick + offset), row);
            model.file(clock.begin(tick + offset), row);
        }
        next_row += 2;
    }
}

TEST(CalendarQueue, RowsOfATickAscendWhereverTheyCameFrom) {
    const Clock clock(monday, Seconds{900});
    CalendarQueue queue(clock);
    queue.rebuild(
        6, [](std::uint32_t row) { return row % 2 == 0 ? Instant{900} : never; }, 0);
    queue.push(Instant{1000}, 5);
    queue.push(Instant{1799}, 1);
    EXPECT_EQ(list(queue.due(1)), (std::vector<std::uint32_t>{0, 1, 2, 4, 5}));
    EXPECT_EQ(list(queue.due(1)), (std::vector<std::uint32_t>{0, 1, 2, 4, 5})) << "looking takes nothing away";
    EXPECT_TRUE(queue.due(0).empty());
    EXPECT_TRUE(queue.due(2).empty());
}

TEST(CalendarQueue, WhatIsDueBeyondTheWeekWaitsForTheNextRebuild) {
    const Clock clock(monday, Seconds{3600});
    const std::int32_t week = clock.ticks_per_week();
    const Instant next_week = clock.begin(week);
    CalendarQueue queue(clock);
    queue.rebuild(
        0, [](std::uint32_t) { return never; }, 0);
    queue.push(next_week, 0);
    queue.push(never, 1);
    for (std::int32_t tick = 0; tick < week; ++tick)
        ASSERT_TRUE(queue.due(tick).empty());
    queue.rebuild(
        2, [&](std::uint32_t row) { return row == 0 ? next_week : never; }, week);
    EXPECT_EQ(list(queue.due(week)), (std::vector<std::uint32_t>{0}));
}

TEST(CalendarQueue, ARebuildForgetsWhatWasPushedBefore) {
    const Clock clock(monday, Seconds{3600});
    const std::int32_t week = clock.ticks_per_week();
    CalendarQueue queue(clock);
    queue.rebuild(
        0, [](std::uint32_t) { return never; }, 0);
    queue.push(clock.begin(3), 7);
    queue.rebuild(
        0, [](std::uint32_t) { return never; }, week);
    EXPECT_TRUE(queue.due(week + 3).empty());
}

/// A week in which many rows are made due again and again holds those of the ticks to come, not all there ever were.
TEST(CalendarQueue, GivesBackTheMemoryOfTicksThatAreOver) {
    const Clock clock(monday, Seconds{900});
    CalendarQueue queue(clock);
    queue.rebuild(
        0, [](std::uint32_t) { return never; }, 0);
    constexpr std::uint32_t rows = 1000;
    std::size_t most = 0;
    for (std::int32_t tick = 0; tick + 2 < clock.ticks_per_week(); ++tick) {
        for (std::uint32_t row = 0; row < rows; ++row)
            queue.push(clock.begin(tick + 2), row);
        queue.due(tick);
        most = std::max(most, queue.bytes());
    }
    EXPECT_LT(most, 8 * rows * sizeof(std::uint32_t) + 10'000) << "three ticks of the 672 are waiting at any time";
}

}  // namespace sim::clock_test
