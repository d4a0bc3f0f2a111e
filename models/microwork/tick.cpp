#include "models/microwork/tick.hpp"

#include "models/microwork/measures/demand_series.hpp"
#include "models/microwork/measures/market_series.hpp"
#include "models/microwork/measures/presence.hpp"
#include "models/microwork/measures/trace.hpp"
#include "models/microwork/mechanisms/adapt_pay.hpp"
#include "models/microwork/mechanisms/begin_measured_span.hpp"
#include "models/microwork/mechanisms/borrowed_accounts.hpp"
#include "models/microwork/mechanisms/close_sessions.hpp"
#include "models/microwork/mechanisms/enter_and_leave.hpp"
#include "models/microwork/mechanisms/hand_in.hpp"
#include "models/microwork/mechanisms/migrate.hpp"
#include "models/microwork/mechanisms/notice.hpp"
#include "models/microwork/mechanisms/open_sessions.hpp"
#include "models/microwork/mechanisms/pay.hpp"
#include "models/microwork/mechanisms/pay_days.hpp"
#include "models/microwork/mechanisms/post_batches.hpp"
#include "models/microwork/mechanisms/prepare_sessions.hpp"
#include "models/microwork/mechanisms/register_elsewhere.hpp"
#include "models/microwork/mechanisms/replace_people.hpp"
#include "models/microwork/mechanisms/review.hpp"
#include "models/microwork/mechanisms/revise_demand.hpp"
#include "models/microwork/mechanisms/search.hpp"
#include "models/microwork/mechanisms/serve_claims.hpp"
#include "models/microwork/mechanisms/shocks.hpp"
#include "models/microwork/mechanisms/strikes.hpp"
#include "models/microwork/mechanisms/work.hpp"
#include "models/microwork/policies.hpp"
#include "models/microwork/surveys/answer_surveys.hpp"
#include "models/microwork/surveys/board_tracker.hpp"
#include "models/microwork/surveys/post_surveys.hpp"
#include "models/microwork/surveys/recollections.hpp"
#include "models/microwork/surveys/work_log.hpp"

namespace microwork {

void order_of_the_tick(sim::Schedule<Market>& tick, const sim::Param<std::int64_t>& rounds) {
    tick.policies<ApplyPolicies>();  // [[policy]] entries: write the rules, nothing else
    tick.then<ApplyShocks>();        // seasons and [[shock]] entries: the conditions outside
    tick.then<RememberWeek>();       // studies: what the week that is over was like
    tick.then<BeginMeasuredSpan>();  // the books start anew when the burn-in is over
    tick.then<NoteCarriedWork>();    // and what is under review then is no work of the span
    tick.then<TraceSpan>();          // traced people: every event is kept, see agents/trace.hpp

    tick.weekly<Migrate>();        // people move to another country
    tick.weekly<FindOut>();        // borrowed accounts are found out and banned
    tick.weekly<SpreadNews>();     // what work pays gets about
    tick.weekly<Enter>();          // newcomers register
    tick.weekly<MakeCalendars>();  // who wakes when in the coming week

    tick.weekly<ReplacePeople>();  // every few weeks requesters turn to models where these are cheaper
    tick.weekly<ReviseDemand>();   // automation and the price of work change how much of it is wanted
    tick.then<AdaptPay>();         // weekly: requesters pay more when batches fill slower than they are used to

    tick.then<GoDark>();             // a blackout ends the sessions of those whom it hits
    tick.then<OpenSessions>();       // whoever wakes in this quarter of an hour comes online
    tick.then<RegisterElsewhere>();  // who has found too little signs up on one more platform, unpaid
    tick.then<PrepareSessions>();    // with their connection, their skills, their fatigue, their duties
    tick.then<MeetRespondents>();    // studies: whom they may ask
    tick.then<TraceLogIns>();        // traced people: who of them came
    tick.then<ExpireBatches>();      // what nobody did in time is taken down
    tick.then<PostSurveys>();        // studies post their tasks as any requester does
    tick.then<PostBatches>();        // requesters offer work at a price
    tick.then<LogOffers>();          // log of work: what requesters offer
    tick.then<Notice>();             // who has no alerts comes across it later
    // Whose work is done hands it in; who has nothing to do looks, unpaid; assignments go to the best tickets.
    // Connections that are lost too often cost the account.
    tick.waves<BusyInTick, Work, LogWork, HandIn, TraceHandIns, AnswerSurveys, Strikes, Search, ServeClaims, TraceClaims,
               LogClaims>(rounds);
    tick.then<Review>();            // approved, or refused, with or without a reason
    tick.then<Pay>();               // money moves, through the ledger only
    tick.weekly<PayDays>();         // balances above the threshold leave the platform, less the fees of the rail
    tick.then<RememberRefusals>();  // studies: what was refused
    tick.then<LogPay>();            // log of work: what comes of it
    tick.then<TracePay>();          // traced people: what was decided and paid
    tick.then<TraceLogOuts>();      // traced people: who of them goes
    tick.then<RememberSessions>();  // studies: when people work
    tick.then<CloseSessions>();     // time is up; what was learned is remembered
    tick.then<CountLocalHours>();   // who is online by the clocks of the workers
    tick.then<TrackBoard>();        // tracker: a look at the board
}

void observe(sim::Schedule<Market>& tick, Market& market, std::size_t ticks_per_day) {
    const std::size_t countries = market.get<World>().countries.size(), platforms = market.get<World>().platforms.size();
    auto& record = market.get<sim::Recorder>();
    tick.observe<Participation>(record, countries, platforms, ticks_per_day);  // who is online, doing what
    tick.observe<Offers>(record, platforms);                                   // what is posted, at which reward
    tick.observe<DailyFlows>(record, countries, platforms);                    // pay, rejections, entry and exit by day
    tick.observe<DemandSeries>(record, platforms);                             // what requesters want and what they pay for it
    tick.observe<Holdings>(record, countries);                                 // people and their accounts, once a week
}

}  // namespace microwork
