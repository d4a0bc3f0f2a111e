#include "analysis/engagement.hpp"

#include <algorithm>

namespace analysis {

std::vector<std::string> circle_names() { return {"occasional", "monthly", "weekly"}; }

Circle circle_of(const microwork::Lives& lives, microwork::LifeId l, std::int32_t week) {
    if (lives.dormant[l] || !lives.worked[l])
        return Circle::occasional;
    int sessions = 0;
    const std::int32_t latest = lives.last_week(l);
    for (std::int32_t w = std::max(0, week - 12); w <= week; ++w)
        if (latest - w < 14 && w <= latest)
            sessions += lives.paid_sessions[l][static_cast<std::size_t>(w) % 14];
    return sessions >= 13 ? Circle::weekly : sessions >= 3 ? Circle::monthly : Circle::occasional;
}

}  // namespace analysis
