#include "analysis/delimited.hpp"

#include <algorithm>

namespace analysis {

std::string cell_of(std::string_view text, Separator separator) {
    std::string cell(text);
    if (separator == Separator::tab) {
        std::replace_if(
            cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return cell;
    }
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return cell;
    for (std::size_t at = 0; (at = cell.find('"', at)) != std::string::npos; at += 2)
        cell.insert(at, 1, '"');
    return '"' + cell + '"';
}

void append_dollars(fmt::memory_buffer& to, std::int64_t micro) {
    constexpr std::uint64_t million = 1000000;
    const std::uint64_t size = micro < 0 ? 0 - static_cast<std::uint64_t>(micro) : static_cast<std::uint64_t>(micro);
    if (micro < 0)
        to.push_back('-');
    append_number(to, size / million);
    if (size % million == 0)
        return;
    fmt::format_to(std::back_inserter(to), ".{:06}", size % million);
    while (to[to.size() - 1] == '0')
        to.resize(to.size() - 1);
}

}  // namespace analysis
