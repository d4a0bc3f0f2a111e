// Seasons and [[shock]] entries: wrong ones are refused with their place; right ones do what they say, when, and not before.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "models/microwork/mechanisms/shocks.hpp"
#include "models/microwork/shocks.hpp"
#include "sim/checkpoint.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace microwork::shocks_test {

std::string messages(const std::string& entries) { return shipped::messages("[run]\nstart = 2018-01-01\n\n[[shock]]\n" + entries); }

TEST(Shocks, WrongOnesAreRefusedWithTheirPlace) {
    EXPECT_EQ(messages("kind = \"lockdwon\"\n"), "s.toml:5:8: unknown kind of shock \"lockdwon\", did you mean \"lockdown\"?");
    EXPECT_EQ(messages("entry = 2\n"), "s.toml:4:1: a [[shock]] needs a kind, kind = \"lockdown\"");
    EXPECT_EQ(messages("kind = \"blackout\"\nstart = 2017-12-31\n"),
              "s.toml:4:1: the shock begins on 2017-12-31, before the first measured day 2018-01-01 (the burn-in must be without "
              "shocks)");
    EXPECT_EQ(messages("kind = \"blackout\"\nstart = 2018-02-01\nend = 2018-02-01\n"),
              "s.toml:4:1: the shock ends on 2018-02-01, before it begins");
    EXPECT_EQ(messages("kind = \"blackout\"\ncountries = [\"FRA\"]\n"),
              "s.toml:4:1: country \"FRA\" is not in the table of countries, did you mean \"FR\"?");
    EXPECT_EQ(messages("kind = \"signup-closure\"\nplatforms = [\"tolokas\"]\n"),
              "s.toml:4:1: platform \"tolokas\" is not in the table of platforms, did you mean \"toloka\"?");
    EXPECT_EQ(messages("kind = \"lockdown\"\nlogins = 2\n").find("s.toml:6:1: unknown key \"logins\" in [[shock]]"), 0u);
}

TEST(Shocks, SayWhatTheyDo) {
    const auto model = shipped::model({}, "[[shock]]\nkind = \"lockdown\"\ncountries = [\"FR\"]\nend = 2018-02-01\n");
    const auto sentences = model->market().get<Shocks>().sentences();
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(sentences[0].find("lockdown from 2018-01-01 to 2018-02-01: people at home register and log in more often"), 0u)
        << sentences[0];
    EXPECT_NE(sentences[0].find("; countries = [\"FR\"]"), std::string::npos) << sentences[0];
}

TEST(Shocks, AddUpToWhatTheCandidatesCanBear) {
    const auto model = shipped::model({"season.january=1.5"},
                                      "[[shock]]\nkind = \"lockdown\"\nlog_ins = 1.2\ncountries = [\"FR\"]\n"
                                      "[[shock]]\nkind = \"lockdown\"\nlog_ins = 1.6\ncountries = [\"DE\"]\n");
    const World& world = model->market().get<World>();
    const auto at = [&](std::int32_t day) {
        return model->market().get<Shocks>().conditions(world, model->clock(), day * model->clock().ticks_per_day());
    };
    const std::int32_t first = model->clock().day_of(model->measured_from());
    const auto france = static_cast<std::size_t>(world.country("FR")), germany = static_cast<std::size_t>(world.country("DE")),
               india = static_cast<std::size_t>(world.country("IN"));
    EXPECT_DOUBLE_EQ(at(first).log_ins[france], 1.5 * 1.2);
    EXPECT_DOUBLE_EQ(at(first).log_ins[germany], 2) << "the bound of the thinning";
    EXPECT_DOUBLE_EQ(at(first).log_ins[india], 1.5);
    EXPECT_DOUBLE_EQ(at(first + 31).log_ins[india], 1) << "February";
    EXPECT_EQ(at(first - 1), Conditions::neutral(world)) << "December";
}

/// Three measured weeks; the shock holds in the second.
std::string shock(const std::string& kind, const std::string& parameters) {
    return "[[shock]]\nkind = \"" + kind + "\"\nstart = 2018-01-08\nend = 2018-01-15\n" + parameters + "\n";
}
constexpr std::int32_t week = 7 * 96, begins = 2 * week, ends = 3 * week;

