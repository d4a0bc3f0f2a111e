#include "analysis/export.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <sstream>

#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

// A name of its own: several files are compiled as one for the address sanitizer.
namespace export_test {

using namespace analysis;

namespace {

struct Row {
    std::uint64_t key;
    std::uint8_t country;
    std::int64_t pay;
    double skill;
    std::int8_t change;
};

/// A result with a table and three arrays, small enough to know every character of what is exported.
std::filesystem::path write_result(const tests::TempFolder& folder) {
    const auto path = folder / "r.h5";
    sim::ResultWriter writer(path, sim::ResultWriter::IfExists::refuse);
    for (const char* name : {"title", "variant"})
        writer.attribute("/", {name, std::string("small")});
    writer.attribute("/", {"measured_from", std::string("2018-01-02")});
    writer.attribute("/", {"measured_to", std::string("2018-01-03")});
    for (const char* name : {"seed", "replicate", "burn_in_days", "complete"})
        writer.attribute("/", {name, std::int64_t{1}});
    for (const char* name : {"scale", "worker_share"})
        writer.attribute("/", {name, 1.0});
    writer.axis({"day", "date (UTC)", {"2018-01-01", "2018-01-02"}, {}});
    writer.axis({"country", "ISO 3166-1 alpha-2", {"US", "FR"}, {}});
    writer.axis({"pay_bin", "bin", {}, {0, 1}});
    writer.axis({"pay_edges", "USD/h", {}, {0, 0.5, 30}});
    const std::size_t two_by_two[] = {2, 2};
    writer.dataset("/series/pay", std::vector<std::int64_t>{1, 2500000, 3000000, 4}, two_by_two,
                   {"1e-6 USD", "pay credited", "", {"day", "country"}});
    writer.dataset("/distributions/pay", std::vector<std::int64_t>{5, 6, 7, 8}, two_by_two,
                   {"people", "by pay", "", {"country", "pay_bin"}});
    const double none = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Row> rows{{std::numeric_limits<std::uint64_t>::max(), 1, -1500000, 0.1, -3}, {2, 0, 7, none, 4}};
    std::vector<sim::Field> fields{
        sim::field("key", &Row::key, "who"), sim::field("country", &Row::country, "where", {"Congo, Republic \"of\"", "France"}),
        sim::field("pay", &Row::pay, "what"), sim::field("skill", &Row::skill, "how"), sim::field("change", &Row::change, "more")};
    fields[2].unit = "1e-6 USD";
    writer.table("/workers", fields, rows, {"", "people", "", {}});
    writer.table("/surveys/ilo-2017/answers", fields, std::vector<Row>{}, {"", "nobody answered", "", {}});
    writer.commit();
    return path;
}

class Export : public testing::Test {
  protected:
    std::string text(std::string_view table, const ExportOptions& options = {}) const {
        const auto path = folder_ / "out.csv";
        auto output = TextOutput::file(path, TextOutput::IfExists::replace, "-o");
        ExportTable::open(result_, table, options).write(output);
        output.commit();
        std::ostringstream read;
        read << std::ifstream(path).rdbuf();
        return read.str();
    }
    std::string message(std::string_view table, const ExportOptions& options = {}) const {
        try {
            text(table, options);
        } catch (const sim::InputError& error) {
            const std::string what = error.what(), path = result_.path();
            return what.starts_with(path) ? what.substr(path.size()) : what;
        }
        return "";
    }

