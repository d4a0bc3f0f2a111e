// State: tables of columns. A column is declared once (type with unit, name, meaning); storage, growth, checkpoints, state
// hashes and the reference pages follow from that line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/data_type.hpp"
#include "sim/parallel.hpp"
#include "sim/quantity.hpp"

namespace sim {

/// A row of the table of `Tag`. Rows may be reused; they never enter a random draw, a tie-break, a hash or the output.
template <class Tag>
struct Id {
    static constexpr std::uint32_t no_row = 0xffffffffu;
    std::uint32_t row = no_row;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t r) : row(static_cast<std::uint32_t>(r)) {}
    constexpr explicit operator bool() const { return row != no_row; }
    friend constexpr bool operator==(Id, Id) = default;
};

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

/// What a column is for. `link` columns hold rows, or appointments that follow from the rest, and are left out of hashes; `scratch`
/// columns do not outlive a tick.
enum class Role : std::uint8_t { state, link, scratch };

/// Zeroed memory that grows in place where the kernel can (no copy, no doubled peak).
class Storage {
  public:
    Storage() = default;
    ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    void grow(std::size_t bytes);  ///< never shrinks; new bytes are zero; throws std::bad_alloc
    std::byte* data() const { return data_; }
    std::size_t bytes() const { return bytes_; }

  private:
    std::byte* data_ = nullptr;
    std::size_t bytes_ = 0;
};

/// One declared column, without its type.
struct ColumnInfo {
    std::string_view name;
    std::string_view unit;
    std::string_view meaning;
    DataType type = DataType::i32;
    std::size_t width = 0;   ///< bytes of one number
    std::size_t count = 1;   ///< numbers in one value (a short fixed array)
    std::size_t offset = 0;  ///< byte offset inside a packed record; 0 for an array column
    Role role = Role::state;

    std::size_t bytes() const { return width * count; }
};

/// A table without its types: what checkpoints, hashes and reference pages see.
class TableBase {
  public:
    enum class Layout : std::uint8_t { arrays, records };

    /// `row_alignment`: packed records take a multiple of so many bytes; 64 keeps a row on as few cache lines as possible.
    TableBase(std::string_view name, std::string_view meaning, Layout layout, std::size_t row_alignment = 8)
        : name_(name), meaning_(meaning), layout_(layout), row_alignment_(row_alignment) {}
    virtual ~TableBase() = default;
    TableBase(const TableBase&) = delete;
    TableBase& operator=(const TableBase&) = delete;

    std::string_view name() const { return name_; }
    std::string_view meaning() const { return meaning_; }
    Layout layout() const { return layout_; }
    std::size_t rows() const { return rows_; }
    std::span<const ColumnInfo> columns() const { return columns_; }
    std::size_t row_bytes() const;
    /// Bytes of a packed record. Known once rows exist.
    std::size_t record_bytes() const { return record_bytes_; }
    const std::byte* first_record() const { return first_record_; }
    std::size_t allocated_bytes() const;

    /// Sets the number of rows. New rows are zero; memory of dropped rows is kept for reuse (and zeroed when they come back).
    void resize(std::size_t rows);
    void reserve(std::size_t rows);
    std::uint32_t append_rows(std::size_t count) {
        const auto first = static_cast<std::uint32_t>(rows_);
        resize(rows_ + count);
        return first;
    }
    void copy_row(std::size_t from, std::size_t to);
    void zero_row(std::size_t row) { zero_rows(row, 1); }
    /// Adds the values of a table of the same columns and rows, all of them 64-bit integers, and leaves zeros there.
    void take_totals(TableBase& from);
    /// Values that are not zero, in a table of 64-bit integers.
    std::int64_t nonzero_totals() const;

    /// First value of column `index` and the step in bytes from row to row.
    std::byte* column_data(std::size_t index) const;
    std::size_t stride(std::size_t index) const { return layout_ == Layout::records ? record_bytes_ : columns_[index].bytes(); }

    /// Adds the order-free hash of all rows with a key to `by_group` (wrapping sums): links and scratch left out.
    void add_hash(std::span<std::uint64_t> by_group, const Parallel& parallel) const;

  protected:
    friend class ColumnBinding;
    /// Rows are hashed under the 64-bit key in `key_column`, by the 8-bit group in `group_column`; rows whose key is 0 are free.
    /// Without a key nothing is hashed.
    void hash_by(std::string_view key_column, std::string_view group_column = {});

  private:
    void add_hash_of(std::size_t first, std::size_t rows, std::span<std::uint64_t> by_group) const;
    void zero_rows(std::size_t first, std::size_t count);
    std::size_t declare(ColumnInfo info, std::byte** slot);  ///< returns the offset inside a record
    void rebase();

    std::string_view name_, meaning_;
    Layout layout_;
    std::size_t row_alignment_;
    std::size_t rows_ = 0, reserved_rows_ = 0, high_water_ = 0, record_bytes_ = 0;
    std::vector<ColumnInfo> columns_;
    std::vector<std::uint64_t> salts_;  ///< by column, for the hash
    std::vector<std::byte**> slots_;
    std::vector<std::unique_ptr<Storage>> storage_;
    std::byte* first_record_ = nullptr;
    int key_column_ = -1, group_column_ = -1;
};

