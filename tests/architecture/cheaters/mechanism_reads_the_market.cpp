// refuses: no phase receives the whole world: name the tables that it reads and writes
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, const Market&) const {}
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.daily<Cheater>(); }

}  // namespace cheaters
