#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "analysis/report/page.hpp"
#include "analysis/targets.hpp"
#include "cli/commands.hpp"
#include "cli/loading.hpp"
#include "sim/problem.hpp"
#include "sim/provenance.hpp"

namespace cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& page, const std::string& what, const char* why, const char* hint) {
    throw sim::InputError(sim::Problem{{page.string(), 0, 0}, what, why, hint});
}

/// Before the work is done: whether the page may be written.
void check_target(const ReportOptions& options) {
    std::error_code ignored;
    const fs::path& page = options.output;
    const fs::path folder = page.has_parent_path() ? page.parent_path() : fs::path(".");
    if (fs::is_directory(page, ignored))
        refuse(page, "cannot be written", "it is a folder", "name a file, such as page.html");
    if (!fs::is_directory(folder, ignored))
        refuse(page, "cannot be written", "its folder does not exist", "make the folder, or use another -o");
    for (const auto& file : options.files)
        if (fs::equivalent(file, page, ignored))
            refuse(page, "cannot be written", "it is one of the results", "use another -o");
    if (!options.force && fs::exists(page, ignored))
        refuse(page, "already exists", "a finished page is never overwritten", "use --force or another -o");
}

/// Beside the target first: a page with its final name is whole.
void write(const fs::path& page, const std::string& text) {
    const fs::path part = page.string() + fmt::format(".part{}", ::getpid());
    std::ofstream out(part, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    std::error_code error;
    if (out)
        fs::rename(part, page, error);
    if (!out || error) {
        const std::string why = error ? error.message() : std::strerror(errno);
        fs::remove(part, error);
        throw sim::RunError(fmt::format("{} could not be written ({})", page.string(), why));
    }
}

/// The call without what does not belong to the page: where the program lies, and --force.
std::string command(const ReportOptions& options) {
    std::string text = "microwork report";
    for (const auto& file : options.files)
        text += " " + file.string();
    return text + " -o " + options.output.string();
}

}  // namespace

int report(const ReportOptions& options) {
    check_target(options);
    std::vector<analysis::ResultFile> files;
    for (const auto& file : options.files)
        files.push_back(analysis::ResultFile::open(file));
    analysis::report::Material material = analysis::report::collect(std::move(files));
    const fs::path data = data_folder({});
    material.scoreboard =
        analysis::score(material.base.files, analysis::read_targets(data / "targets.csv", data / "exchange_rates.csv"));
    material.command = command(options), material.program = sim::version_line();
    const std::string page = analysis::report::page(material);
    write(options.output, page);
    fmt::print(stderr, "{}: {} results, {} kB\n", options.output.string(), options.files.size(), (page.size() + 500) / 1000);
    return success;
}

}  // namespace cli
