#include "sim/table.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace sim {

namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t huge_page = std::size_t{2} << 20;

/// One column of one row, folded under the row's key: a 64 x 64 -> 128 bit product mixes all bits of both.
std::uint64_t fold(std::uint64_t key, std::uint64_t salt, std::uint64_t value) {
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(key ^ salt) * (value ^ (salt >> 7) ^ 0x9e3779b97f4a7c15ull);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t salt_of(std::string_view table, std::string_view column) {
    std::uint64_t h = 0xcbf29ce484222325ull;
    for (const std::string_view part : {table, column})
        for (const char c : part)
            h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    return mix64(h) | 1;
}

}  // namespace

Storage::~Storage() {
    if (data_ != nullptr)
        ::munmap(data_, bytes_);
}

void Storage::grow(std::size_t bytes) {
    bytes = (bytes + page - 1) / page * page;
    if (bytes <= bytes_)
        return;
    void* memory = data_ == nullptr
                       ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                       : ::mremap(data_, bytes_, bytes, MREMAP_MAYMOVE);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();
    if (bytes >= 4 * huge_page)
        ::madvise(memory, bytes, MADV_HUGEPAGE);
    data_ = static_cast<std::byte*>(memory);
    bytes_ = bytes;
}

std::size_t TableBase::declare(ColumnInfo info, std::byte** slot) {
    expects(rows_ == 0, "columns are declared before rows exist");
    if (layout_ == Layout::records) {
        info.offset = (record_bytes_ + info.width - 1) / info.width * info.width;
        record_bytes_ = info.offset + info.bytes();
        if (storage_.empty())
            storage_.push_back(std::make_unique<Storage>());
    } else {
        storage_.push_back(std::make_unique<Storage>());
    }
    columns_.push_back(info);
    salts_.push_back(salt_of(name_, info.name));
    slots_.push_back(slot);
    return info.offset;
}

void TableBase::hash_by(std::string_view key_column, std::string_view group_column) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].name == key_column)
            key_column_ = static_cast<int>(c);
        if (columns_[c].name == group_column)
            group_column_ = static_cast<int>(c);
    }
    expects(group_column.empty() || (group_column_ >= 0 && columns_[static_cast<std::size_t>(group_column_)].width == 1),
            "the group is an 8-bit column");
    expects(key_column_ >= 0 && columns_[static_cast<std::size_t>(key_column_)].width == 8, "the key is a 64-bit column");
}

std::size_t TableBase::row_bytes() const {
    if (layout_ == Layout::records)
        return record_bytes_;
    std::size_t sum = 0;
    for (const auto& c : columns_)
        sum += c.bytes();
    return sum;
}

std::size_t TableBase::allocated_bytes() const { return reserved_rows_ * row_bytes(); }

void TableBase::reserve(std::size_t rows) {
    if (layout_ == Layout::records && rows > 0)
        record_bytes_ = (record_bytes_ + row_alignment_ - 1) / row_alignment_ * row_alignment_;
    if (rows <= reserved_rows_)
        return;
    for (std::size_t s = 0; s < storage_.size(); ++s)
        storage_[s]->grow(rows * (layout_ == Layout::records ? record_bytes_ : columns_[s].bytes()));
    reserved_rows_ = rows;
    rebase();
}

void TableBase::resize(std::size_t rows) {
    if (rows > reserved_rows_)
        reserve(std::max(rows, reserved_rows_ + reserved_rows_ / 4 + 64));
    if (const std::size_t end = std::min(rows, high_water_); end > rows_)
        zero_rows(rows_, end - rows_);
    rows_ = rows;
    high_water_ = std::max(high_water_, rows);
}

void TableBase::rebase() {
    first_record_ = storage_[0]->data();
    for (std::size_t c = 0; c < columns_.size(); ++c)
        *slots_[c] = column_data(c);
}

std::byte* TableBase::column_data(std::size_t index) const {
    return layout_ == Layout::records ? storage_[0]->data() + columns_[index].offset : storage_[index]->data();
}

void TableBase::copy_row(std::size_t from, std::size_t to) {
    if (layout_ == Layout::records) {
        std::memcpy(storage_[0]->data() + to * record_bytes_, storage_[0]->data() + from * record_bytes_, record_bytes_);
        return;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c)
        std::memcpy(storage_[c]->data() + to * columns_[c].bytes(), storage_[c]->data() + from * columns_[c].bytes(),
                    columns_[c].bytes());
}

