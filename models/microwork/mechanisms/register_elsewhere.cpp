#include "models/microwork/mechanisms/register_elsewhere.hpp"

#include <algorithm>
#include <vector>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose sign_ups{"register_elsewhere.sign_up"};
constexpr sim::Purpose tests{"register_elsewhere.test"};

/// What counts of a person's accounts.
struct Holding {
    std::int64_t open = 0;  ///< not banned
    AccountId last, in_qualification, may_retry;
    std::vector<std::uint8_t> platforms;
};

Holding holding_of(const Lives& lives, const Accounts& accounts, const AccountFiles& files, LifeId life, Instant now) {
    Holding h;
    for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
        h.last = a;
        h.open += accounts.status[a] != AccountStatus::banned;
        h.platforms.push_back(accounts.platform[a]);
        if (accounts.status[a] != AccountStatus::qualifying)
            continue;
        if (files.qualification_left[accounts.file[a]].value > 0)
            h.in_qualification = a;
        else if (files.suspended_until[accounts.file[a]] <= now)
            h.may_retry = a;
    }
    return h;
}

/// A platform where the person has no account and may sign up, by the number of accounts there; -1 = none.
int elsewhere(sim::Dice& dice, const World& world, const Conditions& conditions, const Holding& held, std::uint8_t country) {
    const auto weight = [&](std::size_t p) {
        const bool known =
            std::find(held.platforms.begin(), held.platforms.end(), static_cast<std::uint8_t>(p)) != held.platforms.end();
        return known || !conditions.opens(world, p, country) ? 0 : world.platforms[p].accounts[country];
    };
    double sum = 0;
    for (std::size_t p = 0; p < world.platforms.size(); ++p)
        sum += weight(p);
    double left = dice.uniform() * sum;
    int found = -1;
    for (std::size_t p = 0; p < world.platforms.size(); ++p)
        if (weight(p) > 0) {
            found = static_cast<int>(p);
            if ((left -= weight(p)) < 0)
                break;
        }
    return found;
}

}  // namespace

std::int32_t RegisterElsewhere::draw_time(sim::Dice& dice, bool sign_up, bool tested) const {
    double seconds = dice.lognormal(static_cast<double>(params.sign_up().value), params.time_log_sd()) * (sign_up ? 1 : 0);
    seconds += dice.lognormal(static_cast<double>(params.tests().value), params.time_log_sd()) * (tested ? 1 : 0);
    return static_cast<std::int32_t>(std::clamp(seconds, 1.0, 30.0 * sim::seconds_per_day));
}

RegisterElsewhere::Plan RegisterElsewhere::plan(const sim::Step& step, const World& world, const Conditions& conditions,
                                                const Lives& lives, const Accounts& accounts, const AccountFiles& files,
                                                const Sessions& s, SessionId id) const {
    const LifeId life = s.life[id];
    const Holding held = holding_of(lives, accounts, files, life, s.opened[id]);
    Plan plan;
    if (held.in_qualification) {
        plan.intent = Intent::go_on, plan.account = held.in_qualification;
        return plan;
    }
    // Without any account that works, tasks are as scarce as can be.
    if (s.accounts[id] > 0 && static_cast<double>(lives.scarcity[life]) <= params.scarcity())
        return plan;
    sim::Dice dice = step.dice(sign_ups, lives.key[life], static_cast<std::uint32_t>(s.opened[id].value));
    if (!dice.chance(params.chance()))
        return plan;
    if (held.may_retry) {
        plan.intent = Intent::retry, plan.account = held.may_retry;
        plan.time = draw_time(dice, false, true);
        return plan;
    }
    if (held.open >= params.most())
        return plan;
    const int platform = elsewhere(dice, world, conditions, held, lives.country[life]);
    plan.intent = platform < 0 ? Intent::turned_away : Intent::sign_up;
    if (platform < 0)
        return plan;
    plan.account = held.last, plan.platform = static_cast<std::uint8_t>(platform);
    plan.time = draw_time(dice, true, world.platforms[plan.platform].qualification_tests);
    return plan;
}

/// Spends what the session has on the sign-up; when that is done, the platform decides.
void RegisterElsewhere::qualify(const sim::Step& step, const World& world, AccountId a, SessionId id, Accounts& accounts,
                                AccountFiles& files, Sessions& s, CountryFlows& flows) const {
    const FileId file = files.of(a, accounts);
    const std::int32_t spent = std::min(files.qualification_left[file].value, std::max(0, s.end[id].value - s.cursor[id].value));
    files.qualification_left[file].value -= spent;
    s.qualification[id].value += spent;
    s.cursor[id].value += spent;
    if (files.qualification_left[file].value > 0)
        return;
    const std::uint8_t p = accounts.platform[a];
    const double passes = world.platforms[p].qualification_tests
                              ? sim::elementary::logistic(static_cast<double>(s.skill[id]) - params.difficulty())
                              : 1;
    if (!step.dice(tests, accounts.key[a], static_cast<std::uint32_t>(s.cursor[id].value)).chance(passes)) {
        files.suspended_until[file] =
            Instant{static_cast<std::int32_t>(std::min<std::int64_t>(sim::never.value, s.cursor[id].value + params.retry().value))};
        ++flows.tests_failed[sim::Id<CountryFlow>{accounts.country[a]}];
        return;
    }
    accounts.status[a] = AccountStatus::active;
    const std::uint8_t n = s.accounts[id];
    if (n == most_accounts)
        return;
    s.account[id][n] = a.row, s.platform[id][n] = p, s.paper[id][n] = accounts.paper[a];
    s.kept[id][n] = 1, s.approval_rate[id][n] = 1, s.approved[id][n] = 0;
    s.accounts[id] = static_cast<std::uint8_t>(n + 1);
}

void RegisterElsewhere::operator()(const sim::Step& step, const World& world, const Conditions& conditions, Lives& lives,
                                   Accounts& accounts, AccountFiles& files, Sessions& s, CountryFlows& flows) const {
    std::size_t first = s.rows();  // those of this tick are the last ones
    while (first > 0 && s.opened[SessionId{first - 1}] >= step.begin())
        --first;
    std::vector<Plan> plans(s.rows() - first);
    step.parallel.for_chunks(plans.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            plans[i] = plan(step, world, conditions, lives, accounts, files, s, SessionId{first + i});
    });
    for (std::size_t i = 0; i < plans.size(); ++i) {
        Plan& p = plans[i];
        const SessionId id{first + i};
        const sim::Id<CountryFlow> country{s.country[id]};
        flows.turned_away[country] += p.intent == Intent::turned_away;
        if (p.intent == Intent::none || p.intent == Intent::turned_away)
            continue;
        if (p.intent == Intent::sign_up) {
            const AccountId a = accounts.append(), last = p.account;
            (last ? accounts.next[last] : lives.first_account[s.life[id]]) = a;
            accounts.key[a] = sim::mix(s.key[id], world.platforms[p.platform].key);
            accounts.owner[a] = s.life[id], accounts.next[a] = AccountId{};
            accounts.platform[a] = p.platform;
            accounts.country[a] = accounts.paper[a] = s.country[id];
            accounts.status[a] = AccountStatus::qualifying;
            p.account = a;
            ++flows.sign_ups[country];
        }
        if (p.intent != Intent::go_on)
            files.qualification_left[files.of(p.account, accounts)] = Seconds32{p.time};
        qualify(step, world, p.account, id, accounts, files, s, flows);
    }
}

}  // namespace microwork
