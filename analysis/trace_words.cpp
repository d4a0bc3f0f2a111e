#include "analysis/trace_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace analysis {

using microwork::TraceDetail;
using microwork::TraceKind;

std::string lasting(std::int64_t seconds) {
    if (seconds < 60)
        return fmt::format("{} s", seconds);
    const std::int64_t minutes = (seconds + 30) / 60;
    return minutes < 60 ? fmt::format("{} min", minutes) : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::string dollars(std::int64_t micro) {
    std::string text = fmt::format("{:.6f}", static_cast<double>(micro) * 1e-6);
    while (text.ends_with('0') && text[text.size() - 3] != '.')
        text.pop_back();
    return text + " USD";
}

std::string in_words(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
}

namespace {

/// 10 "image tagging" from amt requester 17.
std::string work_of(const TracedEvent& e) {
    return fmt::format("{} \"{}\" from {} requester {}", e.assignments, in_words(e.type), e.platform, e.requester);
}

std::string refusal_of(const TracedEvent& e) {
    const char* why = e.detail == TraceDetail::no_reason     ? "refused without a reason"
                      : e.detail == TraceDetail::whole_batch ? "the whole batch refused without a reason"
                      : e.detail == TraceDetail::client      ? "accepted by the checkers, refused by the client"
                      : e.detail == TraceDetail::incomplete  ? "refused, cut off by an outage"
                      : e.detail == TraceDetail::gold        ? "refused after gold questions"
                      : e.detail == TraceDetail::manual      ? "refused after a check by hand"
                                                             : "refused as the minority answer";
    return fmt::format("{}: {}, {}, {}", why, work_of(e), lasting(e.seconds), dollars(e.money));
}

std::string giving_back_of(const TracedEvent& e) {
    if (e.detail == TraceDetail::unclear)
        return fmt::format("gives {} back: the instructions are unclear", e.assignments);
    const std::string what = e.assignments > 0 ? fmt::format("{} ", e.assignments) : "";
    return fmt::format("gives {}back unfinished{}", what, e.seconds > 0 ? ", " + lasting(e.seconds) : "");
}

}  // namespace

std::string words_of(const TracedEvent& e) {
    switch (e.kind) {
        case TraceKind::span_begins:
            return fmt::format("the measured span begins, {}{}{}", e.detail == TraceDetail::online ? "online" : "offline",
                               e.seconds > 0 ? fmt::format("; {} of work wait for a decision", lasting(e.seconds)) : "",
                               e.money > 0 ? fmt::format("; {} are not paid out yet", dollars(e.money)) : "");
        case TraceKind::log_in:
            return fmt::format("logs in for {}; takes {:.2f} USD/h or more, expects {:.2f}", lasting(e.seconds), e.reservation_wage,
                               e.expected_pay);
        case TraceKind::look:
            return fmt::format("looks at {} page{}, {}", e.pages, e.pages == 1 ? "" : "s", lasting(e.seconds));
        case TraceKind::wait:
            return fmt::format("waits {} for new work", lasting(e.seconds));
        case TraceKind::claim:
            return fmt::format("claims {} at {} each", work_of(e), dollars(e.money / std::max<std::int64_t>(1, e.assignments)));
        case TraceKind::claim_lost:
            return fmt::format("wants {}: others were faster", work_of(e));
        case TraceKind::instructions:
            return fmt::format("reads the instructions, {}", lasting(e.seconds));
        case TraceKind::give_back:
            return giving_back_of(e);
        case TraceKind::submit:
            return fmt::format("hands in {} after {}, {}", e.assignments, lasting(e.seconds), dollars(e.money));
        case TraceKind::outage:
            return fmt::format("cut off by an outage, {}{}", lasting(e.seconds),
                               e.assignments > 0 ? fmt::format("; {} given back", e.assignments) : "");
        case TraceKind::interrupted:
            return fmt::format("called away, {}", lasting(e.seconds));
        case TraceKind::qualification:
            return fmt::format("signs up elsewhere and takes tests, {}, unpaid", lasting(e.seconds));
        case TraceKind::payments:
            return fmt::format("looks after payments, {}", lasting(e.seconds));
        case TraceKind::suspended:
            return fmt::format("suspended by {}: too many lost connections", e.platform);
        case TraceKind::banned:
            return fmt::format("banned by {}; {} lost", e.platform, dollars(e.money));
        case TraceKind::approved:
            return fmt::format("approved: {}, {}, {}", work_of(e), lasting(e.seconds), dollars(e.money));
        case TraceKind::refused:
            return refusal_of(e);
        case TraceKind::payout:
            return fmt::format("{} pays out {}", e.platform, dollars(e.money));
        case TraceKind::log_out:
            return fmt::format("logs out after {}; handed in {} for {}", lasting(e.seconds), e.assignments, dollars(e.money));
        default:
            return "gives up micro-work for good";
    }
}

bool goes_on(TraceKind kind, TraceKind before) {
    switch (kind) {
        case TraceKind::payments:
            return before == TraceKind::log_in;
        case TraceKind::qualification:
            return before == TraceKind::log_in || before == TraceKind::payments;
        case TraceKind::look:
            return before == TraceKind::log_in || before == TraceKind::payments || before == TraceKind::qualification;
        case TraceKind::wait:
            return before == TraceKind::look || before == TraceKind::log_in;
        case TraceKind::claim:
        case TraceKind::claim_lost:
            return before == TraceKind::look || before == TraceKind::wait;
        case TraceKind::instructions:
        case TraceKind::give_back:
        case TraceKind::submit:
        case TraceKind::outage:
        case TraceKind::interrupted:
            return before == TraceKind::claim || before == TraceKind::instructions || before == TraceKind::give_back ||
                   before == TraceKind::submit;
        default:
            return false;
    }
}

std::string who(const TraceFile& trace, std::size_t w) {
    if (!trace.is(w, "logged_in"))
        return "has not logged in";
    std::string text = fmt::format("{}, {}, {}", trace.is(w, "woman") ? "woman" : "man", trace.word(w, "age_band"),
                                   in_words(trace.word(w, "status")));
    if (trace.is(w, "degree"))
        text += ", degree";
    if (trace.is(w, "caregiver"))
        text += ", caregiver";
    if (trace.is(w, "condition"))
        text += ", limiting condition";
    text += fmt::format("; {} on {}", trace.is(w, "regular") ? "regular" : "casual", trace.word(w, "platform"));
    if (const double more = trace.number(w, "accounts") - 1; more > 0)
        text += fmt::format(" and {:.0f} more", more);
    if (trace.is(w, "main_income"))
        text += ", main income";
    if (trace.is(w, "dormant"))
        text += ", has left";
    return text;
}

}  // namespace analysis
