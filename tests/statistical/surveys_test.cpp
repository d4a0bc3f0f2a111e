// Whom studies reach, and what they do to the market that they look at.
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/inclusion.hpp"
#include "tests/statistical/paired.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/studies.hpp"

namespace small_world::surveys {

using namespace microwork;

/// A part of the world over some measured weeks, with a table of designs.
tiny::Model market(const studies::Table& table, const std::string& names, tiny::Overrides overrides, int weeks, double scale) {
    return finished(table.with(names, std::move(overrides)), weeks, scale);
}

/// Share of the people asked who answered, in groups of tenths of hours [from, to).
double inclusion(const std::vector<analysis::Inclusion>& groups, std::size_t from, std::size_t to) {
    double people = 0, respondents = 0;
    for (std::size_t d = from; d < to; ++d)
        people += static_cast<double>(groups[d].people), respondents += static_cast<double>(groups[d].respondents);
    return respondents / people;
}

std::int64_t respondents(const std::vector<analysis::Inclusion>& groups) {
    std::int64_t sum = 0;
    for (const auto& g : groups)
        sum += g.respondents;
    return sum;
}

// The first takers of a task are those who are always there. A study that stays open for weeks, and that people come across by
// chance, reaches the others as well: the two cannot give the same picture.
TEST(Surveys, FirstTakersAreHeavyWorkersAndOpenStudiesReachOthers) {
    const studies::Table table(studies::head +
                               "first,S-TASK-FIRST,microworkers,150,3,20,10,4,7,7,all,,,,First takers,made up\n"
                               "open,S-TASK-OPEN,microworkers,5000,3,20,1,,14,7,all,,0.15,,Everybody who comes,made up\n");
    const auto model = market(table, "\"first\", \"open\"", {"surveys.size=50"}, 3, 0.02);
    const auto first = analysis::inclusion_by_hours(model->market(), 0), open = analysis::inclusion_by_hours(model->market(), 1);
    const auto show = [](const char* name, const std::vector<analysis::Inclusion>& groups) {
        fmt::print("  {}:", name);
        for (const auto& g : groups)
            fmt::print(" {}/{}", g.respondents, g.people);
        fmt::print("\n");
    };
    show("first takers", first), show("open", open);
    ASSERT_GE(respondents(first), 100);
    ASSERT_GE(respondents(open), 100);
    const double first_ratio = inclusion(first, 9, 10) / inclusion(first, 0, 9),
                 open_ratio = inclusion(open, 9, 10) / inclusion(open, 0, 9);
    fmt::print("  top tenth against the others: first takers {:.1f}, open {:.1f}\n", first_ratio, open_ratio);
    EXPECT_GT(first_ratio, 10);
    EXPECT_LT(open_ratio, 0.5 * first_ratio);
    EXPECT_GT(inclusion(open, 0, 5), 0.01);
}

double hours(const MicroworkModel& model) {
    return paired::group(model, [](const Lives&, LifeId) { return true; }).hours;
}
double dollars(const MicroworkModel& model) {
    return paired::group(model, [](const Lives&, LifeId) { return true; }).dollars;
}
double tasks(const MicroworkModel& model) {
    return paired::group(model, [](const Lives&, LifeId) { return true; }).approved;
}
double people_online(const MicroworkModel& model) {
    return paired::group(model, [](const Lives& lives, LifeId life) { return lives.online[life].value > 0; }).people;
}

// At its real size a study moves the market by its own answers at most. The rest is chance: who gets which batch changes from the
// first answer on, so that one pair of markets differs by some 0.3 % of the pay. Over replicates that falls out; how far, Student's
// t tells. (30 other replicates gave -5 dollars of 156,000, with an error of 90.)
TEST(Surveys, DoNotDisturbTheMarket) {
    const studies::Table table(studies::head +
                               "ilo,S-TASK-FIRST,amt,245,3,20,10,4,7,2,US,,,,First takers,made up\n"
                               "ilo,S-TASK-FIRST,clickworker,455,3,20,10,4,7,2,all,,,,First takers,made up\n"
                               "ilo,S-TASK-FIRST,microworkers,556,3,20,10,4,7,2,all,,,,First takers,made up\n"
                               "diplab,S-TASK-OPEN,foulefactory,908,3,20,1,,10,2,FR,,0.15,,Everybody who comes,made up\n"
                               "caprec,CAPREC,amt,,0.05,1,,0.25,,0,all,30,,,A short task,made up\n");
    constexpr double scale = 0.01, answers = (245 + 455 + 556 + 908) * scale, posts = 2 * 7 * 96 * scale;
    struct Quantity {
        const char* name;
        double (*of)(const MicroworkModel&);
        double own;  ///< what the study itself adds at most: its answers at half the usual speed, and their pay
        std::vector<double> differences;
        double sum = 0;
    };
    std::vector<Quantity> quantities{{"hours", hours, 2 * (answers * 20 + posts) / 60, {}},
                                     {"dollars", dollars, answers * 3 + posts * 0.05, {}},
                                     {"tasks", tasks, answers + posts, {}},
                                     {"people online", people_online, 0, {}}};
    constexpr int replicates = 8;
    constexpr double student = 5.41;  // two-sided 0.001 at seven degrees of freedom
    for (int r = 0; r < replicates; ++r) {
        const std::string replicate = fmt::format("run.replicate={}", r);
        const auto with = market(table, "\"ilo\", \"diplab\", \"caprec\"", {replicate}, 2, scale);
        const auto without = finished({replicate}, 2, scale);
        EXPECT_GT(with->market().get<SurveyAnswers>().rows(), 20U);
        for (Quantity& q : quantities) {
            q.differences.push_back(q.of(*with) - q.of(*without));
            q.sum += q.of(*without);
        }
    }
    for (const Quantity& q : quantities) {
        const auto effect = paired::Effect::of(q.differences);
        const double mean = q.sum / replicates;
        fmt::print("  {}: {:.1f}, with studies {:+.2f} (error {:.2f}), own size {:.2f}\n", q.name, mean, effect.mean, effect.error,
                   q.own);
        EXPECT_LE(std::abs(effect.mean), q.own + student * effect.error) << q.name;
        EXPECT_LT(effect.error, 0.005 * mean) << q.name << ": the replicates must be able to contradict";
        EXPECT_LT(q.own, 0.005 * mean) << q.name;
    }
}

}  // namespace small_world::surveys
