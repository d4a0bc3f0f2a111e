// Which runs are compared with which: files opened, checked and paired by seed and replicate.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "analysis/result_file.hpp"

namespace analysis {

/// A run of the base and the run of the same seed and replicate of another variant, as numbers of files.
struct RunPair {
    std::size_t base = 0, other = 0;
};

struct PairedRuns {
    std::vector<ResultFile> files;
    std::vector<std::vector<RunPair>> others;  ///< a list for each other variant, in the order in which they were named
    std::vector<std::string> notes;            ///< runs without a partner
};

/// `InputError` as `compare` says.
PairedRuns pair_runs(const std::vector<std::filesystem::path>& paths);

}  // namespace analysis
