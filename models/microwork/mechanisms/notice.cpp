#include "models/microwork/mechanisms/notice.hpp"

namespace microwork {

void Notice::operator()(const sim::Step& step, const Vigilance& vigilance, const Batches& batches, Boards& boards) const {
    // Delays end with a tick here; without one, what is posted within the tick is seen within it, as by workers with alerts.
    const std::int64_t delay = vigilance.params.notice().value;
    const std::int64_t until = delay == 0 ? step.end().value : step.begin().value - delay;
    for (Board& board : boards.platform) {
        board.noticed = board.newest.size();
        while (board.noticed > 0 && batches.posted[board.newest[board.noticed - 1]].value > until)
            --board.noticed;
    }
}

}  // namespace microwork
