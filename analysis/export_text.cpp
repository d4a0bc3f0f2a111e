// How an exported table becomes text.
#include <algorithm>

#include "analysis/export.hpp"
#include "sim/problem.hpp"

namespace analysis {

namespace {

constexpr std::size_t block = std::size_t{1} << 16;
constexpr std::string_view micro_dollars = "1e-6 USD";

void append(fmt::memory_buffer& to, std::string_view text) { to.append(text.data(), text.data() + text.size()); }

}  // namespace

bool ExportTable::in_dollars(const Column& column) const {
    return options_.money == ExportOptions::Money::dollars && column.unit == micro_dollars;
}

/// The cells of a column of codes or of texts, ready to be written: by code, or by row.
std::vector<std::string> ExportTable::words(const Column& column) const {
    std::vector<std::string> cells;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&column.cells))
        cells = *texts;
    else if (options_.codes == ExportOptions::Codes::words)
        cells = column.names;
    for (std::string& cell : cells)
        cell = cell_of(cell, options_.separator);
    return cells;
}

void ExportTable::append_cell(fmt::memory_buffer& to, const Column& column, const std::vector<std::string>& words,
                              std::size_t row) const {
    std::visit(
        [&](const auto& cells) {
            using T = typename std::decay_t<decltype(cells)>::value_type;
            const std::size_t at = row / column.stride % cells.size();
            if constexpr (std::is_same_v<T, std::string>) {
                append(to, words[at]);
            } else if constexpr (std::is_floating_point_v<T>) {
                append_number(to, in_dollars(column) ? cells[at] * static_cast<T>(1e-6) : cells[at]);
            } else if (!words.empty()) {
                const auto code = static_cast<std::size_t>(cells[at]);
                if (code >= words.size())
                    throw sim::InputError(sim::Problem{
                        {column.name, 0, 0}, fmt::format("holds the code {} without a name", code), "the file is damaged", ""});
                append(to, words[code]);
            } else if (in_dollars(column)) {
                append_dollars(to, static_cast<std::int64_t>(cells[at]));
            } else {
                append_number(to, static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(cells[at]));
            }
        },
        column.cells);
}

void ExportTable::write(TextOutput& output) const {
    fmt::memory_buffer text;
    std::vector<std::vector<std::string>> words_of;
    for (const Column& c : columns_) {
        if (&c != columns_.data())
            text.push_back(static_cast<char>(options_.separator));
        append(text, cell_of(c.name, options_.separator));
        words_of.push_back(words(c));
    }
    text.push_back('\n');
    for (std::size_t row = first_row_; row < rows_; ++row) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (c > 0)
                text.push_back(static_cast<char>(options_.separator));
            append_cell(text, columns_[c], words_of[c], row);
        }
        text.push_back('\n');
        if (text.size() >= block)
            output.write({text.data(), text.size()}), text.clear();
    }
    output.write({text.data(), text.size()});
}

std::string ExportTable::codebook() const {
    const std::string separator(1, static_cast<char>(options_.separator));
    std::string book = fmt::format("variable{0}type{0}unit{0}meaning{0}values\n", separator);
    const bool words = options_.codes == ExportOptions::Codes::words;
    for (const Column& c : columns_) {
        std::string values, type = "integer";
        for (std::size_t code = 0; code < c.names.size(); ++code)
            values += fmt::format("{}{}{}", code == 0 ? "" : "; ", words ? "" : fmt::format("{} = ", code), c.names[code]);
        if (std::holds_alternative<std::vector<std::string>>(c.cells) || (words && !c.names.empty()))
            type = "text";
        else if (!c.names.empty())
            type = "code";
        else if (in_dollars(c) || std::holds_alternative<std::vector<float>>(c.cells) ||
                 std::holds_alternative<std::vector<double>>(c.cells))
            type = "number";
        std::string line;
        const std::string unit = in_dollars(c) ? "USD" : c.unit == "1" ? "" : c.unit;
        for (const std::string& cell : {c.name, type, unit, c.description, values})
            line += (line.empty() ? "" : separator) + cell_of(cell, options_.separator);
        book += line + "\n";
    }
    return book;
}

}  // namespace analysis
