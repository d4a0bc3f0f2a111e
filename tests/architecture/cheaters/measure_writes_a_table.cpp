// refuses: a measure writes its record and nothing else
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, Workers& workers, sim::Recorder&) const { workers.resize(0); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.observe<Cheater>(); }

}  // namespace cheaters
