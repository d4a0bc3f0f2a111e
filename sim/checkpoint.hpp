// The whole state in a file: a loop over the declared columns, in two generations, written beside and renamed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "sim/table.hpp"

namespace sim {

/// What a checkpoint says beside the tables.
struct CheckpointHead {
    std::int32_t tick = 0;        ///< the next tick to run
    std::string scenario;         ///< the resolved scenario as TOML
    std::string scenario_digest;  ///< a resumed run must have the same
    std::string model;            ///< name of the model
};

/// Writes all tables to `file`, keeping the one before as `<file>.previous`. `RunError` when it cannot be written.
void write_checkpoint(const std::filesystem::path& file, const CheckpointHead& head, std::span<TableBase* const> tables);

/// Reads head and tables. `InputError` when the file is not a checkpoint, of a newer format, or of other columns.
CheckpointHead read_checkpoint_head(const std::filesystem::path& file);
void read_checkpoint(const std::filesystem::path& file, std::span<TableBase* const> tables);

/// Bytes that a checkpoint of these tables takes.
std::size_t checkpoint_bytes(std::span<TableBase* const> tables);

}  // namespace sim
