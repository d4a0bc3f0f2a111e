#include "analysis/scoreboard.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "analysis/observations.hpp"
#include "sim/problem.hpp"

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void refuse(const std::string& where, std::string what, std::string why, std::string hint) {
    throw sim::InputError(sim::Problem{{where, 0, 0}, std::move(what), std::move(why), std::move(hint)});
}

void require_replicates(std::span<const ResultFile> runs) {
    if (runs.empty())
        refuse("results", "there is none", "", "give at least one file");
    const ResultFile& first = runs.front();
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    for (const ResultFile& run : runs) {
        if (run.variant() != first.variant())
            refuse(run.path(), fmt::format("is another variant than {}", first.path()),
                   "files given together are replicates: one scenario, other seeds", "microwork compare shows differences");
        if (std::tuple(run.from(), run.to()) != std::tuple(first.from(), first.to()))
            refuse(run.path(),
                   fmt::format("measures {} to {}, and {} measures {} to {}", run.from(), run.to(), first.path(), first.from(),
                               first.to()),
                   "replicates cover the same days", run.complete() ? "" : "that run was stopped: go on with --resume");
        if (!seen.emplace(run.seed(), run.replicate()).second)
            refuse(run.path(), fmt::format("is seed {}, replicate {} once more", run.seed(), run.replicate()),
                   "equal runs are no independent replicates", "microwork run --replicates");
    }
}

Verdict verdict_of(const Target& target, double value) {
    return value < target.low ? Verdict::below : value > target.high ? Verdict::above : Verdict::inside;
}

Score score_of(const Target& target, std::span<const ObservedRun> runs) {
    Score score;
    score.target = target;
    score.value = not_a_number;
    std::vector<double> values;
    Interval sampling = Interval::none();
    for (const ObservedRun& run : runs) {
        const Observation o = observe(run, target, runs.size() == 1);
        if (!o.reason.empty()) {
            // Mostly the same for all runs: only what the first one could show is a fault of this file.
            score.reason = values.empty() ? o.reason : fmt::format("{} ({})", o.reason, run.file().path());
            return score;
        }
        values.push_back(o.value), sampling = o.interval, score.n += o.n;
    }
    score.value = mean(values);
    score.verdict = verdict_of(target, score.value);
    if (score.input())
        return score;
    score.interval = values.size() > 1 ? replicate_interval(values) : sampling;
    if (score.interval.exists())
        score.kind = values.size() > 1 ? IntervalKind::replicates : IntervalKind::respondents;
    return score;
}

void count(Scoreboard& board) {
    double distance = 0;
    for (const Score& s : board.rows) {
        auto& counts = board.counts;
        (!s.covered()                   ? counts.not_covered
         : s.input()                    ? counts.input
         : s.verdict == Verdict::inside ? counts.inside
         : s.verdict == Verdict::below  ? counts.below
                                        : counts.above)++;
        if (!s.target.fit || s.target.recalled())
            continue;
        ++board.fit_rows;
        if (!s.covered())
            continue;
        ++board.calibration_rows;
        distance += std::abs(s.value - s.target.value) / ((s.target.high - s.target.low) / 2);
    }
    board.calibration_distance = board.calibration_rows > 0 ? distance / static_cast<double>(board.calibration_rows) : not_a_number;
}

}  // namespace

std::string_view word(Verdict verdict) {
    switch (verdict) {
        case Verdict::inside:
            return "inside";
        case Verdict::below:
            return "below";
        case Verdict::above:
            return "above";
        case Verdict::not_covered:
            break;
    }
    return "not covered";
}

std::string_view word(IntervalKind kind) {
    return kind == IntervalKind::none ? "none" : kind == IntervalKind::respondents ? "respondents" : "replicates";
}

Scoreboard score(std::span<const ResultFile> runs, const TargetTable& table) {
    require_replicates(runs);
    Scoreboard board;
    std::vector<ObservedRun> observed;
    for (const ResultFile& run : runs) {
        board.runs.push_back({run.path(), run.title(), run.from(), run.to(), run.seed(), run.replicate(), run.scale()});
        observed.emplace_back(run, table.rates);
        for (const std::string& note : short_surveys(run))
            board.notes.push_back(note);
    }
    for (const Target& target : table.rows)
        board.rows.push_back(score_of(target, observed));
    count(board);
    return board;
}

}  // namespace analysis
