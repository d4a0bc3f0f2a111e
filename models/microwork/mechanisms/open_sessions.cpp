#include "models/microwork/mechanisms/open_sessions.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose log_in{"open_sessions.log_in"};
constexpr sim::Purpose exits{"open_sessions.exit"};

constexpr double highest_attractiveness = 2;
constexpr double log2_ = 0.69314718055994531;

}  // namespace

/// What is only read, for the parts of this mechanism.
struct OpenSessions::Given {
    const sim::Step& step;
    const World& world;
    const Activity& activity;
    const People& people;
    const Connectivity& connectivity;
    const Vigilance& vigilance;
    const TargetIncome& target_income;
    const Learning& learning;
    const Turnover& turnover;
    const BorrowedAccounts& borrowed;
    const Conditions& conditions;
    const Forum& forum;
    const Reputation& reputation;
    const Payment& payment;
};

/// Why somebody leaves for good.
enum class OpenSessions::Exit : std::uint8_t { none, drift, job, ban, harm };

/// A log-in that stands.
struct OpenSessions::Opening {
    WorkerId worker;
    LifeId life;
    SessionId session;
    AccountId first_account;
    ActivityTraits traits;
    AccountList accounts;
    Instant start, end;
    Exit exit = Exit::none;
    bool stands = false, first = false;
    bool stayed_away = false;  ///< it would have stood: a bad day, or a break from harmful content
};

OpenSessions::Opening OpenSessions::wake(const Given& given, Workers& workers, const Lives& lives, const Accounts& accounts,
                                         WorkerId w) const {
    const sim::Step& step = given.step;
    Opening o;
    o.worker = w, o.life = workers.life[w];
    o.traits = given.activity.traits(step.randomness, workers.key[w], workers.country[w], workers.entry_week[w] != 0);
    if (o.life)
        o.traits.zone = lives.zone[o.life];  // another one after a move
    // Usually one candidate a tick; several are taken in turn, and those after a log-in find the worker online.
    while (workers.next_candidate[w] != sim::never && step.clock.tick_of(workers.next_candidate[w]) == step.tick) {
        const std::uint32_t n = workers.candidates[w]++;
        const Instant at = workers.next_candidate[w];
        workers.next_candidate[w] =
            given.activity.next_candidate(step.randomness, workers.key[w], o.traits, n + 1, at, step.clock.origin_second_of_week());
        if (!o.stands && o.exit == Exit::none)
            consider(given, workers, lives, accounts, n, at, o);
    }
    if (o.exit != Exit::none)
        workers.next_candidate[w] = sim::never;
    return o;
}

OpenSessions::Exit OpenSessions::leaves(const Given& given, const Lives& lives, LifeId life, const ActivityTraits& traits,
                                        std::uint64_t key, std::uint32_t n, Instant at) const {
    const Turnover::Params& turnover = given.turnover.params;
    sim::Dice dice = given.step.dice(exits, key, n);
    double weeks = 0, pull = 1;  // a hazard of the mean person, as long as nothing is known of the person
    double job = turnover.job_share();
    if (life) {
        weeks = static_cast<double>(at.value - lives.last_seen[life].value) / sim::seconds_per_week;
        const double ratio = static_cast<double>(lives.baseline_wage[life].value) * given.conditions.outside[lives.country[life]] /
                             static_cast<double>(lives.expected_pay[life].value);
        pull = turnover.exit_scale() * std::clamp(el::power(ratio, turnover.exit_exponent()), 0.25, 4.0);
        const bool unable = lives.status[life] == static_cast<std::uint8_t>(ActivityStatus::unable_health);
        if (unable || (lives.condition[life] && given.people.health.excluded(given.step.randomness, key)))
            job = 0;  // kept from ordinary jobs
    } else {
        // Registered before the run: the session before this one was as long before the start as a Poisson process tells.
        weeks = static_cast<double>(at.value) / sim::seconds_per_week + dice.exponential() / traits.sessions_per_week;
    }
    const Harm& harm = given.people.harm;
    const double suffering = life ? harm.params.exits() * harm.excess(static_cast<double>(lives.exposure[life])) : 0;
    const double relative = (1 - turnover.job_share()) * pull + job;
    // Only people active lately leave, so at most so long a time counts.
    const double ordinary = log2_ / turnover.half_life() * relative, hazard = ordinary + suffering;
    if (!dice.chance(1 - el::exp(-hazard * std::clamp(weeks, 0.0, turnover.active_days() / 7))))
        return Exit::none;
    const double cause = dice.uniform() * hazard, of_jobs = log2_ / turnover.half_life() * job;
    return cause < of_jobs ? Exit::job : cause < ordinary ? Exit::drift : Exit::harm;
}

