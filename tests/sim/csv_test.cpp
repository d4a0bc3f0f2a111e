#include "sim/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <filesystem>
#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace sim::csv_test {

std::string only(const Problems& problems) {
    std::string all;
    for (const Problem& problem : problems.list())
        all += (all.empty() ? "" : "\n") + problem.text();
    return all;
}

std::string problems_of(std::string_view text) {
    Problems problems;
    CsvTable::parse(text, "t.csv", problems);
    return only(problems);
}

TEST(Csv, ReadsQuotesCommasLineEndsAndByteOrderMark) {
    Problems problems;
    const CsvTable table =
        CsvTable::parse("\xEF\xBB\xBFname,note\r\n\"Smith, A.\",\"says \"\"yes\"\"\r\ntwice\"\r\n\r\nlast,", "t.csv", problems);
    EXPECT_EQ(only(problems), "");
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_EQ(table.text(0, "name"), "Smith, A.");
    EXPECT_EQ(table.text(0, "note"), "says \"yes\"\r\ntwice");
    EXPECT_EQ(table.text(1, "note"), "");
    EXPECT_EQ(table.where(1).line, 5);  // line ends inside of quotes and blank lines count
}

RC_GTEST_PROP(Csv, AnyFieldsInQuotesAreReadBack, (const std::vector<std::string>& fields)) {
    std::string text = "a\n";
    for (const std::string& field : fields) {
        text += "\"x";
        for (const char c : field)
            text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += "\"\r\n";
    }
    Problems problems;
    const CsvTable table = CsvTable::parse(text, "t.csv", problems);
    RC_ASSERT(problems.empty());
    RC_ASSERT(table.rows() == fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
        RC_ASSERT(table.text(i, "a") == "x" + fields[i]);
}

TEST(Csv, WhatIsNoTableIsAProblem) {
    EXPECT_EQ(problems_of(""), "t.csv:1: the table is empty, the first line names the columns");
    EXPECT_EQ(problems_of("a,b\n1\n1,2,3\n"),
              "t.csv:2: 1 fields where the header names 2, put quotes around a field that holds a comma\n"
              "t.csv:3: 3 fields where the header names 2, put quotes around a field that holds a comma");
    EXPECT_EQ(problems_of("a,b,a\n"), "t.csv:1: column \"a\" is named twice");
    EXPECT_EQ(problems_of("a\n1\n\"open\n"), "t.csv:3: the quote that opens here is never closed");
    EXPECT_EQ(problems_of("a\n\"b\"c\n"),
              "t.csv:2: \"c\" stands behind a closing quote, write two quotes for one inside of a quoted field");
}

TEST(Csv, NumbersNameTheirPlaceAndColumn) {
    Problems problems;
    const CsvTable table = CsvTable::parse("utc_offset,count\nabc,1.5\n99,7\n 1.5 ,\nnan,0x10\n,-3\n1e400,99999999999999999999\n",
                                           "countries.csv", problems);
    EXPECT_EQ(table.number(0, "utc_offset", {-12, 14}, problems), -12);
    table.number(1, "utc_offset", {-12, 14}, problems);
    EXPECT_EQ(table.number(2, "utc_offset", {-12, 14}, problems), 1.5);
    table.number(3, "utc_offset", {}, problems);
    table.number(4, "utc_offset", {}, problems);
    table.number(5, "utc_offset", {}, problems);
    EXPECT_EQ(table.integer(0, "count", {0, 9}, problems), 0);
    EXPECT_EQ(table.integer(1, "count", {0, 9}, problems), 7);
    table.integer(3, "count", {0, 9}, problems);
    table.integer(4, "count", {0, 9}, problems);
    table.integer(5, "count", {0, 9}, problems);
    EXPECT_EQ(only(problems),
              "countries.csv:2: column \"utc_offset\": \"abc\" is not a number\n"
              "countries.csv:3: column \"utc_offset\": \"99\" is outside of -12 to 14\n"
              "countries.csv:5: column \"utc_offset\": \"nan\" is not a number\n"
              "countries.csv:6: column \"utc_offset\": an empty field is not a number\n"
              "countries.csv:7: column \"utc_offset\": \"1e400\" is not a number\n"
              "countries.csv:2: column \"count\": \"1.5\" is not a whole number\n"
              "countries.csv:5: column \"count\": \"0x10\" is not a whole number\n"
              "countries.csv:6: column \"count\": \"-3\" is outside of 0 to 9\n"
              "countries.csv:7: column \"count\": \"99999999999999999999\" is not a whole number");
}

TEST(Csv, OptionalNumbersMayBeEmptyButNotWrong) {
    Problems problems;
    const CsvTable table = CsvTable::parse("a,b\n,x\n2,\n", "t.csv", problems);
    EXPECT_EQ(table.optional_number(0, "a", {}, problems), std::nullopt);
    EXPECT_EQ(table.optional_number(1, "a", {}, problems), 2.0);
    EXPECT_EQ(only(problems), "");
    table.optional_number(0, "b", {}, problems);
    EXPECT_EQ(only(problems), "t.csv:2: column \"b\": \"x\" is not a number");
}

TEST(Csv, AMissingColumnIsReportedOnceWithTheNearestName) {
    Problems problems;
    const CsvTable table = CsvTable::parse("country,workers\nIN,1\nUS,2\n", "t.csv", problems);
    for (std::size_t row = 0; row < table.rows(); ++row)
        table.number(row, "worker", {}, problems);
    EXPECT_EQ(only(problems), "t.csv:1: there is no column \"worker\", did you mean \"workers\"?");
    EXPECT_THROW(table.text(0, "worker"), InputError);
    Problems required;
    table.require({"country", "region", "wage"}, required);
    EXPECT_EQ(only(required), "t.csv:1: there is no column \"region\"\nt.csv:1: there is no column \"wage\"");
}

TEST(ReadText, SaysWhyAFileCannotBeRead) {
    const tests::TempFolder temp;
    const std::filesystem::path folder = temp.path();
    const std::string empty = (folder / "empty.csv").string();
    const std::string latin = (folder / "latin.csv").string();
    std::ofstream{empty} << " \n";
    std::ofstream{latin} << "a\nn\xC3\xA9 caf\xE9\n";
    Problems problems;
    CsvTable::load(folder, problems);
    CsvTable::load(folder / "none.csv", problems);
    CsvTable::load(empty, problems);
    CsvTable::load(latin, problems);
    EXPECT_EQ(only(problems), "\"" + folder.string() + "\" is a folder, name a file\n" +  //
                                  "the file \"" + (folder / "none.csv").string() + "\" does not exist\n" + "the file \"" + empty +
                                  "\" is empty\n" +  //
                                  latin + ":2:7: these bytes are not UTF-8, save the file as UTF-8");
}

TEST(Utf8, OverlongFormsSurrogatesAndCutCharactersAreRefused) {
    for (const char* good :
         {"", "plain", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        EXPECT_FALSE(first_invalid_utf8(good, "f")) << good;
    for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"})
        EXPECT_TRUE(first_invalid_utf8(bad, "f")) << bad;
}

}  // namespace sim::csv_test
