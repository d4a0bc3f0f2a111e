// The plain number types that tables, files and checkpoints share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sim {

/// A plain number type as stored in tables and files.
enum class DataType : std::uint8_t { i8, i16, i32, i64, u8, u16, u32, u64, f32, f64 };

/// Bytes of one value.
constexpr std::size_t size_of(DataType type) {
    switch (type) {
        case DataType::i8:
        case DataType::u8:
            return 1;
        case DataType::i16:
        case DataType::u16:
            return 2;
        case DataType::i32:
        case DataType::u32:
        case DataType::f32:
            return 4;
        default:
            return 8;
    }
}

/// Short name as written in reference pages and digests: "i32", "f64".
constexpr std::string_view name_of(DataType type) {
    constexpr std::string_view names[] = {"i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"};
    return names[static_cast<std::size_t>(type)];
}

namespace detail {
template <class T>
struct plain_of {
    using type = T;
};
template <class T>
requires std::is_enum_v<T>
struct plain_of<T> {
    using type = std::underlying_type_t<T>;
};
template <class T>
requires requires { typename T::rep; }
struct plain_of<T> {
    using type = typename T::rep;
};
template <class T>
requires requires(T t) { t.row; }
struct plain_of<T> {
    using type = std::uint32_t;
};
}  // namespace detail

/// The stored type of `T`: a plain number, an enumeration, a quantity or a row id.
template <class T>
constexpr DataType data_type() {
    using P = typename detail::plain_of<T>::type;
    static_assert(std::is_arithmetic_v<P>, "only plain numbers are stored");
    if constexpr (std::is_same_v<P, float>)
        return DataType::f32;
    else if constexpr (std::is_same_v<P, double>)
        return DataType::f64;
    else {
        constexpr std::size_t rank = sizeof(P) == 1 ? 0 : sizeof(P) == 2 ? 1 : sizeof(P) == 4 ? 2 : 3;
        return static_cast<DataType>(rank + (std::is_signed_v<P> ? 0 : 4));
    }
}

}  // namespace sim