/// Whether the person has accounts and all of them are banned.
static bool all_banned(const Lives& lives, const Accounts& accounts, LifeId life) {
    AccountId a = lives.first_account[life];
    if (!a)
        return false;
    while (a && accounts.status[a] == AccountStatus::banned)
        a = accounts.next[a];
    return !a;
}

/// Whether health keeps the person away today: a bad day, or a break from harmful content.
static bool stays_away(const sim::Step& step, const People& people, const Lives& lives, LifeId life, std::uint32_t n, Instant at) {
    const std::uint64_t key = lives.key[life];
    const double away = static_cast<double>(at.value - lives.last_seen[life].value);
    return (lives.condition[life] && people.health.bad_day(step.randomness, key, step.clock.day_of(step.tick))) ||
           people.harm.takes_break(step.randomness, key, n, people.harm.faded(static_cast<double>(lives.exposure[life]), away));
}

Seconds OpenSessions::room_left(const Given& given, const Lives& lives, LifeId life, Instant at) const {
    Seconds limit = params.day_limit();
    const Health& health = given.people.health;
    if (lives.condition[life] && health.params.limits())
        limit = std::min(limit, health.capacity(given.step.randomness, lives.key[life]));
    Seconds room = limit;
    const auto day = static_cast<std::int32_t>(at.value / sim::seconds_per_day);
    if (lives.day[life] == day)
        room = std::min(room, limit - Seconds{lives.online_today[life].value});
    if (lives.week[life] == day / 7)
        room = std::min(room, params.week_limit() - Seconds{lives.online_week[life].value});
    return room;
}

void OpenSessions::consider(const Given& given, const Workers& workers, const Lives& lives, const Accounts& accounts,
                            std::uint32_t n, Instant at, Opening& o) const {
    const std::uint64_t key = workers.key[o.worker];
    sim::Dice dice = given.step.dice(log_in, key, n);
    const std::uint8_t country = o.life ? lives.country[o.life] : workers.country[o.worker];
    const double stay = dice.uniform() * Activity::bound, conditions = given.conditions.log_ins[country];
    if (stay >= highest_attractiveness * conditions)
        return;  // whatever the person has learned
    const double attractiveness = o.life ? static_cast<double>(lives.attractiveness[o.life]) : 1;
    sim::expects(attractiveness <= highest_attractiveness, "the thinning probability is at most one");
    if (stay >= attractiveness * conditions || is_dark(given.step.randomness, given.conditions, key, country))
        return;
    Seconds room = params.day_limit();
    if (o.life && (lives.session[o.life] || at < lives.satisfied_until[o.life]))
        return;
    if (o.life && stays_away(given.step, given.people, lives, o.life, n, at)) {
        o.stayed_away = true;
        return;
    }
    const bool newcomer = !o.life && workers.entry_week[o.worker] != 0;
    if (o.life && all_banned(lives, accounts, o.life))
        o.exit = Exit::ban;
    else if (!newcomer)
        o.exit = leaves(given, lives, o.life, o.traits, key, n, at);
    if (o.exit != Exit::none)
        return;
    if (o.life)
        room = room_left(given, lives, o.life, at);
    const auto wanted = static_cast<std::int64_t>(given.activity.draw_hours(dice, o.traits.regular) * 3600);
    const Seconds length = std::min(Seconds{std::max(wanted, params.shortest().value)}, room);
    if (length < params.shortest())
        return;
    o.start = at, o.end = Instant{at.value + static_cast<std::int32_t>(length.value)};
    o.stands = true, o.first = !o.life;
}

