#include "models/microwork/mechanisms/begin_measured_span.hpp"

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
        lives.carried[life] = lives.submitted[life] = carried;
        lives.online[life] = lives.returned[life] = lives.cut_off[life] = lives.instructions[life] = lives.search[life] =
            lives.waiting[life] = Seconds32{0};
        lives.sessions[life] = 0;
        time.enter(TimeClass::under_review, carried.value);
    }
    for (std::size_t r = 0; r < s.rows(); ++r) {
        // Work in hand is handed in within the span and belongs to it.
        const SessionId id{r};
        const Seconds32 in_hand = s.doing[id] == Doing::working ? s.done_time[id] : Seconds32{0};
        s.start[id] = Instant{s.cursor[id].value - in_hand.value};
        s.submitted[id] = in_hand;
        s.returned[id] = s.cut_off[id] = s.instructions[id] = s.search[id] = s.waiting[id] = Seconds32{0};
    }
}

}  // namespace microwork
