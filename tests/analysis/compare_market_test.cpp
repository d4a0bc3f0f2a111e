// Where the work goes, who pays, and what cannot be compared.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/compare.hpp"
#include "analysis/compare_scenario.hpp"
#include "analysis/compare_words.hpp"
#include "sim/problem.hpp"
#include "tests/analysis/compare_fixture.hpp"
#include "tests/support/temp_folder.hpp"

using namespace analysis;

namespace compare_fixture::market {

/// A base and another variant in files of their own.
class Files {
  public:
    Files() {
        base.workers = other.workers = {{.key = 1, .income = 10}};
        other.variant = "other";
    }
    VariantComparison compared() { return written().others.at(0); }
    Comparison written() { return compare({write(base_path(), base), write(other_path(), other)}); }
    /// What `compare` says about these two.
    std::string refusal() {
        try {
            written();
        } catch (const sim::InputError& error) {
            return error.what();
        }
        return "";
    }
    std::filesystem::path base_path() const { return folder / "base.h5"; }
    std::filesystem::path other_path() const { return folder / "other.h5"; }
    tests::TempFolder folder;
    SmallRun base, other;
};

TEST(Places, ShareOfTheLossThatAppearsElsewhere) {
    Files files;
    files.base.series = {
        {"approved", {100, 50}}, {"rejected", {0, 10}}, {"registrations", {3, 0}}, {"exits", {1, 0}}, {"people_known", {40, 10}}};
    files.other.series = {{"approved", {60, 66}}, {"rejected", {0, 4}}, {"people_known", {40, 10}}};
    const VariantComparison v = files.compared();
    // France loses 40 of 100 assignments, India goes from 60 to 70: a quarter of the loss.
    EXPECT_DOUBLE_EQ(row(v.places, "country", "FR", "tasks").difference.value, -40);
    EXPECT_DOUBLE_EQ(row(v.places, "region", "Asia and the Pacific", "tasks").difference.value, 10);
    EXPECT_DOUBLE_EQ(row(v.places, "country", "all", "tasks_lost").difference.value, -40);
    EXPECT_DOUBLE_EQ(row(v.places, "country", "all", "tasks_gained").difference.value, 10);
    EXPECT_DOUBLE_EQ(row(v.places, "country", "all", "tasks_moved").difference.value, 0.25);
    EXPECT_TRUE(std::isnan(row(v.places, "country", "all", "hours_moved").difference.value)) << "of no loss there is no share";
    EXPECT_DOUBLE_EQ(row(v.places, "country", "FR", "turnover").base, 0.1);  // (3 + 1) / 40
    EXPECT_DOUBLE_EQ(row(v.places, "country", "FR", "turnover").other, 0);
}

TEST(Payers, OutlayIsWhatTheOthersReceive) {
    Files files;
    files.base.series = {{"rewards", {60000000, 40000000}},
                         {"commission", {20000000, 0}},
                         {"pay", {50000000, 45000000}},
                         {"owner_cut", {0, 5000000}}};
    files.other.series = {{"rewards", {80000000, 40000000}}, {"commission", {10000000, 0}}, {"pay", {60000000, 60000000}}};
    const Comparison c = files.written();
    const auto& payers = c.others.at(0).payers;
    EXPECT_DOUBLE_EQ(row(payers, "span", "all", "outlay").base, 120);
    EXPECT_DOUBLE_EQ(row(payers, "span", "all", "outlay").difference.value, 10);
    EXPECT_DOUBLE_EQ(row(payers, "span", "all", "workers").difference.value, 25);
    EXPECT_DOUBLE_EQ(row(payers, "span", "all", "owner_cut").difference.value, -5);
    EXPECT_DOUBLE_EQ(row(payers, "span", "all", "commission").difference.value, -10);
    EXPECT_EQ(row(payers, "span", "all", "gap").base, 0);
    EXPECT_EQ(row(payers, "span", "all", "gap").other, 0);
    EXPECT_DOUBLE_EQ(row(payers, "run", "all", "outlay").base, 100);
    EXPECT_DOUBLE_EQ(row(payers, "run", "all", "levy").base, 2);
    EXPECT_EQ(row(payers, "run", "all", "gap").base, 0);  // 50 + 30 + 0 + 5 + 5 + 8 + 2
    EXPECT_NE(comparison_text(c).find("receipts of all others: holds to the micro-dollar in every run"), std::string::npos);
}

TEST(Payers, BooksThatDoNotAddUpAreSaidToBeSo) {
    Files files;
    files.other.money = {50, 30, 0, 5, 5, 8, 0};
    const Comparison c = files.written();
    EXPECT_DOUBLE_EQ(row(c.others.at(0).payers, "run", "all", "gap").other, 2);
    EXPECT_NE(comparison_text(c).find("The books do not add up"), std::string::npos);
}

TEST(CompareRefuses, WhatCannotBeCompared) {
    Files files;
    const auto refused = [&](auto change, const std::string& text) {
        files.base = Files().base, files.other = Files().other;
        change();
        EXPECT_EQ(files.refusal(), files.other_path().string() + ": " + text);
    };
    const std::string base = files.base_path().string();
    refused([&] { files.other.complete = 0; },
            "was stopped early, on 2018-01-04 (its span is shorter than it should be) go on with microwork run --resume");
    refused([&] { files.other.worker_share = 0; },
            "holds no workers (people are compared one by one) run it with --set output.workers=1");
    refused([&] { files.other.variant = "base", files.other.seed = 2; },
            "is another run of the scenario of " + base +
                " (there is nothing to compare) give a result with another policy or parameter");
    refused([&] { files.other.variant = "base"; }, "is the same run as " + base +
                                                       " (same scenario, seed 1 and replicate 0) give a result with another policy "
                                                       "or parameter");
    refused([&] { files.other.to = "2018-01-05"; },
            "is measured from 2018-01-02 to 2018-01-05, but " + base +
                " from 2018-01-02 to 2018-01-04 (sums over different spans cannot be compared) give both the same run.start and "
                "run.length");
    refused([&] { files.other.burn_in_days = 2; },
            "has 2 days of burn-in, but " + base + " has 1 (the runs begin differently) give both the same run.burn_in");
    refused([&] { files.other.scale = 0.1; },
            "simulates a share of 0.1 of the people, but " + base +
                " one of 1 (sums over different populations cannot be compared) give both the same population.scale");
    refused([&] { files.other.worker_share = 0.1; }, "writes a share of 0.1 of the workers, but " + base +
                                                         " one of 1 (people are compared one by one) give both the same "
                                                         "output.workers");
    refused([&] { files.other.resolved = "[run]\ntick = \"5min\"\n"; },
            "has run.tick = \"5min\", but " + base +
                " has \"15min\" (the length of a tick changes results by itself) give both the same run.tick");
    refused([&] { files.other.seed = 2; }, "has seed 2 and replicate 0, which no run of " + base +
                                               " has (runs are compared over common random numbers) run both scenarios with the "
                                               "same run.seed");
}

TEST(CompareRefuses, SectionsThatAreNone) {
    try {
        compare({"x.h5", "y.h5"}, {{"gendr"}, false});
        FAIL();
    } catch (const sim::InputError& error) {
        EXPECT_STREQ(error.what(), "--by: \"gendr\" is no section, did you mean \"gender\"?");
    }
}

TEST(Compare, RunsWithoutAPartnerAreNamed) {
    Files files;
    SmallRun lonely = files.other;
    lonely.seed = 7;
    const auto third = write(files.folder / "lonely.h5", lonely);
    const Comparison c = compare({write(files.base_path(), files.base), write(files.other_path(), files.other), third});
    EXPECT_EQ(c.others.at(0).pairs(), 1U);
    EXPECT_EQ(c.others.at(0).files, std::vector<std::string>{files.other_path().string()});
    EXPECT_EQ(c.notes.at(0), third.string() + " (seed 7, replicate 0) has no partner among the runs of " +
                                 files.base_path().string() + " and is left out");
}

TEST(Compare, ProgramsOfDifferentVersionsAreNoted) {
    Files files;
    files.other.commit = "decaf";
    const auto notes = files.written().notes;
    EXPECT_EQ(notes.at(1), files.other_path().string() + " was written by another version of the program than " +
                               files.base_path().string() + ": part of the difference may be its");
}

TEST(Compare, SaysInWhichParametersScenariosDiffer) {
    Files files;
    files.base.resolved += "\n[data]\ncountries = \"data/c.csv\"\n\n[[policy]]\ninstrument = \"a\"\n";
    files.other.resolved +=
        "\n[data]\ncountries = \"../elsewhere/data/c.csv\"\n\n[[policy]]\ninstrument = \"a\"\n\n[[policy]]\ninstrument = \"b\"\n";
    files.other.resolved.replace(files.other.resolved.find("seed = 1"), 8, "seed = 2");
    const auto changes = files.compared().changes;
    ASSERT_EQ(changes.size(), 1U) << "neither the seed nor the folder of a table is a difference";
    EXPECT_EQ(changes[0].key, "policy.2.instrument");
    EXPECT_EQ(changes[0].base, "");
    EXPECT_EQ(changes[0].other, "\"b\"");
}

TEST(CompareWords, NumbersHaveSensibleDigitsAndDifferencesASign) {
    EXPECT_EQ(number_text(2.34567), "2.346");
    EXPECT_EQ(number_text(105), "105");
    EXPECT_EQ(number_text(5514999.2), "5.515M");
    EXPECT_EQ(number_text(std::nan("")), "-");
    EXPECT_EQ(signed_number(0), "0");
    EXPECT_EQ(signed_number(0.12345), "+0.123");
    EXPECT_EQ(signed_number(-33.24), "-33.2");
    EXPECT_EQ(signed_number(0.00001234), "+1.2e-05");
    EXPECT_EQ(interval_text({-1.2345, 23.45}), "[-1.23, +23.4]");
    EXPECT_EQ(interval_text(Interval::none()), "");
}

}  // namespace compare_fixture::market
