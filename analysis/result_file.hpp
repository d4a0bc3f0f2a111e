// A result, opened for reading: what every command that looks at finished runs starts from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/hdf5_file.hpp"

namespace analysis {

/// A column of codes and what they stand for.
struct Codes {
    std::vector<std::uint8_t> code;  ///< one for each row
    std::vector<std::string> names;  ///< by code

    const std::string& name(std::size_t row) const { return names[code[row]]; }
    /// The code of a name, -1 when there is none such.
    int find(std::string_view name) const;
};

/// One finished run. Every reading function throws `sim::InputError` that names file and dataset.
class ResultFile {
  public:
    /// `InputError` unless it is a result of a version that this program reads.
    static ResultFile open(const std::filesystem::path& path);

    const sim::Hdf5Reader& file() const { return file_; }
    std::string path() const { return file_.file().string(); }
    const std::string& title() const { return title_; }
    /// The same for runs that differ in seed or replicate alone.
    const std::string& variant() const { return variant_; }
    std::int64_t seed() const { return seed_; }
    std::int64_t replicate() const { return replicate_; }
    /// Days of the measured span, UTC: the first, and the one after the last.
    const std::string& from() const { return from_; }
    const std::string& to() const { return to_; }
    std::int64_t burn_in_days() const { return burn_in_days_; }
    std::int64_t measured_days() const { return measured_days_; }
    double weeks() const { return static_cast<double>(measured_days_) / 7; }
    bool complete() const { return complete_; }
    /// Share of the world's people that was simulated.
    double scale() const { return scale_; }
    /// Share of the people who logged in that have a row in /workers.
    double worker_share() const { return worker_share_; }

    bool has(std::string_view path) const { return file_.exists(path); }
    /// Columns of a table such as "/workers": numbers, or codes with their names.
    std::vector<double> numbers(std::string_view table, std::string_view column) const;
    Codes codes(std::string_view table, std::string_view column) const;
    /// Sum of a series over the measured span, by entry of its second axis.
    std::vector<double> totals(std::string_view series) const;

  private:
    explicit ResultFile(sim::Hdf5Reader file) : file_(std::move(file)) {}
    sim::Hdf5Reader file_;
    std::string title_, variant_, from_, to_;
    std::int64_t seed_ = 0, replicate_ = 0, burn_in_days_ = 0, measured_days_ = 0;
    bool complete_ = false;
    double scale_ = 1, worker_share_ = 1;
};

}  // namespace analysis
