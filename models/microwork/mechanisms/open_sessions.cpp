#include "models/microwork/mechanisms/open_sessions.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "models/microwork/mechanisms/open_sessions_parts.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr double log2_ = 0.69314718055994531;

constexpr sim::Purpose trusted{"open_sessions.trusted"};

}  // namespace

/// Who has worked on a platform before the run knows some of its requesters, the larger the likelier, as clients who have always
/// paid: as much of the work was theirs as they are large.
void OpenSessions::trust_requesters(const Given& given, AccountId a, const Accounts& accounts, Lives& lives, LifeId life) {
    sim::Dice dice = given.step.randomness.dice(trusted, accounts.key[a]);
    auto& known = lives.known[life];
    for (std::int64_t draw = 0; draw < given.people.params.trusted(); ++draw) {
        const std::uint32_t number = given.demand.draw_by_size(dice.uniform(), accounts.platform[a]);
        const RequesterId r{number};
        const auto place = std::find_if(known.begin(), known.end(), [&](auto k) { return k == no_requester || k == number; });
        if (place == known.end() || *place == number || !contains(given.requesters.eligible[r], accounts.paper[a]))
            continue;
        *place = static_cast<std::uint16_t>(number);
        const float done = static_cast<float>(accounts.approved[a]) * given.requesters.size[r];
        lives.known_reviewed[life][static_cast<std::size_t>(place - known.begin())] =
            static_cast<std::uint16_t>(std::clamp(done, 1.0f, 65535.0f));
    }
}

void OpenSessions::found_life(const Given& given, const Workers& workers, Lives& lives, Accounts& accounts, AccountFiles& files,
                              const Opening& o) const {
    const auto& [step, world, activity, people, connectivity, vigilance, target_income, learning, turnover, borrowed, conditions,
                 forum, reputation, payment, demand, requesters] = given;
    const LifeId life = o.life;
    const bool entrant = workers.entry_week[o.worker] != 0;
    lives.key[life] = workers.key[o.worker];
    lives.worker[life] = o.worker;
    lives.country[life] = workers.country[o.worker];
    lives.last_seen[life] = o.start;
    lives.forum[life] = forum.member(step.randomness, lives.key[life]);
    lives.first_account[life] = o.first_account;
    people.draw(step.randomness, o.traits, lives, life);
    lives.exposure[life] = static_cast<float>(people.past_exposure(o.traits, o.accounts, entrant));
    FileId file = o.first_file;
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
        if (accounts.borrowed[a])
            files.open(FileId{file.row++}, a, accounts);
        const Career past = people.career(step.randomness, accounts.key[a], o.traits, o.accounts.count, platform, entrant);
        accounts.approved[a] = past.approved, accounts.rejected[a] = past.rejected;
        const std::uint32_t reviewed = past.approved + past.rejected;
        if (reviewed > 0)
            accounts.window_rejected[a] =
                static_cast<float>(past.rejected) * reputation.in_window(reviewed) / static_cast<float>(reviewed);
        accounts.balance[a] = past.balance;
        if (past.approved > 0)
            trust_requesters(given, a, accounts, lives, life);
    }
}

/// Open for work at that time: a suspension ends by itself.
static bool usable(const Accounts& accounts, const AccountFiles& files, AccountId a, Instant at) {
    const AccountStatus status = accounts.status[a];
    return status == AccountStatus::active || (status == AccountStatus::suspended && files.suspended_until[accounts.file[a]] <= at);
}

void OpenSessions::gather(const Given& given, Lives& lives, Accounts& accounts, const AccountFiles& files, Sessions& s,
                          const Opening& o) const {
    const auto& [step, world, activity, people, connectivity, vigilance, target_income, learning, turnover, borrowed, conditions,
                 forum, reputation, payment, demand, requesters] = given;
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
        if (!usable(accounts, files, a, o.start) || conditions.closed[accounts.platform[a]])
            continue;
        s.account[id][n] = a.row;
        s.platform[id][n] = accounts.platform[a];
        s.paper[id][n] = accounts.paper[a], s.kept[id][n] = accounts.borrowed[a] ? after_cut : 1;
        const std::uint32_t reviewed = accounts.approved[a] + accounts.rejected[a];
        s.approval_rate[id][n] = reviewed < 100 ? 1.0f : 1 - accounts.window_rejected[a] / reputation.in_window(reviewed);
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
    target_income.log_in(step.randomness, activity, o.traits, people.first_pay(), lives, life, s, id);
    connectivity.draw(step.randomness, world, lives, s, id, o.start);
}

