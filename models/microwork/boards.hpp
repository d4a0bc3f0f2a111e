// What workers see: for each platform the open batches in two orders, newest first and largest first (Chilton et al. 2010: that is
// how workers sort). Derived from the table of batches once a tick.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/workers.hpp"

namespace microwork {

/// The listing of one platform.
struct Board {
    std::vector<BatchId> newest;   ///< by posting time, the latest at the back; equal times by key
    std::size_t noticed = 0;       ///< of the newest, so many are known to everybody; those after them to workers with alerts
    std::vector<BatchId> largest;  ///< by assignments open, most first, in classes of about a tenth; equal classes newest first
};

/// The listings of all platforms. Derived: nothing here outlives a rebuild.
struct Boards {
    std::vector<Board> platform;

    void prepare(std::size_t platforms) { platform.resize(platforms); }
    /// Takes off the boards what is no longer open. Before rows are used again.
    void drop_closed(Batches& batches);
    /// Notes that a batch has open assignments again after it had none.
    void reopen(BatchId batch, const Batches& batches) {
        if (!batches.listed[batch] && !batches.down[batch])
            arriving_.push_back(batch);
    }
    /// Lists a batch just posted.
    void add(BatchId batch) { arriving_.push_back(batch); }
    /// Files the arrivals in order of posting and orders by size again.
    void refresh(Batches& batches);
    /// From scratch: every open batch of the table.
    void rebuild(Batches& batches);

  private:
    void order_by_size(const Batches& batches);
    std::vector<BatchId> arriving_;
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint16_t> classes_;
};

}  // namespace microwork
