#include "models/microwork/population.hpp"

namespace microwork {

void populate(const sim::Randomness& randomness, const sim::Clock& clock, const sim::Parallel& parallel, Market& market) {
    const World& world = market.get<World>();
    const Activity& activity = market.get<Activity>();
    auto& workers = market.get<Workers>();
    auto& country_flows = market.get<CountryFlows>();
    country_flows.resize(world.countries.size());
    market.get<PayLevels>().resize(world.countries.size());
    market.get<PlatformFlows>().resize(world.platforms.size());

    std::size_t people = 0;
    for (const auto& c : world.countries)
        people += static_cast<std::size_t>(registered_people(c, market.get<Scale>().share));
    workers.reserve(people + people / 16 + 64);
    workers.resize(people);
    std::size_t row = 0;
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        const auto n = static_cast<std::size_t>(registered_people(world.countries[c], market.get<Scale>().share));
        country_flows.registered[sim::Id<CountryFlow>{c}] = static_cast<std::int64_t>(n);
        for (std::size_t i = 0; i < n; ++i, ++row) {
            const WorkerId w{row};
            workers.key[w] = sim::mix(world.countries[c].key, i);
            workers.country[w] = static_cast<std::uint8_t>(c);
            workers.life[w] = LifeId{};
            workers.candidates[w] = 1;
        }
    }
    const std::int32_t origin = clock.origin_second_of_week();
    parallel.for_chunks(people, 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const WorkerId w{i};
            const ActivityTraits traits = activity.traits(randomness, workers.key[w], workers.country[w], false);
            workers.next_candidate[w] = activity.next_candidate(randomness, workers.key[w], traits, 1, Instant{0}, origin);
        }
    });

    auto& requesters = market.get<Requesters>();
    const Demand& demand = market.get<Demand>();
    demand.found_requesters(randomness, requesters);
    for (std::size_t r = 0; r < requesters.rows(); ++r)
        requesters.next_post[RequesterId{r}] = demand.next_post(randomness, requesters, RequesterId{r}, Instant{0}, origin);
}

}  // namespace microwork
