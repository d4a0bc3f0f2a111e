#include "analysis/compare.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"

namespace cli {

int compare(const CompareOptions& options) {
    const analysis::Comparison comparison = analysis::compare(options.files, {options.by, options.all});
    fmt::print("{}",
               options.format == Format::json ? analysis::comparison_json(comparison) : analysis::comparison_text(comparison));
    return success;
}

}  // namespace cli
