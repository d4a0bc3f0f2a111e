#include "analysis/targets.hpp"

#include <fmt/format.h>

#include "analysis/scoreboard.hpp"
#include "cli/commands.hpp"
#include "cli/loading.hpp"

namespace cli {

int targets(const TargetsOptions& options) {
    const std::filesystem::path data = data_folder({});
    const analysis::TargetTable table =
        analysis::read_targets(options.targets.empty() ? data / "targets.csv" : options.targets, data / "exchange_rates.csv");
    std::vector<analysis::ResultFile> results;
    for (const auto& file : options.files)
        results.push_back(analysis::ResultFile::open(file));
    const analysis::Scoreboard board = analysis::score(results, table);
    for (const std::string& note : board.notes)
        fmt::print(stderr, "note: {}\n", note);
    fmt::print("{}", options.format == Format::json ? analysis::scoreboard_json(board) : analysis::scoreboard_text(board));
    return success;
}

}  // namespace cli
