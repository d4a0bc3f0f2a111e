// Workers look for tasks until they find one, or give up for a while and look again. Nobody pays for this time.
// Model rules, sections 4, 7 and 10.
#pragma once

#include "models/microwork/market.hpp"
#include "models/microwork/page.hpp"
#include "sim/walk.hpp"

namespace microwork {

/// Sessions that have something left to do inside the tick.
struct BusyInTick {
    using table = Sessions;
    static bool in(const sim::Step& step, const Sessions& s, SessionId id) {
        return s.cursor[id] < step.end() && s.doing[id] != Doing::leaving;
    }
};

struct Search {
    static constexpr const char* name = "search";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("search") {}
        Param<Seconds> listing_time{
            this, "time_per_listing", Seconds{8}, {Seconds{1}, Seconds{600}}, "mean time to find and read one listing", "assumed"};
        Param<std::int64_t> pages{
            this,   "fruitless_pages", 3, {1, 100}, "pages without an acceptable listing after which a worker waits", "assumed",
            "pages"};
        Param<Seconds> wait{
            this, "wait", Seconds{600}, {Seconds{30}, Seconds{3600}}, "time that a worker waits before looking again", "assumed"};
        Param<double> pay_weight{
            this,
            "pay_weight",
            0.1,
            {0.05, 5.0},
            "weight of log net pay per hour in the choice (beta)",
            "free parameter, chosen so that supply to one requester is far less elastic than labour in the whole "
            "market, as Dube et al. 2020 find"};
        Param<Seconds> claim_span{this,     "claim_span", Seconds{900}, {Seconds{60}, Seconds{14400}}, "most work claimed at once",
                                  "assumed"};
        Param<Seconds> claim_cost{
            this,     "claim_cost", Seconds{30}, {Seconds{0}, Seconds{600}}, "search time that a worker counts against a claim",
            "assumed"};
        Param<double> discouraged{
            this, "wage_fall", 0.05, {0.0, 1.0}, "fall of the log reservation wage for an hour without a claim", "assumed", "1/h"};
    } params;

    void operator()(const sim::Step&, const Vigilance&, const Learning&, sim::Walk<Sessions>, const Boards&, const Participations&,
                    const PostedSurveys&, sim::Outbox<sim::Claim>) const;
};

}  // namespace microwork