/// Loads with a text and runs to a tick.
tiny::Model at(std::int32_t tick, const std::string& text, tiny::Overrides overrides = {}) {
    overrides.emplace_back("run.length=3w");
    tiny::Model model = tiny::load(overrides, text);
    tiny::found_and_run(*model, 2, tick);
    return model;
}

std::int64_t of_country(const MicroworkModel& model, decltype(CountryFlows::cuts) CountryFlows::*column, const char* iso2) {
    const auto c = static_cast<std::size_t>(model.market().get<World>().country(iso2));
    return (model.market().get<CountryFlows>().*column)[sim::Id<CountryFlow>{c}];
}

TEST(Shocks, WithoutSizeChangeNothing) {
    const std::string text = shock("lockdown", "log_ins = 1\nentry = 1") + shock("hyperinflation", "outside = 1") +
                             shock("blackout", "offline = 0") + shock("requester-exit", "share = 0") +
                             shock("fee-rise", "commission = 0\nsurcharge = 0");
    EXPECT_EQ(tiny::fingerprint(*at(4 * week, text)), tiny::fingerprint(*at(4 * week, "")));
}

TEST(Shocks, BoundLogInsByEverySeasonAndShock) {
    const auto most = [](const std::string& text, const tiny::Overrides& season) {
        const tiny::Model model = tiny::load(season, text);
        return model->market().get<Shocks>().most_log_ins(model->market().get<World>());
    };
    EXPECT_EQ(most("", {}), 1);
    EXPECT_EQ(most("", {"season.march=1.2", "season.april=0.1"}), 1.2);
    EXPECT_DOUBLE_EQ(most(shock("lockdown", "log_ins = 1.5"), {"season.march=1.2"}), 1.8);
    EXPECT_EQ(most(shock("lockdown", "log_ins = 0.5"), {}), 1);
    EXPECT_EQ(most(shock("lockdown", "log_ins = 1.9") + shock("lockdown", "log_ins = 1.9"), {}), Conditions::most_log_ins);
}

TEST(Shocks, LockdownBringsPeopleOnlineWhileItLasts) {
    const std::string text = shock("lockdown", "log_ins = 1.8\nentry = 20");
    EXPECT_EQ(tiny::fingerprint(*at(begins, text)), tiny::fingerprint(*at(begins, ""))) << "not before";
    const tiny::Model without = at(ends, ""), with = at(ends, text);
    for (const auto column : {&CountryFlows::sessions, &CountryFlows::registrations}) {
        const auto before = static_cast<double>(tiny::flow(*at(begins, ""), column));
        const double calm = static_cast<double>(tiny::flow(*without, column)) - before,
                     locked = static_cast<double>(tiny::flow(*with, column)) - before;
        EXPECT_GT(locked, calm + 4 * std::sqrt(calm + locked));
    }
}

/// Common random numbers: the candidate log-ins are the same for everybody; the shock decides only which of them stand. Without it
/// nobody is woken for those that only the shock would let stand, so the next one may be a later one.
TEST(Shocks, LeaveTheCandidatesAsTheyWere) {
    const tiny::Overrides stay{"turnover.half_life_weeks=10000", "turnover.entry_level=0"};
    const auto with = at(ends, shock("lockdown", "log_ins = 1.8") + shock("blackout", "countries = [\"US\"]"), stay),
               without = at(ends, "", stay);
    const auto &a = with->market().get<Workers>(), &b = without->market().get<Workers>();
    int same = 0;
    for (std::size_t r = 0; r < a.rows(); ++r) {
        const WorkerId w{r};
        const bool gone = a.next_candidate[w] == sim::never || b.next_candidate[w] == sim::never;
        if (gone)
            continue;
        EXPECT_LE(a.candidate[w], b.candidate[w]);
        if (a.candidate[w] == b.candidate[w]) {
            EXPECT_EQ(a.next_candidate[w], b.next_candidate[w]);
            ++same;
        }
    }
    EXPECT_GT(same, 150);
}

/// Everything of this kind at once, often: no result depends on threads, chunks or a stop in the middle.
const std::string storm = shock("lockdown", "countries = [\"FR\", \"US\"]") +
                          shock("blackout", "countries = [\"IN\"]\noffline = 0.7") +
                          shock("hyperinflation", "countries = [\"VE\"]") + shock("signup-closure", "platforms = [\"toloka\"]") +
                          shock("requester-exit", "share = 0.3") + shock("platform-closure", "platforms = [\"clickworker\"]") +
                          shock("fee-rise", "commission = 0.4");
