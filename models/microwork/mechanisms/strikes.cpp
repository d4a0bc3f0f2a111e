#include "models/microwork/mechanisms/strikes.hpp"

#include <algorithm>

#include "models/microwork/bans.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose verdicts{"strikes.verdict"};

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

/// Counts the loss, unless it is taken for the same trouble as the last one counted; true when it counts.
bool Strikes::strike(AccountFiles& files, FileId f, Instant at) const {
    const std::int64_t since = std::int64_t{at.value} - files.struck[f].value;
    if (files.strikes[f] > 0 && since < params.same_trouble().value)
        return false;
    const std::uint16_t standing = since < params.memory().value ? files.strikes[f] : std::uint16_t{0};
    files.strikes[f] = static_cast<std::uint16_t>(std::min(65534, standing + 1));
    files.struck[f] = at;
    return true;
}

/// What the platform makes of it: nothing, a suspension, or a ban.
AccountStatus Strikes::verdict(const sim::Randomness& randomness, const AccountFiles& files, FileId f) const {
    if (files.strikes[f] <= params.warnings())
        return AccountStatus::active;
    sim::Dice dice = randomness.dice(verdicts, sim::mix(files.key[f], static_cast<std::uint64_t>(files.struck[f].value)));
    if (!dice.chance(params.suspended()))
        return AccountStatus::active;
    return dice.chance(params.banned()) ? AccountStatus::banned : AccountStatus::suspended;
}

void Strikes::operator()(const sim::Step& step, const World& world, const sim::Messages<Delivery>& deliveries, Sessions& s,
                         Accounts& accounts, AccountFiles& files, MoneyLedger& money, CountryFlows& countries,
                         PlatformFlows& platforms) const {
    if (!params.counted())
        return;
    for (const Delivery& d : deliveries.all()) {
        const SessionId id = d.session;
        const std::uint8_t platform = s.platform[id][s.at[id]];
        if (!d.cut || (d.returned == 0 && !d.incomplete) || !world.platforms[platform].strikes)
            continue;
        const AccountId a{s.account[id][s.at[id]]};
        const sim::Id<CountryFlow> country{s.country[id]};
        const sim::Id<PlatformFlow> flow{platform};
        const FileId file = files.of(a, accounts);
        if (!strike(files, file, s.cursor[id]))
            continue;
        ++countries.strikes[country], ++platforms.strikes[flow];
        const AccountStatus now = verdict(step.randomness, files, file);
        if (now == AccountStatus::active)
            continue;
        drop_account(s, id);
        if (now == AccountStatus::banned) {
            ban(a, accounts, files, money, countries, platforms);
        } else {
            accounts.status[a] = AccountStatus::suspended;
            files.suspended_until[file] = Instant{static_cast<std::int32_t>(s.cursor[id].value + params.suspension().value)};
            ++countries.suspensions[country], ++platforms.suspensions[flow];
        }
    }
}

}  // namespace microwork
