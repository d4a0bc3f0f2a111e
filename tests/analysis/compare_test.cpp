#include "analysis/compare.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/compare_readings.hpp"
#include "tests/analysis/compare_fixture.hpp"
#include "tests/support/temp_folder.hpp"

using namespace analysis;

namespace compare_fixture::whole {

/// Two variants, a pair of runs for each element: what `change` makes of the base is the other.
Comparison compared(const std::vector<std::pair<SmallRun, SmallRun>>& pairs, const CompareOptions& options = {}) {
    const tests::TempFolder folder;
    std::vector<std::filesystem::path> files;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        SmallRun base = pairs[p].first, other = pairs[p].second;
        base.seed = other.seed = static_cast<std::int64_t>(p) + 1;
        if (other.variant == base.variant)
            other.variant = "other";
        files.push_back(write(folder / ("base" + std::to_string(p) + ".h5"), base));
        files.push_back(write(folder / ("other" + std::to_string(p) + ".h5"), other));
    }
    return compare(files, options);
}

const ComparisonRow& row(const VariantComparison& v, std::string_view section, std::string_view member, std::string_view measure) {
    for (const ComparisonSection& s : v.sections)
        if (s.name == section)
            return compare_fixture::row(s.rows, section == "headline" ? "world" : section, member, measure);
    throw std::runtime_error("no section " + std::string(section));
}

TEST(Compare, OnePairHasDifferencesAndNoInterval) {
    SmallRun base, other;
    base.workers = {{.key = 1, .hours = 10, .income = 20}, {.key = 2, .hours = 10, .income = 40}};
    other.workers = {{.key = 1, .hours = 10, .income = 50}, {.key = 2, .hours = 20, .income = 40}};
    const Comparison c = compared({{base, other}});
    const VariantComparison& v = c.others.at(0);
    const ComparisonRow& mean = row(v, "headline", "all", "pay_total_time_mean");
    EXPECT_DOUBLE_EQ(mean.base, 3);     // (2 + 4) / 2
    EXPECT_DOUBLE_EQ(mean.other, 3.5);  // (5 + 2) / 2
    EXPECT_DOUBLE_EQ(mean.difference.value, 0.5);
    EXPECT_DOUBLE_EQ(row(v, "headline", "all", "pay_total_time_all").other, 3);            // 90 / 30
    EXPECT_DOUBLE_EQ(row(v, "headline", "all", "unpaid_share").difference.value, 1. / 6);  // 20 / 30 - 10 / 20
    EXPECT_FALSE(v.intervals());
    for (const ComparisonSection& section : v.sections)
        for (const ComparisonRow& r : section.rows)
            EXPECT_FALSE(r.difference.interval.exists()) << r.measure;
    EXPECT_NE(comparison_text(c).find("one replicate: no interval exists"), std::string::npos);
    EXPECT_NE(comparison_json(c).find(R"("pairs":1,"interval":"none")"), std::string::npos);
}

TEST(Compare, IntervalIsStudentsOverPairedDifferences) {
    // Incomes of 100, 200 and 300 USD rise by 1, 2 and 3: paired, the spread between seeds drops out. Mean 2, standard error
    // 1 / sqrt(3), t with 2 degrees of freedom at 97.5 % is 4.302653 (R: qt(.975, 2)).
    std::vector<std::pair<SmallRun, SmallRun>> pairs(3);
    for (int p = 0; p < 3; ++p) {
        pairs[p].first.workers = {{.key = 1, .income = 100. * (p + 1)}};
        pairs[p].second.workers = {{.key = 1, .income = 101. * (p + 1)}};
    }
    const ComparisonRow r = row(compared(pairs).others.at(0), "gender", "men", "income");
    EXPECT_DOUBLE_EQ(r.difference.value, 2);
    EXPECT_NEAR(r.difference.interval.low, 2 - 4.302653 / std::sqrt(3.0), 1e-6);
    EXPECT_NEAR(r.difference.interval.high, 2 + 4.302653 / std::sqrt(3.0), 1e-6);
    EXPECT_DOUBLE_EQ(r.base, 200);
    EXPECT_FALSE(r.difference.distinguishable()) << "-0.48 to 4.48";
}

