// Who is traced, and how observers find traced people among all others. Observers deduce events from the tables after each
// mechanism: no mechanism knows that anybody is traced, and nothing is drawn or changed for it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/trace.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// Numbers that are looked for among many others: most of these are passed over after one look at a bit.
class Watch {
  public:
    void clear();
    void add(std::uint64_t number, std::uint32_t row);
    /// The row that was added with the number, or `TracedId::no_row`.
    std::uint32_t find(std::uint64_t number) const {
        return (bits_[(number >> 6) % bits_.size()] >> (number & 63)) & 1 ? search(number) : TracedId::no_row;
    }

  private:
    struct Entry {
        std::uint64_t number;
        std::uint32_t row;
    };
    std::uint32_t search(std::uint64_t number) const;
    std::array<std::uint64_t, 64> bits_{};
    std::vector<Entry> entries_;  ///< ascending
};

/// A traced person who is online in this tick.
struct TracedSession {
    SessionId session;
    TracedId person;
};

class Tracing {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("trace") {}
        Param<std::vector<std::string>> workers{
            this, "workers", std::vector<std::string>{},
            "people to trace by name: country and number among its entrants, such as \"FR-000123\"", "free choice"};
        Param<std::int64_t> sample{
            this,          "sample", 0, {0, 10'000}, "people to trace who are drawn from those registered at the start",
            "free choice", "people"};
        ChoiceParam among{this,
                          "among",
                          "regular",
                          {"regular", "casual", "all"},
                          "of whom they are drawn, always among those who would log in within a quarter",
                          "free choice"};
        Param<std::vector<std::string>> countries{this, "countries", std::vector<std::string>{},
                                                  "countries (two letters) of which they are drawn; none = all", "free choice"};
    } params;

    /// Complains about names and countries that cannot be; reads the names.
    void prepare(const World& world, std::int32_t first_tick, sim::Problems& problems);
    /// Fills the table of traced people: the named ones, and those with the smallest tickets. A ticket depends on seed and key
    /// alone.
    void choose(const sim::Randomness&, const World&, const Activity&, const Workers&, Traced&) const;
    /// Makes what is derived from the tables: after `choose`, and after a checkpoint was read.
    void index(const Traced&, const TracedAccounts&);

    /// Whether there is anything to observe in the tick.
    bool is_on(std::int32_t tick) const { return people_ > 0 && tick >= first_tick_; }
    std::int32_t first_tick() const { return first_tick_; }

    Watch keys;      ///< structural keys of traced people
    Watch accounts;  ///< rows of their accounts; leads to rows of `TracedAccounts`
    Watch sessions;  ///< rows of those who are online in this tick
    std::vector<TracedSession> online;

  private:
    struct Name {
        std::uint8_t country;
        std::uint32_t number;
        friend auto operator<=>(const Name&, const Name&) = default;
    };
    void read_name(const World&, const std::string& name, sim::Problems&);
    void draw(const sim::Randomness&, const World&, const Activity&, const Workers&, std::vector<Name>&) const;

    std::vector<Name> named_;
    std::size_t people_ = 0;
    std::int32_t first_tick_ = 0;
};

/// "FR-000123".
std::string traced_name(std::string_view country, std::uint32_t number);

/// What observers of a tick write: events, each with the wages of the person at that moment.
class Tracer {
  public:
    Tracer(std::int32_t tick, const Lives& lives, const Sessions& sessions, Traced& people, TraceEvents& events)
        : tick_(tick), lives_(lives), s_(sessions), people_(people), events_(events) {}

    /// Adds an event; the caller fills in what more it knows.
    TraceEventId add(TracedId p, TraceKind kind, Instant time, Seconds32 seconds = Seconds32{0}) const;
    /// Says which batch it was about. The row may be free already, so its key comes from elsewhere.
    void about(TraceEventId e, const Batches& batches, BatchId b, std::uint64_t key) const;

    /// Remembers the books of a session, to see the next difference.
    void remember(TracedId p, SessionId id) const;
    /// Adds search and waiting since then to the present stretch, and everything else that was booked since then as events.
    void book(TracedId p, SessionId id) const;
    /// Ends the present stretch of looks: an event for the looks and one for the waits.
    void end_looks(TracedId p) const;

  private:
    std::int32_t tick_;
    const Lives& lives_;
    const Sessions& s_;
    Traced& people_;
    TraceEvents& events_;
};

}  // namespace microwork
