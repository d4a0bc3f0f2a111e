// Time: ticks, UTC dates, and the calendar queue of wake-ups, so that what sleeps costs memory only.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "sim/parallel.hpp"
#include "sim/quantity.hpp"

namespace sim {

using Date = std::chrono::sys_days;

/// "2018-01-31".
std::string date_text(Date date);

/// Ticks of a fixed length from the first second of `origin` (a UTC date).
class Clock {
  public:
    Clock(Date origin, Seconds tick_length) : origin_(origin), tick_seconds_(static_cast<std::int32_t>(tick_length.value)) {}

    Date origin() const { return origin_; }
    std::int32_t tick_seconds() const { return tick_seconds_; }
    std::int32_t ticks_per_day() const { return static_cast<std::int32_t>(seconds_per_day) / tick_seconds_; }
    std::int32_t ticks_per_week() const { return 7 * ticks_per_day(); }

    Instant begin(std::int32_t tick) const { return Instant{tick * tick_seconds_}; }
    std::int32_t tick_of(Instant t) const { return t.value / tick_seconds_; }
    std::int32_t day_of(std::int32_t tick) const { return tick / ticks_per_day(); }
    Date date(std::int32_t tick) const { return origin_ + std::chrono::days(day_of(tick)); }
    /// "2018-01-31 14:15".
    std::string text(std::int32_t tick) const;
    /// Second of the week (0 = Monday 00:00 UTC) at the first second of the run: rhythms count from here.
    std::int32_t origin_second_of_week() const;

  private:
    Date origin_;
    std::int32_t tick_seconds_;
};

/// A due time that never comes.
inline constexpr Instant never{std::numeric_limits<std::int32_t>::max()};

/// Rows by the tick in which they are due. Derived from one column of due times: a counting sort in row order at the start of
/// each week, and a list for what is made due within the running week. Rows of one tick come out in ascending order.
class CalendarQueue {
  public:
    explicit CalendarQueue(const Clock& clock) : clock_(clock), late_(static_cast<std::size_t>(clock.ticks_per_week())) {}

    /// Files every row that is due within the week that begins at `first_tick`. Rows due earlier are filed under `first_tick`.
    void rebuild(std::size_t rows, FunctionRef<Instant(std::uint32_t)> due, std::int32_t first_tick);
    /// Files a row that has just been made due. Beyond the running week it waits for the next rebuild.
    void push(Instant due, std::uint32_t row);
    /// The rows due in `tick`, ascending. Ticks are asked for in order: what lies before is given up. The span lives until the next
    /// call of any member.
    std::span<const std::uint32_t> due(std::int32_t tick);
    std::size_t bytes() const;

  private:
    Clock clock_;
    std::int32_t first_tick_ = 0;
    std::vector<std::uint32_t> starts_, rows_, merged_;
    std::vector<std::vector<std::uint32_t>> late_;
};

}  // namespace sim