/// Base of the typed columns: registers the declaration with its table and follows the table's memory.
class ColumnBinding {
  public:
    ColumnBinding(const ColumnBinding&) = delete;
    ColumnBinding& operator=(const ColumnBinding&) = delete;

  protected:
    ColumnBinding(TableBase* table, ColumnInfo info) : offset_(table->declare(info, &data_)) {}
    ~ColumnBinding() = default;
    std::byte* data_ = nullptr;
    std::size_t offset_;
};

namespace detail {
template <class T>
struct element_of {
    using type = T;
};
template <class T, std::size_t n>
struct element_of<std::array<T, n>> {
    using type = T;
};

template <class T>
ColumnInfo column_info(std::string_view name, std::string_view meaning, Role role) {
    static_assert(std::is_trivially_copyable_v<T>, "a column holds plain numbers, or short fixed arrays of them");
    using E = typename element_of<T>::type;
    return {name,      unit_label<E>(),       meaning, data_type<E>(),
            sizeof(E), sizeof(T) / sizeof(E), 0,       is_id<E> && role == Role::state ? Role::link : role};
}
}  // namespace detail

/// A table whose columns are arrays (structure of arrays): for what is walked densely.
template <class Tag>
class Table : public TableBase {
  public:
    using row_id = Id<Tag>;
    Table(std::string_view name, std::string_view meaning) : TableBase(name, meaning, Layout::arrays) {}
    row_id append() { return row_id{append_rows(1)}; }

    template <class T>
    class Column final : ColumnBinding {
      public:
        using value_type = T;
        Column(TableBase* table, std::string_view name, std::string_view meaning, Role role = Role::state)
            : ColumnBinding(table, detail::column_info<T>(name, meaning, role)), table_(table) {}
        T& operator[](row_id id) { return reinterpret_cast<T*>(data_)[id.row]; }
        const T& operator[](row_id id) const { return reinterpret_cast<const T*>(data_)[id.row]; }
        void prefetch(row_id id) const { __builtin_prefetch(data_ + id.row * sizeof(T)); }
        std::span<T> all() { return {reinterpret_cast<T*>(data_), table_->rows()}; }
        std::span<const T> all() const { return {reinterpret_cast<const T*>(data_), table_->rows()}; }

      private:
        const TableBase* table_;
    };
};

/// A table whose rows are packed records: for what is reached one row at a time, so that a row costs few cache lines.
template <class Tag>
class Records : public TableBase {
  public:
    using row_id = Id<Tag>;
    Records(std::string_view name, std::string_view meaning, std::size_t row_alignment = 8)
        : TableBase(name, meaning, Layout::records, row_alignment) {}
    row_id append() { return row_id{append_rows(1)}; }
    /// A record found once, for reading several of its columns.
    struct Record {
        const std::byte* at;
    };
    Record record(row_id id) const { return {first_record() + id.row * record_bytes()}; }
    void prefetch(row_id id) const {
        const auto* at = first_record() + id.row * record_bytes();
        for (std::size_t line = 0; line < record_bytes(); line += 64)
            __builtin_prefetch(at + line);
    }

    template <class T>
    class Column final : ColumnBinding {
      public:
        using value_type = T;
        Column(TableBase* table, std::string_view name, std::string_view meaning, Role role = Role::state)
            : ColumnBinding(table, detail::column_info<T>(name, meaning, role)), table_(static_cast<const Records*>(table)) {}
        T& operator[](row_id id) { return *reinterpret_cast<T*>(data_ + id.row * table_->record_bytes()); }
        const T& operator[](row_id id) const { return *reinterpret_cast<const T*>(data_ + id.row * table_->record_bytes()); }
        const T& operator[](Record record) const { return *reinterpret_cast<const T*>(record.at + offset_); }
        T& at(std::byte* record) const { return *reinterpret_cast<T*>(record + offset_); }
        void prefetch(row_id id) const { __builtin_prefetch(data_ + id.row * table_->record_bytes()); }

      private:
        const TableBase* table_;
    };
};

/// One row of a table, seen by a row phase: it reaches its own row and no other.
template <class T>
class Own {
  public:
    using table_type = std::remove_const_t<T>;
    static constexpr bool is_packed = requires { typename table_type::Record; };

    Own(T& table, std::size_t row) : table_(&table), id_(row) {
        if constexpr (is_packed)
            record_ = const_cast<std::byte*>(table.first_record()) + row * table.record_bytes();
    }
    template <class C>
    decltype(auto) operator[](C table_type::*column) const {
        if constexpr (is_packed && std::is_const_v<T>)
            return std::as_const((table_->*column).at(record_));
        else if constexpr (is_packed)
            return (table_->*column).at(record_);
        else
            return ((*table_).*column)[id_];
    }
    typename table_type::row_id id() const { return id_; }

  private:
    T* table_;
    std::byte* record_ = nullptr;
    typename table_type::row_id id_;
};

}  // namespace sim
