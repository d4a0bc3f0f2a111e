// refuses: a row phase reaches its own row and its own outbox only: take everything else as const
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, sim::Walk<Workers>, Batches& batches) const { --batches.open[sim::Id<BatchTag>{0}]; }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.then<Cheater>(); }

}  // namespace cheaters
