// Who has already worked on which batch, for batches with a cap: a hash set by (worker, batch).
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/agents/requesters.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"
#include "sim/table.hpp"

namespace microwork {

struct Participation;

/// An open-addressing map from (worker key, batch key) to assignments taken. Entries of batches of which nothing can be claimed
/// any more are dropped when the table is full. What it answers does not depend on the order of entries. Keys have an array of
/// their own: most questions are about pairs that are not there, and end on the cache line on which they begin.
class Participations final : public sim::Table<Participation> {
  public:
    Participations() : Table("participations", "who has worked on which capped batch") {}

    /// One worker, for several batches.
    class Person {
      public:
        explicit Person(std::uint64_t worker) : mixed_(sim::mix64(worker)) {}
        /// Key of the pair of the worker and a batch.
        std::uint64_t pair_key(std::uint64_t batch) const { return sim::mix64(mixed_ ^ batch) | 1; }

      private:
        std::uint64_t mixed_;
    };
    static std::uint64_t pair_key(std::uint64_t worker, std::uint64_t batch) { return Person(worker).pair_key(batch); }
    /// Assignments the worker has taken of the batch.
    std::int32_t taken(std::uint64_t pair) const {
        if (rows() == 0)
            return 0;
        const row_id at{place_of(pair)};
        return pair_[at] == 0 ? 0 : count_[at];
    }
    /// Asks for the memory that `taken` will read.
    void prefetch(std::uint64_t pair) const {
        if (rows() > 0)
            pair_.prefetch(row_id{home_of(pair)});
    }
    /// Makes room for `count` more pairs; entries of batches of which nothing can be claimed any more may be dropped.
    void reserve(std::size_t count, const Batches& batches, const sim::Parallel& parallel);
    /// Notes that the worker has taken assignments of the batch, after room was made. Threads may note at the same time what
    /// different pairs have taken. Returns whether the pair is new: all these are counted with `grew` afterwards.
    bool note(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments);
    void grew(std::int64_t pairs) { entries_ += pairs; }

  private:
    /// Where the pair is looked for first: the upper half of its key, scaled to the places there are.
    std::size_t home_of(std::uint64_t pair) const { return ((pair >> 32) * rows()) >> 32; }
    std::size_t after(std::size_t place) const { return place + 1 == rows() ? 0 : place + 1; }
    std::size_t place_of(std::uint64_t pair) const {
        std::size_t place = home_of(pair);
        while (pair_[row_id{place}] != 0 && pair_[row_id{place}] != pair)
            place = after(place);
        return place;
    }
    std::size_t empty_place_from(std::size_t place) const {
        while (pair_[row_id{place}] != 0)
            place = after(place);
        return place;
    }
    struct Entry {
        std::uint64_t pair;
        BatchId batch;
        std::uint16_t tag, count;
    };
    /// Where the pair stands now: in its place, or in a free one that it has taken. Returns whether the place was free.
    bool settle(std::uint64_t pair, row_id& at);
    void put(const Entry& entry);
    std::int64_t count_entries() const;
    /// Forgets the entries of batches of which nothing can be claimed any more, in place.
    void sweep(const Batches& batches, const sim::Parallel& parallel);
    std::int64_t sweep_places(std::size_t begin, std::size_t end, const std::vector<std::uint32_t>& claimable);
    void grow(std::size_t places, const sim::Parallel& parallel);

    Column<std::uint64_t> pair_{this, "pair", "mixed key of worker and batch; 0 = empty place", sim::Role::link};
    Column<BatchId> batch_{this, "batch", "row of the batch"};
    Column<std::uint16_t> tag_{this, "tag", "part of the batch's key: the entry is stale when the row holds another batch",
                               sim::Role::link};
    Column<std::uint16_t> count_{this, "count", "assignments taken, at most 65,535", sim::Role::link};
    std::int64_t entries_ = -1;  ///< counted anew when unknown
};

}  // namespace microwork
