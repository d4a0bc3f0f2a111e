// Tables of a result as samples: columns read when they are asked for, and rows chosen from them once or again and again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/result_file.hpp"

namespace analysis {

/// Why a run does not show a figure, such as a question that its survey did not ask: a result like any other, and no error.
class NotCovered : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A table of which each column is read once, when it is first asked for; or one made in memory.
class TableColumns {
  public:
    /// `InputError` when the result has no such table.
    TableColumns(const ResultFile& file, std::string path);
    explicit TableColumns(std::size_t rows) : rows_(rows) {}
    TableColumns& with(std::string column, std::vector<double> values);
    TableColumns& with(std::string column, Codes codes);

    std::size_t rows() const { return rows_; }
    bool has(std::string_view column) const;
    /// `NotCovered` when the table has no such column.
    const std::vector<double>& numbers(std::string_view column) const;
    const Codes& codes(std::string_view column) const;
    /// Whole numbers that tell rows apart, exact in all 64 bits.
    std::vector<std::uint64_t> keys(std::string_view column) const;

  private:
    void require(std::string_view column) const;

    const ResultFile* file_ = nullptr;
    std::string path_;
    std::size_t rows_ = 0;
    mutable std::map<std::string, std::vector<double>, std::less<>> numbers_;
    mutable std::map<std::string, Codes, std::less<>> codes_;
};

/// Rows of a table, with repetitions when they are a draw of the bootstrap. Answers that are not a number are missing and left out.
class Rows {
  public:
    explicit Rows(const TableColumns& table);
    Rows(const TableColumns& table, std::vector<std::uint32_t> rows) : table_(&table), rows_(std::move(rows)) {}

    std::size_t size() const { return rows_.size(); }
    const TableColumns& table() const { return *table_; }
    /// Their numbers in the table.
    std::span<const std::uint32_t> numbers_of_rows() const { return rows_; }
    /// The rows that keep a condition on their number in the table.
    Rows where(const std::function<bool(std::size_t row)>& keep) const;
    /// Rows whose code in `column` is `name`; none when nothing has that name.
    Rows where(std::string_view column, std::string_view name) const;
    /// The rows of each code of a column, in one pass.
    std::vector<Rows> by(std::string_view column) const;
    /// The same rows drawn anew: entry i is the row at place `draw[i]`.
    Rows drawn(std::span<const std::uint32_t> draw) const;

    std::vector<double> numbers(std::string_view column) const;
    /// The numbers of a column divided by those of another, row by row; rows where the latter is not above 0 are left out.
    std::vector<double> ratios(std::string_view above, std::string_view below) const;
    double sum(std::string_view column) const;
    /// Not a number when no row has one.
    double mean(std::string_view column) const;
    double median(std::string_view column) const;
    /// Share of the rows with a code; of the rows with a number below, or at or above, a limit.
    double share(std::string_view column, std::string_view name) const;
    double share_below(std::string_view column, double limit) const;
    double share_from(std::string_view column, double limit) const { return 1 - share_below(column, limit); }

  private:
    const TableColumns* table_;
    std::vector<std::uint32_t> rows_;
};

}  // namespace analysis
