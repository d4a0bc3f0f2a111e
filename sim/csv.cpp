#include "sim/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>

#include "sim/units.hpp"

namespace sim {
namespace {

constexpr std::size_t largest_text = std::size_t{256} << 20;

/// Length of the UTF-8 character at the start of the text; 0 when the bytes are none (overlong forms and surrogates are none).
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || beyond ? 0 : length;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 40;
    return "\"" + (text.size() > longest ? std::string(text.substr(0, longest)) + "..." : std::string(text)) + "\"";
}

/// Walks through the records of a CSV text.
class CsvReader {
  public:
    CsvReader(std::string_view text, const std::string& name, Problems& problems) : text_(text), name_(name), problems_(problems) {
        if (text_.starts_with("\xEF\xBB\xBF"))
            text_.remove_prefix(3);
    }
    bool more() const { return at_ < text_.size(); }
    int line() const { return line_; }
    std::vector<std::string> record() {
        std::vector<std::string> fields;
        do
            fields.push_back(text_.substr(at_).starts_with('"') ? quoted_field() : plain_field());
        while (skip(','));
        end_of_line();
        return fields;
    }

  private:
    bool skip(char c) {
        const bool there = more() && text_[at_] == c;
        at_ += there ? 1 : 0;
        return there;
    }
    bool end_of_line() {
        if (text_.substr(at_).starts_with("\r\n"))
            at_ += 2;
        else if (!skip('\n'))
            return false;
        ++line_;
        return true;
    }
    std::string plain_field() {
        const std::size_t begin = at_;
        while (more() && text_[at_] != ',' && text_[at_] != '\n' && !text_.substr(at_).starts_with("\r\n"))
            ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }
    std::string quoted_field() {
        const int first_line = line_;
        std::string field;
        for (++at_; more();) {
            if (skip('"')) {
                if (!skip('"')) {
                    if (const std::string rest = plain_field(); !rest.empty())
                        problems_.add({{name_, line_, 0},
                                       in_quotes(rest) + " stands behind a closing quote",
                                       "",
                                       "write two quotes for one inside of a quoted field"});
                    return field;
                }
                field += '"';
            } else {
                line_ += text_[at_] == '\n' ? 1 : 0;
                field += text_[at_++];
            }
        }
        problems_.add({{name_, first_line, 0}, "the quote that opens here is never closed", "", ""});
        return field;
    }

    std::string_view text_;
    const std::string& name_;
    Problems& problems_;
    std::size_t at_ = 0;
    int line_ = 1;
};

/// The number that fills the field (spaces around it allowed); nothing otherwise.
template <class Number>
std::optional<Number> parsed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string allowed(const NumberRange& range) {
    if (std::isinf(range.min))
        return std::isinf(range.max) ? "any number" : "at most " + format_number(range.max);
    return std::isinf(range.max) ? "at least " + format_number(range.min)
                                 : format_number(range.min) + " to " + format_number(range.max);
}

}  // namespace

std::optional<Location> first_invalid_utf8(std::string_view text, const std::string& file) {
    Location where{file, 1, 1};
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0)
            return where;
        if (text.front() == '\n')
            where = {file, where.line + 1, 0};
        ++where.column;
        text.remove_prefix(length);
    }
    return std::nullopt;
}

std::optional<std::string> read_text(const std::filesystem::path& file, const Location& asked_at, Problems& problems) {
    const auto fail = [&](const std::string& what, const std::string& hint = "") {
        problems.add({asked_at, what, "", hint});
        return std::nullopt;
    };
    const std::string name = "\"" + file.string() + "\"";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return fail("the file " + name + " does not exist");
    if (std::filesystem::is_directory(file, error))
        return fail(name + " is a folder", "name a file");
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail("the file " + name + " cannot be read", "check its permissions");
    std::string text;
    std::vector<char> block(std::size_t{1} << 16);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (text.size() > largest_text)
            return fail("the file " + name + " is larger than 256 MB");
    }
    if (in.bad())
        return fail("the file " + name + " cannot be read to its end");
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail("the file " + name + " is empty");
    if (const auto bad = first_invalid_utf8(text, file.string())) {
        problems.add({*bad, "these bytes are not UTF-8", "", "save the file as UTF-8"});
        return std::nullopt;
    }
    return text;
}

