#include "sim/recorder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <limits>

#include "sim/hdf5_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace sim::recorder_test {

SeriesSpec series(const char* name, std::size_t members = 1, SeriesSpec::Kind kind = SeriesSpec::Kind::added) {
    return {name, "count", "a test", members == 1 ? "" : "country", members, 1, kind};
}
HistogramSpec histogram(std::vector<double> edges, std::size_t members = 1) {
    return {"wage", "USD/h", "a test", members == 1 ? "" : "country", members, std::move(edges)};
}
std::vector<std::int64_t> list(std::span<const std::int64_t> bins) { return {bins.begin(), bins.end()}; }

TEST(Recorder, SeriesDoNotShareCells) {
    Recorder record;
    record.span(4);
    const auto one = record.add(series("one"));
    const auto two = record.add(series("two", 3));
    record.add_to(one, 3, 0, 5);
    record.add_to(two, 0, 0, 7);
    record.add_to(two, 0, 0, 1);
    record.set(two, 3, 2, 9);
    EXPECT_EQ(record.value(one, 3, 0), 5);
    EXPECT_EQ(record.value(two, 0, 0), 8);
    EXPECT_EQ(record.total(one, 0, 4), 5);
    EXPECT_EQ(record.total(two, 0, 4), 17);
    EXPECT_EQ(record.total(two, 1, 4), 9);
    EXPECT_EQ(record.total(two, 2, 2), 0);
}

TEST(Recorder, ARunningSeriesTotalsItsGrowth) {
    Recorder record;
    record.span(4);
    const auto running = record.add(series("running", 2, SeriesSpec::Kind::running));
    const std::int64_t first[] = {10, 30, 60, 100}, second[] = {1, 1, 2, 2};
    for (std::size_t day = 0; day < 4; ++day)
        record.set(running, day, 0, first[day]), record.set(running, day, 1, second[day]);
    EXPECT_EQ(record.total(running, 0, 4), 102);
    EXPECT_EQ(record.total(running, 1, 3), 50 + 1) << "days 1 and 2 of both members";
    EXPECT_EQ(record.total(running, 0, 0), 0);
}

TEST(Recorder, BinsHoldTheirLeftEdgeAndTheOuterOnesWhatLiesOutside) {
    Recorder record;
    const auto h = record.add(histogram({0, 1, 2, 4}));
    for (const double value : {0.0, 0.999, 1.0, 1.5, 2.0})
        record.count(h, 0, value);
    EXPECT_EQ(list(record.bins(h, 0)), (std::vector<std::int64_t>{2, 2, 1}));
    record.clear(h);
    for (const double value : {-5.0, -std::numeric_limits<double>::infinity()})
        record.count(h, 0, value);
    for (const double value : {4.0, 1e9, std::numeric_limits<double>::infinity()})
        record.count(h, 0, value);
    EXPECT_EQ(list(record.bins(h, 0)), (std::vector<std::int64_t>{2, 0, 3}));
}

TEST(Recorder, AHistogramOfOneBinTakesEverything) {
    Recorder record;
    const auto h = record.add(histogram({0, 1}));
    for (const double value : {-1.0, 0.5, 2.0})
        record.count(h, 0, value, 10);
    EXPECT_EQ(list(record.bins(h, 0)), (std::vector<std::int64_t>{30}));
}

TEST(Recorder, ClearingOneHistogramLeavesTheOthers) {
    Recorder record;
    record.span(2);
    const auto before = record.add(series("before"));
    const auto h = record.add(histogram({0, 1, 2}, 2));
    const auto other = record.add(histogram({0, 1}));
    record.add_to(before, 1, 0, 3);
    record.count(h, 1, 1.5, 4);
    record.count(other, 0, 0.5, 6);
    EXPECT_EQ(list(record.bins(h, 0)), (std::vector<std::int64_t>{0, 0}));
    EXPECT_EQ(list(record.bins(h, 1)), (std::vector<std::int64_t>{0, 4}));
    record.clear(h);
    EXPECT_EQ(list(record.bins(h, 1)), (std::vector<std::int64_t>{0, 0}));
    EXPECT_EQ(record.value(before, 1, 0), 3);
    EXPECT_EQ(list(record.bins(other, 0)), (std::vector<std::int64_t>{6}));
}

TEST(Recorder, WritesDaysThatAreDoneWithDifferencesAndDivisors) {
    const tests::TempFolder folder;
    const auto file = folder / "series.h5";
    Recorder record;
    record.span(3);
    const auto running = record.add(series("running", 2, SeriesSpec::Kind::running));
    auto spec = series("online");
    spec.divisor = 4;
    const auto online = record.add(spec);
    const auto h = record.add(histogram({0, 1, 2}, 2));
    for (std::size_t day = 0; day < 3; ++day) {
        record.set(running, day, 0, static_cast<std::int64_t>((day + 1) * (day + 1)));
        record.set(running, day, 1, 100);
        record.add_to(online, day, 0, static_cast<std::int64_t>(day) * 2 + 1);
    }
    record.count(h, 1, 0.5);
    {
        ResultWriter writer(file, ResultWriter::IfExists::replace);
        writer.axis({"day", "day", {}, {0, 1}});
        writer.axis({"country", "", {"IN", "US"}, {}});
        record.write(writer, 2);
        writer.commit();
    }
    const Hdf5Reader reader = Hdf5Reader::open(file);
    EXPECT_EQ(reader.read<std::int64_t>("/series/running"), (std::vector<std::int64_t>{1, 100, 3, 0}))
        << "growth by day, then by member";
    EXPECT_EQ(reader.dims("/series/running"), (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(reader.read<double>("/series/online"), (std::vector<double>{0.25, 0.75})) << "the third day is not done";
    EXPECT_EQ(reader.read<std::int64_t>("/distributions/wage"), (std::vector<std::int64_t>{0, 0, 1, 0}));
    EXPECT_EQ(reader.dims("/distributions/wage"), (std::vector<std::size_t>{2, 2}));
}

}  // namespace sim::recorder_test
