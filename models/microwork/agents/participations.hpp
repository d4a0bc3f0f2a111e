// Who has already worked on which batch, for batches with a cap: a hash set by (worker, batch).
#pragma once

#include <cstdint>

#include "models/microwork/agents/requesters.hpp"
#include "sim/parallel.hpp"
#include "sim/random.hpp"
#include "sim/table.hpp"

namespace microwork {

struct Participation;

/// An open-addressing map from (worker key, batch key) to assignments taken. Entries of batches of which nothing can be claimed
/// any more are dropped when the table is rebuilt. What it answers does not depend on the order of entries.
class Participations final : public sim::Records<Participation> {
  public:
    Participations() : Records("participations", "who has worked on which capped batch") {}

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
            pair_.prefetch(row_id{(pair >> 1) & (rows() - 1)});
    }
    /// Makes room for `count` more pairs; entries of batches of which nothing can be claimed any more may be dropped.
    void reserve(std::size_t count, const Batches& batches, const sim::Parallel& parallel);
    /// Notes that the worker has taken assignments of the batch, after room was made. Threads may note at the same time what
    /// different pairs have taken. Returns whether the pair is new: all these are counted with `grew` afterwards.
    bool note(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments);
    void grew(std::int64_t pairs) { entries_ += pairs; }

  private:
    std::size_t place_of(std::uint64_t pair) const {
        const std::size_t mask = rows() - 1;
        std::size_t place = (pair >> 1) & mask;
        while (pair_[row_id{place}] != 0 && pair_[row_id{place}] != pair)
            place = (place + 1) & mask;
        return place;
    }
    struct Entry {
        std::uint64_t pair;
        BatchId batch;
        std::uint16_t tag, count;
    };
    /// Where the pair stands now: in its place, or in a free one that it has taken. Returns whether the place was free.
    bool settle(std::uint64_t pair, row_id& at);
    std::int64_t count_entries() const;
    void rebuild(std::size_t more, const Batches& batches, const sim::Parallel& parallel);

    Column<std::uint64_t> pair_{this, "pair", "mixed key of worker and batch; 0 = empty place", sim::Role::link};
    Column<BatchId> batch_{this, "batch", "row of the batch"};
    Column<std::uint16_t> tag_{this, "tag", "part of the batch's key: the entry is stale when the row holds another batch",
                               sim::Role::link};
    Column<std::uint16_t> count_{this, "count", "assignments taken, at most 65,535", sim::Role::link};
    std::int64_t entries_ = -1;  ///< counted anew when unknown
};

}  // namespace microwork
