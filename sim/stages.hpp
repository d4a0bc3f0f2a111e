// Row phases in stages: what one stage of a row asks for, the memory has brought when the next stage reads it.
#pragma once

#include <array>
#include <cstddef>

namespace sim {

/// Makes a row phase run in `count` stages: its operator is called once for each stage of a row, in order, and between two stages
/// of a row come stages of rows after it. `now` is of type `State` and lasts from the first stage of the row to the last. Rows
/// reach themselves alone, so nothing depends on which rows are between.
template <class State, std::size_t count>
class Stages {
  public:
    using state_type = State;
    static constexpr std::size_t number = count;
    static constexpr std::size_t behind = 4;  ///< rows that a stage stays behind the one before it

    Stages(std::size_t stage, State& state) : stage_(stage), state_(&state) {}
    std::size_t stage() const { return stage_; }
    State& now() const { return *state_; }

    /// Calls `call(row, stage, state)` for every stage of rows 0 ... `rows` - 1.
    template <class Call>
    static void run(std::size_t rows, Call&& call) {
        constexpr std::size_t last = (count - 1) * behind;
        std::array<State, last + 1> states{};
        for (std::size_t i = 0; i < rows + last; ++i)
            for (std::size_t stage = count; stage-- > 0;)
                if (const std::size_t row = i - stage * behind; i >= stage * behind && row < rows)
                    call(row, stage, states[row % states.size()]);
    }

  private:
    std::size_t stage_;
    State* state_;
};

}  // namespace sim
