#include "models/microwork/mechanisms/close_sessions.hpp"

#include <algorithm>
#include <vector>

#include "models/microwork/agents/unpaid_time.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

/// Seconds of waiting, and of the search that ended in claims which others got.
static double time_lost_to_others(const Sessions& s, SessionId id) {
    const double claims = static_cast<double>(s.claims[id]) + s.lost[id];
    return s.waiting[id].value + (claims > 0 ? s.search[id].value * s.lost[id] / claims : 0.0);
}

void CloseSessions::write_back(const sim::Step& step, const Learning& learning, const People& people, const Sessions& s,
                               SessionId id, Lives& lives) {
    const LifeId life = s.life[id];
    const std::int32_t online = s.cursor[id].value - s.start[id].value;
    // The day and the week of a session are those in which it ends.
    const std::int32_t day_before = lives.last_day(life), week_before = lives.last_week(life);
    TargetIncome::log_out(s, id, lives, life);
    lives.session[life] = SessionId{};
    lives.last_seen[life] = s.cursor[id];
    lives.wage_shift[life] = s.wage_shift[id];
    lives.fatigue[life] =
        static_cast<float>(people.fatigue.now(static_cast<double>(s.fatigue[id]), static_cast<double>(s.strain[id]), s.opened[id],
                                              s.cursor[id], step.clock.origin_second_of_week() + s.zone[id] * 900));
    lives.exposure[life] = s.exposure[id];
    lives.online[life].value += online;
    lives.submitted[life] += s.submitted[id];
    for (const UnpaidTime& t : unpaid_time)
        (lives.*t.of_life)[life] += (s.*t.of_session)[id];
    ++lives.sessions[life];

    const std::int32_t day = lives.last_day(life), week = lives.last_week(life);
    lives.online_today[life].value = (day_before == day ? lives.online_today[life].value : 0) + online;
    lives.online_week[life].value = (week_before == week ? lives.online_week[life].value : 0) + online;
    auto& ring = lives.paid_sessions[life];
    for (std::int32_t w = std::max(week_before + 1, week - 13); w <= week; ++w)
        ring[static_cast<std::size_t>(w) % ring.size()] = 0;
    if (s.tasks[id] > 0) {
        lives.worked[life] = 1;
        auto& count = ring[static_cast<std::size_t>(week) % ring.size()];
        count = static_cast<std::uint8_t>(std::min(255, count + 1));
    }

    const double hours = static_cast<double>(online) / sim::seconds_per_hour;
    if (hours > 0) {
        const double pay = sim::in_dollars(s.reward[id]) / hours - static_cast<double>(s.hour_cost[id].value);
        const double before_pay = static_cast<double>(lives.expected_pay[life].value);
        const double weight = 1 - el::exp(-hours / learning.params.hours());
        const double learned = before_pay + weight * (pay - before_pay);
        lives.expected_pay[life] = HourlyPay{static_cast<float>(std::max(learning.params.lowest(), learned))};
        const double scarce = time_lost_to_others(s, id) / online, known = static_cast<double>(lives.scarcity[life]);
        lives.scarcity[life] = static_cast<float>(known + weight * (std::min(1.0, scarce) - known));
    }
}

void CloseSessions::operator()(const sim::Step& step, const Learning& learning, const People& people, Sessions& s, Lives& lives,
                               TimeLedger& time, CountryFlows& flows) const {
    std::vector<SessionId> leaving;
    for (std::size_t r = 0; r < s.rows(); ++r)
        if (s.doing[SessionId{r}] == Doing::leaving)
            leaving.push_back(SessionId{r});
    step.parallel.for_chunks(leaving.size(), step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            write_back(step, learning, people, s, leaving[i], lives);
    });
    for (const SessionId id : leaving) {
        const sim::Id<CountryFlow> flow{s.country[id]};
        flows.online[flow] += s.cursor[id].value - s.start[id].value;
        flows.interrupted[flow] += s.interrupted[id].value;
        flows.pages[flow] += s.pages[id];
        flows.search[flow] += s.search[id].value, flows.waiting[flow] += s.waiting[id].value;
        for (const UnpaidTime& t : unpaid_time)
            time.enter(t.in_ledger, (s.*t.of_session)[id].value);
    }
    // From the back: the last row fills the hole.
    for (std::size_t i = leaving.size(); i-- > 0;) {
        const std::size_t hole = leaving[i].row, last = s.rows() - 1;
        if (hole != last) {
            s.copy_row(last, hole);
            lives.session[s.life[SessionId{hole}]] = SessionId{hole};
        }
        s.resize(last);
    }
}

}  // namespace microwork