void OpenSessions::found_life(const Given& given, const Workers& workers, Lives& lives, Accounts& accounts,
                              const Opening& o) const {
    const auto& [step, world, activity, people, connectivity, vigilance, target_income, learning, turnover, borrowed, conditions,
                 forum, reputation, payment] = given;
    const LifeId life = o.life;
    const bool entrant = workers.entry_week[o.worker] != 0;
    lives.key[life] = workers.key[o.worker];
    lives.worker[life] = o.worker;
    lives.country[life] = workers.country[o.worker];
    lives.last_seen[life] = o.start;
    lives.attractiveness[life] = 1;
    lives.forum[life] = forum.member(step.randomness, lives.key[life]);
    lives.first_account[life] = o.first_account;
    people.draw(step.randomness, o.traits, entrant, lives, life);
    for (std::size_t i = 0; i < o.accounts.count; ++i) {
        const AccountId a{o.first_account.row + i};
        const PlatformData& platform = world.platforms[o.accounts.platform[i]];
        accounts.key[a] = sim::mix(lives.key[life], platform.key);
        accounts.owner[a] = life;
        accounts.next[a] = i + 1 < o.accounts.count ? AccountId{a.row + 1u} : AccountId{};
        accounts.platform[a] = o.accounts.platform[i];
        accounts.country[a] = lives.country[life];
        accounts.borrowed[a] = o.accounts.borrowed[i];
        accounts.paper[a] = o.accounts.borrowed[i] ? o.accounts.paper[i] : lives.country[life];
        const Career past = people.career(step.randomness, accounts.key[a], o.traits, o.accounts.count, platform, entrant);
        accounts.approved[a] = past.approved, accounts.rejected[a] = past.rejected;
        const float reviewed = static_cast<float>(past.approved + past.rejected);
        accounts.window_reviewed[a] = std::min(1000.0f, reviewed);
        accounts.window_rejected[a] = reviewed > 0 ? static_cast<float>(past.rejected) * accounts.window_reviewed[a] / reviewed : 0;
        accounts.balance[a] = past.balance;
    }
}

/// Open for work at that time: a suspension ends by itself.
static bool usable(const Accounts& accounts, AccountId a, Instant at) {
    const AccountStatus status = accounts.status[a];
    return status == AccountStatus::active || (status == AccountStatus::suspended && accounts.suspended_until[a] <= at);
}

void OpenSessions::gather(const Given& given, Lives& lives, Accounts& accounts, Sessions& s, const Opening& o) const {
    const auto& [step, world, activity, people, connectivity, vigilance, target_income, learning, turnover, borrowed, conditions,
                 forum, reputation, payment] = given;
    const auto prior = static_cast<float>(learning.params.prior_weight()),
               trust = static_cast<float>(learning.params.prior_trust());
    const float after_cut = 1 - borrowed.params.owner_share().value;
    const LifeId life = o.life;
    const SessionId id = o.session;
    s.key[id] = lives.key[life], s.life[id] = life, s.country[id] = lives.country[life];
    s.opened[id] = s.start[id] = s.cursor[id] = o.start, s.end[id] = o.end;
    s.doing[id] = Doing::searching;
    std::uint8_t n = 0;
    for (AccountId a = lives.first_account[life]; a && n < most_accounts; a = accounts.next[a]) {
        if (!usable(accounts, a, o.start) || conditions.closed[accounts.platform[a]])
            continue;
        s.account[id][n] = a.row;
        s.platform[id][n] = accounts.platform[a];
        s.paper[id][n] = accounts.paper[a], s.kept[id][n] = accounts.borrowed[a] ? after_cut : 1;
        const float reviewed = accounts.window_reviewed[a];
        s.approval_rate[id][n] = reviewed < 100 ? 1.0f : 1 - accounts.window_rejected[a] / reviewed;
        s.approved[id][n] = accounts.approved[a];
        if (world.platforms[accounts.platform[a]].managed)
            accounts.level[a] = reputation.level_of(accounts.approved[a], s.approval_rate[id][n]);
        ++n;
    }
    s.forum[id] = lives.forum[life];
    // Before anything else, the worker sees to what has been paid out since.
    const Seconds32 payments =
        std::min(payment.time_due(world, accounts, lives.first_account[life]), Seconds32{o.end.value - o.start.value});
    s.payments[id] = payments;
    s.cursor[id].value += payments.value;
    s.accounts[id] = n;
    s.speed[id] = lives.speed[life], s.skill[id] = lives.skill[life];
    s.baseline_wage[id] = HourlyPay{
        static_cast<float>(static_cast<double>(lives.baseline_wage[life].value) * conditions.outside[lives.country[life]])};
    const double away = static_cast<double>(o.start.value - lives.last_seen[life].value);
    const double kept = el::exp(-log2_ * away / static_cast<double>(params.wage_forgetting().value));
    s.wage_shift[id] = static_cast<float>(static_cast<double>(lives.wage_shift[life]) * kept);
    s.reservation_wage[id] = HourlyPay{s.baseline_wage[id].value * el::exp(s.wage_shift[id])};
    s.known[id] = lives.known[life];
    const std::int32_t today = step.clock.day_of(step.tick);
    for (std::size_t k = 0; k < remembered; ++k) {
        const float reviewed = lives.known_reviewed[life][k], rejected = lives.known_rejected[life][k];
        s.known_trust[id][k] = (reviewed - rejected + prior * trust) / std::max(1.0f, reviewed + prior);
        const std::int32_t refusal = lives.known_refusal_day[life][k];
        s.known_taste[id][k] =
            rejected == 0  ? static_cast<float>(params.favourite())
            : refusal >= 0 ? -static_cast<float>(params.malus() * el::exp(-log2_ * (today - refusal) / params.malus_half_life()))
                           : 0;
    }
    lives.session[life] = id;
    vigilance.log_in(step.randomness, o.traits, lives, life, s, id);
    target_income.log_in(step.randomness, activity, o.traits, lives, life, s, id);
    connectivity.draw(step.randomness, world, lives, s, id, o.start);
}

