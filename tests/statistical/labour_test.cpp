// What connection, health, care, fatigue, harm and skill do to people in the tiny market: each mechanism against its absence, with
// the same people and the same draws.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/statistical/paired.hpp"
#include "tests/support/temp_folder.hpp"

namespace paired::labour {

using microwork::LifeId;
using microwork::Lives;
using microwork::MicroworkModel;
using tiny::Overrides;

void show(const char* what, const Effect& e) { fmt::print("  {}: {:+.4f} (error {:.4f})\n", what, e.mean, e.error); }

auto of_connection(int kind) {
    return [kind](const Lives& lives, LifeId life) { return lives.connection[life] == kind; };
}

/// Pay per hour on the poor connection over that on the stable one, less 1.
double poor_against_stable(const MicroworkModel& model) {
    return group(model, of_connection(2)).pay() / group(model, of_connection(0)).pay() - 1;
}
double lost_on_the_poor(const MicroworkModel& model) {
    const Group g = group(model, of_connection(2));
    return g.lost_hours / g.hours;
}

/// Share of decided assignments that are rejected, on the poor connection less that on the stable one.
double rejected_on_the_poor(const MicroworkModel& model) {
    const Group poor = group(model, of_connection(2)), stable = group(model, of_connection(0));
    return poor.rejected / (poor.approved + poor.rejected) - stable.rejected / (stable.approved + stable.rejected);
}

/// The poor connection behaves as the stable one.
const Overrides equal_lines{"connectivity.drops_poor=0.1", "connectivity.minutes_poor=4", "connectivity.cost_poor=0.02",
                            "connectivity.media_delay_poor=1", "connectivity.phone_only_poor=0.8"};

TEST(Connection, AWorseOneLowersPayAndLosesWork) {
    // The other way round: what equality gives to the same people.
    const auto [pay, lost] = effects<2>(6, {"population.scale=2"}, equal_lines, {poor_against_stable, lost_on_the_poor});
    show("pay on the poor line relative to the stable one, lines made equal", pay);
    EXPECT_TRUE(pay.above_zero());
    show("share of time lost", lost);
    EXPECT_TRUE(lost.below_zero());
}

TEST(Connection, AWorseOneGivesMoreRejections) {
    // Requesters approve all that is complete, so that nothing else is seen; work is the same for everybody.
    Overrides fair{"demand.gold_share=0", "demand.majority_share=0", "demand.arbitrary_share=0", "demand.manual_share=0",
                   "demand.client_refusal=0"};
    const Effect made_equal = effect(4, fair, equal_lines, rejected_on_the_poor);
    show("share rejected, poor less stable, lines made equal", made_equal);
    EXPECT_TRUE(made_equal.below_zero());
    fair.push_back("connectivity.incomplete_share=0");
    const Effect given_back = effect(2, fair, equal_lines, rejected_on_the_poor);
    EXPECT_EQ(given_back.mean, 0) << "cut work that is given back is never rejected";
}

/// What is cut off in hand is handed in as often as the share says, and its time waits with the rest.
TEST(Connection, CutWorkIsHandedInAtItsShare) {
    const auto rejected = [](const char* share) {
        const tiny::Model model = tiny::finished({share, "demand.review_median=0s", "run.audit=tick"});
        return std::pair{static_cast<double>(tiny::flow(*model, &microwork::PlatformFlows::rejected_incomplete)),
                         static_cast<double>(tiny::flow(*model, &microwork::CountryFlows::cuts))};
    };
    const auto [none, cuts] = rejected("connectivity.incomplete_share=0");
    const auto [all, cuts_all] = rejected("connectivity.incomplete_share=1");
    const auto [half, cuts_half] = rejected("connectivity.incomplete_share=0.5");
    EXPECT_EQ(none, 0);
    EXPECT_GT(all, 1000);
    EXPECT_LE(all, cuts_all) << "one at most by cut";
    EXPECT_NEAR(half / cuts_half, 0.5 * all / cuts_all, 4 * std::sqrt(0.25 / cuts_half + 0.25 / cuts_all));
}

TEST(Connection, AWorseOneCostsMoreAccounts) {
    // Accounts suspended or banned, by class of connection, on the platform that counts strikes.
    std::array<double, 3> held{}, lost{};
    for (int r = 0; r < 4; ++r) {
        // A week and a strict platform stand for years.
        const tiny::Model model =
            tiny::finished({"population.scale=3", "borrowed_accounts.share=0", "register_elsewhere.chance=0",
                            "strikes.same_trouble=1d", "strikes.suspension_chance=0.5", fmt::format("run.replicate={}", r)});
        const auto& accounts = model->market().get<microwork::Accounts>();
        const auto& lives = model->market().get<Lives>();
        const auto& platforms = model->market().get<microwork::World>().platforms;
        for (std::size_t i = 0; i < accounts.rows(); ++i) {
            const microwork::AccountId a{i};
            if (!platforms[accounts.platform[a]].strikes) {
                ASSERT_EQ(accounts.status[a], microwork::AccountStatus::active);
                continue;
            }
            const std::size_t kind = lives.connection[accounts.owner[a]];
            held[kind] += 1, lost[kind] += accounts.status[a] != microwork::AccountStatus::active;
        }
    }
    const double poor = lost[2] / held[2], stable = lost[0] / held[0];
    fmt::print("  suspended or banned: {:.3f} of {} on the poor line, {:.3f} of {} on the stable one\n", poor, held[2], stable,
               held[0]);
    EXPECT_GT(poor - stable, 3 * std::sqrt(poor * (1 - poor) / held[2] + stable * (1 - stable) / held[0]));
}

/// At every hour of a busy market, nobody works on what the own device or language bars.
TEST(Connection, NobodyWorksOnWhatBarsThem) {
    const tiny::Model model = tiny::load();
    model->found(tiny::randomness(*model), sim::Parallel(1));
    int barred = 0, at_work = 0;
    for (std::int32_t tick = 0; tick < 7 * 96; tick += 4) {
        tiny::run(*model, 1, tick, tick + 4);
        const auto& s = model->market().get<microwork::Sessions>();
        const auto& batches = model->market().get<microwork::Batches>();
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const microwork::SessionId id{r};
            const unsigned bars = s.barred[id][s.at[id]];
            barred += bars != 0;
            if (s.doing[id] == microwork::Doing::working) {
                ++at_work;
                ASSERT_EQ(batches.asks[s.batch[id]] & bars, 0u);
            }
        }
    }
    EXPECT_GT(barred, 1000) << "somebody must be barred from something";
    EXPECT_GT(at_work, 1000);
}

