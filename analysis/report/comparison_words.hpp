// What the figures of a comparison share: words for differences, names, tables.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/report/figure.hpp"
#include "analysis/report/measured.hpp"
#include "analysis/result_file.hpp"

namespace analysis::report {

/// An estimate of the comparison as one of the page.
inline Estimate ours(const analysis::Estimate& e) { return {e.value, e.interval}; }

/// A difference with its sign: "+0.31 (+0.12 to +0.50)".
std::string difference_text(const analysis::Estimate& e, const std::string& unit);

/// Names of countries and platforms by what stands for them in tables.
using Names = std::map<std::string, std::string>;
Names names_of(const ResultFile& file);

/// One other variant, and what a figure needs to speak of it.
struct Compared {
    const VariantComparison& v;
    const Names& names;
    std::string prefix;  ///< of the ids of its figures

    /// The name of a member of a group.
    std::string named(std::string member) const;
};

/// Quantities with their difference, base and other value; `named` puts the member before the quantity.
Table rows_table(const std::string& caption, const std::vector<ComparisonRow>& rows, const Compared& c, bool named);

/// What intervals of differences are.
std::string uncertainty(const VariantComparison& v);

}  // namespace analysis::report
