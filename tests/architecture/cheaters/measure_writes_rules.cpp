// refuses: a measure writes its record and nothing else
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Rules& rules, sim::Recorder&) const { rules.commission_cap = 0; }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.observe<Cheater>(); }

}  // namespace cheaters
