// refuses: an instrument writes rules and nothing else
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Rules&, sim::Recorder& record) const { record.set({}, 0, 0, 1); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.policies<Cheater>(); }

}  // namespace cheaters
