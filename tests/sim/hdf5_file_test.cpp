#include "sim/hdf5_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <sstream>

#include "sim/contract.hpp"
#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

namespace fs = std::filesystem;
using sim::Hdf5Reader;
using sim::ResultWriter;
constexpr auto refuse = ResultWriter::IfExists::refuse;
constexpr auto replace = ResultWriter::IfExists::replace;

enum class Status : std::uint8_t { open, paid, refused };

/// Seven bytes lie between the fields: whatever is in them must not reach the file.
struct Row {
    std::int64_t id = 0;
    Status status = Status::open;
    sim::Money pay;
    float hours = 0;
};

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return (std::ostringstream() << file.rdbuf()).str();
}

template <class Error, class Action>
std::string message_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

/// Runs `action` in a child process, so that limits and rights end with it; its exit code, or -1 for a crash, at its end also.
int exit_code_in_child(const std::function<int()>& action) {
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            std::exit(action());
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            std::exit(99);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class Hdf5File : public testing::Test {
  protected:
    fs::path in(const char* name) const { return folder_ / name; }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
    }

    tests::TempFolder folder_;
};

std::vector<Row> rows(std::size_t count, unsigned char padding) {
    std::vector<Row> list(count);
    std::memset(static_cast<void*>(list.data()), padding, count * sizeof(Row));
    for (std::size_t i = 0; i < count; ++i) {
        list[i].id = (std::int64_t{1} << 60) + static_cast<std::int64_t>(i);
        list[i].status = static_cast<Status>(i % 3);
        list[i].pay = sim::Money{static_cast<std::int64_t>(i) * 10'000};
        list[i].hours = static_cast<float>(i) / 2;
    }
    return list;
}

std::vector<sim::Field> fields() {
    return {sim::field("id", &Row::id, "key"), sim::field("status", &Row::status, "state", {"open", "paid", "refused"}),
            sim::field("pay", &Row::pay, "reward"), sim::field("hours", &Row::hours, "time")};
}

void fill(ResultWriter& writer, unsigned char padding = 0) {
    std::vector<std::int64_t> posted(365 * 200);
    std::iota(posted.begin(), posted.end(), -1000);
    std::vector<double> days(365), wages(10'000);
    std::iota(days.begin(), days.end(), 0.0);
    for (std::size_t i = 0; i < wages.size(); ++i)
        wages[i] = 1.0 / static_cast<double>(i + 1);
    const std::size_t shape[] = {365, 200};
    writer.axis({"day", "d", {}, days});
    writer.dataset("/series/posted", posted, shape, {"task", "tasks posted", "counted", {"day", "country"}});
    writer.dataset("/series/wage", wages, {"USD/h", "hourly pay", "", {}});
    writer.table("/workers", fields(), rows(20'000, padding), {"", "one row for each worker", "", {"worker"}});
    writer.strings("/names", std::vector<std::string>{"Österreich", "", "India"}, {"1", "names", "", {}});
    writer.text("/scenario/toml", "a = 1\n", {"1", "the scenario", "", {}});
}

template <class T>
void expect_same_back(const Hdf5Reader& reader, const std::string& path, const std::vector<T>& values) {
    EXPECT_EQ(reader.type(path), sim::data_type<T>());
    EXPECT_EQ(reader.read<T>(path), values) << path;
}

template <class... T>
void round_trip(const fs::path& path, sim::Compression compression) {
    // The second size is the first to be compressed for every type and leaves a last chunk that is not full.
    for (const std::size_t count : {std::size_t{3}, std::size_t{100'001}}) {
        const auto values = [count]<class V>(V) {
            std::vector<V> list(count);
            for (std::size_t i = 0; i < count; ++i)
                list[i] = static_cast<V>(i * 37);
            list.front() = std::numeric_limits<V>::lowest();
            list.back() = std::numeric_limits<V>::max();
            return list;
        };
        ResultWriter writer(path, replace, sim::result_format, 1, compression);
        (writer.dataset("/all/" + std::string(sim::name_of(sim::data_type<T>())), values(T{}), {"1", "x", "", {}}), ...);
        writer.commit();
        const auto reader = Hdf5Reader::open(path);
        EXPECT_EQ(reader.list("/all").size(), sizeof...(T));
        (expect_same_back(reader, "/all/" + std::string(sim::name_of(sim::data_type<T>())), values(T{})), ...);
        EXPECT_EQ(reader.digest(), writer.digest());
    }
}

TEST_F(Hdf5File, EveryTypeComesBackAsItWas) {
    for (const auto compression : {sim::Compression::fast, sim::Compression::none})
        round_trip<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t,
                   float, double>(in("types.h5"), compression);
}

TEST_F(Hdf5File, ContentMeaningAndDigestComeBack) {
    ResultWriter writer(in("x.h5"), refuse);
    fill(writer);
    writer.attribute("/notes/inner", {"limits", std::vector<double>{0.5, 1.5}});
    writer.attribute("/notes/inner", {"empty", std::vector<std::string>{}});
    writer.attribute("/series/wage", {"count", std::int64_t{7}});
    writer.commit();

    const auto reader = Hdf5Reader::open(in("x.h5"));
    reader.require(sim::result_format, sim::result_format_version);
    EXPECT_EQ(reader.digest(), writer.digest());
    EXPECT_EQ(reader.dims("/series/posted"), (std::vector<std::size_t>{365, 200}));
    EXPECT_EQ(reader.read<std::int64_t>("series/posted").back(), 365 * 200 - 1001);
    EXPECT_EQ(reader.attribute<std::string>("/series/posted", "unit"), "task");
    EXPECT_EQ(reader.attribute<std::string>("/series/posted", "source"), "counted");
    EXPECT_EQ(reader.attribute<std::string>("/series/wage", "source"), std::nullopt);
    EXPECT_EQ(reader.attribute<std::vector<std::string>>("/series/posted", "axes"), (std::vector<std::string>{"day", "country"}));
    EXPECT_EQ(reader.attribute<std::int64_t>("/series/wage", "count"), 7);
    EXPECT_EQ(reader.attribute<std::vector<double>>("/notes/inner", "limits"), (std::vector<double>{0.5, 1.5}));
    EXPECT_EQ(reader.attribute<std::vector<std::string>>("/notes/inner", "empty"), std::vector<std::string>{});
    EXPECT_EQ(reader.strings("/names"), (std::vector<std::string>{"Österreich", "", "India"}));
    EXPECT_EQ(reader.text("/scenario/toml"), "a = 1\n");
    EXPECT_EQ(reader.list("/"), (std::vector<std::string>{"axes", "names", "notes", "scenario", "series", "workers"}));
    EXPECT_FALSE(reader.exists("/series/none/deeper"));

    const auto expected = rows(20'000, 0);
    EXPECT_EQ(reader.columns("/workers"), (std::vector<std::string>{"id", "status", "pay", "hours"}));
    EXPECT_EQ(reader.column<std::int64_t>("/workers", "id").back(), expected.back().id);
    EXPECT_EQ(reader.column<sim::Money>("/workers", "pay").back(), expected.back().pay);
    EXPECT_EQ(reader.column<Status>("/workers", "status").back(), expected.back().status);
    EXPECT_EQ(reader.attribute<std::vector<std::string>>("/workers/status", "names"),
              (std::vector<std::string>{"open", "paid", "refused"}));
    EXPECT_EQ(reader.attribute<std::string>("/workers/pay", "unit"), "1e-6 USD");
    EXPECT_EQ(reader.attribute<std::string>("/workers/pay", "description"), "reward");
}

TEST_F(Hdf5File, NothingAtAllCanBeStored) {
    ResultWriter writer(in("x.h5"), refuse);
    writer.dataset("/none", std::vector<float>{}, {"1", "no values", "", {}});
    writer.table("/rows", fields(), std::vector<Row>{}, {"", "no rows", "", {}});
    writer.strings("/texts", {}, {"1", "no texts", "", {}});
    writer.dataset("/one", sim::DataType::u8, {}, "\7", {"1", "a scalar", "", {}});
    writer.commit();
    const auto reader = Hdf5Reader::open(in("x.h5"));
    EXPECT_TRUE(reader.read<float>("/none").empty());
    EXPECT_TRUE(reader.column<float>("/rows", "hours").empty());
    EXPECT_TRUE(reader.strings("/texts").empty());
    EXPECT_TRUE(reader.dims("/one").empty());
    EXPECT_EQ(reader.read<std::uint8_t>("/one"), std::vector<std::uint8_t>{7});
    EXPECT_EQ(reader.digest(), writer.digest());
}

// Equal runs are compared by checksum: times, padding bytes and left-over memory must not reach the file.
TEST_F(Hdf5File, EqualContentsGiveByteIdenticalFiles) {
    for (const int padding : {0x00, 0xff}) {
        ResultWriter writer(in(padding == 0 ? "a.h5" : "b.h5"), refuse);
        fill(writer, static_cast<unsigned char>(padding));
        writer.commit();
        ::usleep(1'100'000);  // object times count seconds
    }
    EXPECT_GT(fs::file_size(in("a.h5")), 50'000u);
    EXPECT_TRUE(bytes_of(in("a.h5")) == bytes_of(in("b.h5")));
}

TEST_F(Hdf5File, TheDigestDependsOnContentsOnly) {
    const std::vector<int> one{1, 2, 3}, two{4, 5};
    const std::size_t flat[] = {3}, tall[] = {3, 1};
    const auto digest = [&](const std::function<void(ResultWriter&)>& write) {
        ResultWriter writer(in("d.h5"), replace);
        write(writer);
        return writer.digest();
    };
    const auto reference = digest([&](auto& w) { w.dataset("/a", one, flat, {}), w.dataset("/b", two, {}); });
    EXPECT_EQ(reference, digest([&](auto& w) { w.dataset("/b", two, {}), w.dataset("a", one, {}); }));
    EXPECT_EQ(reference, digest([&](auto& w) {
                  w.text("/provenance/host", "somewhere", {}), w.dataset("/a", one, {}), w.dataset("/b", two, {});
                  w.attribute("/provenance", {"started", std::string("now")});
              }));
    EXPECT_NE(reference, digest([&](auto& w) { w.dataset("/a", one, tall, {}), w.dataset("/b", two, {}); }));
    EXPECT_NE(reference, digest([&](auto& w) { w.dataset("/a", one, flat, {}), w.dataset("/c", two, {}); }));
    EXPECT_NE(reference, digest([&](auto& w) { w.dataset("/a", one, flat, {}), w.dataset("/b", std::vector<int>{4, 6}, {}); }));
    const std::vector<std::string> ab_c{"ab", "c"}, a_bc{"a", "bc"};
    EXPECT_NE(digest([&](auto& w) { w.strings("/s", ab_c, {}); }), digest([&](auto& w) { w.strings("/s", a_bc, {}); }));
}

TEST_F(Hdf5File, AFinishedResultIsNotOverwrittenUnasked) {
    std::ofstream(in("x.h5")) << "precious";
    EXPECT_EQ(message_of<sim::InputError>([&] { ResultWriter(in("x.h5"), refuse); }),
              in("x.h5").string() + ": already exists (a finished result is never overwritten) use --force or another -o");
    { ResultWriter unfinished(in("x.h5"), replace); }
    EXPECT_EQ(bytes_of(in("x.h5")), "precious");
    EXPECT_EQ(files(), 1u);
    ResultWriter writer(in("x.h5"), replace);
    fill(writer);
    EXPECT_EQ(bytes_of(in("x.h5")), "precious");
    writer.commit();
    EXPECT_EQ(Hdf5Reader::open(in("x.h5")).text("/scenario/toml"), "a = 1\n");
    EXPECT_EQ(files(), 1u);
}

TEST_F(Hdf5File, AResultThatAppearedMeanwhileIsKept) {
    ResultWriter writer(in("x.h5"), refuse);
    std::ofstream(in("x.h5")) << "precious";
    EXPECT_EQ(message_of<sim::RunError>([&] { writer.commit(); }),
              "cannot write " + in("x.h5").string() + ": it has come into being since the run began");
    EXPECT_EQ(bytes_of(in("x.h5")), "precious");
}

TEST_F(Hdf5File, TwoWritersDoNotSpoilEachOther) {
    ResultWriter first(in("x.h5"), replace);
    fill(first);
    EXPECT_EQ(message_of<sim::InputError>([&] { ResultWriter(in("x.h5"), replace); }),
              in("x.h5").string() + ": is being written (another run holds " + in("x.h5.part").string() + ") use another -o");
    first.commit();
    EXPECT_EQ(Hdf5Reader::open(in("x.h5")).digest(), first.digest());
}

TEST_F(Hdf5File, ATargetThatCannotBeIsRefusedAtOnce) {
    EXPECT_EQ(
        message_of<sim::InputError>([&] { ResultWriter(in("no/x.h5"), refuse); }),
        in("no/x.h5").string() + ": cannot be written (there is no folder " + in("no").string() + ") create it or use another -o");
    EXPECT_EQ(message_of<sim::InputError>([&] { ResultWriter(folder_.path(), replace); }),
              folder_.path().string() + ": cannot be written (it exists and is not a file) use another -o");
    EXPECT_EQ(message_of<sim::InputError>([] { ResultWriter("/dev/null", replace); }),
              "/dev/null: cannot be written (it exists and is not a file) use another -o");
}

TEST_F(Hdf5File, MissingRightsAreNamed) {
    std::ofstream(in("secret.h5")) << "x";
    fs::permissions(in("secret.h5"), fs::perms::none);
    fs::permissions(folder_.path(),
                    fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
    const int code = exit_code_in_child([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            return 9;
        const auto written = message_of<sim::InputError>([&] { ResultWriter(in("x.h5"), refuse); });
        const auto read = message_of<sim::InputError>([&] { Hdf5Reader::open(in("secret.h5")); });
        return (written == in("x.h5").string() + ": cannot be written (Permission denied) use another -o" ? 0 : 1) +
               (read == in("secret.h5").string() + ": cannot be read (Permission denied)" ? 0 : 2);
    });
    EXPECT_EQ(code, 0);
}

// The limit on file size fails a write just as a full disk does, at every place where the file can reach it.
TEST_F(Hdf5File, AFullDiskNeverLeavesAFinishedLookingFile) {
    for (const auto compression : {sim::Compression::fast, sim::Compression::none}) {
        std::optional<ResultWriter> writer;
        const auto write = [&] {
            writer.emplace(in("x.h5"), refuse, sim::checkpoint_format, 1, compression);
            fill(*writer);
            writer->commit();
        };
        write();
        const auto whole = fs::file_size(in("x.h5"));
        fs::remove(in("x.h5"));
        for (const auto limit :
             {std::uintmax_t{100}, std::uintmax_t{2000}, whole / 10, whole / 3, whole / 2, whole * 9 / 10, whole - 1}) {
            const int code = exit_code_in_child([&] {
                ::signal(SIGXFSZ, SIG_IGN);
                const rlimit bytes{limit, RLIM_INFINITY}, none{RLIM_INFINITY, RLIM_INFINITY};
                ::setrlimit(RLIMIT_FSIZE, &bytes);
                const auto text = message_of<sim::RunError>(write);
                ::setrlimit(RLIMIT_FSIZE, &none);  // unlike a full disk, the limit would also hold for files in memory
                writer.reset();
                const bool named =
                    text.starts_with("cannot write " + in("x.h5").string() + ": ") && text.ends_with("File too large");
                if (!named)
                    std::fprintf(stderr, "%s\n", text.c_str());
                if (!fs::is_empty(folder_.path()))
                    return 2;
                write();  // a run goes on after a checkpoint that failed, and the next one must succeed
                return named ? 0 : 1;
            });
            EXPECT_EQ(code, 0) << "limit " << limit << " of " << whole;
            EXPECT_EQ(fs::file_size(in("x.h5")), whole);
            fs::remove(in("x.h5"));
        }
    }
}

TEST_F(Hdf5File, AfterAFailedWriteNothingCanBeCommitted) {
    ResultWriter writer(in("x.h5"), refuse);
    writer.text("/a", "once", {});
    EXPECT_THROW(writer.text("/a", "twice", {}), sim::RunError);
    EXPECT_EQ(message_of<sim::RunError>([&] { writer.commit(); }),
              "cannot write " + in("x.h5").string() + ": an earlier write failed");
    EXPECT_FALSE(fs::exists(in("x.h5")));
}

TEST_F(Hdf5File, WithoutCommitNothingRemains) {
    {
        ResultWriter writer(in("x.h5"), refuse);
        fill(writer);
        EXPECT_TRUE(fs::exists(in("x.h5.part")));
    }
    EXPECT_EQ(files(), 0u);
}

TEST_F(Hdf5File, ALeftOverOfAKilledRunIsNoObstacle) {
    std::ofstream(in("x.h5.part")) << "half a file";
    ResultWriter writer(in("x.h5"), refuse);
    writer.commit();
    EXPECT_EQ(files(), 1u);
}

TEST_F(Hdf5File, AxesAreSaidOnce) {
    ResultWriter writer(in("x.h5"), refuse);
    writer.axis({"country", "", {"IN", "PH"}, {}});
    writer.axis({"country", "", {"IN", "PH"}, {}});
    EXPECT_THROW(writer.axis({"country", "", {"IN"}, {}}), sim::ContractError);
    EXPECT_THROW(writer.dataset("/x", std::vector<int>{1, 2, 3}, std::vector<std::size_t>{2, 2}, {}), sim::ContractError);
    writer.commit();
    EXPECT_EQ(Hdf5Reader::open(in("x.h5")).strings("/axes/country"), (std::vector<std::string>{"IN", "PH"}));
}

TEST_F(Hdf5File, WhatIsNotAResultIsSaidToBeNone) {
    const auto message = [&](const char* name) { return message_of<sim::InputError>([&] { Hdf5Reader::open(in(name)); }); };
    std::ofstream(in("text.h5")) << "not at all";
    EXPECT_EQ(message("none.h5"), in("none.h5").string() + ": cannot be read (No such file or directory)");
    EXPECT_EQ(message("text.h5"), in("text.h5").string() + ": is not an HDF5 file");
    EXPECT_EQ(message("."), in(".").string() + ": cannot be read (it is a folder)");

    ResultWriter writer(in("x.h5"), refuse);
    fill(writer);
    writer.commit();
    fs::resize_file(in("x.h5"), fs::file_size(in("x.h5")) / 2);
    EXPECT_NE(message("x.h5").find("truncated file"), std::string::npos) << message("x.h5");
}

// HDF5 does not notice a changed byte in a raw column; the digest does.
TEST_F(Hdf5File, ADamagedColumnChangesTheDigestOrCannotBeRead) {
    for (const auto compression : {sim::Compression::fast, sim::Compression::none}) {
        std::vector<std::int64_t> values(100'000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<std::int64_t>(i * i * 7919);
        ResultWriter writer(in("x.h5"), replace, sim::checkpoint_format, 1, compression);
        writer.dataset("/column", values, {});
        writer.commit();
        std::string bytes = bytes_of(in("x.h5"));
        bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
        std::ofstream(in("x.h5"), std::ios::binary) << bytes;
        const auto reader = Hdf5Reader::open(in("x.h5"));
        if (compression == sim::Compression::none)
            EXPECT_NE(reader.digest(), writer.digest());
        else
            EXPECT_NE(message_of<sim::InputError>([&] { reader.digest(); }).find("/column: can't read data"), std::string::npos);
    }
}

TEST_F(Hdf5File, FormatsAreChecked) {
    ResultWriter(in("x.h5"), refuse, sim::checkpoint_format, 3).commit();
    const auto reader = Hdf5Reader::open(in("x.h5"));
    reader.require(sim::checkpoint_format, 3);
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.require(sim::checkpoint_format, 1); }),
              in("x.h5").string() +
                  ": is a microwork-checkpoint of format 3, this program knows formats up to 1 "
                  "(written by a newer version) update the program");
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.require(sim::checkpoint_format, 5, 4); }),
              in("x.h5").string() +
                  ": is a microwork-checkpoint of format 3, this program reads formats from 4 on "
                  "(written by an older version) run the scenario again");
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.require(sim::result_format, 3); }),
              in("x.h5").string() + ": is a microwork-checkpoint (a microwork-result is expected)");
}

TEST_F(Hdf5File, NumbersAreNeverReadIntoATypeThatLosesThem) {
    ResultWriter writer(in("x.h5"), refuse);
    writer.dataset("/big", std::vector<std::int64_t>{1, 2}, {});
    writer.dataset("/small", std::vector<std::uint16_t>{1, 65535}, {});
    fill(writer);
    writer.commit();
    const auto reader = Hdf5Reader::open(in("x.h5"));
    EXPECT_EQ(reader.read<std::int32_t>("/small"), (std::vector<std::int32_t>{1, 65535}));
    EXPECT_EQ(reader.read<double>("/big"), (std::vector<double>{1, 2}));
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.read<std::int32_t>("/big"); }),
              in("x.h5").string() + ": /big holds i64 (i32 is expected)");
    EXPECT_THROW(reader.read<std::int16_t>("/small"), sim::InputError);
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.column<float>("/workers", "hour"); }),
              in("x.h5").string() + ": has no column hour in /workers, did you mean \"hours\"?");
    EXPECT_EQ(message_of<sim::InputError>([&] { reader.read<float>("/series/none"); }),
              in("x.h5").string() + ": has no dataset /series/none");
    std::uint64_t raw[2] = {};
    reader.read_raw("/big", raw, sizeof raw);
    EXPECT_EQ(raw[1], 2u);
    EXPECT_THROW(reader.read_raw("/big", raw, 8), sim::InputError);
    EXPECT_THROW(reader.text("/big"), sim::InputError);
}

}  // namespace
