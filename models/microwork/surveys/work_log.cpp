#include "models/microwork/surveys/work_log.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

/// The study that logs work in this tick; none: null.
const SurveyDesign* log_on(const sim::Step& step, const MeasuredSpan& span, const Surveys& surveys) {
    return step.tick >= span.first_tick ? surveys.find(SurveyKind::log) : nullptr;
}

/// The log of an account, a new one when it has none yet.
WorkLogId log_of(AccountId a, const Accounts& accounts, WorkLogs& logs, LoggedAccounts& index) {
    if (a.row >= index.rows())
        index.resize(accounts.rows());
    std::uint32_t& place = index.log[LoggedAccounts::row_id{a.row}];
    if (place == 0) {
        const WorkLogId log = logs.append();
        logs.key[log] = accounts.key[a], logs.account[log] = a, logs.platform[log] = accounts.platform[a];
        place = log.row + 1;
    }
    return WorkLogId{place - 1};
}

/// Index of the task type that research posts.
std::uint8_t research_type(const World& world) {
    const int type = world.task_type("survey");
    return type < 0 ? nothing : static_cast<std::uint8_t>(type);
}

void count_wage(LoggedWages& wages, double pay, std::int32_t tasks, bool gated) {
    const auto& edges = logged_wage_edges();
    if (wages.rows() == 0)
        wages.resize(edges.size() + 1);
    const auto bin = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), pay) - edges.begin());
    const LoggedWages::row_id row{bin};
    wages.tasks[row] += tasks;
    wages.gated[row] += gated ? tasks : 0;
}

}  // namespace

const std::vector<double>& logged_wage_edges() {
    static const std::vector<double> edges = [] {
        std::vector<double> list;
        for (int i = -100; i <= 150; ++i)
            list.push_back(sim::elementary::power(10, i / 50.0));
        return list;
    }();
    return edges;
}

Seconds32 add_stretch(WorkLogs& logs, WorkLogId log, Instant from, Instant until, Seconds gap) {
    const Instant last = logs.until[log];
    const bool joined = logs.time[log].value > 0 && from.value - last.value < gap.value;
    const Seconds32 added{std::max(0, until.value - (joined ? last.value : from.value))};
    logs.until[log] = joined ? std::max(last, until) : until;
    logs.time[log] += added;
    return added;
}

void LogOffers::operator()(const sim::Step& step, const MeasuredSpan& span, const Surveys& surveys, const Boards& boards,
                           const Batches& batches, const Requesters& requesters, LoggedRequesters& offers) const {
    const SurveyDesign* study = log_on(step, span, surveys);
    if (study == nullptr)
        return;
    if (offers.rows() == 0)
        offers.resize(requesters.rows());
    for (std::size_t p = 0; p < boards.platform.size(); ++p) {
        if (!covers(*study, static_cast<std::uint8_t>(p)))
            continue;
        const auto& newest = boards.platform[p].newest;
        for (std::size_t i = newest.size(); i-- > 0 && batches.posted[newest[i]] >= step.begin();) {
            const BatchId b = newest[i];
            const LoggedRequesters::row_id r{batches.requester[b]};
            const double hour = static_cast<double>(batches.reward[b].value) * 3600 / static_cast<double>(batches.seconds[b]);
            ++offers.batches[r];
            offers.offered[r] += static_cast<std::int64_t>(hour + 0.5);
            offers.mass[r] += batches.reward[b] * batches.created[b];
        }
    }
}

void LogWork::operator()(const sim::Step& step, const World& world, const MeasuredSpan& span, const Surveys& surveys,
                         const sim::Messages<Delivery>& deliveries, const Sessions& s, const Batches& batches,
                         const Accounts& accounts, WorkLogs& logs, LoggedAccounts& index, LoggedWages& wages) const {
    const SurveyDesign* study = log_on(step, span, surveys);
    if (study == nullptr)
        return;
    const std::uint8_t research = research_type(world);
    for (const Delivery& d : deliveries.all()) {
        const SessionId id = d.session;
        if (!covers(*study, s.platform[id][s.at[id]]))
            continue;
        const BatchId b = s.batch[id];
        const WorkLogId log = log_of(AccountId{s.account[id][s.at[id]]}, accounts, logs, index);
        const auto done = static_cast<std::uint32_t>(s.done[id]);
        // What was accepted before the span is in the log from its begin.
        const Instant from = std::max(logs.picked_up[log], step.clock.begin(span.first_tick));
        const Seconds32 added = add_stretch(logs, log, from, s.cursor[id], surveys.params.log_gap());
        logs.submitted[log] += done, logs.returned[log] += static_cast<std::uint32_t>(d.returned);
        const bool gated = batches.gate[b] > 0;
        if (gated)
            logs.gated[log] += done, logs.gated_time[log] += added;
        if (batches.type[b] == research)
            logs.research[log] += done, logs.research_time[log] += added;
        if (done > 0)
            count_wage(wages, sim::in_dollars(batches.reward[b] * done) * 3600 / std::max(1, s.cursor[id].value - from.value),
                       s.done[id], gated);
    }
}

void LogClaims::operator()(const sim::Step& step, const MeasuredSpan& span, const Surveys& surveys,
                           const sim::Messages<sim::Claim>& claims, const Sessions& s, const Batches& batches,
                           const Accounts& accounts, WorkLogs& logs, LoggedAccounts& index) const {
    const SurveyDesign* study = log_on(step, span, surveys);
    if (study == nullptr)
        return;
    for (const sim::Claim& c : claims.all()) {
        if (c.granted == 0 || !covers(*study, batches.platform[BatchId{c.item}]))
            continue;
        const SessionId id{c.claimant};
        const WorkLogId log = log_of(AccountId{s.account[id][s.at[id]]}, accounts, logs, index);
        logs.picked_up[log] = s.cursor[id];
        logs.accepted[log] += static_cast<std::uint32_t>(c.granted);
    }
}

void LogPay::operator()(const sim::Step& step, const World& world, const MeasuredSpan& span, const Surveys& surveys,
                        const BorrowedAccounts& borrowed, const sim::Messages<Decision>& decided, const Batches& batches,
                        const Accounts& accounts, WorkLogs& logs, LoggedAccounts& index) const {
    const SurveyDesign* study = log_on(step, span, surveys);
    if (study == nullptr)
        return;
    const std::uint8_t research = research_type(world);
    for (const Decision& d : decided.all()) {
        if (!covers(*study, accounts.platform[d.account]))
            continue;
        const WorkLogId log = log_of(d.account, accounts, logs, index);
        const Money reward = d.reward * d.approved;
        const Money cut = accounts.borrowed[d.account] ? owner_cut_of(reward, 1 - borrowed.params.owner_share().value) : Money{0};
        logs.approved[log] += static_cast<std::uint32_t>(d.approved);
        logs.rejected[log] += static_cast<std::uint32_t>(d.rejected);
        logs.pay[log] += reward - cut;
        // The row of the batch may be free by now, but is not used again before the next tick.
        if (batches.gate[d.batch] > 0)
            logs.gated_pay[log] += reward - cut;
        if (batches.type[d.batch] == research)
            logs.research_pay[log] += reward - cut;
    }
}

}  // namespace microwork
