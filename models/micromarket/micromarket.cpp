#include "models/micromarket/micromarket.hpp"

#include <algorithm>
#include <chrono>

#include "models/micromarket/look.hpp"
#include "models/micromarket/mechanisms.hpp"
#include "sim/digest.hpp"

namespace micromarket {

namespace {

constexpr sim::Purpose homes{"micromarket.country"};
constexpr sim::Purpose traits{"micromarket.traits"};
constexpr sim::Purpose ages{"micromarket.first_age"};

/// Files the workers of one part under their countries: one group for each.
void found_groups(Groups& groups, std::uint64_t home_key, std::uint32_t first, std::uint32_t last) {
    std::array<std::uint32_t, countries> people{};
    for (std::uint32_t person = first; person < last; ++person)
        ++people[sim::below(sim::word32(home_key, person), countries)];
    for (std::size_t c = 0; c < countries; ++c) {
        const auto g = groups.append();
        groups.first[g] = first;
        groups.country[g] = static_cast<std::uint8_t>(c);
        first += people[c];
    }
}

void found_worker(sim::Dice dice, sim::Own<Workers> worker) {
    worker[&Workers::skill] = static_cast<float>(std::clamp(dice.lognormal(1.0, 0.25), 0.5, 2.0));
    worker[&Workers::reservation] = static_cast<float>(dice.lognormal(3.0, 0.5));
    worker[&Workers::least_rate] = worker[&Workers::reservation] / worker[&Workers::skill];
}

std::array<std::uint32_t, 24> on_line_by_hour() {
    std::array<std::uint32_t, 24> below{};
    for (int hour = 0; hour < 24; ++hour)
        below[static_cast<std::size_t>(hour)] =
            threshold(0.05 + 0.35 * (1.0 + sim::elementary::cosine_turn((hour - 15) / 24.0)) / 2.0);
    return below;
}

}  // namespace

std::size_t Groups::of(std::size_t worker) const {
    const auto all = first.all();
    return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), static_cast<std::uint32_t>(worker)) - all.begin()) - 1;
}

MicroMarket::MicroMarket() {
    schedule_.then<BeginStep>();
    // Part of the workers after part: they look and wish, slots go to the first, the books are kept.
    schedule_.in_parts<Search, Settle, KeepBooks, AddUp>([](const Economy& economy) { return economy.get<Rhythm>().parts; });
    schedule_.then<Renew>();  // batches that are full or old are replaced
    schedule_.observe<Observe>();
}

sim::Clock MicroMarket::clock() { return sim::Clock{sim::Date{std::chrono::year{2018} / 1 / 1}, sim::Seconds{step_seconds}}; }

void MicroMarket::prepare() {
    const std::size_t workers = economy_.get<Workers>().rows();
    auto& rhythm = economy_.get<Rhythm>();
    rhythm.parts = std::max(workers / static_cast<std::size_t>(market.part()), static_cast<std::size_t>(market.parts()));
    rhythm.on_line_below = on_line_by_hour();
    economy_.get<sim::OwnerDesk>().divide(economy_.get<Batches>().rows());
}

void MicroMarket::found(const sim::Randomness& randomness, const sim::Parallel& parallel) {
    const auto count = static_cast<std::size_t>(market.workers());
    auto& workers = economy_.get<Workers>();
    auto& batches = economy_.get<Batches>();
    auto& groups = economy_.get<Groups>();
    const auto& demand = economy_.get<Demand>();
    workers.resize(count);
    batches.resize(1 + std::max<std::size_t>(1, count / static_cast<std::size_t>(market.workers_per_batch())));
    prepare();
    const std::size_t parts = economy_.get<Rhythm>().parts;
    for (std::size_t p = 0; p < parts; ++p)
        found_groups(groups, randomness.key(homes), static_cast<std::uint32_t>(count * p / parts),
                     static_cast<std::uint32_t>(count * (p + 1) / parts));
    groups.first[groups.append()] = static_cast<std::uint32_t>(count);
    parallel.for_chunks(count, 4096, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t w = begin; w < end; ++w)
            found_worker(randomness.dice(traits, w), sim::Own<Workers>(workers, w));
    });
    parallel.for_chunks(batches.count(), 256, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t b = begin; b < end; ++b) {
            const sim::Own<Batches> batch(batches, b);
            demand.fill(randomness, batch);
            batch[&Batches::age] = randomness.dice(ages, b).below(static_cast<std::uint32_t>(demand.params.lifetime()));
        }
    });
    batches.rate[BatchId{batches.nothing()}] = -1.0F;
}

void MicroMarket::restored(std::int32_t) { prepare(); }

std::vector<sim::ParamGroup*> MicroMarket::param_groups() {
    std::vector<sim::ParamGroup*> groups{&market, &economy_.get<Demand>().params};
    groups.insert(groups.end(), schedule_.param_groups().begin(), schedule_.param_groups().end());
    return groups;
}

std::size_t MicroMarket::bytes() {
    std::size_t sum = 0;
    for (const sim::TableBase* table : tables())
        sum += table->allocated_bytes();
    return sum;
}

std::string MicroMarket::digest() {
    sim::Sha256 sha;
    for (const sim::TableBase* table : tables()) {
        if (table->layout() == sim::TableBase::Layout::records) {
            sha.update({table->column_data(0), table->rows() * table->row_bytes()});
            continue;
        }
        for (std::size_t c = 0; c < table->columns().size(); ++c)
            sha.update({table->column_data(c), table->rows() * table->stride(c)});
    }
    return sha.hex();
}

}  // namespace micromarket
