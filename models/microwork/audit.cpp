#include "models/microwork/audit.hpp"

#include <fmt/format.h>

#include <string>

#include "models/microwork/agents/unpaid_time.hpp"
#include "sim/problem.hpp"

namespace microwork {

namespace {

class Auditor {
  public:
    explicit Auditor(const sim::Step& step) : step_(step) {}
    void equal(const char* identity, std::int64_t left, std::int64_t right) const {
        if (left != right)
            throw sim::RunError(fmt::format("audit at {}: {}: {} is not {} (the books do not balance: a defect of the program)",
                                            step_.clock.text(step_.tick), identity, left, right));
    }
    void not_negative(const char* what, std::int64_t value) const {
        if (value < 0)
            throw sim::RunError(fmt::format("audit at {}: {} is negative: {} (a defect of the program)",
                                            step_.clock.text(step_.tick), what, value));
    }

  private:
    const sim::Step& step_;
};

template <class T, class C>
std::int64_t sum(const T& table, const C& column) {
    std::int64_t total = 0;
    for (std::size_t r = 0; r < table.rows(); ++r) {
        if constexpr (requires { column[typename T::row_id{r}].value; })
            total += column[typename T::row_id{r}].value;
        else
            total += column[typename T::row_id{r}];
    }
    return total;
}

void audit_tasks(const Auditor& check, const Market& m) {
    const auto& tasks = m.get<TaskLedger>();
    const auto& batches = m.get<Batches>();
    const auto& flows = m.get<PlatformFlows>();
    std::int64_t open = 0, in_progress = 0, under_review = 0, incomplete = 0;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const BatchId b{r};
        if (batches.key[b] == 0)
            continue;
        open += batches.open[b], in_progress += batches.in_progress[b], under_review += batches.under_review[b];
        incomplete += batches.incomplete[b];
        check.not_negative("open assignments of a batch", batches.open[b]);
        check.equal("assignments of a batch = sum of their states", batches.created[b],
                    std::int64_t{batches.open[b]} + batches.in_progress[b] + batches.under_review[b] + batches.approved[b] +
                        batches.rejected[b] + batches.expired[b]);
    }
    check.equal("open assignments, ledger and batches", tasks[TaskClass::open], open);
    check.equal("assignments in progress, ledger and batches", tasks[TaskClass::in_progress], in_progress);
    check.equal("assignments under review, ledger and batches", tasks[TaskClass::under_review], under_review);
    check.equal("assignments under review, batches and submissions", under_review,
                sum(m.get<Submissions>(), m.get<Submissions>().assignments));
    check.equal("incomplete assignments under review, batches and submissions", incomplete,
                sum(m.get<Submissions>(), m.get<Submissions>().incomplete));
    check.equal("assignments posted, ledger and flows", tasks.entered(), sum(flows, flows.posted));
    check.equal("assignments approved, ledger and flows", tasks[TaskClass::approved], sum(flows, flows.approved));
    check.equal("assignments rejected, ledger and flows", tasks[TaskClass::rejected],
                sum(flows, flows.rejected_gold) + sum(flows, flows.rejected_majority) + sum(flows, flows.rejected_manual) +
                    sum(flows, flows.rejected_arbitrary) + sum(flows, flows.rejected_client) +
                    sum(flows, flows.rejected_incomplete));
    check.equal("assignments expired, ledger and flows", tasks[TaskClass::expired], sum(flows, flows.expired));
}

void audit_money(const Auditor& check, const Market& m) {
    const auto& money = m.get<MoneyLedger>();
    const auto& accounts = m.get<Accounts>();
    const auto& files = m.get<AccountFiles>();
    const auto& flows = m.get<PlatformFlows>();
    check.equal("money below payout thresholds, ledger and accounts", money[MoneyClass::below_threshold],
                sum(accounts, accounts.balance));
    check.equal("money paid out, ledger and accounts", money[MoneyClass::paid_out], sum(accounts, accounts.paid_out));
    check.equal("pay forfeited, ledger and accounts", money[MoneyClass::forfeited], sum(files, files.forfeited));
    check.equal("fees of payouts, ledger and accounts", money[MoneyClass::rail_fee], sum(accounts, accounts.rail_fees));
    check.equal("cut of account owners, ledger and accounts", money[MoneyClass::owner_cut], sum(files, files.owner_cut));
    check.equal("money paid out, ledger and flows", money[MoneyClass::paid_out], sum(flows, flows.paid_out));
    check.equal("fees of payouts, ledger and flows", money[MoneyClass::rail_fee], sum(flows, flows.rail_fees));
    check.equal("commission, ledger and flows", money[MoneyClass::commission], sum(flows, flows.commission));
    check.equal(
        "rewards by platform, and pay and owners' cuts by country", sum(flows, flows.rewards),
        sum(m.get<CountryFlows>(), m.get<CountryFlows>().credited) + sum(m.get<CountryFlows>(), m.get<CountryFlows>().owner_cut));
}

void audit_time(const Auditor& check, const Market& m) {
    const auto& time = m.get<TimeLedger>();
    const auto& lives = m.get<Lives>();
    const auto& accounts = m.get<Accounts>();
    const auto& carried = m.get<CarriedWork>();
    const auto& s = m.get<Sessions>();
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        std::int64_t of_person = lives.submitted[l].value;
        for (const UnpaidTime& t : unpaid_time)
            of_person += (lives.*t.of_life)[l].value;
        check.equal("time of a person = time online + work carried over", of_person,
                    std::int64_t{lives.online[l].value} + carried_by(l, lives, accounts, carried).value);
    }
    std::int64_t open_submitted = 0;
    for (std::size_t r = 0; r < s.rows(); ++r) {
        const SessionId id{r};
        std::int64_t of_session = s.submitted[id].value;
        for (const UnpaidTime& t : unpaid_time)
            of_session += (s.*t.of_session)[id].value;
        check.equal("time of a session", of_session, s.cursor[id].value - s.start[id].value);
        open_submitted += s.submitted[id].value - (s.doing[id] == Doing::working ? s.done_time[id].value : 0);
    }
    for (const UnpaidTime& t : unpaid_time)
        check.equal((std::string(t.name) + ", ledger and people").c_str(), time[t.in_ledger], sum(lives, lives.*t.of_life));
    check.equal("work under review, ledger and accounts", time[TimeClass::under_review], sum(accounts, accounts.under_review));
    check.equal("paid work, ledger and accounts", time[TimeClass::paid], sum(accounts, accounts.paid));
    check.equal("rejected work, ledger and accounts", time[TimeClass::rejected], sum(accounts, accounts.rejected_time));
    check.equal("time booked and time online", time.entered(),
                sum(lives, lives.online) + sum(carried, carried.under_review) + open_submitted);
}

}  // namespace

void audit_market(const sim::Step& step, const Market& m, sim::AuditDepth depth) {
    const Auditor check(step);
    check.equal("assignments posted = open + in progress + under review + approved + rejected + expired", m.get<TaskLedger>().sum(),
                m.get<TaskLedger>().entered());
    check.equal("requesters' outlay = pay held + paid out + forfeited + rail fees + owners' cut + commission + levy",
                m.get<MoneyLedger>().sum(), m.get<MoneyLedger>().entered());
    check.equal("time online = sum of its classes", m.get<TimeLedger>().sum(), m.get<TimeLedger>().entered());
    for (const TaskClass c : {TaskClass::open, TaskClass::in_progress, TaskClass::under_review})
        check.not_negative("a class of assignments", m.get<TaskLedger>()[c]);
    if (depth == sim::AuditDepth::totals)
        return;
    check.equal("numbers left in tills", m.get<Tills>().forgotten(), 0);
    check.equal("listings out of step with their batches", m.get<Boards>().out_of_step(m.get<Batches>()), 0);
    audit_tasks(check, m);
    audit_money(check, m);
    audit_time(check, m);
}

}  // namespace microwork
