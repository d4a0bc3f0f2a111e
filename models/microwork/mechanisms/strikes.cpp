#include "models/microwork/mechanisms/strikes.hpp"

#include <algorithm>

#include "models/microwork/bans.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace {

/// The session goes on with the accounts that are left.
void drop_account(Sessions& s, SessionId id) {
    const std::size_t left = --s.accounts[id];
    const auto close_gap = [&](auto& list) { std::move(list.begin() + s.at[id] + 1, list.end(), list.begin() + s.at[id]); };
    close_gap(s.account[id]), close_gap(s.platform[id]), close_gap(s.approval_rate[id]), close_gap(s.approved[id]);
    close_gap(s.barred[id]), close_gap(s.command[id]), close_gap(s.paper[id]), close_gap(s.kept[id]);
    if (s.at[id] >= left)
        s.at[id] = 0;
}

}  // namespace

/// Counts a strike; true when there are too many of them.
bool Strikes::strike(Accounts& accounts, AccountId a, Instant at) const {
    const double since = at.value - accounts.struck[a].value;
    const double kept = sim::elementary::exp(-0.69314718055994531 * since / static_cast<double>(params.half_life().value));
    accounts.strikes[a] = static_cast<float>(static_cast<double>(accounts.strikes[a]) * kept + 1);
    accounts.struck[a] = at;
    return static_cast<double>(accounts.strikes[a]) > params.limit();
}

/// Whether the suspension that is due on that day is one too many; else it is noted.
bool Strikes::is_ban(Accounts& accounts, AccountId a, std::int32_t day) const {
    auto& days = accounts.suspensions[a];
    const auto recent =
        std::count_if(days.begin(), days.end(), [&](std::uint16_t d) { return d > 0 && day + 1 - d < params.window(); });
    std::rotate(days.begin(), days.end() - 1, days.end());
    days.front() = static_cast<std::uint16_t>(std::min(65535, day + 1));
    return recent + 1 >= params.suspensions();
}

void Strikes::operator()(const sim::Step&, const World& world, const sim::Messages<Delivery>& deliveries, Sessions& s,
                         Accounts& accounts, MoneyLedger& money, CountryFlows& countries, PlatformFlows& platforms) const {
    if (!params.counted())
        return;
    for (const Delivery& d : deliveries.all()) {
        const SessionId id = d.session;
        const std::uint8_t platform = s.platform[id][s.at[id]];
        if (!d.cut || d.returned == 0 || !world.platforms[platform].strikes)
            continue;
        const AccountId a{s.account[id][s.at[id]]};
        const sim::Id<CountryFlow> country{s.country[id]};
        const sim::Id<PlatformFlow> flow{platform};
        ++countries.strikes[country], ++platforms.strikes[flow];
        if (!strike(accounts, a, s.cursor[id]))
            continue;
        accounts.strikes[a] = 0;
        drop_account(s, id);
        if (is_ban(accounts, a, static_cast<std::int32_t>(s.cursor[id].value / sim::seconds_per_day))) {
            ban(a, accounts, money, countries, platforms);
        } else {
            accounts.status[a] = AccountStatus::suspended;
            accounts.suspended_until[a] = Instant{static_cast<std::int32_t>(s.cursor[id].value + params.suspension().value)};
            ++countries.suspensions[country], ++platforms.suspensions[flow];
        }
    }
}

}  // namespace microwork
