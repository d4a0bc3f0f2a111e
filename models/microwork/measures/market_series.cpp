#include "models/microwork/measures/market_series.hpp"

#include <algorithm>
#include <array>

namespace microwork {

namespace {

using Kind = sim::SeriesSpec::Kind;

bool last_tick_of_day(const sim::Step& step) { return (step.tick + 1) % step.clock.ticks_per_day() == 0; }
std::size_t day_of(const sim::Step& step) { return static_cast<std::size_t>(step.clock.day_of(step.tick)); }

struct CountryColumn {
    const char *name, *unit, *description;
    decltype(CountryFlows::sessions) CountryFlows::*column;
};
const std::vector<CountryColumn>& country_columns() {
    static const std::vector<CountryColumn> list{
        {"sessions", "sessions", "sessions opened, by country of the worker", &CountryFlows::sessions},
        {"time_online", "s", "time online of sessions closed that day", &CountryFlows::online},
        {"pages", "pages", "pages of listings looked at in sessions closed that day", &CountryFlows::pages},
        {"time_search", "s", "unpaid search in sessions closed that day", &CountryFlows::search},
        {"time_waiting", "s", "unpaid waiting in sessions closed that day", &CountryFlows::waiting},
        {"time_submitted", "s", "work handed in", &CountryFlows::submitted},
        {"pay", "1e-6 USD", "pay credited to workers", &CountryFlows::credited},
        {"approved", "assignments", "assignments approved", &CountryFlows::approved},
        {"rejected", "assignments", "assignments rejected", &CountryFlows::rejected},
        {"cuts", "claims", "claims cut by an outage", &CountryFlows::cuts},
        {"time_interrupted", "s", "away from work in hand, in sessions closed that day", &CountryFlows::interrupted},
        {"stayed_away", "log-ins", "log-ins that did not happen: bad days, breaks from harmful content",
         &CountryFlows::stayed_away},
        {"strikes", "strikes", "lost connections held against accounts, by country of the worker", &CountryFlows::strikes},
        {"suspensions", "accounts", "accounts suspended, by country of the worker", &CountryFlows::suspensions},
        {"bans", "accounts", "accounts banned, by country of the worker", &CountryFlows::bans},
        {"registrations", "people", "people who registered", &CountryFlows::registrations},
        {"exits", "people", "people who left for good, counted at the log-in that did not happen", &CountryFlows::exits},
        {"exits_job", "people", "of these, people who found a job", &CountryFlows::exits_job},
        {"exits_ban", "people", "of these, people whose last account was banned", &CountryFlows::exits_ban},
        {"exits_harm", "people", "of these, people who could no longer bear harmful content", &CountryFlows::exits_harm},
        {"turned_away", "people", "newcomers, and people in search of a platform, who could sign up nowhere",
         &CountryFlows::turned_away},
        {"sign_ups", "accounts", "sign-ups begun on one more platform", &CountryFlows::sign_ups},
        {"tests_failed", "tests", "qualification tests failed", &CountryFlows::tests_failed},
        {"moved_in", "people", "people who moved here from another country", &CountryFlows::moved_in},
        {"moved_out", "people", "people who moved away to another country", &CountryFlows::moved_out},
        {"owner_cut", "1e-6 USD", "kept by owners of accounts that people here have borrowed", &CountryFlows::owner_cut},
    };
    return list;
}

struct PlatformColumn {
    const char *name, *unit, *description;
    decltype(PlatformFlows::batches) PlatformFlows::*column;
};
const std::vector<PlatformColumn>& platform_columns() {
    static const std::vector<PlatformColumn> list{
        {"batches_posted", "batches", "batches posted", &PlatformFlows::batches},
        {"posted", "assignments", "assignments posted, replacements of rejected ones included", &PlatformFlows::posted},
        {"claims", "claims", "claims granted in full or in part", &PlatformFlows::claims},
        {"claims_lost", "claims", "claims that got nothing: others were faster", &PlatformFlows::lost},
        {"handed_in", "assignments", "assignments handed in", &PlatformFlows::handed_in},
        {"correct", "assignments", "correct assignments handed in", &PlatformFlows::correct},
        {"returned", "assignments", "assignments given back", &PlatformFlows::returned},
        {"platform_strikes", "strikes", "lost connections held against accounts, by platform", &PlatformFlows::strikes},
        {"platform_suspensions", "accounts", "accounts suspended, by platform", &PlatformFlows::suspensions},
        {"platform_bans", "accounts", "accounts banned, by platform", &PlatformFlows::bans},
        {"platform_approved", "assignments", "assignments approved, by platform", &PlatformFlows::approved},
        {"expired", "assignments", "assignments nobody did in time", &PlatformFlows::expired},
        {"rejected_gold", "assignments", "rejected after gold questions", &PlatformFlows::rejected_gold},
        {"rejected_majority", "assignments", "rejected as the minority answer", &PlatformFlows::rejected_majority},
        {"rejected_manual", "assignments", "rejected after a look at a sample", &PlatformFlows::rejected_manual},
        {"rejected_arbitrary", "assignments", "refused with the whole batch, without a reason", &PlatformFlows::rejected_arbitrary},
        {"rejected_client", "assignments", "refused by the client after checkers accepted them", &PlatformFlows::rejected_client},
        {"auto_approved", "assignments", "approved because the platform's window passed before anybody looked",
         &PlatformFlows::auto_approved},
        {"rejected_incomplete", "assignments", "rejected because an outage had cut them off", &PlatformFlows::rejected_incomplete},
        {"client_refusals", "submissions", "accepted by checkers, then refused by the client", &PlatformFlows::client_refusals},
        {"rejected_correct", "assignments", "of all rejected, correct ones", &PlatformFlows::rejected_correct},
        {"minority_correct", "assignments", "of those rejected as the minority, correct ones", &PlatformFlows::minority_correct},
        {"kept_wrong", "assignments", "wrong ones approved by majority vote", &PlatformFlows::kept_wrong},
        {"rejected_unexplained", "assignments", "of all rejected, those without a reason", &PlatformFlows::unexplained},
        {"rejected_kept", "assignments", "of all rejected, those whose data the requester keeps", &PlatformFlows::refused_kept},
        {"rewards", "1e-6 USD", "rewards of approved assignments", &PlatformFlows::rewards},
        {"commission", "1e-6 USD", "commission of platforms", &PlatformFlows::commission},
        {"payouts", "payouts", "payouts above the threshold", &PlatformFlows::payouts},
        {"paid_out", "1e-6 USD", "pay that reached workers", &PlatformFlows::paid_out},
        {"rail_fees", "1e-6 USD", "fees of payouts", &PlatformFlows::rail_fees},
    };
    return list;
}

}  // namespace

Participation::Participation(sim::Recorder& record, std::size_t countries, std::size_t platforms, std::size_t ticks_per_day)
    : online(record.add({"online", "people", "people online, mean over the ticks of the day", "country", countries,
                         static_cast<std::int64_t>(ticks_per_day), Kind::added})),
      working(record.add({"working", "people", "people at work on a task at the end of a tick, mean over the ticks of the day",
                          "country", countries, static_cast<std::int64_t>(ticks_per_day), Kind::added})),
      platform_working(record.add({"platform_working", "people",
                                   "people at work on a task of the platform at the end of a tick, mean over the ticks of the day",
                                   "platform", platforms, static_cast<std::int64_t>(ticks_per_day), Kind::added})) {}

void Participation::operator()(const sim::Step& step, const Sessions& sessions, sim::Recorder& record) const {
    std::array<std::int64_t, 256> present{}, busy{}, at_work{};
    for (std::size_t r = 0; r < sessions.rows(); ++r) {
        const SessionId id{r};
        const std::uint8_t country = sessions.country[id];
        const bool works = sessions.doing[id] == Doing::working;
        ++present[country], busy[country] += works;
        at_work[sessions.platform[id][sessions.at[id]]] += works;
    }
    const std::size_t members = record.series()[online.index].members;
    for (std::size_t c = 0; c < members; ++c)
        if (present[c] > 0) {
            record.add_to(online, day_of(step), c, present[c]);
            record.add_to(working, day_of(step), c, busy[c]);
        }
    for (std::size_t p = 0; p < record.series()[platform_working.index].members; ++p)
        record.add_to(platform_working, day_of(step), p, at_work[p]);
}

Offers::Offers(sim::Recorder& record, std::size_t platforms)
    : open(record.add({"open", "assignments", "assignments open at the end of the day", "platform", platforms, 1, Kind::added})),
      rewards(record.add(
          {"rewards_posted", "USD", "assignments posted by reward", "platform", platforms, {0,    .015, .025, .035, .045, .055,
                                                                                            .07,  .09,  .125, .175, .225, .275,
                                                                                            .4,   .625, .875, 1.25, 1.75, 2.25,
                                                                                            2.75, 4,    8,    1000}})) {}

void Offers::operator()(const sim::Step& step, const Boards& boards, const Batches& batches, sim::Recorder& record) const {
    for (std::size_t p = 0; p < boards.platform.size(); ++p) {
        const auto& newest = boards.platform[p].newest;
        for (std::size_t i = newest.size(); i-- > 0 && batches.posted[newest[i]] >= step.begin();)
            record.count(rewards, p, sim::in_dollars(batches.reward[newest[i]]), batches.created[newest[i]]);
        if (!last_tick_of_day(step))
            continue;
        std::int64_t sum = 0;
        for (const BatchId b : newest)
            sum += batches.open[b];
        record.set(open, day_of(step), p, sum);
    }
}

DailyFlows::DailyFlows(sim::Recorder& record, std::size_t countries, std::size_t platforms) {
    for (const auto& c : country_columns())
        by_country.push_back(record.add({c.name, c.unit, c.description, "country", countries, 1, Kind::running}));
    for (const auto& c : platform_columns())
        by_platform.push_back(record.add({c.name, c.unit, c.description, "platform", platforms, 1, Kind::running}));
}

void DailyFlows::operator()(const sim::Step& step, const CountryFlows& countries, const PlatformFlows& platforms,
                            sim::Recorder& record) const {
    if (!last_tick_of_day(step))
        return;
    for (std::size_t i = 0; i < by_country.size(); ++i)
        for (std::size_t c = 0; c < countries.rows(); ++c)
            record.set(by_country[i], day_of(step), c, (countries.*country_columns()[i].column)[sim::Id<CountryFlow>{c}]);
    for (std::size_t i = 0; i < by_platform.size(); ++i)
        for (std::size_t p = 0; p < platforms.rows(); ++p)
            record.set(by_platform[i], day_of(step), p, (platforms.*platform_columns()[i].column)[sim::Id<PlatformFlow>{p}]);
}

Holdings::Holdings(sim::Recorder& record, std::size_t countries)
    : people(record.add({"people_known", "people",
                         "people who have logged in since the run began and have not left, at the beginning of the week", "country",
                         countries, 1, Kind::added})),
      accounts(record.add({"accounts_held", "accounts",
                           "accounts of people who have logged in, banned ones left out, at the beginning of the week", "country",
                           countries, 1, Kind::added})),
      borrowed(record.add({"accounts_borrowed", "accounts", "of these, borrowed ones, by country of residence", "country",
                           countries, 1, Kind::added})) {}

void Holdings::operator()(const sim::Step& step, const Lives& lives, const Accounts& list, sim::Recorder& record) const {
    if (!step.new_week())
        return;
    std::array<std::int64_t, most_countries> known{}, held{}, lent{};
    for (std::size_t r = 0; r < lives.rows(); ++r)
        known[lives.country[LifeId{r}]] += !lives.dormant[LifeId{r}];
    for (std::size_t r = 0; r < list.rows(); ++r) {
        const AccountId a{r};
        const bool counts = list.status[a] != AccountStatus::banned && !lives.dormant[list.owner[a]];
        held[list.country[a]] += counts, lent[list.country[a]] += counts && list.borrowed[a];
    }
    const std::size_t members = record.series()[people.index].members;
    for (std::size_t day = day_of(step); day < std::min(day_of(step) + 7, record.days()); ++day)
        for (std::size_t c = 0; c < members; ++c) {
            record.set(people, day, c, known[c]);
            record.set(accounts, day, c, held[c]);
            record.set(borrowed, day, c, lent[c]);
        }
}

}  // namespace microwork