tiny::Overrides busy(const char* chunk) {
    return {"run.length=2w",
            std::string("run.chunk=") + chunk,
            "register_elsewhere.chance=1",
            "migrate.moves_per_year=20",
            "borrowed_accounts.share=0.5",
            "borrowed_accounts.found_out_per_year=10",
            "turnover.entry_level=5",
            "season.january=0.9",
            "run.audit=day"};
}

TEST(Shocks, NothingDependsOnThreads) {
    const std::string expected = tiny::fingerprint(*tiny::finished(busy("128"), 1, storm));
    EXPECT_EQ(tiny::fingerprint(*tiny::finished(busy("1"), 3, storm)), expected);
    EXPECT_EQ(tiny::fingerprint(*tiny::finished(busy("7"), 2, storm)), expected);
}

TEST(Shocks, AreFoundAgainByARunThatIsResumed) {
    const std::string expected = tiny::fingerprint(*tiny::finished(busy("128"), 1, storm));
    for (const std::int32_t stop : {begins, begins + 300}) {
        const tests::TempFolder folder;
        const auto file = folder / "run.checkpoint";
        const tiny::Model first = tiny::load(busy("128"), storm);
        tiny::found_and_run(*first, 1, stop);
        sim::write_checkpoint(file, {stop, "", "", first->name()}, first->tables());
        const tiny::Model second = tiny::load(busy("128"), storm);
        sim::read_checkpoint(file, second->tables());
        second->restored(stop);
        tiny::run(*second, 1, stop, second->end_tick());
        EXPECT_EQ(tiny::fingerprint(*second), expected) << "stopped before tick " << stop;
    }
}

TEST(Shocks, ABlackoutLeavesNobodyOnline) {
    const std::string text = shock("blackout", "countries = [\"IN\"]");
    EXPECT_EQ(tiny::fingerprint(*at(begins, text)), tiny::fingerprint(*at(begins, ""))) << "not before";
    const tiny::Model model = at(begins + 8, text);  // two hours later
    const auto india = static_cast<std::uint8_t>(model->market().get<World>().country("IN"));
    const auto online = [&](bool there) {
        const auto& s = model->market().get<Sessions>();
        int n = 0;
        for (std::size_t r = 0; r < s.rows(); ++r)
            n += (s.country[SessionId{r}] == india) == there;
        return n;
    };
    const auto opened = [&] { return of_country(*model, &CountryFlows::sessions, "IN"); };
    EXPECT_EQ(online(true), 0);
    EXPECT_GT(online(false), 0);
    const std::int64_t sessions = opened();
    EXPECT_EQ(sessions, of_country(*at(begins, text), &CountryFlows::sessions, "IN"));
    tiny::run(*model, 2, begins + 8, ends);
    EXPECT_EQ(opened(), sessions) << "until its end";
    tiny::run(*model, 2, ends, ends + 96);
    EXPECT_GT(opened(), sessions) << "they come back";
}

TEST(Shocks, HalfABlackoutHitsTheSamePeople) {
    const tiny::Model model = at(begins + 48, shock("blackout", "offline = 0.5"));
    const auto& s = model->market().get<Sessions>();
    Conditions dark = Conditions::neutral(model->market().get<World>());
    for (double& share : dark.dark)
        share = 0.5;
    int online = 0;
    for (std::size_t r = 0; r < s.rows(); ++r) {
        EXPECT_FALSE(is_dark(tiny::randomness(*model), dark, s.key[SessionId{r}], s.country[SessionId{r}]));
        ++online;
    }
    EXPECT_GT(online, 0);
}

