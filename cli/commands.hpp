// The commands of the program: each is a function of its options and returns the exit code.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// 0 success, 2 wrong usage or wrong input, 3 a run that failed, 75 stopped with a checkpoint (a scheduler may requeue).
enum ExitCode : int { success = 0, wrong_input = 2, run_failed = 3, stopped = 75 };

enum class Verbosity { normal, quiet };
enum class Format { text, json };
/// What `params` lists: what a scenario may set, or what the state is made of.
enum class Topic { parameters, tables };

/// What every command that reads a scenario takes.
struct ScenarioOptions {
    std::filesystem::path scenario;
    std::vector<std::string> overrides;  ///< "section.key=value"
};

struct RunOptions {
    ScenarioOptions scenario;
    std::filesystem::path output;      ///< empty = results/<name of the scenario>.h5
    std::filesystem::path checkpoint;  ///< empty = <output>.checkpoint
    int threads = 0;                   ///< 0 = as many as may be used
    int replicates = 1;
    bool resume = false;
    bool force = false;
    Verbosity verbosity = Verbosity::normal;
    Format format = Format::text;
    std::vector<std::string> command_line;
};

struct TraceOptions {
    std::filesystem::path file;
    std::string worker;    ///< empty = everybody who was traced, a line each
    std::string from, to;  ///< days of the worker's clock; empty = all
    std::size_t limit = 0;
    Format format = Format::text;
};

struct TargetsOptions {
    std::vector<std::filesystem::path> files;  ///< replicates of one variant
    std::filesystem::path targets;             ///< empty = the table that comes with the program
    Format format = Format::text;
};

struct SurveyOptions {
    std::filesystem::path file;
    std::string survey;              ///< empty = list the surveys of the result
    std::filesystem::path output;    ///< microdata as CSV; empty = none
    std::filesystem::path codebook;  ///< empty = beside the microdata
    bool force = false;
    Format format = Format::text;
};

struct CompareOptions {
    std::vector<std::filesystem::path> files;  ///< the first is the base
    std::vector<std::string> by;               ///< sections; empty = all
    bool all = false;                          ///< every country
    Format format = Format::text;
};

struct ExportOptions {
    std::filesystem::path file;
    std::string table;                       ///< empty = a list of what there is
    std::filesystem::path output, codebook;  ///< empty = the standard output; none
    std::string format;                      ///< csv, tsv; empty = csv, or a list for people
    std::vector<std::string> columns;        ///< empty = all
    bool codes = false;                      ///< codes as numbers
    bool dollars = false;                    ///< micro-dollars as dollars
    bool measured = false;                   ///< series without burn-in
    bool force = false;
};

struct ReportOptions {
    std::vector<std::filesystem::path> files;
    std::filesystem::path output;
    bool force = false;
};

int run(const RunOptions& options);
int check(const ScenarioOptions& options);
int describe(const ScenarioOptions& options);
int params(Topic topic, Format format);
int trace(const TraceOptions& options);
int targets(const TargetsOptions& options);
int survey(const SurveyOptions& options);
int compare(const CompareOptions& options);
int report(const ReportOptions& options);
int export_table(const ExportOptions& options);
int version();

}  // namespace cli
