#include "models/microwork/surveys/registers.hpp"

#include <algorithm>

namespace microwork {

namespace {

/// People handed to a thread at once.
constexpr std::size_t grain = 16384;

struct Clerk {
    const sim::Randomness& randomness;
    const Market& market;

    /// Somebody who has logged in: what stands in the tables.
    void count_known(LifeId life, Registers& registers) const {
        const auto& lives = market.get<Lives>();
        const auto& accounts = market.get<Accounts>();
        bool worked = false;
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
            ++registers.accounts[accounts.platform[a]][accounts.paper[a]];
            worked = worked || accounts.approved[a] + accounts.rejected[a] > 0 || accounts.under_review[a].value > 0;
        }
        ++registers.people[lives.country[life]], registers.ever_worked[lives.country[life]] += worked;
    }

    /// Somebody who has not: what the first log-in would draw.
    void count_unknown(WorkerId w, Registers& registers) const {
        const auto& workers = market.get<Workers>();
        const World& world = market.get<World>();
        const std::uint64_t key = workers.key[w];
        const std::uint8_t country = workers.country[w];
        const bool entrant = workers.entry_week[w] != 0;
        const ActivityTraits traits = market.get<Activity>().traits(randomness, key, country, entrant);
        AccountList list = market.get<People>().accounts(randomness, key, traits, country, entrant);
        market.get<BorrowedAccounts>().lend(randomness, key, country, list);
        bool worked = false;
        for (std::size_t i = 0; i < list.count; ++i) {
            const PlatformData& platform = world.platforms[list.platform[i]];
            ++registers.accounts[list.platform[i]][list.borrowed[i] ? list.paper[i] : country];
            if (worked)
                continue;
            const Career past =
                market.get<People>().career(randomness, sim::mix(key, platform.key), traits, list.count, platform, entrant);
            worked = past.approved + past.rejected > 0;
        }
        ++registers.people[country], registers.ever_worked[country] += worked;
    }
};

Registers empty_registers(const World& world) {
    const std::vector<std::int64_t> none(world.countries.size(), 0);
    return {std::vector(world.platforms.size(), none), none, none};
}

void add(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& more) {
    std::transform(to.begin(), to.end(), more.begin(), to.begin(), std::plus<>());
}

}  // namespace

Registers count_registers(const sim::Randomness& randomness, const sim::Parallel& parallel, const Market& market) {
    const auto& workers = market.get<Workers>();
    const Clerk clerk{randomness, market};
    std::vector<Registers> parts((workers.rows() + grain - 1) / grain, empty_registers(market.get<World>()));
    parallel.for_chunks(workers.rows(), grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const WorkerId w{r};
            if (const LifeId life = workers.life[w]; life)
                clerk.count_known(life, parts[chunk]);
            else
                clerk.count_unknown(w, parts[chunk]);
        }
    });
    Registers sum = empty_registers(market.get<World>());
    for (const Registers& part : parts) {
        for (std::size_t p = 0; p < sum.accounts.size(); ++p)
            add(sum.accounts[p], part.accounts[p]);
        add(sum.people, part.people), add(sum.ever_worked, part.ever_worked);
    }
    return sum;
}

}  // namespace microwork