TEST(Shocks, HyperinflationLowersReservationWages) {
    const tiny::Model model = at(begins + 96, shock("hyperinflation", "countries = [\"VE\"]\noutside = 0.25"));
    const auto& [s, lives] = std::tie(model->market().get<Sessions>(), model->market().get<Lives>());
    const int ve = model->market().get<World>().country("VE");
    int hit = 0;
    for (std::size_t r = 0; r < s.rows(); ++r) {
        const SessionId id{r};
        if (s.opened[id].value < begins * 900)
            continue;
        const double factor = s.country[id] == ve ? 0.25 : 1;
        EXPECT_FLOAT_EQ(s.baseline_wage[id].value, static_cast<float>(lives.baseline_wage[s.life[id]].value * factor));
        hit += s.country[id] == ve;
    }
    EXPECT_GT(hit, 0);
}

TEST(Shocks, AClosedSignUpTurnsNewcomersAway) {
    const tiny::Overrides many{"turnover.entry_level=10"};
    const tiny::Model model =
        at(ends, shock("signup-closure", "countries = [\"IN\"]\nplatforms = [\"microworkers\", \"toloka\"]"), many);
    const auto& [world, workers, activity] =
        std::tie(model->market().get<World>(), model->market().get<Workers>(), model->market().get<Activity>());
    int elsewhere = 0;
    for (std::size_t r = 0; r < workers.rows(); ++r) {
        const WorkerId w{r};
        if (workers.country[w] != world.country("IN") || workers.entry_week[w] != 2)
            continue;
        const auto& id =
            world.platforms[activity.traits(tiny::randomness(*model), workers.key[w], workers.country[w], true).platform].id;
        EXPECT_TRUE(id == "amt" || id == "clickworker") << id;
        ++elsewhere;
    }
    EXPECT_GT(elsewhere, 0);
    EXPECT_GT(of_country(*model, &CountryFlows::turned_away, "IN"),
              of_country(*at(ends, "", many), &CountryFlows::turned_away, "IN"));
}

TEST(Shocks, AClosedPlatformHasNoWorkAndNoWorkers) {
    const std::string text = shock("platform-closure", "platforms = [\"clickworker\"]");
    const tiny::Model model = at(begins + 192, text);
    const auto p = static_cast<std::size_t>(model->market().get<World>().platform("clickworker"));
    const sim::Id<PlatformFlow> flow{p};
    const tiny::Model before = at(begins, text);
    EXPECT_EQ(model->market().get<PlatformFlows>().batches[flow], before->market().get<PlatformFlows>().batches[flow]);
    const auto& s = model->market().get<Sessions>();
    for (std::size_t r = 0; r < s.rows(); ++r)
        for (std::size_t k = 0; s.opened[SessionId{r}].value >= begins * 900 && k < s.accounts[SessionId{r}]; ++k)
            EXPECT_NE(s.platform[SessionId{r}][k], p);
}

TEST(Shocks, RequestersWhoLeavePostNothing) {
    const tiny::Model model = at(begins + 192, shock("requester-exit", "countries = [\"US\"]"));
    const auto& [batches, requesters] = std::tie(model->market().get<Batches>(), model->market().get<Requesters>());
    const int us = model->market().get<World>().country("US");
    int others = 0;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const BatchId b{r};
        if (batches.key[b] == 0 || batches.posted[b].value < begins * 900)
            continue;
        EXPECT_NE(requesters.home[RequesterId{batches.requester[b]}], us);
        ++others;
    }
    EXPECT_GT(others, 0);
}

TEST(Seasons, AMonthWithoutLogInsIsSilent) {
    const tiny::Overrides none{"season.january=0"};
    const tiny::Model model = at(week + 96, "", none);
    EXPECT_EQ(tiny::flow(*model, &CountryFlows::sessions), tiny::flow(*at(week, "", none), &CountryFlows::sessions));
    EXPECT_EQ(tiny::fingerprint(*at(week, "", none)), tiny::fingerprint(*at(week, ""))) << "December is as ever";
}

constexpr std::array months{"january", "february", "march",     "april",   "may",      "june",
                            "july",    "august",   "september", "october", "november", "december"};

