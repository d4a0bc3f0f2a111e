// Published figures that the simulated market is compared with: the table of targets as typed rows.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.hpp"

namespace analysis {

/// One published figure, and how it was observed. Texts are as in the table.
struct Target {
    std::string id;
    std::string set;  ///< "calibrate", or "validate" (never fitted to)
    std::string definition, population, statistic;
    double value = 0, low = 0, high = 0;  ///< the figure, and the range that counts as met
    std::string unit;
    int year = 0;
    std::string source;
    std::string evidence;  ///< "read", or "recalled": from memory, shown as such and without weight in the distance
    std::string url;
    std::string instrument;  ///< S-TASK-FIRST, S-TASK-OPEN, LOG, CAPREC, TRACK, REG, CENSUS, EXP, INPUT
    std::string platform;    ///< id of a platform, or "all"
    std::string country;     ///< ISO 3166-1 alpha-2, an ILO region, or "all"
    std::string era;
    int era_from = 0, era_to = 0;  ///< years of the era, both included
    double min_span_weeks = 0;     ///< weeks that a run must measure
    bool fit = false;              ///< counts in the calibration distance
    sim::Location where;

    bool recalled() const { return evidence != "read"; }
};

/// A yearly mean rate of exchange.
struct ExchangeRate {
    int year = 0;
    std::string currency;
    double usd_per_unit = 0;
};

/// Everything that a score needs beside results.
struct TargetTable {
    std::vector<Target> rows;
    std::vector<ExchangeRate> rates;
};

/// Reads targets, and the rates by which amounts in other currencies are compared. `InputError` with every problem: columns that
/// are missing or unknown, ids given twice, ids for which the program has no statistic, ranges that do not hold their value.
TargetTable read_targets(const std::filesystem::path& targets, const std::filesystem::path& exchange_rates);

}  // namespace analysis
