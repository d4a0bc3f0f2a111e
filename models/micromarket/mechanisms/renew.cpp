#include "models/micromarket/mechanisms.hpp"

namespace micromarket {

namespace {
constexpr sim::Purpose fresh{"micromarket.fresh_batch"};
}

void Demand::fill(const sim::Randomness& randomness, const sim::Own<Batches>& batch) const {
    sim::Dice dice = randomness.dice(fresh, batch.id().row, batch[&Batches::renewals]);
    const std::uint64_t word = dice();
    const auto low = static_cast<std::uint32_t>(word), high = static_cast<std::uint32_t>(word >> 32);
    const auto minutes = static_cast<float>(3 + sim::below(low, 13));
    batch[&Batches::free_slots] = static_cast<std::int32_t>(10 + sim::below(high, 91));
    batch[&Batches::reward] = static_cast<std::int32_t>(dice.lognormal(params.reward(), params.spread()) * 1e6 + 0.5);
    batch[&Batches::seconds] = 60 * minutes;
    batch[&Batches::rate] = 60e-6F * static_cast<float>(batch[&Batches::reward]) / minutes;
    batch[&Batches::age] = 0;
    const bool everywhere = dice.chance(params.open().value);
    for (const auto word_of_countries : eligible) {
        const std::uint64_t draw = everywhere ? ~std::uint64_t{0} : dice();
        batch[word_of_countries] = static_cast<std::uint32_t>(draw & draw >> 32);  // a bit of two is set with probability 1/4
    }
}

void Renew::operator()(const sim::Step& step, sim::Own<Batches> batch, const Demand& demand) const {
    if (batch[&Batches::seconds] == 0)  // no batch
        return;
    if (batch[&Batches::free_slots] > 0 && ++batch[&Batches::age] < static_cast<std::uint32_t>(demand.params.lifetime()))
        return;
    ++batch[&Batches::renewals];
    demand.fill(step.randomness, batch);
}

}  // namespace micromarket