TEST(Compare, RunsThatAreEqualDifferByExactlyZeroEverywhere) {
    SmallRun run;
    run.workers = {{.key = 1, .income = 20.1}, {.key = 2, .hours = 7, .income = 0.3, .country = 1, .woman = 1, .circle = 2}};
    run.series = {{"approved", {7, 3}}, {"rewards", {1234567, 7654321}}, {"pay", {8888888, 0}}, {"commission", {1, 3}}};
    const VariantComparison v = compared({{run, run}, {run, run}}).others.at(0);
    std::vector<ComparisonRow> rows = v.places;
    for (const auto* more : {&v.payers, &v.inequality.rows})
        rows.insert(rows.end(), more->begin(), more->end());
    for (const ComparisonSection& section : v.sections)
        rows.insert(rows.end(), section.rows.begin(), section.rows.end());
    std::size_t compared_rows = 0;
    for (const ComparisonRow& r : rows) {
        if (std::isnan(r.difference.value))  // the share found elsewhere of a loss that is none, and the like
            continue;
        ++compared_rows;
        EXPECT_EQ(r.difference.value, 0) << r.group << " " << r.member << " " << r.measure;
        EXPECT_TRUE(r.difference.interval.low == 0 && r.difference.interval.high == 0) << r.measure;
    }
    EXPECT_GT(compared_rows, 80U);
    for (const DecileRow& d : v.deciles)
        if (d.people > 0) {
            EXPECT_EQ(d.mean_change.value, 0);
            EXPECT_EQ(d.better.value + d.worse.value, 0);
        }
}

TEST(Compare, SumsOverPeopleAreWeightedByTheShareThatIsWritten) {
    SmallRun base, other;
    base.worker_share = other.worker_share = 0.25;
    base.workers = {{.key = 1, .hours = 2, .income = 6}};
    other.workers = {{.key = 1, .hours = 3, .income = 6}};
    const VariantComparison v = compared({{base, other}}).others.at(0);
    EXPECT_DOUBLE_EQ(row(v, "headline", "all", "people").base, 4);
    EXPECT_DOUBLE_EQ(row(v, "headline", "all", "hours").difference.value, 4);
    EXPECT_DOUBLE_EQ(row(v, "country", "FR", "income").base, 24);
    EXPECT_DOUBLE_EQ(row(v, "country", "FR", "pay_total_time").difference.value, -1) << "a mean needs no weight";
    EXPECT_DOUBLE_EQ(v.people.both, 4);
}

TEST(Compare, CirclesAreThoseOfTheBase) {
    SmallRun base, other;
    base.workers = {{.key = 1, .income = 10, .circle = 2}, {.key = 2, .income = 1}};
    other.workers = {{.key = 1, .income = 30, .circle = 0}, {.key = 2, .income = 1, .circle = 2}, {.key = 3, .income = 5}};
    const VariantComparison v = compared({{base, other}}, {{"circle"}, false}).others.at(0);
    EXPECT_DOUBLE_EQ(row(v, "circle", "weekly", "income").difference.value, 20);
    EXPECT_DOUBLE_EQ(row(v, "circle", "occasional", "income").difference.value, 0);
    EXPECT_DOUBLE_EQ(row(v, "circle", "not in the base run", "income").difference.value, 5);
    EXPECT_EQ(v.sections.size(), 1U) << "nothing but what --by names";
    EXPECT_TRUE(v.deciles.empty() && v.places.empty() && v.payers.empty());
}

TEST(Compare, RegionsAddTheirCountriesUp) {
    SmallRun base, other;
    base.workers = {{.key = 1, .income = 10, .country = 0}, {.key = 2, .income = 20, .country = 1}};
    other.workers = {{.key = 1, .income = 15, .country = 0}, {.key = 2, .income = 20, .country = 1}};
    const VariantComparison v = compared({{base, other}}).others.at(0);
    EXPECT_DOUBLE_EQ(row(v, "region", "Europe and Central Asia", "income").difference.value, 5);
    EXPECT_DOUBLE_EQ(row(v, "region", "Asia and the Pacific", "income").base, 20);
}

TEST(Compare, MembersBeyondTheLargestAreOthers) {
    // The base decides who is large, over all pairs: C with 9, then A with 6; B, D and whoever only the other run knows are joined.
    const GroupSums base{{"A", "B", "C", "D"}, {{3}, {1}, {4}, {2}}}, again{{"A", "B", "C", "D"}, {{3}, {1}, {5}, {2}}},
        other{{"B", "E"}, {{7}, {11}}};
    PairedSums sums{{base, other}, {again, other}};
    align_members(sums);
    keep_largest(sums, 0, 2);
    EXPECT_EQ(sums[0].first.members, (std::vector<std::string>{"C", "A", "others"}));
    EXPECT_EQ(sums[0].second.members, sums[0].first.members);
    EXPECT_EQ(sums[1].first.of, (std::vector<std::vector<double>>{{5}, {3}, {3}}));
    EXPECT_EQ(sums[1].second.of, (std::vector<std::vector<double>>{{0}, {0}, {18}}));
}

}  // namespace compare_fixture::whole
