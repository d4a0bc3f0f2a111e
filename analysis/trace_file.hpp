// The trace in a result file: /trace/names, /trace/workers, /trace/events. Written here and read here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/microwork/agents/trace.hpp"
#include "models/microwork/microwork.hpp"
#include "sim/hdf5_file.hpp"

namespace analysis {

/// Writes /trace/names and /trace/events: by tick, worker and the order in which things happened to the worker.
void write_trace(sim::ResultWriter& writer, const microwork::MicroworkModel& model);

/// One event as it is read.
struct TracedEvent {
    std::int64_t utc = 0, local = 0;  ///< seconds since 1970 on the clocks of Greenwich and of the worker
    std::uint32_t worker = 0;
    microwork::TraceKind kind{};
    microwork::TraceDetail detail{};
    std::string platform, type;   ///< "" = none
    std::int64_t requester = -1;  ///< -1 = none
    std::uint64_t batch = 0;      ///< 0 = none
    std::int64_t assignments = 0, pages = 0, seconds = 0, money = 0;
    double reservation_wage = 0, expected_pay = 0;
};

/// Traced people and events of one result.
struct TraceFile {
    std::string from, to;  ///< measured span
    std::vector<std::string> names;
    /// Columns of /trace/workers; `words` are the names of the values of those that are no numbers.
    struct Column {
        std::vector<double> values;
        std::vector<std::string> words;
    };
    std::map<std::string, Column> workers;
    std::vector<TracedEvent> events;

    double number(std::size_t worker, const std::string& column) const { return workers.at(column).values.at(worker); }
    bool is(std::size_t worker, const std::string& column) const { return number(worker, column) != 0; }
    const std::string& word(std::size_t worker, const std::string& column) const;
    /// The number of the worker with this name, however it is padded and cased; -1 = not traced.
    int find(std::string name) const;
};

/// `InputError` for a file that is not a result, is damaged, or holds no trace.
TraceFile read_trace(const std::filesystem::path& path);

}  // namespace analysis
