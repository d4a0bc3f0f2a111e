// refuses: a mechanism does not write the record: only measures do
#include "market.hpp"

namespace cheaters {

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, sim::Recorder& record) const { record.set({}, 0, 0, 1); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) { tick.weekly<Cheater>(); }

}  // namespace cheaters
