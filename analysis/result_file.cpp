#include "analysis/result_file.hpp"

#include <algorithm>

#include "sim/problem.hpp"

namespace analysis {

namespace {

template <class T>
T required(const sim::Hdf5Reader& file, const char* name) {
    if (auto value = file.attribute<T>("/", name))
        return *value;
    throw sim::InputError(
        sim::Problem{{file.file().string(), 0, 0}, std::string("has no attribute ") + name, "the file is damaged", ""});
}

}  // namespace

int Codes::find(std::string_view name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

ResultFile ResultFile::open(const std::filesystem::path& path) {
    ResultFile r(sim::Hdf5Reader::open(path));
    const sim::Hdf5Reader& file = r.file_;
    file.require(sim::result_format, sim::result_format_version, sim::result_format_version);
    r.title_ = required<std::string>(file, "title"), r.variant_ = required<std::string>(file, "variant");
    r.from_ = required<std::string>(file, "measured_from"), r.to_ = required<std::string>(file, "measured_to");
    r.seed_ = required<std::int64_t>(file, "seed"), r.replicate_ = required<std::int64_t>(file, "replicate");
    r.burn_in_days_ = required<std::int64_t>(file, "burn_in_days");
    r.complete_ = required<std::int64_t>(file, "complete") != 0;
    r.scale_ = required<double>(file, "scale"), r.worker_share_ = required<double>(file, "worker_share");
    const auto days = file.dims("/axes/day");
    r.measured_days_ = std::max<std::int64_t>(0, static_cast<std::int64_t>(days.at(0)) - r.burn_in_days_);
    return r;
}

std::vector<double> ResultFile::numbers(std::string_view table, std::string_view column) const {
    return file_.column<double>(table, column);
}

Codes ResultFile::codes(std::string_view table, std::string_view column) const {
    Codes codes{file_.column<std::uint8_t>(table, column), {}};
    const std::string path = std::string(table) + "/" + std::string(column);
    codes.names = file_.attribute<std::vector<std::string>>(path, "names").value_or(std::vector<std::string>{});
    for (const std::uint8_t code : codes.code)
        if (code >= codes.names.size())
            throw sim::InputError(
                sim::Problem{{this->path(), 0, 0}, path + " holds a code without a name", "the file is damaged", ""});
    return codes;
}

std::vector<double> ResultFile::totals(std::string_view series) const {
    const std::string path = "/series/" + std::string(series);
    const auto values = file_.read<double>(path);
    const auto dims = file_.dims(path);
    const std::size_t members = dims.size() == 2 ? dims[1] : 1;
    std::vector<double> sums(members);
    for (std::size_t i = static_cast<std::size_t>(burn_in_days_) * members; i < values.size(); ++i)
        sums[i % members] += values[i];
    return sums;
}

}  // namespace analysis
