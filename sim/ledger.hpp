// Double entry in integers: nothing appears or vanishes between the classes of a ledger.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/table.hpp"

namespace sim {

/// Totals by class of something that is conserved (micro-dollars, seconds, assignments). `Class` is an enumeration ending in
/// `count`. What comes in from outside is kept apart, so `balanced` compares two independent sums.
template <class Class>
class Ledger : public Table<Class> {
  public:
    using class_type = Class;
    static constexpr std::size_t classes = static_cast<std::size_t>(Class::count);
    using Row = typename Table<Class>::row_id;

    Ledger(std::string_view name, std::string_view meaning) : Table<Class>(name, meaning) { this->resize(classes + 1); }

    /// Brings `amount` in from outside.
    void enter(Class to, std::int64_t amount) {
        balance_[Row{classes}] += amount;
        balance_[row(to)] += amount;
    }
    void move(Class from, Class to, std::int64_t amount) {
        balance_[row(from)] -= amount;
        balance_[row(to)] += amount;
    }
    std::int64_t operator[](Class c) const { return balance_[row(c)]; }
    std::int64_t entered() const { return balance_[Row{classes}]; }
    std::int64_t sum() const {
        std::int64_t s = 0;
        for (std::size_t c = 0; c < classes; ++c)
            s += balance_[Row{c}];
        return s;
    }
    bool balanced() const { return sum() == entered(); }
    void clear() {
        for (std::size_t c = 0; c <= classes; ++c)
            balance_[Row{c}] = 0;
    }

  private:
    static constexpr Row row(Class c) { return Row{static_cast<std::size_t>(c)}; }
    typename Table<Class>::template Column<std::int64_t> balance_{this, "balance",
                                                                  "total by class; the last row is what came in from outside"};
};

}  // namespace sim