CsvTable CsvTable::load(const std::filesystem::path& file, Problems& problems) {
    const auto text = read_text(file, {}, problems);
    if (text)
        return parse(*text, file.string(), problems);
    CsvTable none;
    none.name_ = file.string();
    return none;
}

CsvTable CsvTable::parse(std::string_view text, std::string name, Problems& problems) {
    CsvTable table;
    table.name_ = std::move(name);
    CsvReader reader(text, table.name_, problems);
    while (reader.more()) {
        const int line = reader.line();
        table.add_record(reader.record(), line, problems);
    }
    if (table.columns_.empty())
        problems.add({{table.name_, 1, 0}, "the table is empty", "", "the first line names the columns"});
    return table;
}

void CsvTable::add_record(std::vector<std::string> record, int line, Problems& problems) {
    if (record.size() == 1 && record.front().empty())
        return;
    if (columns_.empty()) {
        columns_ = std::move(record);
        std::set<std::string> seen;
        for (const std::string& column : columns_)
            if (!seen.insert(column).second)
                problems.add({{name_, line, 0}, "column " + in_quotes(column) + " is named twice", "", ""});
        return;
    }
    if (record.size() != columns_.size())
        problems.add({{name_, line, 0},
                      std::to_string(record.size()) + " fields where the header names " + std::to_string(columns_.size()),
                      "",
                      "put quotes around a field that holds a comma"});
    record.resize(columns_.size());
    lines_.push_back(line);
    std::move(record.begin(), record.end(), std::back_inserter(fields_));
}

std::optional<std::size_t> CsvTable::find(std::string_view column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
}

Problem CsvTable::missing(std::string_view column) const {
    return {{name_, 1, 0}, "there is no column " + in_quotes(column), "", did_you_mean(column, columns_)};
}

void CsvTable::require(const std::vector<std::string>& columns, Problems& problems) const {
    for (const std::string& column : columns)
        if (!has(column))
            problems.add(missing(column));
}

const std::string& CsvTable::text(std::size_t row, std::string_view column) const {
    const auto found = find(column);
    if (!found)
        throw InputError(missing(column));
    return field(row, *found);
}

const std::string& CsvTable::text(std::size_t row, std::string_view column, Problems& problems) const {
    static const std::string nothing;
    if (const auto found = find(column))
        return field(row, *found);
    const Problem problem = missing(column);
    const auto same = [text = problem.text()](const Problem& p) { return p.text() == text; };
    if (std::none_of(problems.list().begin(), problems.list().end(), same))
        problems.add(problem);
    return nothing;
}

void CsvTable::reject(std::size_t row, std::string_view column, std::string_view complaint, Problems& problems) const {
    const std::string& written = text(row, column);
    problems.add({where(row),
                  "column " + in_quotes(column) + ": " + (written.empty() ? "an empty field" : in_quotes(written)) + " " +
                      std::string(complaint),
                  "", ""});
}

double CsvTable::number(std::size_t row, std::string_view column, NumberRange range, Problems& problems) const {
    const std::string& written = text(row, column, problems);
    const double otherwise = std::isinf(range.min) ? 0.0 : range.min;
    if (!has(column))
        return otherwise;
    const auto number = parsed<double>(written);
    if (!number || std::isnan(*number))
        reject(row, column, "is not a number", problems);
    else if (*number < range.min || *number > range.max)
        reject(row, column, "is outside of " + allowed(range), problems);
    else
        return *number;
    return otherwise;
}

std::optional<double> CsvTable::optional_number(std::size_t row, std::string_view column, NumberRange range,
                                                Problems& problems) const {
    if (text(row, column, problems).empty())
        return std::nullopt;
    return number(row, column, range, problems);
}

std::int64_t CsvTable::integer(std::size_t row, std::string_view column, IntegerRange range, Problems& problems) const {
    const std::string& written = text(row, column, problems);
    if (!has(column))
        return range.min;
    const auto number = parsed<std::int64_t>(written);
    if (!number)
        reject(row, column, "is not a whole number", problems);
    else if (*number < range.min || *number > range.max)
        reject(row, column, "is outside of " + std::to_string(range.min) + " to " + std::to_string(range.max), problems);
    else
        return *number;
    return range.min;
}

}  // namespace sim
