#include "models/microwork/mechanisms/migrate.hpp"

#include <vector>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose departures{"migrate.departure"};
constexpr sim::Purpose arrivals{"migrate.arrival"};

/// Class of the connection in the new country.
std::uint8_t connection_of(const CountryData& home, double u) {
    double left = u * (home.connection[0] + home.connection[1] + home.connection[2]);
    std::uint8_t kind = 0;
    while (kind < 2 && (left -= home.connection[kind]) >= 0)
        ++kind;
    return kind;
}

}  // namespace

std::size_t Migrate::destination(const World& world, std::size_t from, double u) const {
    std::vector<double> weight(world.countries.size(), 0);
    double sum = 0;
    for (std::size_t c = 0; c < weight.size(); ++c) {
        const CountryData& country = world.countries[c];
        weight[c] = c == from ? 0 : country.accounts * sim::elementary::power(country.wage_proxy, params.wage_pull());
        sum += weight[c];
    }
    double left = u * sum;
    std::size_t to = from;
    for (std::size_t c = 0; c < weight.size(); ++c)
        if (weight[c] > 0) {
            to = c;
            if ((left -= weight[c]) < 0)
                break;
        }
    return to;
}

void Migrate::operator()(const sim::Step& step, const World& world, Lives& lives, Accounts& accounts, CountryFlows& flows) const {
    const double chance = 1 - sim::elementary::exp(-params.moves() * 7 / 365.25);
    std::vector<std::uint8_t> leaves(lives.rows(), 0);
    step.parallel.for_chunks(lives.rows(), 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const LifeId life{r};
            leaves[r] = !lives.dormant[life] && !lives.session[life] && step.dice(departures, lives.key[life]).chance(chance);
        }
    });
    for (std::size_t r = 0; r < leaves.size(); ++r) {
        const LifeId life{r};
        if (!leaves[r])
            continue;
        sim::Dice dice = step.dice(arrivals, lives.key[life]);
        const std::size_t from = lives.country[life], to = destination(world, from, dice.uniform());
        if (to == from)
            continue;
        const auto country = static_cast<std::uint8_t>(to);
        lives.country[life] = country;
        lives.zone[life] = zone_of(world.countries[to], dice.uniform());
        lives.connection[life] = connection_of(world.countries[to], dice.uniform());
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
            accounts.country[a] = country;
            if (!accounts.borrowed[a])
                accounts.paper[a] = country;
        }
        ++flows.moved_out[sim::Id<CountryFlow>{from}], ++flows.moved_in[sim::Id<CountryFlow>{to}];
    }
}

}  // namespace microwork
