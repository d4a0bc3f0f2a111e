#include "models/microwork/mechanisms/begin_measured_span.hpp"

#include "models/microwork/agents/unpaid_time.hpp"

namespace microwork {

void BeginMeasuredSpan::operator()(const sim::Step& step, const MeasuredSpan& span, Lives& lives, Accounts& accounts, Sessions& s,
                                   TimeLedger& time) const {
    if (step.tick != span.first_tick || step.tick == 0)
        return;
    time.clear();
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        Seconds32 carried{0};
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
            carried += accounts.under_review[a];
            accounts.paid[a] = accounts.rejected_time[a] = Seconds32{0};
            accounts.credited[a] = Money{0};
            accounts.approved_span[a] = accounts.rejected_span[a] = 0;
        }
        lives.submitted[life] = carried;
        lives.online[life] = lives.on_alert[life] = Seconds32{0};
        for (const UnpaidTime& t : unpaid_time)
            (lives.*t.of_life)[life] = Seconds32{0};
        lives.sessions[life] = 0;
        time.enter(TimeClass::under_review, carried.value);
    }
    for (std::size_t r = 0; r < s.rows(); ++r) {
        // Work in hand is handed in within the span and belongs to it.
        const SessionId id{r};
        const Seconds32 in_hand = s.doing[id] == Doing::working ? s.done_time[id] : Seconds32{0};
        s.start[id] = Instant{s.cursor[id].value - in_hand.value};
        s.submitted[id] = in_hand;
        for (const UnpaidTime& t : unpaid_time)
            (s.*t.of_session)[id] = Seconds32{0};
    }
}

}  // namespace microwork
