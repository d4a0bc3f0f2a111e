// A run of rows at once: for phases whose work on one row is so small that a call for each row would cost more than the work.
#pragma once

#include <cstddef>
#include <type_traits>

#include "sim/table.hpp"

namespace sim {

/// One column of a run of rows; number 0 is the first row of the run. The step from row to row is that of the table's layout.
template <class T>
class Strided {
  public:
    Strided(T* first, std::size_t step) : first_(reinterpret_cast<Bytes*>(first)), step_(step) {}
    T& operator[](std::size_t i) const { return *reinterpret_cast<T*>(first_ + i * step_); }
    /// Asks for the memory of a row ahead of its use.
    void prefetch(std::size_t i) const { __builtin_prefetch(first_ + i * step_, 1); }

  private:
    using Bytes = std::conditional_t<std::is_const_v<T>, const std::byte, std::byte>;
    Bytes* first_;
    std::size_t step_;
};

/// A run of rows of a table, seen by a phase over ranges: it reaches these rows and no other.
template <class T>
class Rows {
  public:
    using table_type = std::remove_const_t<T>;
    using row_id = typename table_type::row_id;
    Rows(T& table, std::size_t begin, std::size_t end) : table_(&table), begin_(begin), end_(end) {}

    std::size_t begin() const { return begin_; }
    std::size_t end() const { return end_; }
    std::size_t size() const { return end_ - begin_; }

    /// A column of these rows: a plain pointer where the table keeps columns as arrays, so that loops become vector code.
    template <class C>
    auto operator[](C table_type::*column) const {
        auto& first = ((*table_).*column)[row_id{begin_}];
        if constexpr (std::is_base_of_v<Records<typename tag_of<row_id>::type>, table_type>)
            return Strided(&first, table_->record_bytes());
        else
            return &first;
    }

  private:
    template <class I>
    struct tag_of;
    template <class Tag>
    struct tag_of<Id<Tag>> {
        using type = Tag;
    };
    T* table_;
    std::size_t begin_, end_;
};

}  // namespace sim
