#include "analysis/sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/statistics.hpp"

namespace analysis {

TableColumns::TableColumns(const ResultFile& file, std::string path) : file_(&file), path_(std::move(path)) {
    const auto columns = file.file().columns(path_);
    rows_ = columns.empty() ? 0 : file.file().dims(path_ + "/" + columns.front()).at(0);
}

TableColumns& TableColumns::with(std::string column, std::vector<double> values) {
    numbers_.emplace(std::move(column), std::move(values));
    return *this;
}

TableColumns& TableColumns::with(std::string column, Codes codes) {
    codes_.emplace(std::move(column), std::move(codes));
    return *this;
}

bool TableColumns::has(std::string_view column) const {
    return numbers_.contains(column) || codes_.contains(column) ||
           (file_ != nullptr && file_->has(path_ + "/" + std::string(column)));
}

const std::vector<double>& TableColumns::numbers(std::string_view column) const {
    auto found = numbers_.find(column);
    if (found == numbers_.end()) {
        require(column);
        found = numbers_.emplace(std::string(column), file_->numbers(path_, column)).first;
    }
    return found->second;
}

const Codes& TableColumns::codes(std::string_view column) const {
    auto found = codes_.find(column);
    if (found == codes_.end()) {
        require(column);
        found = codes_.emplace(std::string(column), file_->codes(path_, column)).first;
    }
    return found->second;
}

void TableColumns::require(std::string_view column) const {
    if (!has(column))
        throw NotCovered("the result has no " + path_ + "/" + std::string(column));
}

std::vector<std::uint64_t> TableColumns::keys(std::string_view column) const {
    require(column);
    const std::string path = path_ + "/" + std::string(column);
    if (file_->file().type(path) == sim::DataType::u64)
        return file_->file().read<std::uint64_t>(path);
    const auto numbers = file_->file().read<std::int64_t>(path);
    return {numbers.begin(), numbers.end()};
}

Rows::Rows(const TableColumns& table) : table_(&table), rows_(table.rows()) { std::iota(rows_.begin(), rows_.end(), 0U); }

Rows Rows::where(const std::function<bool(std::size_t)>& keep) const {
    std::vector<std::uint32_t> kept;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(kept), keep);
    return {*table_, std::move(kept)};
}

Rows Rows::where(std::string_view column, std::string_view name) const {
    const Codes& codes = table_->codes(column);
    const int code = codes.find(name);
    return where([&](std::size_t row) { return codes.code[row] == code; });
}

std::vector<Rows> Rows::by(std::string_view column) const {
    const Codes& codes = table_->codes(column);
    std::vector<Rows> groups(codes.names.size(), Rows(*table_, {}));
    for (const std::uint32_t row : rows_)
        groups[codes.code[row]].rows_.push_back(row);
    return groups;
}

Rows Rows::drawn(std::span<const std::uint32_t> draw) const {
    std::vector<std::uint32_t> rows(draw.size());
    for (std::size_t i = 0; i < draw.size(); ++i)
        rows[i] = rows_[draw[i]];
    return {*table_, std::move(rows)};
}

std::vector<double> Rows::numbers(std::string_view column) const {
    const auto& all = table_->numbers(column);
    std::vector<double> values;
    values.reserve(rows_.size());
    for (const std::uint32_t row : rows_)
        if (!std::isnan(all[row]))
            values.push_back(all[row]);
    return values;
}

std::vector<double> Rows::ratios(std::string_view above, std::string_view below) const {
    const auto &numerators = table_->numbers(above), &denominators = table_->numbers(below);
    std::vector<double> values;
    values.reserve(rows_.size());
    for (const std::uint32_t row : rows_)
        if (denominators[row] > 0 && !std::isnan(numerators[row]))
            values.push_back(numerators[row] / denominators[row]);
    return values;
}

double Rows::sum(std::string_view column) const {
    const auto values = numbers(column);
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double Rows::mean(std::string_view column) const { return analysis::mean(numbers(column)); }

double Rows::median(std::string_view column) const {
    auto values = numbers(column);
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    return quantile(values, 0.5);
}

double Rows::share(std::string_view column, std::string_view name) const {
    const Codes& codes = table_->codes(column);
    const int code = codes.find(name);
    const auto with = std::count_if(rows_.begin(), rows_.end(), [&](std::uint32_t row) { return codes.code[row] == code; });
    return static_cast<double>(with) / static_cast<double>(rows_.size());
}

double Rows::share_below(std::string_view column, double limit) const {
    const auto values = numbers(column);
    const auto below = std::count_if(values.begin(), values.end(), [&](double x) { return x < limit; });
    return static_cast<double>(below) / static_cast<double>(values.size());
}

}  // namespace analysis
