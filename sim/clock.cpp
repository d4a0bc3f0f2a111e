#include "sim/clock.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/contract.hpp"

namespace sim {

std::string date_text(Date date) {
    const std::chrono::year_month_day d{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                       static_cast<unsigned>(d.day()));
}

std::string Clock::text(std::int32_t tick) const {
    const std::int32_t minute = tick % ticks_per_day() * tick_seconds_ / 60;
    return fmt::format("{} {:02}:{:02}", date_text(date(tick)), minute / 60, minute % 60);
}

std::int32_t Clock::origin_second_of_week() const {
    const unsigned iso = std::chrono::weekday{origin_}.iso_encoding();  // Monday 1 .. Sunday 7
    return static_cast<std::int32_t>((iso - 1) * seconds_per_day);
}

/// Empties the list and frees its memory, which neither `clear` nor the assignment of empty braces does.
static void give_back(std::vector<std::uint32_t>& list) { std::vector<std::uint32_t>().swap(list); }

void CalendarQueue::rebuild(std::size_t rows, FunctionRef<Instant(std::uint32_t)> due, std::int32_t first_tick) {
    first_tick_ = first_tick;
    const auto week = static_cast<std::uint32_t>(clock_.ticks_per_week());
    const auto bucket = [&](Instant t) {
        return t == never ? week : static_cast<std::uint32_t>(std::max(0, clock_.tick_of(t) - first_tick));
    };
    starts_.assign(week + 1, 0);
    for (std::uint32_t row = 0; row < rows; ++row)
        if (const auto b = bucket(due(row)); b < week)
            ++starts_[b + 1];
    for (std::uint32_t b = 0; b < week; ++b)
        starts_[b + 1] += starts_[b];
    rows_.resize(starts_[week]);
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t row = 0; row < rows; ++row)
        if (const auto b = bucket(due(row)); b < week)
            rows_[next[b]++] = row;
    for (auto& list : late_)
        give_back(list);
}

void CalendarQueue::push(Instant due, std::uint32_t row) {
    if (due == never)
        return;
    const std::int32_t b = clock_.tick_of(due) - first_tick_;
    expects(b >= 0, "a row is made due in the future");
    if (b < clock_.ticks_per_week())
        late_[static_cast<std::size_t>(b)].push_back(row);
}

std::span<const std::uint32_t> CalendarQueue::due(std::int32_t tick) {
    const auto b = static_cast<std::size_t>(tick - first_tick_);
    expects(b < late_.size(), "the calendar is rebuilt every week");
    if (b > 0)
        give_back(late_[b - 1]);  // is over: its memory serves the ticks to come
    const std::span<const std::uint32_t> early{rows_.data() + starts_[b], starts_[b + 1] - starts_[b]};
    auto& late = late_[b];
    if (late.empty())
        return early;
    std::sort(late.begin(), late.end());
    merged_.resize(early.size() + late.size());
    std::merge(early.begin(), early.end(), late.begin(), late.end(), merged_.begin());
    return merged_;
}

std::size_t CalendarQueue::bytes() const {
    std::size_t sum = (starts_.capacity() + rows_.capacity() + merged_.capacity()) * sizeof(std::uint32_t);
    for (const auto& list : late_)
        sum += list.capacity() * sizeof(std::uint32_t);
    return sum;
}

}  // namespace sim
