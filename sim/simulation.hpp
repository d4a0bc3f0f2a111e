// The loop over ticks: audits, state hashes, checkpoints, progress, a clean stop. It knows no model.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sim/params.hpp"
#include "sim/step.hpp"
#include "sim/table.hpp"

namespace sim {

/// When a run begins and ends, under which seed, and how closely it watches itself.
struct RunParams : ParamGroup {
    RunParams() : ParamGroup("run") {}
    Param<Date> start{this,
                      "start",
                      Date{std::chrono::year{2018} / 1 / 1},
                      {Date{std::chrono::year{1990} / 1 / 1}, Date{std::chrono::year{2100} / 1 / 1}},
                      "first measured day (UTC)",
                      "baseline year of the input tables"};
    Param<Seconds> burn_in{this,
                           "burn_in",
                           Seconds{8 * seconds_per_week},
                           {Seconds{0}, Seconds{520 * seconds_per_week}},
                           "time simulated before the first measured day",
                           "assumed; at least eight weeks"};
    Param<Seconds> length{
        this, "length", Seconds{13 * seconds_per_week}, {Seconds{0}, Seconds{1040 * seconds_per_week}}, "measured time", "assumed"};
    Param<std::int64_t> seed{this, "seed", 1, {0, std::int64_t{1} << 62}, "seed of all randomness", "free choice"};
    Param<std::int64_t> replicate{this, "replicate", 0, {0, 1'000'000}, "number of the replicate under the seed", "free choice"};
    Param<Seconds> tick{this,
                        "tick",
                        Seconds{900},
                        {Seconds{60}, Seconds{3600}},
                        "length of a tick: a divisor of an hour",
                        "assumed; results agree within 3 % for 5 to 30 minutes"};
    Param<std::int64_t> rounds{this,      "rounds", 20, {1, 1000}, "most rounds of search in a tick; time left over is carried",
                               "assumed", "rounds"};
    Param<std::int64_t> chunk{this,       "chunk", 128, {1, 1'000'000}, "rows handed to a thread at once; no result depends on it",
                              "measured", "rows"};
    Param<Seconds> hash_every{this,
                              "hash_every",
                              Seconds{21600},
                              {Seconds{60}, Seconds{seconds_per_week}},
                              "time between state hashes of sessions and batches",
                              "measured: every hour would cost over 5 % of the time"};
    ChoiceParam audit{this,
                      "audit",
                      "week",
                      {"tick", "day", "week"},
                      "how often the ledgers are recounted from the tables; flows are checked every tick",
                      "assumed"};
    Param<bool> hash_phases{this, "hash_phases", false,
                            "a state hash after every phase of the tick (slow): finds the phase in which two runs part",
                            "free choice"};
    Param<Seconds> checkpoint_every{
        this,
        "checkpoint_every",
        Seconds{0},
        {Seconds{0}, Seconds{1040 * seconds_per_week}},
        "simulated time between checkpoints; 0 = only when stopped, or every ten minutes of wall time in long runs",
        "free choice"};
};

/// A hash of one table, summed over the rows of one group (country), before a tick or after one of its phases.
struct StateHash {
    std::int32_t tick = 0;
    std::uint8_t table = 0;   ///< index into the model's tables
    std::uint8_t group = 0;   ///< country; platform for batches
    std::uint16_t phase = 0;  ///< 0 = before the tick, n = after its n-th phase
    std::uint64_t hash = 0;
};

/// Hashes of a run so far: a table, so that a checkpoint carries it.
struct HashRow;
struct StateHashes final : Table<HashRow> {
    StateHashes() : Table("state_hashes", "order-free hashes of the state") {}
    Column<std::int32_t> tick{this, "tick", "before this tick"};
    Column<std::uint8_t> table{this, "table", "index of the table"};
    Column<std::uint8_t> group{this, "group", "country, or platform"};
    Column<std::uint16_t> phase{this, "phase", "0 = before the tick, n = after its n-th phase"};
    Column<std::uint64_t> hash{this, "hash", "wrapping sum over the rows"};
    void add(const TableBase& of, const Parallel& parallel, std::uint8_t index, std::int32_t at, std::uint16_t phase_number);
};

/// How deep an audit looks: totals that are kept anyway, or a full recount from the tables.
enum class AuditDepth { totals, recount };

/// What the loop asks of a model.
class Model {
  public:
    virtual ~Model() = default;
    virtual std::string name() const = 0;
    virtual void run_tick(const Step& step) = 0;
    /// Throws `RunError` naming the identity that is broken.
    virtual void audit(const Step& step, AuditDepth depth) const = 0;
    /// Everything that outlives a tick, in a fixed order.
    virtual std::vector<TableBase*> tables() = 0;
    /// Indices of the tables that are hashed often.
    virtual std::vector<std::size_t> busy_tables() const = 0;
    virtual StateHashes& hashes() = 0;
    /// Rebuilds what is derived, after the tables were read from a checkpoint; `tick` runs next.
    virtual void restored(std::int32_t tick) = 0;
};

/// How far a run is, for a progress bar.
struct Progress {
    std::int32_t tick, first_tick, end_tick;
    double seconds;  ///< wall time since the loop began
};

struct LoopOptions {
    std::int32_t first_tick = 0, end_tick = 0;
    std::int32_t hash_every = 4;  ///< ticks
    std::string audit = "week";
    std::int32_t checkpoint_every = 0;       ///< ticks; 0 = by wall time
    double checkpoint_wall_seconds = 600;    ///< used when `checkpoint_every` is 0 and the run is expected to be long
    std::filesystem::path checkpoint_file;   ///< empty = never
    std::string scenario, scenario_digest;   ///< stored in checkpoints
    const std::atomic<int>* stop = nullptr;  ///< nonzero = stop before the next tick
    std::function<void(const Progress&)> progress;
};

enum class Ended { finished, stopped };
struct LoopResult {
    Ended ended = Ended::finished;
    std::int32_t next_tick = 0;
    double seconds = 0, hash_seconds = 0, checkpoint_seconds = 0;
    int checkpoints = 0;
};

/// Runs the ticks [first_tick, end_tick). A stop writes a checkpoint, if there is a file for it, and returns.
LoopResult run_loop(Model& model, const Clock& clock, const Randomness& randomness, const Parallel& parallel, std::size_t chunk,
                    const LoopOptions& options);

}  // namespace sim
