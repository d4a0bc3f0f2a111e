#include "models/microwork/agents/presence.hpp"

namespace microwork {

/// None for an account that came later.
static Seconds32 carried_on(const CarriedWork& carried, AccountId a) {
    return a.row < carried.rows() ? carried.under_review[CarriedWork::row_id{a.row}] : Seconds32{0};
}

Seconds32 carried_by(LifeId life, const Lives& lives, const Accounts& accounts, const CarriedWork& carried) {
    Seconds32 sum{0};
    for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
        sum += carried_on(carried, a);
    return sum;
}

std::vector<std::int64_t> pools(std::size_t platforms, const Accounts& accounts, const CarriedWork& carried) {
    std::vector<std::int64_t> count(platforms, 0);
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        const std::int32_t all = accounts.paid[a].value + accounts.rejected_time[a].value + accounts.under_review[a].value;
        count[accounts.platform[a]] += all > carried_on(carried, a).value;
    }
    return count;
}

}  // namespace microwork
