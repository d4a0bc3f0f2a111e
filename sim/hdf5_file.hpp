// Results and checkpoints as HDF5: files that explain themselves and are either complete or absent. The only room that knows HDF5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/data_type.hpp"
#include "sim/quantity.hpp"

namespace sim {

/// A named remark on a group or a dataset.
struct Attribute {
    using Value =
        std::variant<std::string, std::int64_t, double, std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>>;
    std::string name;
    Value value;
};

/// What one dimension of a dataset runs over: `labels` (countries) or, when there are none, `values` (edges, days) in `unit`.
struct Axis {
    std::string name;
    std::string unit;
    std::vector<std::string> labels;
    std::vector<double> values;

    bool operator==(const Axis&) const = default;
};

/// What a dataset means. `axes` names its dimensions in order: none or one for each; an empty `source` is left out.
struct DatasetInfo {
    std::string unit;
    std::string description;
    std::string source;
    std::vector<std::string> axes;
};

/// One column of a table of rows: a number at `offset` bytes. With `enum_names` its values are indices into them.
struct Field {
    std::string name;
    DataType type;
    std::size_t offset;
    std::string unit;
    std::string description;
    std::vector<std::string> enum_names;
};

/// The field that stores a member of a default-constructible row; the unit is that of the member's type.
template <class Row, class T>
Field field(std::string name, T Row::*member, std::string description, std::vector<std::string> enum_names = {}) {
    const Row row{};
    const auto offset = reinterpret_cast<const std::byte*>(&(row.*member)) - reinterpret_cast<const std::byte*>(&row);
    return {std::move(name),        data_type<T>(),       static_cast<std::size_t>(offset), std::string(unit_label<T>()),
            std::move(description), std::move(enum_names)};
}

inline constexpr std::string_view result_format = "microwork-result";
inline constexpr std::string_view checkpoint_format = "microwork-checkpoint";
inline constexpr int result_format_version = 2;

/// `fast` = shuffle and gzip-1 from 4 KiB on; `none` = raw columns, written straight from the caller's memory (checkpoints).
enum class Compression : std::uint8_t { fast, none };

/// Writes `<target>.part` and renames it to `target` on `commit`; without `commit` nothing remains. Equal contents written in the
/// same order give byte-identical files. A write that fails (disk full) throws `RunError` and spoils the file for good.
class ResultWriter {
  public:
    enum class IfExists : std::uint8_t { refuse, replace };

    /// `InputError` for a target that exists (under `refuse`), a missing folder, no permission, or another writer at work on it.
    ResultWriter(std::filesystem::path target, IfExists, std::string_view format = result_format,
                 int format_version = result_format_version, Compression = Compression::fast);
    ResultWriter(ResultWriter&&) noexcept;
    ResultWriter& operator=(ResultWriter&&) = delete;
    ~ResultWriter();

    /// Stores an axis as `/axes/<name>`. Saying the same axis again is harmless; another one of that name is a `ContractError`.
    void axis(const Axis& axis);

    /// Stores an array in row-major order; missing groups are made. Each path can be written once.
    void dataset(std::string_view path, DataType type, std::span<const std::size_t> dims, const void* data,
                 const DatasetInfo& info);

    /// As above for a run of numbers: one-dimensional, or shaped by `dims`. An empty unit becomes that of the number's type.
    template <std::ranges::contiguous_range Values>
    void dataset(std::string_view path, const Values& values, std::span<const std::size_t> dims, DatasetInfo info) {
        using T = std::ranges::range_value_t<Values>;
        if (info.unit.empty())
            info.unit = unit_label<T>();
        require_shape(path, dims, std::ranges::size(values));
        dataset(path, data_type<T>(), dims, static_cast<const void*>(std::ranges::data(values)), info);
    }
    template <std::ranges::contiguous_range Values>
    void dataset(std::string_view path, const Values& values, DatasetInfo info) {
        const std::size_t dims[] = {std::ranges::size(values)};
        dataset(path, values, dims, std::move(info));
    }

