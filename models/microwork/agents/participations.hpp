// Who has already worked on which batch, for batches with a cap: a hash set by (worker, batch).
#pragma once

#include <cstdint>

#include "models/microwork/agents/requesters.hpp"
#include "sim/random.hpp"
#include "sim/table.hpp"

namespace microwork {

struct Participation;

/// An open-addressing map from (worker key, batch key) to assignments taken. Entries of batches of which nothing can be claimed
/// any more are dropped when the table is rebuilt. What it answers does not depend on the order of entries.
class Participations final : public sim::Table<Participation> {
  public:
    Participations() : Table("participations", "who has worked on which capped batch") {}

    /// Key of the pair of a worker and a batch.
    static std::uint64_t pair_key(std::uint64_t worker, std::uint64_t batch) { return sim::mix(worker, batch) | 1; }
    /// Assignments the worker has taken of the batch.
    std::int32_t taken(std::uint64_t pair) const;
    /// Asks for the memory that `taken` will read.
    void prefetch(std::uint64_t pair) const {
        if (rows() > 0)
            pair_.prefetch(row_id{(pair >> 1) & (rows() - 1)});
    }
    void add(std::uint64_t worker, std::uint64_t batch, BatchId row, std::int32_t assignments, const Batches& batches);

  private:
    std::size_t place_of(std::uint64_t pair) const;
    void rebuild(const Batches& batches);

    Column<std::uint64_t> pair_{this, "pair", "mixed key of worker and batch; 0 = empty place", sim::Role::link};
    Column<BatchId> batch_{this, "batch", "row of the batch"};
    Column<std::uint16_t> tag_{this, "tag", "part of the batch's key: the entry is stale when the row holds another batch",
                               sim::Role::link};
    Column<std::uint16_t> count_{this, "count", "assignments taken, at most 65,535", sim::Role::link};
    std::int64_t entries_ = -1;  ///< counted anew when unknown
};

}  // namespace microwork
