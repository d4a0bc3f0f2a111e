#include "sim/checkpoint.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "sim/hdf5_file.hpp"
#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

namespace sim::checkpoint_test {

namespace fs = std::filesystem;

struct Tag;
template <class Base>
struct Columns : Base {
    template <class T>
    using Column = typename Base::template Column<T>;
    explicit Columns(std::string_view name) : Base(name, "things") {}
    Column<std::uint8_t> small{this, "small", "one byte"};
    Column<Money> pay{this, "pay", "money"};
    Column<std::array<float, 3>> memory{this, "memory", "a short array"};
    Column<Id<Tag>> link{this, "link", "a row"};
};
using Arrays = Columns<Table<Tag>>;
using Packed = Columns<Records<Tag>>;
/// As `Arrays`, after somebody has changed a type.
struct Changed : Table<Tag> {
    explicit Changed(std::string_view name) : Table(name, "things") {}
    Column<std::uint16_t> small{this, "small", "two bytes now"};
    Column<Money> pay{this, "pay", "money"};
    Column<std::array<float, 3>> memory{this, "memory", "a short array"};
    Column<Id<Tag>> link{this, "link", "a row"};
};

template <class T>
void fill(T& table, std::size_t rows, int seed) {
    table.resize(rows);
    for (std::size_t r = 0; r < rows; ++r) {
        const Id<Tag> id{r};
        const int n = static_cast<int>(r) * 31 + seed;
        table.small[id] = static_cast<std::uint8_t>(n);
        table.pay[id] = Money{std::int64_t{n} << 33};
        table.memory[id] = {static_cast<float>(n), 0.1F, -1.0F};
        table.link[id] = r % 2 == 0 ? Id<Tag>{} : Id<Tag>{r};
    }
}
template <class T>
void expect_equal(const T& a, const T& b) {
    ASSERT_EQ(a.rows(), b.rows());
    for (std::size_t r = 0; r < a.rows(); ++r) {
        const Id<Tag> id{r};
        ASSERT_EQ(a.small[id], b.small[id]) << r;
        ASSERT_EQ(a.pay[id], b.pay[id]) << r;
        ASSERT_EQ(a.memory[id], b.memory[id]) << r;
        ASSERT_EQ(a.link[id], b.link[id]) << r;
    }
}
template <class Action>
std::string input_error_of(Action action) {
    try {
        action();
    } catch (const InputError& error) {
        return error.what();
    }
    return "no error";
}

class Checkpoint : public testing::Test {
  protected:
    tests::TempFolder folder_;
    fs::path file_ = folder_ / "run.checkpoint";
};

const CheckpointHead head_of_tick_42{42, "[run]\nseed = 1\n", "abc", "toy"};

TEST_F(Checkpoint, GivesBackHeadArraysRecordsAndEmptyTables) {
    Arrays arrays("arrays"), arrays_back("arrays"), empty("empty"), empty_back("empty");
    Packed packed("packed"), packed_back("packed");
    fill(arrays, 1000, 1), fill(packed, 777, 2);
    TableBase* const tables[] = {&arrays, &packed, &empty};
    write_checkpoint(file_, head_of_tick_42, tables);

    // What a table held before must not shine through.
    fill(arrays_back, 1500, 9), fill(packed_back, 3, 9), fill(empty_back, 5, 9);
    TableBase* const back[] = {&arrays_back, &packed_back, &empty_back};
    const CheckpointHead head = read_checkpoint_head(file_);
    read_checkpoint(file_, back);
    EXPECT_EQ(head.tick, 42);
    EXPECT_EQ(head.scenario, "[run]\nseed = 1\n");
    EXPECT_EQ(head.scenario_digest, "abc");
    EXPECT_EQ(head.model, "toy");
    expect_equal(arrays, arrays_back);
    expect_equal(packed, packed_back);
    EXPECT_EQ(empty_back.rows(), 0U);
    arrays_back.resize(1001);
    EXPECT_EQ(arrays_back.small[Id<Tag>{1000}], 0) << "new rows are zero after a resumption, too";
}

TEST_F(Checkpoint, RefusesTablesWithOtherColumns) {
    Arrays arrays("things");
    fill(arrays, 3, 1);
    TableBase* const tables[] = {&arrays};
    write_checkpoint(file_, head_of_tick_42, tables);
    const std::string expected =
        file_.string() +
        ": the table \"things\" has other columns than this program (a checkpoint is resumed by the version that wrote it)";
    Changed changed("things");
    TableBase* const other_type[] = {&changed};
    EXPECT_EQ(input_error_of([&] { read_checkpoint(file_, other_type); }), expected);
    Arrays unknown("strangers");
    TableBase* const other_table[] = {&unknown};
    EXPECT_EQ(
        input_error_of([&] { read_checkpoint(file_, other_table); }),
        file_.string() +
            ": the table \"strangers\" has other columns than this program (a checkpoint is resumed by the version that wrote it)");
}

TEST_F(Checkpoint, KeepsTheGenerationBefore) {
    Arrays arrays("things"), back("things");
    TableBase* const tables[] = {&arrays};
    TableBase* const into[] = {&back};
    for (int generation = 1; generation <= 3; ++generation) {
        fill(arrays, 10, generation);
        write_checkpoint(file_, {generation, "", "", "toy"}, tables);
    }
    const fs::path previous = file_.string() + ".previous";
    EXPECT_EQ(read_checkpoint_head(file_).tick, 3);
    EXPECT_EQ(read_checkpoint_head(previous).tick, 2);
    read_checkpoint(previous, into);
    fill(arrays, 10, 2);
    expect_equal(arrays, back);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 2) << "nothing else is left behind";
}

