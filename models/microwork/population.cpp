#include "models/microwork/population.hpp"

namespace microwork {

namespace {

/// Before anything is posted, work costs what it costs and is wanted as the tables say.
void found_books(const Requesters& requesters, const World& world, FillTimes& fills, Replacements& replacements,
                 FamilyDemand& families, PlatformPrices& prices) {
    fills.resize(requesters.rows());
    replacements.resize(requesters.rows());
    for (std::size_t i = 0; i < requesters.rows(); ++i) {
        const RequesterId r{i};
        fills.key[r] = replacements.key[r] = requesters.key[r];
        fills.platform[r] = replacements.platform[r] = requesters.platform[r];
    }
    families.resize(task_families);
    for (std::size_t f = 0; f < task_families; ++f)
        families.volume[FamilyDemand::row_id{f}] = 1;
    prices.resize(world.platforms.size());
    for (std::size_t p = 0; p < prices.rows(); ++p)
        prices.price[PlatformPrices::row_id{p}] = prices.volume[PlatformPrices::row_id{p}] = 1;
}

}  // namespace

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
        }
    }
    const std::int32_t origin = clock.origin_second_of_week();
    parallel.for_chunks(people, 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const WorkerId w{i};
            const ActivityTraits traits = activity.traits(randomness, workers.key[w], workers.country[w], false);
            const LogInCandidate first = activity.upcoming(randomness, workers.key[w], traits, 1, Instant{0}, origin);
            workers.candidate[w] = first.number, workers.next_candidate[w] = first.at;
        }
    });

    auto& requesters = market.get<Requesters>();
    const Demand& demand = market.get<Demand>();
    demand.found_requesters(randomness, requesters);
    market.get<PostedSurveys>().found_requesters(market.get<Surveys>(), world, requesters);
    found_books(requesters, world, market.get<FillTimes>(), market.get<Replacements>(), market.get<FamilyDemand>(),
                market.get<PlatformPrices>());
    for (std::size_t r = 0; r < requesters.rows(); ++r)
        requesters.next_post[RequesterId{r}] = demand.next_post(randomness, requesters, RequesterId{r}, Instant{0}, origin);
}

}  // namespace microwork
