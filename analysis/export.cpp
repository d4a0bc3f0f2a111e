#include "analysis/export.hpp"

#include <algorithm>
#include <array>

#include "sim/problem.hpp"

namespace analysis {

namespace {

using Texts = std::vector<std::string>;

std::string text_attribute(const sim::Hdf5Reader& file, const std::string& path, const char* name) {
    return file.attribute<std::string>(path, name).value_or("");
}

bool is_table(const sim::Hdf5Reader& file, const std::string& path) { return bool(file.attribute<Texts>(path, "columns")); }
bool is_array(const sim::Hdf5Reader& file, const std::string& path) { return bool(file.attribute<Texts>(path, "axes")); }
/// Every dataset has a unit, no group has.
bool is_dataset(const sim::Hdf5Reader& file, const std::string& path) { return bool(file.attribute<std::string>(path, "unit")); }

bool holds_texts(const sim::Hdf5Reader& file, const std::string& path) {
    try {
        file.type(path);
        return false;
    } catch (const sim::InputError&) {
        return true;
    }
}

[[noreturn]] void fail_damaged(const sim::Hdf5Reader& file, const std::string& path, std::size_t values, std::size_t expected) {
    throw sim::InputError(sim::Problem{{file.file().string(), 0, 0},
                                       fmt::format("{} has {} values where {} are expected", path, values, expected),
                                       "the file is damaged",
                                       ""});
}

std::string dimensions_of(const sim::Hdf5Reader& file, const std::string& path) {
    if (is_table(file, path)) {
        const Texts columns = file.columns(path);
        const std::size_t rows = columns.empty() ? 0 : file.dims(path + "/" + columns.front()).at(0);
        return fmt::format("{} rows x {} columns", rows, columns.size());
    }
    const Texts axes = file.attribute<Texts>(path, "axes").value_or(Texts{});
    const auto dims = file.dims(path);
    std::string text;
    for (std::size_t d = 0; d < dims.size(); ++d)
        text += fmt::format("{}{} {}", d == 0 ? "" : " x ", dims[d], d < axes.size() ? axes[d] : "");
    return text;
}

void collect(const sim::Hdf5Reader& file, const std::string& group, std::vector<Exportable>& found) {
    for (const std::string& child : file.list(group.empty() ? "/" : group)) {
        const std::string path = group + "/" + child;
        if (path == "/axes" || path == "/provenance" || path == "/hashes" || path == "/scenario")
            continue;
        if (is_table(file, path) || is_array(file, path))
            found.push_back({path.substr(1), dimensions_of(file, path), text_attribute(file, path, "unit"),
                             text_attribute(file, path, "description")});
        else if (!is_dataset(file, path))
            collect(file, path, found);
    }
}

/// What somebody who wrote `name` may have meant: the same with its folder, something in it, or a name that is spelt much like it.
std::string hint_for(std::string_view name, const std::vector<Exportable>& known, const std::string& file) {
    Texts names, ends, begins;
    for (const Exportable& e : known) {
        names.push_back(e.name);
        if (e.name.ends_with("/" + std::string(name)))
            ends.push_back(e.name);
        if (e.name.starts_with(std::string(name) + "/"))
            begins.push_back(e.name);
    }
    const Texts& near = ends.empty() ? begins : ends;
    if (near.size() == 1)
        return fmt::format("did you mean \"{}\"?", near.front());
    constexpr std::size_t few = 8;
    if (near.size() > 1 && near.size() <= few)
        return fmt::format("say which: {}", fmt::join(near, ", "));
    if (const std::string meant = sim::did_you_mean(name, names); !meant.empty() && near.empty())
        return meant;
    return fmt::format("microwork export {} lists what there is", file);
}

template <class... T>
struct Readers {
    /// One for each number type, in the order of `sim::DataType`.
    template <class Cells>
    static Cells read(const sim::Hdf5Reader& file, const std::string& path, sim::DataType type) {
        using Read = Cells (*)(const sim::Hdf5Reader&, const std::string&);
        constexpr std::array<Read, sizeof...(T)> by_type{
            [](const sim::Hdf5Reader& f, const std::string& p) -> Cells { return f.read<T>(p); }...};
        return by_type[static_cast<std::size_t>(type)](file, path);
    }
};
using NumberReaders = Readers<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t,
                              std::uint64_t, float, double>;

}  // namespace

std::vector<Exportable> exportables(const ResultFile& result) {
    std::vector<Exportable> found;
    collect(result.file(), "", found);
    std::sort(found.begin(), found.end(), [](const Exportable& a, const Exportable& b) { return a.name < b.name; });
    return found;
}

ExportTable ExportTable::open(const ResultFile& result, std::string_view name, const ExportOptions& options) {
    const auto known = exportables(result);
    const std::string wanted(name.starts_with('/') ? name.substr(1) : name);
    const bool no_survey = wanted.starts_with("surveys") && !result.has("/" + wanted);
    if (std::none_of(known.begin(), known.end(), [&](const Exportable& e) { return e.name == wanted; }))
        throw sim::InputError(sim::Problem{{result.path(), 0, 0},
                                           fmt::format("has no table \"{}\"", wanted),
                                           no_survey ? "a survey is taken only when the scenario asks for it" : "",
                                           hint_for(wanted, known, result.path())});
    ExportTable table(options);
    if (is_table(result.file(), "/" + wanted))
        table.open_table(result, "/" + wanted);
    else
        table.open_array(result, "/" + wanted);
    table.choose(wanted);
    return table;
}

ExportTable::Column::Cells ExportTable::numbers(const sim::Hdf5Reader& file, const std::string& path) {
    return NumberReaders::read<Column::Cells>(file, path, file.type(path));
}

ExportTable::Column ExportTable::column(const sim::Hdf5Reader& file, const std::string& path, const std::string& name) {
    Column c{name, text_attribute(file, path, "unit"), text_attribute(file, path, "description"), {}, {}, 1};
    c.names = file.attribute<Texts>(path, "names").value_or(Texts{});
    if (holds_texts(file, path))
        c.cells = file.strings(path);
    else
        c.cells = numbers(file, path);
    return c;
}

void ExportTable::open_table(const ResultFile& result, const std::string& path) {
    const Texts all = result.file().columns(path);
    const Texts& wanted = options_.columns;
    for (const std::string& name : all) {
        const std::string of_column = path + "/" + name;
        const auto dims = result.file().dims(of_column);
        if (dims.size() != 1 || (!columns_.empty() && dims[0] != rows_))
            fail_damaged(result.file(), of_column, dims.empty() ? 1 : dims[0], rows_);
        rows_ = dims[0];
        // Of columns that are not wanted the name is enough.
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end())
            columns_.push_back(column(result.file(), of_column, name));
        else
            columns_.push_back({name, "", "", {}, {}, 1});
    }
}

