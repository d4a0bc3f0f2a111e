// The scoreboard: each published figure beside what the simulated market shows through the same instrument.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/result_file.hpp"
#include "analysis/statistics.hpp"
#include "analysis/targets.hpp"

namespace analysis {

enum class Verdict : std::uint8_t { inside, below, above, not_covered };
/// What an interval covers: differences between replicates, or only who happened to be sampled within one run.
enum class IntervalKind : std::uint8_t { none, respondents, replicates };

std::string_view word(Verdict verdict);    ///< "inside", "below", "above", "not covered"
std::string_view word(IntervalKind kind);  ///< "none", "respondents", "replicates"

/// A run that was scored.
struct ScoredRun {
    std::string file, title, from, to;
    std::int64_t seed = 0, replicate = 0;
    double scale = 1;
};

/// One target and its simulated value.
struct Score {
    Target target;
    Verdict verdict = Verdict::not_covered;
    std::string reason;  ///< why it is not covered; empty otherwise
    double value = 0;    ///< mean over replicates; not a number when not covered
    Interval interval = Interval::none();
    IntervalKind kind = IntervalKind::none;
    std::int64_t n = 0;  ///< respondents, people, batches behind the value, summed over runs; 0 when it is not about such

    bool covered() const { return verdict != Verdict::not_covered; }
    bool input() const { return target.instrument == "INPUT"; }
};

struct Scoreboard {
    std::vector<ScoredRun> runs;
    std::vector<Score> rows;  ///< every row of the table of targets, in its order

    /// What a reader should know of the surveys: those with fewer answers than wanted.
    std::vector<std::string> notes;

    /// Rows by verdict; those of instrument INPUT are counted apart, because what is set is not met.
    struct Counts {
        std::int64_t inside = 0, below = 0, above = 0, input = 0, not_covered = 0;
    } counts;
    /// Mean of |simulated - value| / ((high - low) / 2) over covered rows with fit = yes and evidence "read"; not a number when
    /// there is none.
    double calibration_distance = 0;
    std::int64_t calibration_rows = 0;  ///< in that mean
    std::int64_t fit_rows = 0;          ///< that could be in it
};

/// Scores replicates of one variant. `InputError` for no run, runs of several variants or spans, or the same run twice.
Scoreboard score(std::span<const ResultFile> runs, const TargetTable& table);

/// Tables of at most 100 columns: calibrate, validate, input, not covered, and the counts.
std::string scoreboard_text(const Scoreboard& board);
std::string scoreboard_json(const Scoreboard& board);

}  // namespace analysis
