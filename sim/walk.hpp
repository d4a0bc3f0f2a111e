// The rows of one chunk, for row phases that walk them themselves: what they need for every row is got ready once, and rows can be
// taken in stages, so that what one stage asks for has come from memory when the next one reads it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "sim/table.hpp"

namespace sim {

/// The rows of one chunk: a run of rows, or, inside a wave, those of its ready rows that are in the chunk. A phase reaches these
/// rows and no other of the table. It may carry nothing of a state from one row to another: where a chunk ends must not matter, and
/// no compiler can see to that.
template <class T>
class Walk {
  public:
    using table_type = std::remove_const_t<T>;
    /// Rows `ready[first]` and on; rows `first` and on without a list.
    Walk(T& table, const std::uint32_t* ready, std::size_t first, std::size_t count)
        : table_(&table), ready_(ready), first_(first), count_(count) {}

    std::size_t size() const { return count_; }
    Own<T> operator[](std::size_t i) const { return {*table_, row(i)}; }
    /// Asks for the memory of a packed row.
    void prefetch(std::size_t i) const {
        if constexpr (Own<T>::is_packed)
            table_->prefetch(typename table_type::row_id{row(i)});
    }

  private:
    std::size_t row(std::size_t i) const { return ready_ == nullptr ? first_ + i : ready_[first_ + i]; }
    T* table_;
    const std::uint32_t* ready_;
    std::size_t first_, count_;
};

/// Rows that a stage stays behind the one before it.
inline constexpr std::size_t stage_lag = 4;

/// Takes every row through all stages in order. Between two stages of a row come stages of rows after it; rows are in their order
/// in each stage. A stage is called with the row and a `State` that lasts from the first stage of a row to its last; the first
/// stage has to set what the others read, because another row has left its own there.
template <class State, class T, class... Stage>
void in_stages(const Walk<T>& rows, Stage&&... stage) {
    constexpr std::size_t count = sizeof...(Stage), last = (count - 1) * stage_lag;
    std::array<State, std::bit_ceil(last + 1)> states{};
    const auto stages = std::forward_as_tuple(stage...);
    const auto take = [&]<std::size_t number>(std::size_t step, std::integral_constant<std::size_t, number>) {
        constexpr std::size_t lag = number * stage_lag;
        if (step >= lag && step - lag < rows.size())
            std::get<number>(stages)(rows[step - lag], states[(step - lag) % states.size()]);
    };
    for (std::size_t step = 0; step < rows.size() + last; ++step) {
        if (step + stage_lag < rows.size())
            rows.prefetch(step + stage_lag);
        // The last stage first: it frees the state that the first one takes.
        [&]<std::size_t... k>(std::index_sequence<k...>) {
            (take(step, std::integral_constant<std::size_t, count - 1 - k>{}), ...);
        }
        (std::make_index_sequence<count>{});
    }
}

}  // namespace sim
