#include "models/microwork/mechanisms/notice.hpp"

namespace microwork {

void Notice::operator()(const sim::Step& step, const Vigilance& vigilance, const Batches& batches, Boards& boards) const {
    // Who is less far within the tick is held back by the time itself, which the search compares to the second.
    const std::int64_t until = step.end().value - vigilance.params.notice().value;
    for (Board& board : boards.platform) {
        board.noticed = board.newest.size();
        while (board.noticed > 0 && batches.posted[board.newest[board.noticed - 1]].value > until)
            --board.noticed;
    }
}

}  // namespace microwork
