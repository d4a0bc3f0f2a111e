// The tiny scenario run in memory, and what two runs are compared by.
#pragma once

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/microwork/microwork.hpp"
#include "sim/digest.hpp"

namespace tiny {

using Model = std::unique_ptr<microwork::MicroworkModel>;
using Overrides = std::vector<std::string>;

/// Folder of the shipped scenarios.
inline std::filesystem::path scenarios() { return std::filesystem::path(MICROWORK_SOURCE_DIR) / "scenarios"; }

/// Loads the tiny scenario with `text` on top. Problems are thrown as `sim::InputError`.
inline Model load(const Overrides& overrides = {}, const std::string& text = "") {
    sim::Problems problems;
    const auto scenario =
        sim::Scenario::from_text("extends = \"tiny.toml\"\n" + text, "test.toml", scenarios(), overrides, problems);
    problems.raise();
    auto model = std::make_unique<microwork::MicroworkModel>();
    model->load(scenario, scenarios() / "data", problems);
    problems.raise();
    return model;
}

inline sim::Randomness randomness(const microwork::MicroworkModel& model) {
    return {static_cast<std::uint64_t>(model.run.seed()), static_cast<std::uint32_t>(model.run.replicate())};
}

/// The ticks [first, end) of a model that has its state already.
inline void run(microwork::MicroworkModel& model, int threads, std::int32_t first, std::int32_t end) {
    const sim::Parallel parallel(threads);
    sim::LoopOptions loop;
    loop.first_tick = first, loop.end_tick = end;
    loop.hash_every = model.hash_every();
    loop.audit = model.run.audit();
    sim::run_loop(model, model.clock(), randomness(model), parallel, static_cast<std::size_t>(model.run.chunk()), loop);
}

/// The first state and the ticks up to `end` (-1 = to the last one).
inline void found_and_run(microwork::MicroworkModel& model, int threads = 1, std::int32_t end = -1) {
    model.found(randomness(model), sim::Parallel(threads));
    run(model, threads, 0, end < 0 ? model.end_tick() : end);
}

/// Loads, founds and runs to the end.
inline Model finished(const Overrides& overrides = {}, int threads = 1, const std::string& text = "") {
    Model model = load(overrides, text);
    found_and_run(*model, threads);
    return model;
}

/// Rows with a key by `TableBase::add_hash`, which ignores their order; a table without keys (books, record, the hashes that the
/// run took of itself) by the bytes of its columns. Links and scratch are no state.
inline std::string hash_of(const sim::TableBase& table) {
    bool has_key = false;
    for (const auto& column : table.columns())
        has_key = has_key || column.name == "key";
    sim::Sha256 sum;
    if (has_key) {
        std::array<std::uint64_t, 256> groups{};
        table.add_hash(groups, sim::Parallel(1));
        sum.update(std::as_bytes(std::span{groups}));
    } else {
        for (std::size_t c = 0; c < table.columns().size(); ++c) {
            if (table.columns()[c].role != sim::Role::state)
                continue;
            for (std::size_t r = 0; r < table.rows(); ++r)
                sum.update({table.column_data(c) + r * table.stride(c), table.columns()[c].bytes()});
        }
    }
    return sum.hex().substr(0, 16);
}

inline std::map<std::string, std::string> table_hashes(microwork::MicroworkModel& model) {
    std::map<std::string, std::string> hashes;
    for (const sim::TableBase* table : model.tables())
        hashes[std::string(table->name())] = hash_of(*table);
    return hashes;
}

/// Every table, one a line: what differs shows in a failing comparison.
inline std::string fingerprint(microwork::MicroworkModel& model) {
    std::string text;
    for (const auto& [name, hash] : table_hashes(model))
        text += fmt::format("{:<18} {}\n", name, hash);
    return text;
}

/// Sum of a column of a table.
template <class Table, class Column>
std::int64_t total(const Table& table, Column Table::*column) {
    std::int64_t sum = 0;
    for (std::size_t r = 0; r < table.rows(); ++r)
        sum += (table.*column)[typename Table::row_id{r}];
    return sum;
}
inline std::int64_t flow(const microwork::MicroworkModel& model,
                         decltype(microwork::PlatformFlows::claims) microwork::PlatformFlows::*column) {
    return total(model.market().get<microwork::PlatformFlows>(), column);
}
inline std::int64_t flow(const microwork::MicroworkModel& model,
                         decltype(microwork::CountryFlows::cuts) microwork::CountryFlows::*column) {
    return total(model.market().get<microwork::CountryFlows>(), column);
}

}  // namespace tiny
