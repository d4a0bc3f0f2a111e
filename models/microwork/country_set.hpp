// Sets of countries, as a bit for each country of the table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace microwork {

/// Countries that a table may hold: their sets are kept as bits.
inline constexpr std::size_t most_countries = 128;
/// The countries whose workers may take a task, as a bit for each country.
using CountrySet = std::array<std::uint64_t, most_countries / 64>;

constexpr bool contains(const CountrySet& set, std::uint8_t country) { return (set[country >> 6] >> (country & 63)) & 1; }
constexpr void insert(CountrySet& set, std::size_t country) { set[country >> 6] |= std::uint64_t{1} << (country & 63); }
constexpr bool is_empty(const CountrySet& set) { return set == CountrySet{}; }

/// Countries in both sets.
constexpr CountrySet in_both(CountrySet a, const CountrySet& b) {
    for (std::size_t w = 0; w < a.size(); ++w)
        a[w] &= b[w];
    return a;
}
/// Countries of the first set that are not in the second.
constexpr CountrySet without(CountrySet a, const CountrySet& b) {
    for (std::size_t w = 0; w < a.size(); ++w)
        a[w] &= ~b[w];
    return a;
}
/// Countries in at least one of the sets.
constexpr CountrySet joined(CountrySet a, const CountrySet& b) {
    for (std::size_t w = 0; w < a.size(); ++w)
        a[w] |= b[w];
    return a;
}

}  // namespace microwork
