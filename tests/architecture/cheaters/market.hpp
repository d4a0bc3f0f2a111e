// The smallest market that has what a phase could reach for. Shared by the cheaters and the honest ones.
#pragma once

#include "sim/messages.hpp"
#include "sim/recorder.hpp"
#include "sim/schedule.hpp"

namespace cheaters {

struct Rules {
    double commission_cap = 1;
};
struct WorkerTag;
struct Workers final : sim::Table<WorkerTag> {
    Workers() : Table("workers", "people") {}
    Column<std::int32_t> tasks{this, "tasks", "tasks done"};
};
struct BatchTag;
struct Batches final : sim::Table<BatchTag> {
    Batches() : Table("batches", "work on offer") {}
    Column<std::int32_t> open{this, "open", "tasks left"};
};
struct Wish {
    std::uint32_t worker = 0;
};

struct Market : sim::State<Rules, sim::Recorder, Workers, Batches, sim::Messages<Wish>> {
    using rules = Rules;
    using record = sim::Recorder;
};

}  // namespace cheaters