    tests::TempFolder folder_;
    ResultFile result_ = ResultFile::open(write_result(folder_));
};

TEST_F(Export, WritesWordsAndNumbersInFull) {
    EXPECT_EQ(text("workers"),
              "key,country,pay,skill,change\n"
              "18446744073709551615,France,-1500000,0.1,-3\n"
              "2,\"Congo, Republic \"\"of\"\"\",7,,4\n");
}

TEST_F(Export, TakesColumnsInTheirOrderWithCodesAndDollars) {
    ExportOptions options;
    options.columns = {"pay", "country"};
    options.codes = ExportOptions::Codes::numbers;
    options.money = ExportOptions::Money::dollars;
    options.separator = Separator::tab;
    EXPECT_EQ(text("/workers", options), "pay\tcountry\n-1.5\t1\n0.000007\t0\n");
}

TEST_F(Export, GivesSeriesInLongForm) {
    EXPECT_EQ(text("series/pay"),
              "day,country,value\n2018-01-01,US,1\n2018-01-01,FR,2500000\n2018-01-02,US,3000000\n2018-01-02,FR,4\n");
    ExportOptions options;
    options.days = ExportOptions::Days::measured;
    options.money = ExportOptions::Money::dollars;
    EXPECT_EQ(text("series/pay", options), "day,country,value\n2018-01-02,US,3\n2018-01-02,FR,0.000004\n");
}

TEST_F(Export, GivesDistributionsWithTheEdgesOfBins) {
    EXPECT_EQ(text("distributions/pay"), "country,from,to,count\nUS,0,0.5,5\nUS,0.5,30,6\nFR,0,0.5,7\nFR,0.5,30,8\n");
}

TEST_F(Export, OfNoRowsIsTheHeader) { EXPECT_EQ(text("surveys/ilo-2017/answers"), "key,country,pay,skill,change\n"); }

TEST_F(Export, ListsWhatThereIs) {
    std::string list;
    for (const Exportable& e : exportables(result_))
        list += e.name + " | " + e.dimensions + " | " + e.unit + "\n";
    EXPECT_EQ(list,
              "distributions/pay | 2 country x 2 pay_bin | people\n"
              "series/pay | 2 day x 2 country | 1e-6 USD\n"
              "surveys/ilo-2017/answers | 0 rows x 5 columns | \n"
              "workers | 2 rows x 5 columns | \n");
}

TEST_F(Export, HasACodebook) {
    ExportOptions options;
    options.codes = ExportOptions::Codes::numbers;
    options.money = ExportOptions::Money::dollars;
    EXPECT_EQ(ExportTable::open(result_, "workers", options).codebook(),
              "variable,type,unit,meaning,values\n"
              "key,integer,,who,\n"
              "country,code,,where,\"0 = Congo, Republic \"\"of\"\"; 1 = France\"\n"
              "pay,number,USD,what,\n"
              "skill,number,,how,\n"
              "change,integer,,more,\n");
}

TEST_F(Export, SaysWhatMayHaveBeenMeant) {
    EXPECT_EQ(message("worker"), ": has no table \"worker\", did you mean \"workers\"?");
    EXPECT_EQ(message("ilo-2017/answers"), ": has no table \"ilo-2017/answers\", did you mean \"surveys/ilo-2017/answers\"?");
    EXPECT_EQ(message("pay"), ": has no table \"pay\", say which: distributions/pay, series/pay");
    EXPECT_EQ(message("surveys/ilo-2017"), ": has no table \"surveys/ilo-2017\", did you mean \"surveys/ilo-2017/answers\"?");
    EXPECT_EQ(message("surveys/caprec-2016"),
              ": has no table \"surveys/caprec-2016\" (a survey is taken only when the scenario asks "
              "for it) microwork export " +
                  result_.path() + " lists what there is");
    ExportOptions options;
    options.columns = {"pey", "key", "key"};
    EXPECT_EQ(message("workers", options),
              "--columns: \"pey\" is no column of workers, did you mean \"key\"?\n--columns: \"key\" is named twice");
}

TEST_F(Export, LeavesNothingBehindWithoutCommit) {
    const auto path = folder_ / "half.csv";
    {
        auto output = TextOutput::file(path, TextOutput::IfExists::refuse, "-o");
        output.write("a,b\n");
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
}

}  // namespace

}  // namespace export_test
