// What a run shows of each published figure: a statistic for each row of the table of targets, through its instrument.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/capture_recapture.hpp"
#include "analysis/sample.hpp"
#include "analysis/statistics.hpp"
#include "analysis/targets.hpp"

namespace analysis {

/// One run as statistics see it: its tables, each read once.
class ObservedRun {
  public:
    ObservedRun(const ResultFile& file, std::span<const ExchangeRate> rates) : file_(file), rates_(rates) {}

    const ResultFile& file() const { return file_; }
    /// A table of the result; `NotCovered` when it has none of that name.
    const TableColumns& table(const std::string& path) const;
    /// The group of the survey of an instrument, such as /surveys/ilo-2017; `NotCovered` when none was switched on.
    std::string survey(std::string_view instrument) const;
    /// People who answered CAPREC, each once: country, woman, and `answers`, how many each gave.
    const TableColumns& captured_people() const;
    /// On which occasions of 30 days people answered CAPREC.
    const Captures& captures() const;
    /// Requesters that TRACK saw: `posted`, the rewards of all assignments of each.
    const TableColumns& tracked_requesters() const;

    /// Is a country meant by "all", by its code, or by the name of its region?
    bool in(std::string_view country, std::string_view place) const;
    /// `NotCovered` when the run has no such platform, country or region.
    void require_place(const Target& target) const;
    /// Rows of a table with a column "country" (and "platform") of the place that a target is about. Where a survey sees the
    /// country of an account on paper (column "paper"), that is the country.
    Rows of_place(const TableColumns& table, const Target& target) const;
    /// People registered in a place; the statutory minimum wage of a country in USD/h.
    double registered(std::string_view place) const;
    double minimum_wage(std::string_view country) const;
    /// Dollars for a unit of a currency in the first measured year; `NotCovered` without a rate for it.
    double usd_per(std::string_view currency) const;
    /// A column of /platforms at a platform.
    double of_platform(std::string_view column, std::string_view platform) const;
    int year() const;

  private:
    const TableColumns& keep(const std::string& name, TableColumns table) const;

    const ResultFile& file_;
    std::span<const ExchangeRate> rates_;
    mutable std::map<std::string, std::unique_ptr<TableColumns>> tables_;
    mutable std::unique_ptr<Captures> captures_;
};

/// What a statistic is computed from.
using Take = Rows (*)(const ObservedRun& run, const Target& target);
/// The statistic of those rows, or of a draw from them; not a number when they do not say.
using Estimate = double (*)(const Rows& rows, const ObservedRun& run, const Target& target);

/// How one figure is computed. Without an estimate, `reason` says why no run shows it.
struct Statistic {
    std::string_view id;
    Take take = nullptr;
    Estimate estimate = nullptr;
    std::string_view reason = {};
    std::size_t least = 30;  ///< rows without which nothing is said
    /// Rows are a sample, so that the bootstrap says how far chance in sampling reaches. Of a census they are everybody.
    bool sampled = true;
};

std::span<const Statistic> task_survey_statistics();   ///< S-TASK-FIRST and S-TASK-OPEN
std::span<const Statistic> panel_statistics();         ///< LOG, CAPREC, TRACK
std::span<const Statistic> population_statistics();    ///< CENSUS, REG, INPUT, EXP
const Statistic* find_statistic(std::string_view id);  ///< null when there is none
std::vector<std::string> statistic_ids();

/// What one run shows of a target. With a reason, nothing.
struct Observation {
    double value = 0;
    Interval interval = Interval::none();
    std::int64_t n = 0;  ///< rows that the value was computed from; 0 for one that is not about rows
    std::string reason;
};

/// `with_interval`: the bootstrap over the rows of the sample, where they are one.
Observation observe(const ObservedRun& run, const Target& target, bool with_interval);

/// A sentence for each survey of a run that has fewer answers than were wanted.
std::vector<std::string> short_surveys(const ResultFile& file);

/// 95 % interval of a statistic by resampling rows; fewer draws for many rows, none where it would be too narrow to matter.
Interval resampled(const Rows& rows, std::uint64_t key, const std::function<double(const Rows&)>& statistic);

}  // namespace analysis
