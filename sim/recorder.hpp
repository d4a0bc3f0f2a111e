// What a run records: series by day and exact histograms, all integers, in one table of cells that checkpoints like any other.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/table.hpp"

namespace sim {

struct Cell;
class ResultWriter;

/// A quantity by day and by the members of an axis (countries, platforms; none for the world).
struct SeriesSpec {
    std::string name, unit, description;
    std::string axis;          ///< name of the second axis; "" = one value a day
    std::size_t members = 1;   ///< its length
    std::int64_t divisor = 1;  ///< cells are written divided by it, as doubles; 1 = as integers
    enum class Kind : std::uint8_t {
        added,
        running
    } kind = Kind::added;  ///< running: cells hold a running total; days are differences
};

/// Counts by bin and by the members of an axis. Bin i covers [edges[i], edges[i+1]); what lies outside is in the first or last bin.
struct HistogramSpec {
    std::string name, unit, description;
    std::string axis;
    std::size_t members = 1;
    std::vector<double> edges;
};

/// Handle of a series or a histogram: where its cells begin.
struct SeriesId {
    std::size_t index = 0;
};
struct HistogramId {
    std::size_t index = 0;
};

class Recorder final : public Table<Cell> {
  public:
    Recorder() : Table("record", "cells of series and histograms") {}

    /// Says how many days the run has. Before any series.
    void span(std::size_t days) { days_ = days; }
    SeriesId add(SeriesSpec spec);
    HistogramId add(HistogramSpec spec);

    void add_to(SeriesId s, std::size_t day, std::size_t member, std::int64_t amount) { cells_[cell(s, day, member)] += amount; }
    void set(SeriesId s, std::size_t day, std::size_t member, std::int64_t value) { cells_[cell(s, day, member)] = value; }
    std::int64_t value(SeriesId s, std::size_t day, std::size_t member) const { return cells_[cell(s, day, member)]; }
    /// Sum of a series over the days [from, to) and all members; running series give their growth.
    std::int64_t total(SeriesId s, std::size_t from, std::size_t to) const;
    void count(HistogramId h, std::size_t member, double value, std::int64_t times = 1);
    /// Empties a histogram (a measure of stocks fills it anew).
    void clear(HistogramId h);
    std::span<const std::int64_t> bins(HistogramId h, std::size_t member) const;

    const std::vector<SeriesSpec>& series() const { return series_; }
    const std::vector<HistogramSpec>& histograms() const { return histograms_; }
    std::size_t days() const { return days_; }
    /// Writes /series and /distributions. The axes "day" and those that the specs name must have been written.
    void write(ResultWriter& writer, std::size_t days_done) const;

  private:
    row_id cell(SeriesId s, std::size_t day, std::size_t member) const {
        return row_id{series_at_[s.index] + day * series_[s.index].members + member};
    }
    std::size_t days_ = 0;
    std::vector<SeriesSpec> series_;
    std::vector<std::size_t> series_at_;
    std::vector<HistogramSpec> histograms_;
    std::vector<std::size_t> histogram_at_;
    Column<std::int64_t> cells_{this, "value", "a count, a sum or a running total"};
};

}  // namespace sim
