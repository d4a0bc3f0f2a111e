// Where a result comes from: program, machine, time and inputs. The only part of a result that differs between equal runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sim/hdf5_file.hpp"

namespace sim {

/// Name and version of each library, in the order of mention.
using LibraryVersions = std::vector<std::pair<std::string, std::string>>;

/// An input file as the run found it.
struct InputDigest {
    std::string path;
    std::string sha256;
};

/// Everything that is known about how a result was made. What is not known is "unknown" or, for a Slurm job id, "".
struct Provenance {
    std::string version;
    std::string commit;              ///< "unknown" when built outside a checkout
    std::string uncommitted_digest;  ///< SHA-256 of the changes on top of `commit`; "" when there were none
    std::string compiler;
    std::string flags;
    std::string build_type;
    std::string parallel_backend;
    LibraryVersions libraries;
    std::string host;
    std::string cpu_model;
    bool has_fma = false;  ///< the processor offers fused multiply-add, by which mathematical libraries may choose their code
    std::string operating_system;
    std::string slurm_job_id;
    std::string started;  ///< ISO 8601, UTC
    std::chrono::steady_clock::time_point began;
    double wall_seconds = 0;             ///< from `collect` to `finish`
    std::int64_t peak_memory_bytes = 0;  ///< most resident memory up to `finish`
    int threads = 0;
    std::vector<std::string> command_line;
    std::vector<InputDigest> inputs;
};

/// What only the caller knows. `libraries` are those that a room of its own names (TBB, toml++); the others are added.
struct RunFacts {
    int threads = 1;
    std::vector<std::string> command_line;
    std::vector<std::filesystem::path> inputs;  ///< files to digest, `InputError` when one cannot be read
    LibraryVersions libraries;
};

/// The provenance of a run that begins now.
Provenance collect(const RunFacts& facts);

/// Fills in wall time and peak memory at the end of the run.
void finish(Provenance& provenance);

/// Writes `/provenance`: one attribute for each fact, the table of inputs, and as `digest` that of all datasets so far. Call it
/// last.
void write(const Provenance& provenance, ResultWriter& writer);

/// The most memory this process has had resident since it began, in bytes.
std::int64_t peak_memory_bytes();

/// The lines of `--version`: version, commit, compiler and libraries.
std::string version_line(const LibraryVersions& libraries = {});

}  // namespace sim
