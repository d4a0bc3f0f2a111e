// refuses: no phase receives the whole world: name the tables that it reads and writes
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Market& market) const { market.get<Workers>().resize(0); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.then<Cheater>(); }

}  // namespace cheaters