/// Everybody who is due decides; nothing is written but their own calendars.
std::vector<OpenSessions::Opening> OpenSessions::wake_all(const Given& given, std::span<const std::uint32_t> due, Workers& workers,
                                                          const Lives& lives, const Accounts& accounts) const {
    const sim::Step& step = given.step;
    std::vector<Opening> openings(due.size());
    step.parallel.for_chunks(due.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const WorkerId w{due[i]};
            if (step.clock.tick_of(workers.next_candidate[w]) != step.tick) {
                openings[i].worker = WorkerId{};  // filed twice: moved since
                continue;
            }
            if (i + 8 < end)  // rows are far apart: memory is asked for some people ahead
                workers.key.prefetch(WorkerId{due[i + 8]});
            if (i + 4 < end && workers.life[WorkerId{due[i + 4]}])
                lives.prefetch(workers.life[WorkerId{due[i + 4]}]);
            openings[i] = wake(given, workers, lives, accounts, w);
            if (openings[i].first) {
                openings[i].accounts = given.people.accounts(step.randomness, workers.key[w], openings[i].traits,
                                                             workers.country[w], workers.entry_week[w] != 0);
                given.borrowed.lend(step.randomness, workers.key[w], workers.country[w], openings[i].accounts);
            }
        }
    });
    return openings;
}

/// Those who leave are counted and marked.
void OpenSessions::see_off(const Opening& o, sim::Id<CountryFlow> country, Lives& lives, CountryFlows& flows) {
    if (o.exit == Exit::none)
        return;
    if (o.life)
        lives.dormant[o.life] = 1;
    ++flows.exits[country];
    flows.exits_job[country] += o.exit == Exit::job, flows.exits_ban[country] += o.exit == Exit::ban;
    flows.exits_harm[country] += o.exit == Exit::harm;
}

void OpenSessions::operator()(const sim::Step& step, const World& world, const Activity& activity, const People& people,
                              const Connectivity& connectivity, const Vigilance& vigilance, const TargetIncome& target_income,
                              const Learning& learning, const Turnover& turnover, const BorrowedAccounts& borrowed,
                              const Conditions& conditions, const Forum& forum, const Reputation& reputation,
                              const Payment& payment, const Demand& demand, const Requesters& requesters, Wakeups& wakeups,
                              Workers& workers, Lives& lives, Accounts& accounts, AccountFiles& files, Sessions& sessions,
                              CountryFlows& flows, MoneyLedger& money) const {
    const Given given{step,     world,    activity,   people, connectivity, vigilance, target_income, learning,
                      turnover, borrowed, conditions, forum,  reputation,   payment,   demand,        requesters};
    auto& queue = wakeups.due->log_ins;
    std::vector<Opening> openings = wake_all(given, queue.due(step.tick), workers, lives, accounts);
    for (Opening& o : openings) {
        if (!o.worker)
            continue;
        queue.push(workers.next_candidate[o.worker], o.worker.row);
        const sim::Id<CountryFlow> country{o.life ? lives.country[o.life] : workers.country[o.worker]};
        flows.stayed_away[country] += o.stayed_away;
        see_off(o, country, lives, flows);
        if (!o.stands)
            continue;
        ++flows.sessions[country];
        if (o.first) {
            o.life = workers.life[o.worker] = lives.append();
            o.first_account = AccountId{accounts.append_rows(o.accounts.count)};
            o.first_file = FileId{files.append_rows(o.accounts.count_borrowed())};
        }
        o.session = sessions.append();
    }
    step.parallel.for_chunks(openings.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i + 4 < end && openings[i + 4].stands && !openings[i + 4].first)
                accounts.prefetch(lives.first_account[openings[i + 4].life]);
            if (!openings[i].stands)
                continue;
            if (openings[i].first)
                found_life(given, workers, lives, accounts, files, openings[i]);
            gather(given, lives, accounts, files, sessions, openings[i]);
        }
    });
    for (const Opening& o : openings)
        if (o.stands && o.first)
            for (std::size_t i = 0; i < o.accounts.count; ++i)
                money.enter(MoneyClass::below_threshold, accounts.balance[AccountId{o.first_account.row + i}].value);
}

}  // namespace microwork
