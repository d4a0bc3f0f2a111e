// refuses: a row phase has one table of its own
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, sim::Walk<Workers>, sim::Own<Batches>) const {}
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.then<Cheater>(); }

}  // namespace cheaters
