#include <fmt/format.h>

#include <fstream>

#include "analysis/survey_export.hpp"
#include "analysis/survey_tables.hpp"
#include "cli/commands.hpp"
#include "sim/problem.hpp"

namespace cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const char* what, const char* why, const char* hint) {
    throw sim::InputError(sim::Problem{{file.string(), 0, 0}, what, why, hint});
}

void require_free(const fs::path& file, bool force) {
    std::error_code ignored;
    if (!file.parent_path().empty() && !fs::is_directory(file.parent_path(), ignored))
        refuse(file, "its folder does not exist", "", "make it first");
    if (fs::is_directory(file, ignored))
        refuse(file, "is a folder", "a file is written there", "");
    if (fs::exists(file, ignored) && !force)
        refuse(file, "exists already", "answers are not overwritten", "choose another -o, or give --force");
}

/// Written beside its place and renamed, so that a file with its final name is complete.
void write_file(const fs::path& file, const std::string& text) {
    const fs::path part = file.string() + ".part";
    std::ofstream stream(part, std::ios::binary);
    if (!stream)
        refuse(file, "cannot be written", "no permission, or no such folder", "");
    stream << text;
    stream.close();
    std::error_code failed;
    if (stream)
        fs::rename(part, file, failed);
    if (!stream || failed) {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw sim::RunError(fmt::format("{} could not be written: is the disk full?", file.string()));
    }
}

fs::path codebook_of(const SurveyOptions& options) {
    fs::path beside = options.output;
    return options.codebook.empty() ? beside.replace_extension(".codebook.md") : options.codebook;
}

void export_answers(const SurveyOptions& options, const analysis::ResultFile& file, const analysis::SurveyHead& head) {
    const fs::path codebook = codebook_of(options);
    if (codebook == options.output)
        refuse(codebook, "is the file of the answers, too", "", "give --codebook another name");
    require_free(options.output, options.force);
    require_free(codebook, options.force);
    write_file(options.output, analysis::microdata_csv(file, head));
    write_file(codebook, analysis::codebook(file, head));
    fmt::print(stderr, "{}: {} answers; {}\n", options.output.string(), head.taken, codebook.string());
}

}  // namespace

int survey(const SurveyOptions& options) {
    const auto file = analysis::ResultFile::open(options.file);
    const bool json = options.format == Format::json;
    if (options.survey.empty()) {
        const auto surveys = analysis::surveys_of(file);
        fmt::print("{}", json ? analysis::survey_list_json(surveys, file.path()) : analysis::survey_list(surveys, file.path()));
        return success;
    }
    const analysis::SurveyHead head = analysis::find_survey(file, options.survey);
    if (!options.output.empty())
        export_answers(options, file, head);
    const analysis::SurveyTables tables = analysis::tabulate(file, head);
    for (const std::string& note : tables.notes)
        fmt::print(stderr, "note: {}\n", note);
    fmt::print("{}", json ? analysis::survey_json(tables) : analysis::survey_text(tables));
    return success;
}

}  // namespace cli
