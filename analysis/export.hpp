// Tables of a result as text for other programs: spreadsheets, Stata, SPSS, R.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/delimited.hpp"
#include "analysis/result_file.hpp"
#include "analysis/text_output.hpp"

namespace analysis {

struct ExportOptions {
    Separator separator = Separator::comma;
    enum class Codes { words, numbers } codes = Codes::words;
    enum class Money { micro_dollars, dollars } money = Money::micro_dollars;
    enum class Days { all, measured } days = Days::all;  ///< series: with burn-in or without
    std::vector<std::string> columns;                    ///< which, in this order; empty = all
};

/// Something that can be exported.
struct Exportable {
    std::string name;        ///< path in the file without the first slash: "workers", "series/pay"
    std::string dimensions;  ///< "12705 rows x 50 columns", "42 day x 100 country"
    std::string unit;        ///< of an array's values
    std::string description;
};

/// The tables and arrays of a result, sorted by name.
std::vector<Exportable> exportables(const ResultFile& result);

/// A table of rows as it is exported: a table of the result, or an array in long form (its coordinates, then the value; a
/// distribution has the edges of each bin).
class ExportTable {
  public:
    /// `InputError` for a name or a column that there is not.
    static ExportTable open(const ResultFile& result, std::string_view name, const ExportOptions& options);

    std::size_t rows() const { return rows_ - first_row_; }
    /// Header and rows.
    void write(TextOutput& output) const;
    /// A line for each column: name, type, unit, meaning, and the words that codes stand for.
    std::string codebook() const;

  private:
    struct Column {
        using Cells =
            std::variant<std::vector<std::int8_t>, std::vector<std::int16_t>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                         std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>,
                         std::vector<std::uint64_t>, std::vector<float>, std::vector<double>, std::vector<std::string>>;
        std::string name, unit, description;
        std::vector<std::string> names;  ///< of codes
        Cells cells;
        std::size_t stride = 1;  ///< row r shows cell (r / stride) % cells
    };

    explicit ExportTable(const ExportOptions& options) : options_(options) {}
    static Column::Cells numbers(const sim::Hdf5Reader& file, const std::string& path);
    static Column column(const sim::Hdf5Reader& file, const std::string& path, const std::string& name);
    void open_table(const ResultFile& result, const std::string& path);
    void open_array(const ResultFile& result, const std::string& path);
    void add_axis(const sim::Hdf5Reader& file, const std::string& axis, std::size_t length, std::size_t stride);
    void choose(const std::string& where);
    std::vector<std::string> words(const Column& column) const;
    bool in_dollars(const Column& column) const;
    void append_cell(fmt::memory_buffer& to, const Column& column, const std::vector<std::string>& words, std::size_t row) const;

    ExportOptions options_;
    std::vector<Column> columns_;
    std::size_t rows_ = 0, first_row_ = 0;
};

}  // namespace analysis
