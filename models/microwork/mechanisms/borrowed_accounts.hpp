// Borrowed accounts are found out: the platform bans them and keeps what has not been paid out.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct FindOut {
    static constexpr const char* name = "find_out";
    void operator()(const sim::Step&, const BorrowedAccounts&, Accounts&, AccountFiles&, MoneyLedger&, CountryFlows&,
                    PlatformFlows&) const;
};

}  // namespace microwork
