#include "analysis/worker_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "analysis/engagement.hpp"
#include "analysis/person_ledger.hpp"
#include "models/microwork/agents/unpaid_time.hpp"

namespace analysis {

using namespace microwork;

namespace {

constexpr sim::Purpose worker_sample{"results.worker_sample"};

struct WorkerRow {
    std::uint64_t key;
    std::uint8_t country, platform, accounts, regular, main_income, vigilant, woman, age_band, degree, status, caregiver,
        connection, condition, dormant, circle, ever_rejected;
    std::uint32_t sessions;
    std::int32_t online, on_alert, paid, rejected_time, under_review;
    std::array<std::int32_t, unpaid_time.size()> unpaid;
    std::int64_t credited, balance, paid_out, forfeited, rail_fees, owner_cut;
    std::uint32_t approved, rejected, rejected_correct;
    float baseline_wage, expected_pay, speed, skill;
};

WorkerRow row_of(const Lives& lives, const Accounts& accounts, const AccountFiles& files, LifeId l, std::int32_t week) {
    WorkerRow w{};
    w.circle = static_cast<std::uint8_t>(circle_of(lives, l, week));
    w.key = lives.key[l], w.country = lives.country[l], w.regular = lives.regular[l], w.main_income = lives.main_income[l];
    w.vigilant = lives.vigilant[l], w.woman = lives.woman[l], w.age_band = lives.age_band[l], w.degree = lives.degree[l],
    w.status = lives.status[l], w.caregiver = lives.caregiver[l];
    w.connection = lives.connection[l], w.condition = lives.condition[l], w.dormant = lives.dormant[l],
    w.sessions = lives.sessions[l];
    w.online = lives.online[l].value, w.on_alert = lives.on_alert[l].value;
    for (std::size_t t = 0; t < unpaid_time.size(); ++t)
        w.unpaid[t] = (lives.*unpaid_time[t].of_life)[l].value;
    w.baseline_wage = lives.baseline_wage[l].value, w.expected_pay = lives.expected_pay[l].value, w.speed = lives.speed[l],
    w.skill = lives.skill[l];
    w.platform = accounts.platform[lives.first_account[l]];
    const PersonLedger sum = ledger_of(lives, accounts, files, l);
    w.accounts = static_cast<std::uint8_t>(sum.accounts), w.ever_rejected = sum.ever_rejected;
    w.paid = static_cast<std::int32_t>(sum.paid), w.rejected_time = static_cast<std::int32_t>(sum.rejected_time);
    w.under_review = static_cast<std::int32_t>(sum.under_review);
    w.credited = sum.credited, w.balance = sum.balance, w.paid_out = sum.paid_out, w.forfeited = sum.forfeited;
    w.rail_fees = sum.rail_fees, w.owner_cut = sum.owner_cut;
    w.approved = static_cast<std::uint32_t>(sum.approved), w.rejected = static_cast<std::uint32_t>(sum.rejected);
    w.rejected_correct = static_cast<std::uint32_t>(sum.rejected_correct);
    return w;
}

std::vector<sim::Field> worker_fields(const World& world) {
    const std::vector<std::string> no_yes{"no", "yes"};
    const auto with_unit = [](sim::Field f, const char* unit) { return f.unit = unit, f; };
    std::vector<sim::Field> fields{
        sim::field("key", &WorkerRow::key, "structural key of the worker: the same person in every run of the seed"),
        sim::field("country", &WorkerRow::country, "country of residence", world.country_codes()),
        sim::field("platform", &WorkerRow::platform, "platform of registration", world.platform_ids()),
        sim::field("accounts", &WorkerRow::accounts, "accounts held"),
        sim::field("regular", &WorkerRow::regular, "regular or casual", no_yes),
        sim::field("main_income", &WorkerRow::main_income, "micro-work is the main income", no_yes),
        sim::field("vigilant", &WorkerRow::vigilant, "on watch, with alerts or scripts", no_yes),
        sim::field("woman", &WorkerRow::woman, "gender", no_yes),
        sim::field("age_band", &WorkerRow::age_band, "age", {"18-24", "25-34", "35-44", "45+"}),
        sim::field("degree", &WorkerRow::degree, "university degree", no_yes),
        sim::field("status", &WorkerRow::status, "activity outside micro-work",
                   {"employed", "student", "unemployed", "home_or_care", "unable_health"}),
        sim::field("caregiver", &WorkerRow::caregiver, "looks after somebody", no_yes),
        sim::field("connection", &WorkerRow::connection, "class of connection", {"stable", "intermittent", "poor"}),
        sim::field("condition", &WorkerRow::condition, "limiting health condition", no_yes),
        sim::field("dormant", &WorkerRow::dormant, "has left for good", no_yes),
        sim::field("circle", &WorkerRow::circle, "innermost circle of engagement in the last 13 weeks", circle_names()),
        sim::field("ever_rejected", &WorkerRow::ever_rejected, "work was refused at least once in the career", no_yes),
        with_unit(sim::field("sessions", &WorkerRow::sessions, "sessions in the measured span"), "sessions")};
    const auto seconds = [&](const char* name, auto member, const char* meaning) {
        fields.push_back(with_unit(sim::field(name, member, meaning), "s"));
    };
    seconds("online", &WorkerRow::online, "time online");
    seconds("on_alert", &WorkerRow::on_alert, "on watch while logged off: beside the time online, not part of it");
    seconds("paid", &WorkerRow::paid, "paid work");
    seconds("rejected_time", &WorkerRow::rejected_time, "rejected work");
    seconds("under_review", &WorkerRow::under_review, "work waiting for a decision");
    for (std::size_t t = 0; t < unpaid_time.size(); ++t) {
        sim::Field f = sim::field(unpaid_time[t].name, &WorkerRow::online, unpaid_time[t].meaning);
        f.offset = offsetof(WorkerRow, unpaid) + t * sizeof(std::int32_t);
        fields.push_back(with_unit(f, "s"));
    }
    for (auto [name, member, meaning] :
         {std::tuple{"credited", &WorkerRow::credited, "pay credited in the span"},
          std::tuple{"balance", &WorkerRow::balance, "pay held below payout thresholds"},
          std::tuple{"paid_out", &WorkerRow::paid_out, "pay paid out since the run began"},
          std::tuple{"forfeited", &WorkerRow::forfeited, "pay lost with a ban since the run began"},
          std::tuple{"rail_fees", &WorkerRow::rail_fees, "fees of payouts since the run began"},
          std::tuple{"owner_cut", &WorkerRow::owner_cut, "kept by owners of borrowed accounts since the run began"}})
        fields.push_back(with_unit(sim::field(name, member, meaning), "1e-6 USD"));
    fields.push_back(with_unit(sim::field("approved", &WorkerRow::approved, "assignments approved in the span"), "assignments"));
    fields.push_back(with_unit(sim::field("rejected", &WorkerRow::rejected, "assignments rejected in the span"), "assignments"));
    fields.push_back(with_unit(
        sim::field("rejected_correct", &WorkerRow::rejected_correct, "of those rejected since the run began, correct ones"),
        "assignments"));
    fields.push_back(with_unit(sim::field("baseline_wage", &WorkerRow::baseline_wage, "reservation wage at rest"), "USD/h"));
    fields.push_back(with_unit(sim::field("expected_pay", &WorkerRow::expected_pay, "learned net pay per hour online"), "USD/h"));
    fields.push_back(sim::field("speed", &WorkerRow::speed, "work speed, 1 = nominal"));
    fields.push_back(with_unit(sim::field("skill", &WorkerRow::skill, "skill on the scale of task difficulty"), "logit"));
    return fields;
}

/// A row of a traced person: that of /workers, and what a reader of the events needs.
struct TracedRow : WorkerRow {
    std::uint32_t number;
    std::uint8_t logged_in;
    std::int32_t utc_offset;
};

}  // namespace

void write_workers(sim::ResultWriter& writer, const MicroworkModel& model, std::int32_t week) {
    const Market& m = model.market();
    const auto& lives = m.get<Lives>();
    const auto keep = model.output_countries();
    const sim::Randomness randomness(static_cast<std::uint64_t>(model.run.seed()),
                                     static_cast<std::uint32_t>(model.run.replicate()));
    std::vector<WorkerRow> rows;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        if (keep[lives.country[l]] && randomness.dice(worker_sample, lives.key[l]).chance(model.output.workers().value))
            rows.push_back(row_of(lives, m.get<Accounts>(), m.get<AccountFiles>(), l, week));
    }
    std::sort(rows.begin(), rows.end(), [](const WorkerRow& a, const WorkerRow& b) {
        return a.country != b.country ? a.country < b.country : a.key < b.key;
    });
    writer.table(
        "/workers", worker_fields(m.get<World>()), rows,
        {"",
         fmt::format(
             "a share of {} of the people who logged in, one row each: who they are and both ledgers over the measured span",
             model.output.workers().value),
         "",
         {}});
}

