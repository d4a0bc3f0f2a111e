#include "sim/checkpoint.hpp"

#include <vector>

#include "sim/hdf5_file.hpp"
#include "sim/problem.hpp"

namespace sim {

namespace {

constexpr int checkpoint_version = 1;

std::string table_path(const TableBase& table) { return "/tables/" + std::string(table.name()); }

std::string signature(const TableBase& table) {
    std::string text;
    for (const auto& c : table.columns())
        text += std::string(c.name) + ":" + std::string(name_of(c.type)) + "x" + std::to_string(c.count) + " ";
    return text;
}

void write_table(ResultWriter& writer, const TableBase& table) {
    const std::string path = table_path(table);
    writer.attribute(path, {"rows", static_cast<std::int64_t>(table.rows())});
    writer.attribute(path, {"columns", signature(table)});
    if (table.rows() == 0)
        return;
    const DatasetInfo info{"", std::string(table.meaning()), "", {}};
    if (table.layout() == TableBase::Layout::records) {
        const std::size_t dims[] = {table.rows() * table.row_bytes()};
        writer.dataset(path + "/records", DataType::u8, dims, table.column_data(0) - table.columns()[0].offset, info);
        return;
    }
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        const auto& column = table.columns()[c];
        const std::size_t dims[] = {table.rows() * column.count};
        writer.dataset(path + "/" + std::string(column.name), column.type, dims, table.column_data(c),
                       {std::string(column.unit), std::string(column.meaning), "", {}});
    }
}

void read_table(const Hdf5Reader& reader, TableBase& table) {
    const std::string path = table_path(table);
    if (!reader.exists(path) || reader.attribute<std::string>(path, "columns").value_or("") != signature(table))
        throw InputError(Problem{{reader.file().string(), 0, 0},
                                 "the table \"" + std::string(table.name()) + "\" has other columns than this program",
                                 "a checkpoint is resumed by the version that wrote it",
                                 ""});
    const auto rows = static_cast<std::size_t>(reader.attribute<std::int64_t>(path, "rows").value_or(0));
    table.resize(0);
    table.resize(rows);
    if (rows == 0)
        return;
    if (table.layout() == TableBase::Layout::records) {
        reader.read_raw(path + "/records", table.column_data(0) - table.columns()[0].offset, rows * table.row_bytes());
        return;
    }
    for (std::size_t c = 0; c < table.columns().size(); ++c)
        reader.read_raw(path + "/" + std::string(table.columns()[c].name), table.column_data(c), rows * table.columns()[c].bytes());
}

}  // namespace

void write_checkpoint(const std::filesystem::path& file, const CheckpointHead& head, std::span<TableBase* const> tables) {
    std::error_code ignored;
    const std::filesystem::path previous = file.string() + ".previous";
    // The old one keeps its name until the new one is complete: a crash in between leaves at least one.
    if (std::filesystem::exists(file, ignored)) {
        std::filesystem::remove(previous, ignored);
        std::filesystem::create_hard_link(file, previous, ignored);
        if (!std::filesystem::exists(previous, ignored))  // a file system without hard links
            std::filesystem::copy_file(file, previous, ignored);
    }
    ResultWriter writer(file, ResultWriter::IfExists::replace, checkpoint_format, checkpoint_version, Compression::none);
    writer.attribute("/", {"tick", std::int64_t{head.tick}});
    writer.attribute("/", {"model", head.model});
    writer.attribute("/", {"scenario_digest", head.scenario_digest});
    writer.text("/scenario", head.scenario, {"", "the resolved scenario", "", {}});
    for (const TableBase* table : tables)
        write_table(writer, *table);
    writer.commit();
}

CheckpointHead read_checkpoint_head(const std::filesystem::path& file) {
    const Hdf5Reader reader = Hdf5Reader::open(file);
    reader.require(checkpoint_format, checkpoint_version);
    CheckpointHead head;
    head.tick = static_cast<std::int32_t>(reader.attribute<std::int64_t>("/", "tick").value_or(0));
    head.model = reader.attribute<std::string>("/", "model").value_or("");
    head.scenario_digest = reader.attribute<std::string>("/", "scenario_digest").value_or("");
    head.scenario = reader.text("/scenario");
    return head;
}

void read_checkpoint(const std::filesystem::path& file, std::span<TableBase* const> tables) {
    const Hdf5Reader reader = Hdf5Reader::open(file);
    reader.require(checkpoint_format, checkpoint_version);
    for (TableBase* table : tables)
        read_table(reader, *table);
}

std::size_t checkpoint_bytes(std::span<TableBase* const> tables) {
    std::size_t sum = 1 << 20;
    for (const TableBase* table : tables)
        sum += table->rows() * table->row_bytes();
    return sum;
}

}  // namespace sim