/// Twelve factors of their own. Newcomers of a week are Poisson with mean entry_level x ln 2 / half-life x share of people active
/// within 90 days x people x factor of the month in which the week begins.
TEST(Seasons, AreTheFactorOnTheNewcomersOfTheirMonths) {
    constexpr std::array<double, 12> factors{1.5, 0.5, 1.0, 0.25, 2.0, 0.75, 0.0, 1.25, 1.75, 0.6, 0.9, 1.1};
    tiny::Overrides season{"population.scale=0.005", "run.burn_in=0w", "turnover.half_life_weeks=13"};
    for (std::size_t i = 0; i < factors.size(); ++i)
        season.push_back(fmt::format("season.{}={}", months[i], factors[i]));
    const auto model = shipped::model(season, "[run]\nstart = 2018-01-01\n");
    const auto& [world, activity, scale] =
        std::tie(model->market().get<World>(), model->market().get<Activity>(), model->market().get<Scale>());
    double people = 0;
    for (const auto& country : world.countries)
        people += static_cast<double>(registered_people(country, scale.share));
    const double a_week = std::log(2) / 13 * activity.share_active_within(90 / 7.0) * people;
    std::array<double, 12> weeks{}, newcomers{};
    Conditions conditions = Conditions::neutral(world);
    PayLevels levels;  // nothing is known of pay: no response to it
    CountryFlows flows;
    levels.resize(world.countries.size()), flows.resize(world.countries.size());
    const sim::Clock clock = model->clock();
    const sim::Randomness randomness(3, 0);
    const sim::Parallel parallel(1);
    for (std::int32_t day = 0; day < 365; ++day) {
        const sim::Step step{day * clock.ticks_per_day(), clock, randomness, parallel, 16};
        ApplyShocks{}(step, world, model->market().get<Shocks>(), conditions);
        if (!step.new_week() || day == 0)
            continue;
        Workers workers;
        Enter{}(step, world, activity, model->market().get<Turnover>(), scale, conditions, levels, workers, flows);
        const auto month = static_cast<unsigned>(std::chrono::year_month_day{clock.date(step.tick)}.month()) - 1;
        ++weeks[month], newcomers[month] += static_cast<double>(workers.rows());
    }
    ASSERT_GT(a_week, 400) << "the sample must be able to contradict";
    double off = 0;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const double expected = factors[i] * weeks[i] * a_week;
        EXPECT_NEAR(newcomers[i], expected, 4 * std::sqrt(expected)) << months[i];
        off = std::max(off, expected > 0 ? std::abs(newcomers[i] - expected) / std::sqrt(expected) : 0.0);
    }
    fmt::print("  newcomers of twelve months at factors 0 to 2: at most {:.1f} errors off, {:.0f} a week at 1\n", off, a_week);
}

/// In the market: December as ever, January at a factor of 0.4, February at 1.6.
TEST(Seasons, BringNewcomersToTheMarketInTheirMonths) {
    constexpr std::array months_end{3, 8, 12};  // weeks of the run up to the last Monday of each month: the first is 11 December
    const tiny::Overrides many{"turnover.entry_level=20", "turnover.entry_elasticity=0", "run.burn_in=3w", "run.length=9w",
                               "demand.level=0.1"};
    tiny::Overrides season = many;
    season.insert(season.end(), {"season.january=0.4", "season.february=1.6"});
    const auto newcomers = [&](const tiny::Overrides& overrides) {
        const tiny::Model model = tiny::load(overrides);
        model->found(tiny::randomness(*model), sim::Parallel(1));
        std::array<double, 3> by_month{};
        double before = 0;
        for (std::size_t m = 0; m < 3; ++m) {
            tiny::run(*model, 2, m == 0 ? 0 : months_end[m - 1] * week, months_end[m] * week);
            const auto so_far = static_cast<double>(tiny::flow(*model, &CountryFlows::registrations));
            by_month[m] = so_far - before, before = so_far;
        }
        return by_month;
    };
    const auto even = newcomers(many), seasonal = newcomers(season);
    EXPECT_GT(even[0], 0);
    EXPECT_EQ(seasonal[0], even[0]) << "December";
    for (const auto& [m, factor] : {std::pair{std::size_t{1}, 0.4}, std::pair{std::size_t{2}, 1.6}}) {
        fmt::print("  {} newcomers at a factor of {}, {} without\n", seasonal[m], factor, even[m]);
        const double error = std::sqrt(factor * (1 + factor) * even[m]);
        EXPECT_NEAR(seasonal[m], factor * even[m], 4 * error);
        EXPECT_GT(std::abs(factor - 1) * even[m], 4 * error) << "the sample must be able to contradict";
    }
}

}  // namespace microwork::shocks_test
