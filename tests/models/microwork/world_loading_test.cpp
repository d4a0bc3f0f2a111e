// Tables that are wrong: every fault is named with file, line and column.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/models/microwork/shipped.hpp"
#include "tests/support/temp_folder.hpp"

namespace microwork::world_loading_test {

namespace fs = std::filesystem;

class Tables : public testing::Test {
  protected:
    /// The shipped table with one text replaced (its first occurrence).
    fs::path with(const std::string& name, const std::string& from, const std::string& to) {
        std::ifstream in(shipped::scenarios() / "data" / name);
        std::stringstream text;
        text << in.rdbuf();
        std::string all = text.str();
        const auto at = all.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        all.replace(at, from.size(), to);
        const fs::path file = folder_ / fs::path(name).filename();
        in.close();
        std::ofstream(file) << all;
        return file;
    }
    static std::string complaints(const std::string& table, const fs::path& file) {
        return shipped::messages("", {"data." + table + "=" + file.string()});
    }

    tests::TempFolder folder_;
};

TEST_F(Tables, AsShippedAreRight) { EXPECT_EQ(shipped::messages(""), ""); }

TEST_F(Tables, ABrokenNumberNamesLineAndColumn) {
    const fs::path file = with("platform_country.csv", "amt,US,375000,", "amt,US,many,");
    EXPECT_EQ(complaints("platform_country", file),
              file.string() + ":2: column \"registered_accounts_2018\": \"many\" is not a number");
}

TEST_F(Tables, ANumberOutsideItsRangeNamesTheRange) {
    const fs::path file = with("platform_country.csv", "amt,CA,5500,", "amt,CA,-1,");
    EXPECT_EQ(complaints("platform_country", file),
              file.string() + ":3: column \"registered_accounts_2018\": \"-1\" is outside of 0 to 1e+12");
}

TEST_F(Tables, AnEmptyFieldIsNotZero) {
    const fs::path file = with("platform_country.csv", "amt,US,375000,1,", "amt,US,375000,,");
    EXPECT_EQ(complaints("platform_country", file),
              file.string() + ":2: column \"signup_open\": an empty field is not a whole number");
}

TEST_F(Tables, AGroupHoldsCountriesOfTheTable) {
    const fs::path file = with("country_groups.csv", "EU,AT,", "EU,AZT,");
    EXPECT_EQ(complaints("country_groups", file)
                  .find(file.string() + ":2: column \"iso2\": country \"AZT\" is not in the table of countries"),
              0u);
}

TEST_F(Tables, AFamilyOfTasksIsOneOfFour) {
    const fs::path file = with("task_types.csv", "verify_ai", "verify_ay");
    const std::string text = complaints("task_types", file);
    EXPECT_NE(text.find("column \"family\": \"verify_ay\" is not a family of tasks, did you mean \"verify_ai\"?"),
              std::string::npos)
        << text;
}

TEST_F(Tables, ACountryThatIsNotInTheTableIsNamed) {
    const fs::path file = with("platform_country.csv", "amt,US,375000", "amt,USA,375000");
    EXPECT_EQ(complaints("platform_country", file),
              file.string() + ":2: column \"iso2\": country \"USA\" is not in the table of countries, did you mean \"US\"?");
}

TEST_F(Tables, ACountryNeedsItsPeople) {
    const fs::path file = with("demographics.csv", "\nFR,", "\nXX,");
    EXPECT_EQ(complaints("demographics", file),
              file.string() + ": country \"FR\" has no row (every country of the run needs its people)");
}

TEST_F(Tables, AMissingColumnIsNamedWithTheNearest) {
    const fs::path file = with("platform_country.csv", "signup_open", "signup_opens");
    EXPECT_EQ(complaints("platform_country", file),
              file.string() + ":1: there is no column \"signup_open\", did you mean \"signup_opens\"?");
}

TEST_F(Tables, ARaggedLineIsNamed) {
    const fs::path file = with("platform_country.csv", "amt,US,375000,1,", "amt,US,375,000,1,");
    const std::string text = complaints("platform_country", file);
    EXPECT_NE(text.find(file.string() + ":2: 7 fields where the header names 6, put quotes around a field that holds a comma"),
              std::string::npos)
        << text;
}

TEST_F(Tables, AnUnknownTaskTypeIsNamed) {
    const fs::path file = with("platform_task.csv", "amt,survey,", "amt,surveys,");
    EXPECT_EQ(complaints("platform_task", file),
              file.string() + ":2: column \"task_type_id\": \"surveys\" is not in the table of task types");
}

TEST_F(Tables, AMissingHourIsMissed) {
    const fs::path file = with("time_use.csv", "worker_general,hour_local,3,", "worker_generals,hour_local,3,");
    EXPECT_EQ(complaints("time_use", file), file.string() + ": profile \"worker_general\" needs 24 hours");
}

TEST_F(Tables, AMissingFileIsNamed) {
    const fs::path file = folder_ / "no_such.csv";
    EXPECT_EQ(complaints("countries", file), "the file \"" + file.string() + "\" does not exist");
}

TEST_F(Tables, EveryFaultIsShownAtOnce) {
    const fs::path accounts = with("platform_country.csv", "amt,US,375000,", "amt,US,many,"),
                   tasks = with("platform_task.csv", "amt,survey,", "amt,surveys,");
    const std::string text =
        shipped::messages("", {"data.platform_country=" + accounts.string(), "data.platform_task=" + tasks.string()});
    EXPECT_NE(text.find("\"many\""), std::string::npos) << text;
    EXPECT_NE(text.find("\"surveys\""), std::string::npos) << text;
}

TEST_F(Tables, TooManyRequestersAreRefused) {
    const fs::path one = with("platforms.csv", ",10000,read,1.7,", ",30000,read,1.7,");
    const fs::path two = with(one.string(), ",500,assumption,1.0,", ",30000,assumption,1.0,");
    const fs::path three = with(two.string(), ",5000,assumption,1.0,", ",30000,assumption,1.0,");
    const std::string text = complaints("platforms", three);
    EXPECT_NE(text.find(" requesters in all (a worker's memory of requesters is kept in 16 bits) at most 65,534"),
              std::string::npos)
        << text;
}

TEST(Scenarios, ImpossibleSpansAndScalesAreRefused) {
    EXPECT_EQ(shipped::messages("[run]\nlength = \"0s\"\n"),
              "s.toml:2:10: run.length: the run ends before it starts (no day is measured) write run.length = \"13w\"");
    EXPECT_EQ(
        shipped::messages("[run]\ntick = \"7min\"\n"),
        "s.toml:2:8: run.tick: 7min does not divide an hour (local hours and days begin with a tick) write run.tick = \"15min\"");
    EXPECT_EQ(shipped::messages("[run]\nburn_in = \"36h\"\n"),
              "s.toml:2:11: run.burn_in: 36h is not a whole number of days (series are recorded by day)");
    EXPECT_EQ(shipped::messages("[population]\nscale = 0.000001\n" + shipped::tiny_tables),
              "s.toml:2:9: population.scale: no worker is left at 1e-06 (the tables hold too few accounts) write a larger "
              "population.scale");
    EXPECT_EQ(shipped::messages("[output]\ncountries = [\"FR\", \"UK\"]\n")
                  .find("s.toml:2:13: output.countries: country \"UK\" is not in the table of countries"),
              0u);
}

}  // namespace microwork::world_loading_test
