// Two or more scenarios compared, run by run over common random numbers: differences first, with intervals over replicates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/statistics.hpp"

namespace analysis {

/// A mean over pairs of runs, with Student's interval over them; the interval does not exist for fewer than two pairs.
struct Estimate {
    double value = 0;
    Interval interval = Interval::none();
    /// Neither zero nor anything beyond it lies in the interval; false when there is none.
    bool distinguishable() const { return interval.exists() && (interval.low > 0 || interval.high < 0); }
};

/// One quantity of one group: in the base, in the other variant, and the difference of each pair of runs, averaged. A quantity
/// that a run does not have (the pay of nobody) is not a number.
struct ComparisonRow {
    std::string group;    ///< what people or flows are grouped by: "world", "country", "gender", ...
    std::string member;   ///< which of them: "FR", "women", ...
    std::string measure;  ///< identifier of the quantity: "hours", "pay_total_time", ...
    std::string label;    ///< the quantity in words
    std::string unit;
    double base = 0, other = 0;
    Estimate difference;  ///< other - base
};

/// Rows on one subject: "headline", or people by "country", "region", "platform", "gender", "age", "activity", "health",
/// "connection", "circle".
struct ComparisonSection {
    std::string name, title;
    std::vector<ComparisonRow> rows;
};

/// People by their income in the base run: a tenth of those who had any, those who had none, or all.
struct DecileRow {
    std::string decile;       ///< "1" (poorest) to "10", "none" or "all"
    double people = 0;        ///< mean over pairs
    double base_income = 0;   ///< USD, mean over its people
    double other_income = 0;  ///< of the same people
    Estimate mean_change;     ///< USD, other - base
    Estimate better, worse;   ///< share of people with an income more than 5 % higher or lower
};

/// Who was seen in both runs of a pair, means over pairs. Whoever never logged in in a run has earned nothing in it.
struct MatchedPeople {
    double both = 0, base_only = 0, other_only = 0;
};

/// Spread of income and pay over people.
struct InequalityComparison {
    std::vector<ComparisonRow> rows;  ///< Gini coefficients and poverty
    std::vector<double> share;        ///< 0, 0.1, ..., 1 of the people online, the poorest first
    std::vector<double> base, other;  ///< share of the income that they hold: Lorenz curves
    std::vector<Estimate> difference;
    double left_out = 0;  ///< measured people of the base in countries without a minimum wage, mean over pairs
    std::size_t countries_left_out = 0;
};

/// A parameter that differs, as the resolved scenarios have it; empty where a scenario does not have it.
struct ScenarioChange {
    std::string key, base, other;
};

/// The base against one other variant.
struct VariantComparison {
    std::string title, variant;
    std::vector<std::string> base_files, files;  ///< the pairs, in order of seed and replicate
    std::vector<ScenarioChange> changes;
    std::vector<ComparisonSection> sections;
    MatchedPeople people;
    std::vector<DecileRow> deciles;
    InequalityComparison inequality;
    std::vector<ComparisonRow> places;  ///< where work is done; who comes and goes
    std::vector<ComparisonRow> payers;  ///< flows of money; the measures "gap" are the identities, zero when they hold
    std::size_t pairs() const { return files.size(); }
    bool intervals() const { return pairs() > 1; }
};

struct Comparison {
    std::string file, title, variant;  ///< of the base
    std::int64_t seed = 0;
    std::string from, to;  ///< measured span, the day after the last
    double scale = 1, worker_share = 1;
    std::vector<VariantComparison> others;
    std::vector<std::string> notes;  ///< what was left out, and why
};

struct CompareOptions {
    std::vector<std::string> by;  ///< sections to make; empty = all
    bool all = false;             ///< every country, not the largest fifteen and the others
};

/// What `by` may name.
const std::vector<std::string>& comparison_topics();

/// The first file's variant is the base; runs are paired by seed and replicate. `InputError` when a file is no complete result,
/// spans, scales or ticks differ, nothing differs, or no pair can be made.
Comparison compare(const std::vector<std::filesystem::path>& files, const CompareOptions& options = {});

/// For people, within 100 columns.
std::string comparison_text(const Comparison& comparison);
/// For machines: one object; what is not a number is null.
std::string comparison_json(const Comparison& comparison);

}  // namespace analysis