auto with_condition(bool condition) {
    return [condition](const Lives& lives, LifeId life) { return (lives.condition[life] != 0) == condition; };
}
double hours_with_condition(const MicroworkModel& model) {
    const Group g = group(model, with_condition(true));
    return g.hours / g.people;
}
double hours_without_condition(const MicroworkModel& model) {
    const Group g = group(model, with_condition(false));
    return g.hours / g.people;
}
/// Share of people with a condition who earn something, less that of people without.
double participation_gap(const MicroworkModel& model) {
    const Group ill = group(model, with_condition(true)), well = group(model, with_condition(false));
    return ill.paid_people / ill.people - well.paid_people / well.people;
}

TEST(Health, AConditionShortensTheWeek) {
    const Overrides none{"health.limits=false"};
    const auto [ill, well] = effects<2>(4, {}, none, {hours_with_condition, hours_without_condition});
    show("hours a week with a condition, limits taken away", ill);
    show("hours a week without a condition", well);
    EXPECT_TRUE(ill.above_zero());
    EXPECT_LT(std::abs(well.mean), 0.05 * ill.mean) << "nothing limits them";
}

TEST(Health, WhoIsKeptFromOtherJobsTakesPartMoreOften) {
    // Whoever finds an ordinary job leaves: in a world where many do, those who are kept from jobs stay.
    const Overrides many_jobs{"population.scale=3", "health.limits=false", "turnover.half_life_weeks=3", "turnover.job_share=1"};
    const Effect gap = effect(6, many_jobs, {"health.excluded_share=0"}, participation_gap);
    show("participation with a condition less that without, exclusion taken away", gap);
    EXPECT_TRUE(gap.below_zero());
}

double accuracy(const MicroworkModel& model) {
    return static_cast<double>(tiny::flow(model, &microwork::PlatformFlows::correct)) /
           static_cast<double>(tiny::flow(model, &microwork::PlatformFlows::handed_in));
}
double handed_in_per_hour(const MicroworkModel& model) {
    return static_cast<double>(tiny::flow(model, &microwork::PlatformFlows::handed_in)) * 3600 /
           static_cast<double>(tiny::flow(model, &microwork::CountryFlows::submitted));
}

TEST(Fatigue, SlowsDownAndMakesLessExact) {
    const Overrides rested{"fatigue.strain=0"};
    const auto [exact, fast] = effects<2>(5, {}, rested, {accuracy, handed_in_per_hour});
    show("share correct, nobody tires", exact);
    show("assignments by hour of work, nobody tires", fast);
    EXPECT_TRUE(exact.above_zero());
    EXPECT_TRUE(fast.above_zero());
}

double exits(const MicroworkModel& model) { return static_cast<double>(tiny::flow(model, &microwork::CountryFlows::exits)); }
double stayed_away(const MicroworkModel& model) {
    return static_cast<double>(tiny::flow(model, &microwork::CountryFlows::stayed_away));
}

