// refuses: a mechanism reads the rules and never writes them: only instruments write rules
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Rules& rules) const { rules.commission_cap = 0; }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.then<Cheater>(); }

}  // namespace cheaters
