// What people remember for the day when a study asks them. These observers read the books and change nothing of the market; in a
// run without studies they do nothing.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Seconds of [from, to) that fall between two hours of the person's day; `first` may be later than `last`, over midnight.
std::int32_t seconds_between(Instant from, Instant to, std::int32_t local_offset, std::int32_t first_hour, std::int32_t last_hour);

/// Before `BeginMeasuredSpan`: at the end of a week, what the books have grown by in it; and again before they start anew.
struct RememberWeek {
    static constexpr const char* name = "remember_week";
    void operator()(const sim::Step&, const PostedSurveys&, const MeasuredSpan&, const Lives&, const Accounts&,
                    Recollections&) const;
};

/// After `OpenSessions`: a row for everybody who has come online for the first time.
struct MeetRespondents {
    static constexpr const char* name = "meet_respondents";
    void operator()(const PostedSurveys&, const Lives&, Recollections&) const;
};

/// After `Pay`: refusals, and whether they carried a reason.
struct RememberRefusals {
    static constexpr const char* name = "remember_refusals";
    void operator()(const PostedSurveys&, const Accounts&, const sim::Messages<Decision>&, Recollections&) const;
};

/// Before `CloseSessions`: time online by the time of the day.
struct RememberSessions {
    static constexpr const char* name = "remember_sessions";
    void operator()(const sim::Step&, const PostedSurveys&, const Sessions&, Recollections&) const;
};

}  // namespace microwork
