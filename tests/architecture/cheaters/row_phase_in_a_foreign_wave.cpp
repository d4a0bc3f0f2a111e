// refuses: a row phase in a wave walks the table whose rows the wave selects
#include "market.hpp"

namespace cheaters {

struct Ready {
    using table = Batches;
    static bool in(const sim::Step&, const Batches&, sim::Id<BatchTag>) { return true; }
};

struct Cheater {
    static constexpr const char* name = "cheater";
    void operator()(const sim::Step&, sim::Own<Workers>) const {}
};

void order_of_the_tick(sim::Schedule<Market>& tick, const sim::Param<std::int64_t>& rounds) { tick.waves<Ready, Cheater>(rounds); }

}  // namespace cheaters
