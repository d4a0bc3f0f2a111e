#include "models/microwork/tick.hpp"

#include "models/microwork/measures/market_series.hpp"
#include "models/microwork/measures/trace.hpp"
#include "models/microwork/mechanisms/begin_measured_span.hpp"
#include "models/microwork/mechanisms/close_sessions.hpp"
#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "models/microwork/mechanisms/open_sessions.hpp"
#include "models/microwork/mechanisms/pay.hpp"
#include "models/microwork/mechanisms/post_batches.hpp"
#include "models/microwork/mechanisms/review.hpp"
#include "models/microwork/mechanisms/search.hpp"
#include "models/microwork/mechanisms/serve_claims.hpp"
#include "models/microwork/mechanisms/work.hpp"
#include "models/microwork/policies.hpp"

namespace microwork {

void order_of_the_tick(sim::Schedule<Market>& tick, const sim::Param<std::int64_t>& rounds) {
    tick.policies<ApplyPolicies>();  // [[policy]] entries: write the rules, nothing else
    tick.then<BeginMeasuredSpan>();  // the books start anew when the burn-in is over
    tick.then<TraceSpan>();          // traced people: every event is kept, see agents/trace.hpp

    tick.weekly<Enter>();          // newcomers register
    tick.weekly<MakeCalendars>();  // who wakes when in the coming week

    tick.then<OpenSessions>();   // whoever wakes in this quarter of an hour comes online
    tick.then<TraceLogIns>();    // traced people: who of them came
    tick.then<ExpireBatches>();  // what nobody did in time is taken down
    tick.then<PostBatches>();    // requesters offer work at a price
    // Whose work is done hands it in; who has nothing to do looks, unpaid; assignments go to the best tickets.
    tick.waves<BusyInTick, Work, HandIn, TraceHandIns, Search, ServeClaims, TraceClaims>(rounds);
    tick.then<Review>();         // approved, or refused, with or without a reason
    tick.then<Pay>();            // money moves, through the ledger only
    tick.then<TracePay>();       // traced people: what was decided and paid
    tick.then<TraceLogOuts>();   // traced people: who of them goes
    tick.then<CloseSessions>();  // time is up; what was learned is remembered
}

void observe(sim::Schedule<Market>& tick, Market& market, std::size_t ticks_per_day) {
    const std::size_t countries = market.get<World>().countries.size(), platforms = market.get<World>().platforms.size();
    auto& record = market.get<sim::Recorder>();
    tick.observe<Participation>(record, countries, ticks_per_day);  // who is online, doing what
    tick.observe<Offers>(record, platforms);                        // what is posted, at which reward
    tick.observe<DailyFlows>(record, countries, platforms);         // pay, rejections, entry and exit by day
}

}  // namespace microwork
