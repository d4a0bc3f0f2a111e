// The table of targets: what is read, what is refused, and that every figure has a statistic or a reason.
#include "analysis/targets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "analysis/observations.hpp"
#include "tests/support/temp_folder.hpp"

// A namespace of its own: some test programs are compiled as one unit.
namespace targets_test {

const std::filesystem::path data = std::filesystem::path(MICROWORK_SOURCE_DIR) / "scenarios" / "data";

const std::string header =
    "id,set,definition,population,statistic,value,low,high,unit,year,source,evidence,url,instrument,platform,country,era,"
    "min_span_weeks,fit\n";

inline std::string row(const std::string& id, const std::string& era = "2014-2017", const std::string& range = "2,1,3",
                       const std::string& set = "calibrate") {
    return id + "," + set + ",d,p,s," + range + ",USD/h,2017,a study,read,,S-TASK-FIRST,all,all," + era + ",8,yes\n";
}

/// What reading a table says: its problems, a line each.
inline std::string problems_of(const std::string& text) {
    const tests::TempFolder folder;
    std::ofstream(folder / "targets.csv") << text;
    try {
        analysis::read_targets(folder / "targets.csv", data / "exchange_rates.csv");
    } catch (const sim::InputError& error) {
        std::string said = error.what();
        for (std::size_t at; (at = said.find(folder.path().string() + "/")) != std::string::npos;)
            said.erase(at, folder.path().string().size() + 1);
        return said;
    }
    return "none";
}

TEST(Targets, TheTableOfTheProgramIsReadWhole) {
    const auto table = analysis::read_targets(data / "targets.csv", data / "exchange_rates.csv");
    ASSERT_EQ(table.rows.size(), 67U);
    const auto& first = table.rows.front();
    EXPECT_EQ(first.id, "earn_total_mean_global");
    EXPECT_EQ(first.value, 3.31);
    EXPECT_EQ(first.low, 2.9);
    EXPECT_EQ(first.high, 3.7);
    EXPECT_EQ(first.era_from, 2017);
    EXPECT_EQ(first.era_to, 2017);
    EXPECT_TRUE(first.fit);
    EXPECT_FALSE(first.recalled());
    EXPECT_TRUE(table.rows[1].recalled());
    EXPECT_EQ(table.rows[5].era_from, 2014);
    EXPECT_EQ(table.rows[5].era_to, 2017);
}

TEST(Targets, EveryRowHasOneStatisticOrAReason) {
    std::set<std::string> in_table;
    for (const auto& target : analysis::read_targets(data / "targets.csv", data / "exchange_rates.csv").rows) {
        in_table.insert(target.id);
        const analysis::Statistic* statistic = analysis::find_statistic(target.id);
        ASSERT_NE(statistic, nullptr) << target.id;
        EXPECT_NE(statistic->estimate == nullptr, statistic->reason.empty()) << target.id;
        EXPECT_EQ(statistic->estimate == nullptr, statistic->take == nullptr) << target.id;
    }
    const auto ids = analysis::statistic_ids();
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), in_table);
    EXPECT_EQ(ids.size(), in_table.size()) << "an id has two statistics";
}

TEST(Targets, AGoodTableIsRead) { EXPECT_EQ(problems_of(header + row("earn_total_mean_global")), "none"); }

TEST(Targets, AnUnknownColumnIsNamed) {
    EXPECT_EQ(problems_of("id,set,definition,population,statistic,value,low,high,unit,year,source,evidence,url,instrument,platform,"
                          "country,era,min_span_weeks,fit,fits\n" +
                          row("earn_total_mean_global").insert(row("earn_total_mean_global").size() - 1, ",yes")),
              "targets.csv:1: there is no column \"fits\", did you mean \"fit\"?");
}

TEST(Targets, AnUnknownIdIsNamedWithTheNearest) {
    EXPECT_EQ(problems_of(header + row("earn_total_mean_globl")),
              "targets.csv:2: there is no statistic \"earn_total_mean_globl\" (the program knows how to observe the ids of its own "
              "table) did "
              "you mean \"earn_total_mean_global\"?");
}

TEST(Targets, EveryProblemIsShownAtOnce) {
    EXPECT_EQ(problems_of(header + row("earn_total_mean_global", "17") + row("earn_total_mean_global", "2017", "4,1,3") +
                          row("earn_paid_mean_global", "2017-2014", "2,1,3", "calibrated")),
              "targets.csv:2: era is \"17\", a year, or two such as 2014-2017\n"
              "targets.csv:3: 4 lies outside 1 to 3 (the range of a target holds its value and is not empty)\n"
              "targets.csv:3: \"earn_total_mean_global\" stands here twice\n"
              "targets.csv:4: set is \"calibrated\" (one of: calibrate, validate) did you mean \"calibrate\"?\n"
              "targets.csv:4: era is \"2017-2014\", a year, or two such as 2014-2017");
}

}  // namespace targets_test