    /// Stores `rows` rows of `row_bytes` bytes as a group of columns, a dataset for each field: whoever needs three of fifty reads
    /// three. The group has the attributes `description` and `columns` (their names in order); the names of an enum's values are
    /// the attribute `names` of its column.
    void table(std::string_view path, std::span<const Field> fields, std::size_t rows, std::size_t row_bytes, const void* data,
               const DatasetInfo& info);
    template <std::ranges::contiguous_range Rows>
    void table(std::string_view path, std::span<const Field> fields, const Rows& rows, const DatasetInfo& info) {
        table(path, fields, std::ranges::size(rows), sizeof(std::ranges::range_value_t<Rows>),
              static_cast<const void*>(std::ranges::data(rows)), info);
    }

    /// Stores a list of UTF-8 texts.
    void strings(std::string_view path, std::span<const std::string> values, const DatasetInfo& info);
    /// Stores one UTF-8 text.
    void text(std::string_view path, std::string_view value, const DatasetInfo& info);
    /// Adds a remark to a dataset or a group ("/" is the file); a path that does not exist yet becomes a group.
    void attribute(std::string_view path, const Attribute& attribute);

    /// SHA-256 over "path type dims sha256(bytes)" of every dataset so far, sorted by path, without those below /provenance.
    std::string digest() const;

    /// Closes, syncs to the disk and renames. `RunError` when any of it fails or an earlier write failed.
    void commit();

  private:
    struct Impl;
    void require_shape(std::string_view path, std::span<const std::size_t> dims, std::size_t count) const;
    std::unique_ptr<Impl> impl_;
};

/// Reads a file of `ResultWriter`. Every error (missing, not HDF5, truncated, another type) is an `InputError` naming file and
/// path.
class Hdf5Reader {
  public:
    static Hdf5Reader open(std::filesystem::path path);
    Hdf5Reader(Hdf5Reader&&) noexcept;
    Hdf5Reader& operator=(Hdf5Reader&&) noexcept;
    ~Hdf5Reader();

    const std::filesystem::path& file() const;
    /// `InputError` unless the file has this format in a version that is known.
    void require(std::string_view format, int newest_known_version, int oldest_known_version = 1) const;

    bool exists(std::string_view path) const;
    /// Names of what lies directly in a group, sorted.
    std::vector<std::string> list(std::string_view group) const;
    std::vector<std::size_t> dims(std::string_view path) const;
    /// The type of a dataset of numbers.
    DataType type(std::string_view path) const;

    /// All numbers of a dataset, row-major. The stored type must be T's, or fit into it without loss, or T is `double`.
    template <class T>
    std::vector<T> read(std::string_view path) const {
        std::vector<T> values(checked_count(path));
        read_as(path, data_type<T>(), values.data());
        return values;
    }
    /// The numbers of a dataset as they are stored, into `bytes` bytes, which must be exactly as many.
    void read_raw(std::string_view path, void* to, std::size_t bytes) const;
    /// One column of a table; types as in `read`.
    template <class T>
    std::vector<T> column(std::string_view path, std::string_view field) const {
        return read<T>(column_path(path, field));
    }
    /// Names of a table's columns in order.
    std::vector<std::string> columns(std::string_view path) const;

    std::string text(std::string_view path) const;
    std::vector<std::string> strings(std::string_view path) const;

    /// A remark on a group or dataset; none when there is none of that name.
    std::optional<Attribute::Value> attribute(std::string_view path, const std::string& name) const;
    /// As above, for `std::string`, `std::int64_t`, `double` or a vector of one of them; none also when it holds another type.
    template <class T>
    std::optional<T> attribute(std::string_view path, const std::string& name) const {
        if (auto value = attribute(path, name))
            if (T* wanted = std::get_if<T>(&*value))
                return std::move(*wanted);
        return std::nullopt;
    }

    /// The digest that `ResultWriter::digest` gave for the datasets of this file, computed from what is stored.
    std::string digest() const;

  private:
    struct Impl;
    explicit Hdf5Reader(std::unique_ptr<Impl> impl);
    std::string column_path(std::string_view table, std::string_view column) const;
    std::size_t checked_count(std::string_view path) const;
    void read_as(std::string_view path, DataType wanted, void* to) const;
    std::unique_ptr<Impl> impl_;
};

/// Version of the HDF5 library in use, such as "1.10.8".
std::string hdf5_version();

}  // namespace sim
