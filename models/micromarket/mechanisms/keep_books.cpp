#include <algorithm>

#include "models/micromarket/mechanisms.hpp"

namespace micromarket {

namespace {
constexpr std::size_t ahead = 12;  // workers asked for before their turn: measured
}

void KeepBooks::operator()(const sim::Step&, sim::Rows<Workers> workers, const Batches& batches, sim::Box<Look>& looks,
                           sim::Box<Earned>& earned) const {
    const auto earnings = workers[&Workers::earnings];
    const auto paid = workers[&Workers::paid], unpaid = workers[&Workers::unpaid];
    const auto average = workers[&Workers::average], skill = workers[&Workers::skill];
    const std::int32_t* reward = batches.reward.all().data();
    const float* seconds = batches.seconds.all().data();
    const auto newest = static_cast<float>(params.newest());
    const float hourly = newest * 4e-6F;
    std::int64_t sum = 0;
    const std::span<const Look> all = looks.all();
    for (std::size_t l = 0; l < all.size(); ++l) {
        const Look look = all[l];
        earnings.prefetch(all[std::min(l + ahead, all.size() - 1)].worker - workers.begin());
        const std::size_t i = look.worker - workers.begin();
        const std::int32_t pay = reward[look.batch];
        const auto needed = static_cast<std::uint32_t>(static_cast<std::int32_t>(seconds[look.batch] / skill[i] + 0.5F));
        const std::uint32_t worked = std::min(step_seconds, needed);
        earnings[i].value += pay;
        paid[i] += worked;
        unpaid[i] += step_seconds - worked;
        average[i] += hourly * static_cast<float>(pay) - newest * average[i];
        sum += pay;
    }
    earned.room(1)[0] = {sum};
    earned.keep(1);
}

}  // namespace micromarket