void write_traced_workers(sim::ResultWriter& writer, const MicroworkModel& model, std::int32_t week) {
    const Market& m = model.market();
    const auto& people = m.get<Traced>();
    std::vector<TracedRow> rows;
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        TracedRow row{};
        row.key = people.worker[p], row.country = people.country[p];
        if (const LifeId life = people.life[p]; life) {
            static_cast<WorkerRow&>(row) = row_of(m.get<Lives>(), m.get<Accounts>(), m.get<AccountFiles>(), life, week);
            row.utc_offset = m.get<Lives>().zone[life] * 900;
            row.logged_in = 1;
        }
        row.number = people.number[p];
        rows.push_back(row);
    }
    auto fields = worker_fields(m.get<World>());
    fields.push_back(sim::field("number", &TracedRow::number, "the person's number among the entrants of the country"));
    fields.push_back(sim::field("logged_in", &TracedRow::logged_in,
                                "has logged in since the run began; of others nothing but country and number is known",
                                {"no", "yes"}));
    fields.push_back(sim::field("utc_offset", &TracedRow::utc_offset, "the worker's clock minus UTC"));
    fields.back().unit = "s";
    writer.table("/trace/workers", fields, rows,
                 {"", "traced people, one row each: the columns of /workers, whose ledgers hold closed sessions", "", {}});
}

}  // namespace analysis