void TableBase::zero_rows(std::size_t first, std::size_t count) {
    if (layout_ == Layout::records) {
        std::memset(storage_[0]->data() + first * record_bytes_, 0, count * record_bytes_);
        return;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c)
        std::memset(storage_[c]->data() + first * columns_[c].bytes(), 0, count * columns_[c].bytes());
}

namespace {

/// A run of values `step` bytes apart.
struct Strided {
    const std::byte* at = nullptr;
    std::size_t step = 0;
    template <class Word>
    Word get(std::size_t row) const {
        Word word;
        std::memcpy(&word, at + row * step, sizeof word);
        return word;
    }
};

/// Adds one number of every row to the hash of the row's group.
template <class Word>
void add_numbers(Strided keys, Strided groups, Strided values, std::size_t rows, std::uint64_t salt,
                 std::span<std::uint64_t> by_group) {
    for (std::size_t r = 0; r < rows; ++r) {
        const auto key = keys.get<std::uint64_t>(r);
        const std::size_t group = groups.at == nullptr ? 0 : groups.get<std::uint8_t>(r) % by_group.size();
        by_group[group] += key == 0 ? 0 : fold(key, salt, values.get<Word>(r));
    }
}

}  // namespace

void TableBase::take_totals(TableBase& from) {
    expects(rows_ == from.rows_ && columns_.size() == from.columns_.size() && layout_ == from.layout_,
            "totals are added to totals of the same kind");
    for (const ColumnInfo& column : columns_)
        expects(column.type == DataType::i64 && column.count == 1, "totals are 64-bit integers");
    const auto take = [](std::byte* to, std::byte* source, std::size_t numbers) {
        auto *sum = reinterpret_cast<std::int64_t*>(to), *part = reinterpret_cast<std::int64_t*>(source);
        for (std::size_t i = 0; i < numbers; ++i)
            sum[i] += part[i], part[i] = 0;
    };
    if (layout_ == Layout::records && record_bytes_ == columns_.size() * sizeof(std::int64_t))
        take(column_data(0), from.column_data(0), rows_ * columns_.size());
    else
        for (std::size_t c = 0; c < columns_.size(); ++c)
            for (std::size_t row = 0; row < rows_; ++row)
                take(column_data(c) + row * stride(c), from.column_data(c) + row * stride(c), 1);
}

std::int64_t TableBase::nonzero_totals() const {
    std::int64_t count = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
        for (std::size_t row = 0; row < rows_; ++row)
            count += *reinterpret_cast<const std::int64_t*>(column_data(c) + row * stride(c)) != 0;
    return count;
}

void TableBase::add_hash(std::span<std::uint64_t> by_group, const Parallel& parallel) const {
    if (key_column_ < 0 || rows_ == 0)
        return;
    // Every chunk adds up for itself, in blocks of rows that stay in the cache while all columns are added.
    constexpr std::size_t block = 512, grain = 16 * block;
    std::vector<std::uint64_t> sums((rows_ + grain - 1) / grain * by_group.size());
    parallel.for_chunks(rows_, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        const auto of_chunk = std::span(sums).subspan(chunk * by_group.size(), by_group.size());
        for (std::size_t first = begin; first < end; first += block)
            add_hash_of(first, std::min(block, end - first), of_chunk);
    });
    for (std::size_t i = 0; i < sums.size(); ++i)
        by_group[i % by_group.size()] += sums[i];
}

void TableBase::add_hash_of(std::size_t first, std::size_t rows, std::span<std::uint64_t> by_group) const {
    const auto strided = [&](std::size_t c) { return Strided{column_data(c) + first * stride(c), stride(c)}; };
    const Strided keys = strided(static_cast<std::size_t>(key_column_));
    const Strided groups = group_column_ < 0 ? Strided{} : strided(static_cast<std::size_t>(group_column_));
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].role != Role::state || c == static_cast<std::size_t>(key_column_))
            continue;
        for (std::size_t e = 0; e < columns_[c].count; ++e) {
            Strided values = strided(c);
            values.at += e * columns_[c].width;
            const std::uint64_t salt = salts_[c] + 2 * e;
            switch (columns_[c].width) {
                case 1:
                    add_numbers<std::uint8_t>(keys, groups, values, rows, salt, by_group);
                    break;
                case 2:
                    add_numbers<std::uint16_t>(keys, groups, values, rows, salt, by_group);
                    break;
                case 4:
                    add_numbers<std::uint32_t>(keys, groups, values, rows, salt, by_group);
                    break;
                default:
                    add_numbers<std::uint64_t>(keys, groups, values, rows, salt, by_group);
            }
        }
    }
}

}  // namespace sim
