// The words of a timeline: written down for one made-up life, with the sums that a reader would make.
#include "analysis/timeline.hpp"

#include <gtest/gtest.h>

#include "analysis/trace_words.hpp"

namespace analysis {
namespace {

using microwork::TraceDetail;
using microwork::TraceKind;

constexpr std::int64_t midnight = 1'514'764'800;  // 2018-01-01 00:00 UTC, a Monday

TracedEvent event(TraceKind kind, std::int64_t second, std::int64_t seconds, std::int64_t assignments = 0, std::int64_t money = 0,
                  TraceDetail detail = TraceDetail::none) {
    TracedEvent e;
    e.kind = kind, e.detail = detail;
    e.utc = midnight + second, e.local = e.utc + 3600;
    e.seconds = seconds, e.money = money;
    (kind == TraceKind::look ? e.pages : e.assignments) = assignments;
    e.platform = "amt", e.type = "image_tag", e.requester = 17;
    e.reservation_wage = 1.5, e.expected_pay = 2.25;
    return e;
}

/// Wakes at three for cents; ten refused at once while another search goes on; the day after, somebody's two-cent form.
TraceFile life() {
    TraceFile trace;
    trace.from = "2018-01-01", trace.to = "2018-01-08";
    trace.names = {"FR-000123"};
    for (const char* yes : {"logged_in", "woman", "regular"})
        trace.workers[yes] = {{1}, {"no", "yes"}};
    for (const char* no : {"degree", "caregiver", "condition", "main_income", "dormant"})
        trace.workers[no] = {{0}, {"no", "yes"}};
    trace.workers["age_band"] = {{1}, {"18-24", "25-34"}};
    trace.workers["status"] = {{0}, {"home_or_care"}};
    trace.workers["platform"] = {{0}, {"amt"}};
    trace.workers["accounts"] = {{2}, {}};
    trace.workers["baseline_wage"] = {{1.5}, {}};
    trace.workers["utc_offset"] = {{3600}, {}};
    trace.events = {event(TraceKind::log_in, 7200, 3600),
                    event(TraceKind::look, 7200, 90, 3),
                    event(TraceKind::claim, 7290, 0, 10, 200'000),
                    event(TraceKind::instructions, 7290, 60),
                    event(TraceKind::submit, 7350, 600, 10, 200'000),
                    event(TraceKind::refused, 8100, 600, 10, 200'000, TraceDetail::no_reason),
                    event(TraceKind::look, 7950, 1, 1),
                    event(TraceKind::wait, 7951, 2849),
                    event(TraceKind::log_out, 10800, 3600, 10, 200'000),
                    event(TraceKind::approved, 90000, 40, 1, 5'000)};
    return trace;
}

TEST(Timeline, TellsALifeByDaysOfTheWorkersClock) {
    EXPECT_EQ(timeline(life(), 0, {}),
              "FR-000123: woman, 25-34, home or care; regular on amt and 1 more\n"
              "Reservation wage at rest 1.50 USD/h; the worker's clock is UTC+1:00\n"
              "\n"
              "Monday 2018-01-01\n"
              "  03:00  logs in for 1 h 00 min; takes 1.50 USD/h or more, expects 2.25 · looks at 3 pages, 2 min · "
              "claims 10 \"image tag\" from amt requester 17 at 0.02 USD each · reads the instructions, 1 min · "
              "hands in 10 after 10 min, 0.20 USD\n"
              "  03:12  looks at 1 page, 1 s · waits 47 min for new work\n"
              "  03:15  refused without a reason: 10 \"image tag\" from amt requester 17, 10 min, 0.20 USD\n"
              "  04:00  logs out after 1 h 00 min; handed in 10 for 0.20 USD\n"
              "         day: online 1 h 00 min, work 10 min, search 2 min, waiting 47 min, instructions 1 min, "
              "refused 10, 10 min, 0.20 USD\n"
              "\n"
              "Tuesday 2018-01-02\n"
              "  02:00  approved: 1 \"image tag\" from amt requester 17, 40 s, 0.005 USD\n"
              "\n"
              "In all: 10 events in 1 sessions\n"
              "  online            1 h 00 min  0.01 USD/h\n"
              "    search               2 min\n"
              "    waiting             47 min\n"
              "    instructions         1 min\n"
              "    given back             0 s\n"
              "    outages                0 s\n"
              "    interrupted            0 s\n"
              "    qualification          0 s\n"
              "    payments               0 s\n"
              "    work                10 min  10 handed in\n"
              "  paid work               40 s  1 approved, 0.005 USD\n"
              "  refused work          10 min  10 refused, 0.20 USD\n"
              "  paid out            0.00 USD\n");
}

TEST(Timeline, ShowsTheDaysAndEventsThatAreAskedFor) {
    const std::string second_day = timeline(life(), 0, {"2018-01-02", "2018-01-02", 0});
    EXPECT_EQ(second_day.find("Monday"), std::string::npos);
    EXPECT_NE(second_day.find("In all: 1 events in 0 sessions"), std::string::npos);
    const std::string two = timeline(life(), 0, {"", "", 2});
    EXPECT_NE(two.find("8 more events: raise --limit"), std::string::npos);
    EXPECT_NE(two.find("In all: 10 events"), std::string::npos) << "totals are those of the days, not of the events shown";
    EXPECT_NE(timeline(life(), 0, {"2019-01-01", "", 0}).find("No events in these days."), std::string::npos);
}

TEST(Timeline, JsonIsOneEventALine) {
    const std::string text = timeline_json(life(), 0, {"", "", 3});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
    EXPECT_EQ(text.substr(0, text.find('\n')),
              R"({"worker":"FR-000123","utc":"2018-01-01T02:00:00Z","local":"2018-01-01T03:00:00","kind":"log_in","detail":"none",)"
              R"("platform":"amt","requester":17,"batch":"0000000000000000","type":"image_tag","assignments":0,"pages":0,)"
              R"("seconds":3600,"usd":0.000000,"reservation_wage":1.5000,"expected_pay":2.2500})");
}

TEST(Timeline, FindsAWorkerHoweverTheNameIsWritten) {
    for (const char* name : {"FR-000123", "fr-123", "FR-0123"})
        EXPECT_EQ(life().find(name), 0) << name;
    for (const char* name : {"FR-000124", "FR", "", "-", "000123"})
        EXPECT_EQ(life().find(name), -1) << name;
}

TEST(Timeline, MoneyHasTheDecimalsItNeeds) {
    EXPECT_EQ(dollars(0), "0.00 USD");
    EXPECT_EQ(dollars(20'000), "0.02 USD");
    EXPECT_EQ(dollars(5'000), "0.005 USD");
    EXPECT_EQ(dollars(12'345'678), "12.345678 USD");
}

}  // namespace
}  // namespace analysis
