// Lines of comma- or tab-separated values.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace analysis {

enum class Separator : char { comma = ',', tab = '\t' };

/// A text as a cell. With commas it is quoted where it must be (RFC 4180); with tabs, which know no quotes, tabs and line breaks
/// within it become spaces.
std::string cell_of(std::string_view text, Separator separator);

/// Appends a number in the fewest digits that read back as the same number; nothing for one that is missing (not a number).
template <class T>
void append_number(fmt::memory_buffer& to, T value) {
    if constexpr (std::is_floating_point_v<T>) {
        if (!std::isnan(value))
            fmt::format_to(std::back_inserter(to), "{}", value);
    } else {
        const fmt::format_int digits(value);
        to.append(digits.data(), digits.data() + digits.size());
    }
}

/// Appends micro-dollars as dollars, exactly: 1250000 is 1.25.
void append_dollars(fmt::memory_buffer& to, std::int64_t micro);

}  // namespace analysis
