#include "analysis/engagement.hpp"

#include <algorithm>

namespace analysis {

std::vector<std::string> circle_names() { return {"occasional", "monthly", "weekly"}; }

Circle circle_of(const microwork::Lives& lives, microwork::LifeId l, std::int32_t week) {
    if (lives.dormant[l] || lives.last_paid_task[l].value <= 0)
        return Circle::occasional;
    int sessions = 0;
    for (std::int32_t w = std::max(0, week - 12); w <= week; ++w)
        if (lives.week[l] - w < 14 && w <= lives.week[l])
            sessions += lives.paid_sessions[l][static_cast<std::size_t>(w) % 14];
    return sessions >= 13 ? Circle::weekly : sessions >= 3 ? Circle::monthly : Circle::occasional;
}

}  // namespace analysis