TEST(Harm, EndsInBreaksAndExits) {
    // Two weeks stand for a year: moderation weighs more.
    const Overrides calm{"population.scale=2", "harm.weight=0"}, harmful{"harm.weight=50"};
    const auto [more_exits, more_breaks] = effects<2>(3, calm, harmful, {exits, stayed_away});
    show("exits", more_exits);
    show("log-ins that did not happen", more_breaks);
    EXPECT_TRUE(more_exits.above_zero());
    EXPECT_TRUE(more_breaks.above_zero());
}

/// In a world in which every hour of work harms, and nothing fades: newcomers, who bring nothing along, have been exposed for as
/// long as they have worked.
TEST(Harm, GrowsByTheHoursOfHarmfulWork) {
    const tests::TempFolder folder;
    std::ifstream in(tiny::scenarios() / "data/task_types.csv");
    std::ofstream out(folder / "task_types.csv");
    std::string line;
    std::getline(in, line);
    const auto column = std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(line.find("harm_per_hour")), ',');
    out << line << '\n';
    while (std::getline(in, line)) {
        bool quoted = false;
        std::ptrdiff_t at = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            quoted = quoted != (line[i] == '"');
            at += line[i] == ',' && !quoted;
            if (at == column && line[i] == ',' && !quoted) {
                line.replace(i + 1, line.find(',', i + 1) - i - 1, "1");
                break;
            }
        }
        out << line << '\n';
    }
    out.close();
    const tiny::Model model =
        tiny::finished({"data.task_types=" + (folder / "task_types.csv").string(), "harm.half_life=3650d", "harm.malus=0",
                        "harm.breaks=0", "harm.exits=0", "turnover.entry_level=20", "run.length=2w", "migrate.moves_per_year=0"});
    const auto& lives = model->market().get<Lives>();
    const auto& workers = model->market().get<microwork::Workers>();
    int worked = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        if (workers.entry_week[lives.worker[life]] == 0 || lives.session[life])
            continue;
        const double hours = lives.submitted[life].value / 3600.0;
        EXPECT_NEAR(lives.exposure[life], hours, 0.01 * hours + 1e-4);
        worked += hours > 0.1;
    }
    EXPECT_GT(worked, 50);
}

auto by_gender(bool woman) {
    return [woman](const Lives& lives, LifeId life) { return (lives.woman[life] != 0) == woman; };
}
/// Pay per hour of women over that of men, less 1.
double gender_gap(const MicroworkModel& model) {
    return group(model, by_gender(true)).pay() / group(model, by_gender(false)).pay() - 1;
}

const Overrides no_care{"care.interruptions=0", "care.interruptions_others=0", "care.stretch=1"};

/// Seconds by paid assignment of those who look after somebody over those of the others.
double task_length_of_carers(const MicroworkModel& model) {
    const Group carers = group(model, [](const Lives& lives, LifeId life) { return lives.caregiver[life] != 0; });
    const Group others = group(model, [](const Lives& lives, LifeId life) { return lives.caregiver[life] == 0; });
    return carers.paid_hours / carers.approved / (others.paid_hours / others.approved);
}

TEST(Care, MakesAPayGapByGenderWithoutAnyDiscrimination) {
    // Six interruptions an hour, so that some thousand people show what many show at one.
    const auto [gap, length] =
        effects<2>(10, no_care, {"care.interruptions=6", "care.interruptions_others=0.1", "care.stretch=0.75"},
                   {gender_gap, task_length_of_carers});
    show("pay of women relative to men, with care", gap);
    show("length of carers' tasks relative to others', with care", length);
    EXPECT_TRUE(gap.below_zero());
    EXPECT_TRUE(length.below_zero());
}

TEST(Care, WithoutItWomenAndMenEarnTheSame) {
    std::vector<double> gaps;
    for (int r = 0; r < 12; ++r) {
        Overrides overrides = no_care;
        overrides.push_back(fmt::format("run.replicate={}", r));
        gaps.push_back(gender_gap(*tiny::finished(overrides)));
    }
    const Effect gap = Effect::of(gaps);
    show("pay of women relative to men, without care", gap);
    EXPECT_TRUE(gap.none());
    EXPECT_LT(gap.error, 0.06) << "the sample must be able to contradict";
}

double handed_in(const MicroworkModel& model) {
    return static_cast<double>(tiny::flow(model, &microwork::PlatformFlows::handed_in));
}

TEST(Pay, RaisesQuantityAndNotQuality) {
    // Every requester pays twice as much for the same tasks (Mason and Watts 2009). Nobody tires, because longer hours do cost
    // quality.
    const Overrides usual{"fatigue.strain=0"}, twice{"demand.log_pay=0.413"};
    const auto [quantity, quality] = effects<2>(6, usual, twice, {handed_in, accuracy});
    show("assignments handed in", quantity);
    show("share correct", quality);
    EXPECT_TRUE(quantity.above_zero());
    // Other people work then, on other tasks: what is excluded is a change of half a point.
    EXPECT_LT(std::abs(quality.mean) + 3 * quality.error, 0.005);
}

}  // namespace paired::labour