TEST_F(Checkpoint, AFailedWriteLeavesTheLastOneWhole) {
    Arrays arrays("things");
    fill(arrays, 10, 1);
    TableBase* const tables[] = {&arrays};
    write_checkpoint(file_, {7, "", "", "toy"}, tables);
    // A folder where the unfinished file should go.
    fs::create_directory(file_.string() + ".part");
    EXPECT_ANY_THROW(write_checkpoint(file_, {8, "", "", "toy"}, tables));
    EXPECT_EQ(read_checkpoint_head(file_).tick, 7);
}

TEST_F(Checkpoint, RefusesANewerFormatAndOtherFiles) {
    {
        ResultWriter writer(file_, ResultWriter::IfExists::replace, checkpoint_format, 2);
        writer.text("/scenario", "", {"", "", "", {}});
        writer.commit();
    }
    EXPECT_EQ(input_error_of([&] { read_checkpoint_head(file_); }),
              file_.string() +
                  ": is a microwork-checkpoint of format 2, this program knows formats up to 1 (written by a newer version) update "
                  "the program");
    {
        ResultWriter writer(file_, ResultWriter::IfExists::replace, result_format, 1);
        writer.commit();
    }
    EXPECT_EQ(input_error_of([&] { read_checkpoint_head(file_); }),
              file_.string() + ": is a microwork-result (a microwork-checkpoint is expected)");
    fs::remove(file_);
    EXPECT_EQ(input_error_of([&] { read_checkpoint_head(file_); }),
              file_.string() + ": cannot be read (No such file or directory)");
}

TEST_F(Checkpoint, TheEstimateIsEnoughForTheFile) {
    Arrays arrays("things");
    fill(arrays, 100'000, 1);
    TableBase* const tables[] = {&arrays};
    write_checkpoint(file_, head_of_tick_42, tables);
    EXPECT_GE(checkpoint_bytes(tables), fs::file_size(file_));
    EXPECT_LT(checkpoint_bytes(tables), fs::file_size(file_) + (2 << 20)) << "and not much more";
}

}  // namespace sim::checkpoint_test
