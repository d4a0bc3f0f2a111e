// Tables of input as CSV (RFC 4180: quotes, embedded commas and line ends, CRLF, byte order mark), and text files in general.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.hpp"

namespace sim {

/// The whole text of a file. A folder, an unreadable or empty file, bytes that are not UTF-8: a problem at `asked_at` and nothing.
std::optional<std::string> read_text(const std::filesystem::path& file, const Location& asked_at, Problems& problems);

/// Where the first bytes stand that are not UTF-8 (column in characters); nothing when the whole text is UTF-8.
std::optional<Location> first_invalid_utf8(std::string_view text, const std::string& file);

/// The closed interval in which the numbers of a column must lie.
struct NumberRange {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
};
struct IntegerRange {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

/// A table with a header line. Every problem names the file, the line and the column's name.
class CsvTable {
  public:
    /// Reads a file. Ragged lines, columns named twice, an empty file, an open quote are problems.
    static CsvTable load(const std::filesystem::path& file, Problems& problems);
    /// As `load`, from a text in memory; `name` stands for the file in problems.
    static CsvTable parse(std::string_view text, std::string name, Problems& problems);

    /// Number of lines of data, the header not counted.
    std::size_t rows() const { return lines_.size(); }
    const std::vector<std::string>& columns() const { return columns_; }
    bool has(std::string_view column) const { return find(column).has_value(); }
    /// Adds one problem, with the nearest known name, for each column that is missing.
    void require(const std::vector<std::string>& columns, Problems& problems) const;

    /// The field as written, without its quotes; a missing column throws `InputError`.
    const std::string& text(std::size_t row, std::string_view column) const;
    /// As above; a missing column is a problem (reported once) and gives an empty text.
    const std::string& text(std::size_t row, std::string_view column, Problems& problems) const;
    /// A number in the range; anything else is a problem and gives `range.min`, or 0 when that is infinite.
    double number(std::size_t row, std::string_view column, NumberRange range, Problems& problems) const;
    /// As `number`, but an empty field is nothing.
    std::optional<double> optional_number(std::size_t row, std::string_view column, NumberRange range, Problems& problems) const;
    /// A whole number in the range; anything else is a problem and gives `range.min`.
    std::int64_t integer(std::size_t row, std::string_view column, IntegerRange range, Problems& problems) const;
    /// The place of a row, for problems of a caller.
    Location where(std::size_t row) const { return {name_, lines_.at(row), 0}; }

  private:
    std::optional<std::size_t> find(std::string_view column) const;
    const std::string& field(std::size_t row, std::size_t column) const { return fields_.at(row * columns_.size() + column); }
    Problem missing(std::string_view column) const;
    void reject(std::size_t row, std::string_view column, std::string_view complaint, Problems& problems) const;
    void add_record(std::vector<std::string> record, int line, Problems& problems);

    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::string> fields_;  // row by row
    std::vector<int> lines_;           // the line on which a row begins
};

}  // namespace sim
