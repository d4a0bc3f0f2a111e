#include "models/microwork/mechanisms/borrowed_accounts.hpp"

#include "models/microwork/bans.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose found_out{"borrowed_accounts.found_out"};

}  // namespace

void FindOut::operator()(const sim::Step& step, const BorrowedAccounts& borrowed, Accounts& accounts, AccountFiles& files,
                         MoneyLedger& money, CountryFlows& countries, PlatformFlows& platforms) const {
    const double chance = 1 - sim::elementary::exp(-borrowed.params.found_out() * 7 / 365.25);
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        if (accounts.borrowed[a] && accounts.status[a] != AccountStatus::banned &&
            step.dice(found_out, accounts.key[a], static_cast<std::uint32_t>(step.week())).chance(chance))
            ban(a, accounts, files, money, countries, platforms);
    }
}

}  // namespace microwork
