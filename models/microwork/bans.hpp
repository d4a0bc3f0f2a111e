// What a ban does to an account, whoever decides on it.
#pragma once

#include "models/microwork/agents/books.hpp"
#include "models/microwork/agents/workers.hpp"

namespace microwork {

/// Bans an account: what stands on it is lost, and so is what is approved later. Who is banned everywhere leaves at the next
/// log-in.
inline void ban(AccountId account, Accounts& accounts, AccountFiles& files, MoneyLedger& money, CountryFlows& countries,
                PlatformFlows& platforms) {
    accounts.status[account] = AccountStatus::banned;
    money.move(MoneyClass::below_threshold, MoneyClass::forfeited, accounts.balance[account].value);
    files.forfeited[files.of(account, accounts)] += accounts.balance[account];
    accounts.balance[account] = Money{0};
    ++countries.bans[sim::Id<CountryFlow>{accounts.country[account]}];
    ++platforms.bans[sim::Id<PlatformFlow>{accounts.platform[account]}];
}

}  // namespace microwork
