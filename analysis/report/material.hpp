// What the sections of the page are made from: results, what a census of them says, and the scoreboard.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/report/census.hpp"
#include "analysis/report/figure.hpp"
#include "analysis/result_file.hpp"
#include "analysis/scoreboard.hpp"

namespace analysis::report {

/// Replicates of one variant.
struct Variant {
    std::vector<ResultFile> files;
    std::vector<Census> census;  ///< one for each file

    const ResultFile& first() const { return files.front(); }
    /// A sum over the span of a series, by entry of its axis: mean over replicates.
    std::vector<Estimate> totals(std::string_view series) const;
    /// The same, added up over the axis.
    Estimate total(std::string_view series) const;
};

struct Material {
    Variant base;
    std::vector<Variant> others;
    std::optional<Scoreboard> scoreboard;
    std::string command;  ///< that makes this page again
    std::string program;  ///< version of the program that made it

    /// A published figure; null when the table has none of this id.
    const Score* published(std::string_view id) const;
    bool replicated() const { return base.files.size() > 1; }
    /// What intervals on this page are: at length, and for a figure.
    std::string meaning_of_intervals() const;
    std::string uncertainty() const;
};

/// Groups results by variant in the order given, and takes the census of each.
Material collect(std::vector<ResultFile> files);

}  // namespace analysis::report
