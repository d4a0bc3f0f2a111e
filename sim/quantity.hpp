// Numbers that know their unit. Everything that is summed is an integer: money in micro-dollars, time in seconds.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sim {

/// A number of `Rep` in the unit `Unit`. Adding is possible within a unit only; `.value` leaves the type system.
template <class Unit, class Rep>
struct Quantity {
    using unit = Unit;
    using rep = Rep;

    Rep value{};

    constexpr Quantity() = default;
    constexpr explicit Quantity(Rep v) : value(v) {}
    /// Widening within a unit is implicit (32-bit columns, 64-bit sums); narrowing is not.
    template <class Other>
    requires(!std::same_as<Other, Rep> && sizeof(Other) <= sizeof(Rep) &&
             std::is_integral_v<Other> == std::is_integral_v<Rep>) constexpr Quantity(Quantity<Unit, Other> other)
        : value(other.value) {}

    constexpr Quantity& operator+=(Quantity o) { return value = static_cast<Rep>(value + o.value), *this; }
    constexpr Quantity& operator-=(Quantity o) { return value = static_cast<Rep>(value - o.value), *this; }
    constexpr Quantity operator-() const { return Quantity{static_cast<Rep>(-value)}; }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
    /// Where the quantity is whole, only by whole numbers: a fraction would be cut off.
    template <class Number>
    requires(std::is_integral_v<Number> ||
             (std::is_floating_point_v<Number> && std::is_floating_point_v<Rep>)) friend constexpr Quantity
    operator*(Quantity a, Number n) {
        return Quantity{static_cast<Rep>(a.value * static_cast<Rep>(n))};
    }
    template <class Number>
    requires(std::is_integral_v<Number> ||
             (std::is_floating_point_v<Number> && std::is_floating_point_v<Rep>)) friend constexpr Quantity
    operator*(Number n, Quantity a) {
        return a * n;
    }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
};

struct MicroDollar {
    static constexpr std::string_view label = "1e-6 USD";
};
struct Second {
    static constexpr std::string_view label = "s";
};
struct DollarPerHour {
    static constexpr std::string_view label = "USD/h";
};
struct Share1 {
    static constexpr std::string_view label = "share";
};
struct TickCount {
    static constexpr std::string_view label = "tick";
};
struct SecondSinceOrigin {
    static constexpr std::string_view label = "s since origin";
};

/// An amount of money in micro-dollars (10^-6 USD).
using Money = Quantity<MicroDollar, std::int64_t>;
/// A span of time in whole seconds; `Seconds32` is the form kept in tables of rows that live for days, not years.
using Seconds = Quantity<Second, std::int64_t>;
using Seconds32 = Quantity<Second, std::int32_t>;
/// Pay in dollars per hour. Only beliefs and choices use it; what is paid is `Money`.
using HourlyPay = Quantity<DollarPerHour, float>;
/// A probability or a share between 0 and 1.
using Share = Quantity<Share1, float>;
/// A point in time: whole seconds since the first second of the run (burn-in included).
using Instant = Quantity<SecondSinceOrigin, std::int32_t>;

inline constexpr std::int64_t micro_per_dollar = 1'000'000;
inline constexpr std::int64_t seconds_per_hour = 3600;
inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t seconds_per_week = 7 * seconds_per_day;

constexpr Money dollars(double amount) {
    return Money{static_cast<std::int64_t>(amount * micro_per_dollar + (amount < 0 ? -0.5 : 0.5))};
}
constexpr double in_dollars(Money m) { return static_cast<double>(m.value) / micro_per_dollar; }
constexpr double in_hours(Seconds s) { return static_cast<double>(s.value) / seconds_per_hour; }

/// The unit label that a file or a table shows for a type: "1" for a plain number.
template <class T>
constexpr std::string_view unit_label() {
    if constexpr (requires { typename T::unit; })
        return T::unit::label;
    else
        return "1";
}

/// Which part of `amount` a share of `numerator / denominator` is, rounded half up. Exact while
/// |amount x numerator| in micro-dollars stays below 4.6e18.
constexpr Money part_of(Money amount, std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t doubled = 2 * amount.value * numerator + denominator;
    const std::int64_t divisor = 2 * denominator;
    const std::int64_t floor = doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor);
    return Money{floor};
}

}  // namespace sim
