#include "models/microwork/agents/presence.hpp"

namespace microwork {

std::vector<std::int64_t> pools(std::size_t platforms, const Accounts& accounts, const CarriedWork& carried) {
    std::vector<std::int64_t> count(platforms, 0);
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        const std::int32_t before = r < carried.rows() ? carried.under_review[CarriedWork::row_id{r}].value : 0;
        const std::int32_t all = accounts.paid[a].value + accounts.rejected_time[a].value + accounts.under_review[a].value;
        count[accounts.platform[a]] += all > before;
    }
    return count;
}

}  // namespace microwork
