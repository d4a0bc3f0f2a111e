#include "analysis/survey_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace analysis {

namespace {

using Texts = std::vector<std::string>;

std::string field(const std::string& word) {
    if (word.find_first_of(",\"\r\n") == std::string::npos)
        return word;
    std::string quoted = "\"";
    for (const char c : word)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// The shortest text that reads back as the same number of the stored type.
template <class T>
Texts as_texts(const sim::Hdf5Reader& file, const std::string& path) {
    Texts texts;
    for (const T value : file.read<T>(path))
        if constexpr (std::is_floating_point_v<T>)
            texts.push_back(std::isnan(value) ? "" : fmt::format("{}", value));
        else
            texts.push_back(fmt::format("{}", value));
    return texts;
}

Texts numbers(const sim::Hdf5Reader& file, const std::string& path) {
    switch (file.type(path)) {
        case sim::DataType::f32:
            return as_texts<float>(file, path);
        case sim::DataType::f64:
            return as_texts<double>(file, path);
        case sim::DataType::u8:
        case sim::DataType::u16:
        case sim::DataType::u32:
        case sim::DataType::u64:
            return as_texts<std::uint64_t>(file, path);
        default:
            return as_texts<std::int64_t>(file, path);
    }
}

bool coded(const ResultFile& file, const std::string& path) {
    return file.file().attribute<std::vector<std::string>>(path, "names").has_value();
}

Texts column_texts(const ResultFile& file, const std::string& table, const std::string& column) {
    const std::string path = table + "/" + column;
    if (!coded(file, path))
        return numbers(file.file(), path);
    const Codes codes = file.codes(table, column);
    Texts words;
    for (std::size_t row = 0; row < codes.code.size(); ++row)
        words.push_back(field(codes.name(row)));
    return words;
}

/// The words that occur, or the least and the greatest number.
std::string values_of(const ResultFile& file, const std::string& table, const std::string& column) {
    if (coded(file, table + "/" + column)) {
        const Codes codes = file.codes(table, column);
        const std::set<std::uint8_t> occurring(codes.code.begin(), codes.code.end());
        Texts words;
        for (const std::uint8_t code : occurring)
            words.push_back(codes.names[code]);
        return fmt::format("{}", fmt::join(words, ", "));
    }
    if (file.file().type(table + "/" + column) == sim::DataType::u64)
        return "keys";
    auto values = file.numbers(table, column);
    std::erase_if(values, [](double x) { return std::isnan(x); });
    if (values.empty())
        return "none";
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    return fmt::format("{:.10g} to {:.10g}", *least, *greatest);
}

std::string remark(const ResultFile& file, const std::string& path, const char* name) {
    return file.file().attribute<std::string>(path, name).value_or("");
}

}  // namespace

std::string microdata_csv(const ResultFile& file, const SurveyHead& head) {
    const std::string table = head.path() + "/answers";
    const Texts names = file.file().columns(table);
    std::vector<Texts> columns;
    for (const std::string& name : names)
        columns.push_back(column_texts(file, table, name));
    std::string csv = fmt::format("{}\n", fmt::join(names, ","));
    const std::size_t rows = columns.empty() ? 0 : columns.front().size();
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t c = 0; c < columns.size(); ++c)
            csv += columns[c].at(row) + (c + 1 < columns.size() ? "," : "\n");
    return csv;
}

std::string codebook(const ResultFile& file, const SurveyHead& head) {
    const std::string table = head.path() + "/answers";
    std::string text = fmt::format("# {}: {}\n\nInstrument {}, {} answers", head.name, head.title, head.instrument, head.taken);
    text += head.wanted > 0 ? fmt::format(" of {} wanted. ", head.wanted) : ". ";
    text += fmt::format("Simulated: {}, {} to {}, seed {}, replicate {}, scale {:g}.\n\n{}\n\n", file.title(), file.from(),
                        file.to(), file.seed(), file.replicate(), file.scale(), remark(file, table, "description"));
    text += "Every row stands for itself: answers have no weights. An empty field is a missing answer.\n\n";
    text += "| variable | meaning | unit | values | missing |\n| --- | --- | --- | --- | --- |\n";
    for (const std::string& column : file.file().columns(table)) {
        const std::string path = table + "/" + column;
        const std::string unit = remark(file, path, "unit");
        const auto numbers = file.numbers(table, column);
        const auto missing = std::count_if(numbers.begin(), numbers.end(), [](double x) { return std::isnan(x); });
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", column, remark(file, path, "description"), unit == "1" ? "" : unit,
                            values_of(file, table, column), missing);
    }
    return text;
}

}  // namespace analysis
