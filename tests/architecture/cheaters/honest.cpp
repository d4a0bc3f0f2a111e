// Compiles: the same reaches as the cheaters beside it, each by the kind of phase that may.
#include "market.hpp"

namespace cheaters {

struct Instrument {
    static constexpr const char* name = "instrument";
    void operator()(const sim::Step&, const Batches&, Rules& rules) const { rules.commission_cap = 0; }
};
struct Mechanism {
    static constexpr const char* name = "mechanism";
    void operator()(const sim::Step&, const Rules&, const sim::Recorder&, const sim::Messages<Wish>&, Workers& workers,
                    Batches& batches) const {
        workers.resize(batches.rows());
    }
};
struct RowPhase {
    static constexpr const char* name = "row_phase";
    void operator()(const sim::Step&, const Rules&, const Batches& batches, sim::Own<Workers> own, sim::Outbox<Wish> out) const {
        own[&Workers::tasks] += batches.open[sim::Id<BatchTag>{0}];
        out.put({own.id().row});
    }
};
struct Measure {
    static constexpr const char* name = "measure";
    void operator()(const sim::Step&, const Workers&, const Rules&, sim::Recorder& record) const { record.set({}, 0, 0, 1); }
};

void order_of_the_tick(sim::Schedule<Market>& tick) {
    tick.policies<Instrument>();
    tick.then<Mechanism>();
    tick.daily<Mechanism>();
    tick.weekly<Mechanism>();
    tick.then<RowPhase>();
    tick.observe<Measure>();
}

}  // namespace cheaters
