#include <algorithm>

#include "models/microwork/mechanisms/open_sessions_parts.hpp"
#include "sim/contract.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose exits{"open_sessions.exit"};

constexpr double log2_ = 0.69314718055994531;

}  // namespace

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
        const LogInCandidate now{workers.candidate[w], workers.next_candidate[w]};
        const LogInCandidate next = given.activity.upcoming(step.randomness, workers.key[w], o.traits, now.number + 1, now.at,
                                                            step.clock.origin_second_of_week());
        workers.candidate[w] = next.number, workers.next_candidate[w] = next.at;
        if (!o.stands && o.exit == Exit::none)
            consider(given, workers, lives, accounts, now, o);
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
        if (given.people.kept_from_jobs(given.step.randomness, lives, life))
            job = 0;
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

bool OpenSessions::is_driven_by_need(const Given& given, const Lives& lives, LifeId life, std::uint64_t key, std::uint8_t country,
                                     double stay, double attractiveness) {
    const People& people = given.people;
    if (stay >= std::min(Activity::highest_attractiveness, attractiveness * people.health.params.need()))
        return false;
    return life ? people.kept_from_jobs(given.step.randomness, lives, life)
                : people.kept_from_jobs(given.step.randomness, key, country);
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
    if (lives.last_day(life) == day)
        room = std::min(room, limit - Seconds{lives.online_today[life].value});
    if (lives.last_week(life) == day / 7)
        room = std::min(room, params.week_limit() - Seconds{lives.online_week[life].value});
    return room;
}

void OpenSessions::consider(const Given& given, const Workers& workers, const Lives& lives, const Accounts& accounts,
                            LogInCandidate now, Opening& o) const {
    const auto [n, at] = now;
    const std::uint64_t key = workers.key[o.worker];
    sim::Dice dice = Activity::decision(given.step.randomness, key, n);
    const std::uint8_t country = o.life ? lives.country[o.life] : workers.country[o.worker];
    const double stay = dice.uniform() * Activity::bound, conditions = given.conditions.log_ins[country];
    if (stay >= Activity::highest_attractiveness * conditions)
        return;  // whatever the person has learned
    const double attractiveness = o.life ? given.learning.attractiveness(lives.expected_pay[o.life], given.people.first_pay()) : 1;
    sim::expects(attractiveness <= Activity::highest_attractiveness, "the thinning probability is at most one");
    if (stay >= attractiveness * conditions &&
        !is_driven_by_need(given, lives, o.life, key, country, stay / conditions, attractiveness))
        return;
    if (is_dark(given.step.randomness, given.conditions, key, country))
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

}  // namespace microwork