void OpenSessions::operator()(const sim::Step& step, const World& world, const Activity& activity, const People& people,
                              const Connectivity& connectivity, const Vigilance& vigilance, const TargetIncome& target_income,
                              const Learning& learning, const Turnover& turnover, const BorrowedAccounts& borrowed,
                              const Conditions& conditions, const Forum& forum, const Reputation& reputation,
                              const Payment& payment, Wakeups& wakeups, Workers& workers, Lives& lives, Accounts& accounts,
                              Sessions& sessions, CountryFlows& flows, MoneyLedger& money) const {
    const Given given{step,     world,    activity, people,     connectivity, vigilance,  target_income,
                      learning, turnover, borrowed, conditions, forum,        reputation, payment};
    auto& queue = wakeups.due->log_ins;
    const auto due = queue.due(step.tick);
    std::vector<Opening> openings(due.size());
    step.parallel.for_chunks(due.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const WorkerId w{due[i]};
            if (step.clock.tick_of(workers.next_candidate[w]) != step.tick) {
                openings[i].worker = WorkerId{};  // filed twice: moved since
                continue;
            }
            if (i + 4 < end && workers.life[WorkerId{due[i + 4]}])
                lives.zone.prefetch(workers.life[WorkerId{due[i + 4]}]);
            openings[i] = wake(given, workers, lives, accounts, w);
            if (openings[i].first) {
                openings[i].accounts = people.accounts(step.randomness, workers.key[w], openings[i].traits, workers.country[w],
                                                       workers.entry_week[w] != 0);
                borrowed.lend(step.randomness, workers.key[w], workers.country[w], openings[i].accounts);
            }
        }
    });
    for (Opening& o : openings) {
        if (!o.worker)
            continue;
        queue.push(workers.next_candidate[o.worker], o.worker.row);
        const sim::Id<CountryFlow> country{o.life ? lives.country[o.life] : workers.country[o.worker]};
        flows.stayed_away[country] += o.stayed_away;
        if (o.exit != Exit::none) {
            if (o.life)
                lives.dormant[o.life] = 1;
            ++flows.exits[country];
            flows.exits_job[country] += o.exit == Exit::job, flows.exits_ban[country] += o.exit == Exit::ban;
            flows.exits_harm[country] += o.exit == Exit::harm;
        }
        if (!o.stands)
            continue;
        ++flows.sessions[country];
        if (o.first) {
            o.life = workers.life[o.worker] = lives.append();
            o.first_account = AccountId{accounts.append_rows(o.accounts.count)};
        }
        o.session = sessions.append();
    }
    step.parallel.for_chunks(openings.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (!openings[i].stands)
                continue;
            if (openings[i].first)
                found_life(given, workers, lives, accounts, openings[i]);
            gather(given, lives, accounts, sessions, openings[i]);
        }
    });
    for (const Opening& o : openings)
        if (o.stands && o.first)
            for (std::size_t i = 0; i < o.accounts.count; ++i)
                money.enter(MoneyClass::below_threshold, accounts.balance[AccountId{o.first_account.row + i}].value);
}

}  // namespace microwork
