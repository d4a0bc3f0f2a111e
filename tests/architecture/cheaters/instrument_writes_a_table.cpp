// refuses: an instrument writes rules and nothing else
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Rules&, Batches& batches) const { batches.resize(0); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.policies<Cheater>(); }

}  // namespace cheaters