void ExportTable::open_array(const ResultFile& result, const std::string& path) {
    const sim::Hdf5Reader& file = result.file();
    const auto dims = file.dims(path);
    const Texts axes = file.attribute<Texts>(path, "axes").value_or(Texts{});
    std::size_t stride = 1;
    for (const std::size_t d : dims)
        stride *= d;
    rows_ = stride;
    bool binned = false;
    for (std::size_t d = 0; d < std::min(dims.size(), axes.size()); ++d) {
        stride /= std::max<std::size_t>(1, dims[d]);
        if (d == 0 && axes[d] == "day" && options_.days == ExportOptions::Days::measured)
            first_row_ = std::min(rows_, static_cast<std::size_t>(result.burn_in_days()) * stride);
        binned |= axes[d].ends_with("_bin");
        add_axis(file, axes[d], dims[d], stride);
    }
    columns_.push_back(column(file, path, binned ? "count" : "value"));
}

void ExportTable::add_axis(const sim::Hdf5Reader& file, const std::string& axis, std::size_t length, std::size_t stride) {
    const std::string path = "/axes/" + axis, edges_path = path.substr(0, path.rfind("_bin")) + "_edges";
    const bool binned = axis.ends_with("_bin") && file.exists(edges_path);
    const std::size_t values = file.dims(binned ? edges_path : path).at(0), expected = binned ? length + 1 : length;
    if (values != expected)
        fail_damaged(file, binned ? edges_path : path, values, expected);
    if (!binned) {
        columns_.push_back(column(file, path, axis.ends_with("_class") ? "class" : axis));
        columns_.back().stride = stride;
        return;
    }
    const auto edges = file.read<double>(edges_path);
    const std::string unit = text_attribute(file, edges_path, "unit");
    columns_.push_back({"from", unit, "lower edge of the bin", {}, std::vector<double>(edges.begin(), edges.end() - 1), stride});
    columns_.push_back({"to", unit, "upper edge of the bin", {}, std::vector<double>(edges.begin() + 1, edges.end()), stride});
}

void ExportTable::choose(const std::string& table) {
    Texts all;
    for (const Column& c : columns_)
        all.push_back(c.name);
    sim::Problems problems;
    std::vector<Column> chosen;
    for (const std::string& name : options_.columns) {
        const auto at = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
        const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const Column& c) { return c.name == name; });
        if (at == columns_.end() && !twice)
            problems.add(
                {{"--columns", 0, 0}, fmt::format("\"{}\" is no column of {}", name, table), "", sim::did_you_mean(name, all)});
        else if (twice)
            problems.add({{"--columns", 0, 0}, fmt::format("\"{}\" is named twice", name), "", ""});
        else
            chosen.push_back(std::move(*at));
    }
    problems.raise();
    if (!options_.columns.empty())
        columns_ = std::move(chosen);
}

}  // namespace analysis
