#include "models/microwork/mechanisms/notice.hpp"

namespace microwork {

void Notice::operator()(const sim::Step& step, const Vigilance& vigilance, const Batches& batches, Boards& boards) const {
    const std::int64_t until = step.begin().value - vigilance.params.notice().value;
    for (Board& board : boards.platform) {
        board.noticed = board.newest.size();
        while (board.noticed > 0 && batches.posted[board.newest[board.noticed - 1]].value > until)
            --board.noticed;
    }
}

}  // namespace microwork
