// The phases of a step. What each may change is in its parameter list.
#pragma once

#include "models/micromarket/economy.hpp"
#include "sim/params.hpp"

namespace micromarket {

/// Batches at which a worker looks in a step.
inline constexpr std::size_t looks_per_step = 5;

/// Nothing has been counted yet.
struct BeginStep {
    static constexpr const char* name = "begin_step";
    void operator()(const sim::Step&, Totals&) const;
};

/// Workers come on line, look at a few batches each and wish for a slot of the best. Nothing is taken yet.
struct Search {
    static constexpr const char* name = "search";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("search") {}
        Param<double> rejected{this, "rejected", 0.05, {0.0, 1.0}, "probability that work is rejected", "workload, version 1"};
    } params;
    void operator()(const sim::Step&, sim::Rows<const Workers>, const Rhythm&, const Groups&, const Batches&, sim::Box<Look>&,
                    sim::OwnerDesk::Wishes&) const;
};

/// Slots go to the wishes in the order of the workers; whoever comes too late tries the next best.
struct Settle {
    static constexpr const char* name = "settle";
    void operator()(const sim::Step&, const Workers&, const Groups&, Batches&, sim::Boxes<Look>&, sim::OwnerDesk&, Totals&) const;
};

/// Whoever was on line books pay and time.
struct KeepBooks {
    static constexpr const char* name = "keep_books";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("books") {}
        Param<double> newest{
            this, "newest", 0.05, {0.0, 1.0}, "weight of the newest value in the moving average", "workload, version 1"};
    } params;
    void operator()(const sim::Step&, sim::Rows<Workers>, const Batches&, sim::Box<Look>&, sim::Box<Earned>&) const;
};

/// Adds up what the chunks of a part have earned.
struct AddUp {
    static constexpr const char* name = "add_up";
    void operator()(const sim::Step&, const sim::Boxes<Earned>&, Totals&) const;
};

/// Batches without free slots, and old ones, are replaced by fresh ones.
struct Renew {
    static constexpr const char* name = "renew";
    void operator()(const sim::Step&, sim::Own<Batches>, const Demand&) const;
};

/// Writes the record of the step.
struct Observe {
    static constexpr const char* name = "observe";
    void operator()(const sim::Step&, const Totals&, Series&) const;
};

}  // namespace micromarket
