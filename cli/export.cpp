#include "analysis/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "cli/commands.hpp"
#include "sim/problem.hpp"

namespace cli {

namespace {

using analysis::TextOutput;

TextOutput open(const std::filesystem::path& path, const ExportOptions& o, const char* option) {
    return path.empty() ? TextOutput::standard()
                        : TextOutput::file(path, o.force ? TextOutput::IfExists::replace : TextOutput::IfExists::refuse, option);
}

analysis::ExportOptions chosen(const ExportOptions& o) {
    using Chosen = analysis::ExportOptions;
    Chosen chosen;
    chosen.separator = o.format == "tsv" ? analysis::Separator::tab : analysis::Separator::comma;
    chosen.codes = o.codes ? Chosen::Codes::numbers : Chosen::Codes::words;
    chosen.money = o.dollars ? Chosen::Money::dollars : Chosen::Money::micro_dollars;
    chosen.days = o.measured ? Chosen::Days::measured : Chosen::Days::all;
    chosen.columns = o.columns;
    return chosen;
}

/// What there is: a table for people, or one for programs where a format was asked for.
std::string listing(const analysis::ResultFile& result, const ExportOptions& o) {
    const auto all = analysis::exportables(result);
    if (!o.format.empty()) {
        const auto separator = chosen(o).separator;
        const std::string between(1, static_cast<char>(separator));
        std::string text = fmt::format("table{0}dimensions{0}unit{0}meaning\n", between);
        for (const auto& e : all)
            text += analysis::cell_of(e.name, separator) + between + analysis::cell_of(e.dimensions, separator) + between +
                    analysis::cell_of(e.unit, separator) + between + analysis::cell_of(e.description, separator) + "\n";
        return text;
    }
    std::size_t widest = 5, longest = 10;
    for (const auto& e : all)
        widest = std::max(widest, e.name.size()), longest = std::max(longest, e.dimensions.size());
    std::string text = fmt::format("{:<{}}  {:<{}}  meaning\n", "table", widest, "dimensions", longest);
    for (const auto& e : all)
        text += fmt::format("{:<{}}  {:<{}}  {}{}\n", e.name, widest, e.dimensions, longest, e.description,
                            e.unit.empty() || e.unit == "1" ? "" : " [" + e.unit + "]");
    return text;
}

void refuse_options_of_a_table(const ExportOptions& o) {
    const auto refuse = [](const char* option) {
        throw sim::InputError(sim::Problem{{option, 0, 0}, "needs a table", "without one, tables are listed", ""});
    };
    if (!o.columns.empty())
        refuse("--columns");
    if (!o.codebook.empty())
        refuse("--codebook");
}

/// Neither the result nor the table may be overwritten by what belongs beside them.
void refuse_one_file_for_two(const ExportOptions& o) {
    const auto refuse = [](const std::filesystem::path& path, const char* why, const char* hint) {
        throw sim::InputError(sim::Problem{{path.string(), 0, 0}, "cannot be written", why, hint});
    };
    std::error_code ignored;
    if (std::filesystem::equivalent(o.file, o.output, ignored))
        refuse(o.output, "it is the result", "use another -o");
    if (std::filesystem::equivalent(o.file, o.codebook, ignored))
        refuse(o.codebook, "it is the result", "use another --codebook");
    if (!o.codebook.empty() && o.codebook.lexically_normal() == o.output.lexically_normal())
        refuse(o.codebook, "the table goes there", "use another --codebook");
}

}  // namespace

int export_table(const ExportOptions& options) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has gone is an error with a sentence
    const auto result = analysis::ResultFile::open(options.file);
    refuse_one_file_for_two(options);
    if (options.table.empty()) {
        refuse_options_of_a_table(options);
        TextOutput output = open(options.output, options, "-o");
        output.write(listing(result, options));
        output.commit();
        return success;
    }
    const auto table = analysis::ExportTable::open(result, options.table, chosen(options));
    TextOutput output = open(options.output, options, "-o");
    if (!options.codebook.empty()) {
        TextOutput codebook = open(options.codebook, options, "--codebook");
        codebook.write(table.codebook());
        codebook.commit();
    }
    table.write(output);
    output.commit();
    if (!options.output.empty())
        fmt::print(stderr, "{}: {} rows of {}\n", options.output.string(), table.rows(), options.table);
    return success;
}

}  // namespace cli
