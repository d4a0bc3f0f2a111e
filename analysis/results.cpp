#include "analysis/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include "analysis/trace_file.hpp"
#include "models/microwork/agents/unpaid_time.hpp"
#include "sim/elementary.hpp"

namespace analysis {

using namespace microwork;

namespace {

constexpr sim::Purpose worker_sample{"results.worker_sample"};

struct WorkerRow {
    std::uint64_t key;
    std::uint8_t country, platform, accounts, regular, main_income, vigilant, woman, age_band, degree, status, caregiver,
        connection, condition, dormant;
    std::uint32_t sessions;
    std::int32_t online, on_alert, paid, rejected_time, under_review;
    std::array<std::int32_t, unpaid_time.size()> unpaid;
    std::int64_t credited, balance, paid_out, forfeited, rail_fees, owner_cut;
    std::uint32_t approved, rejected;
    float baseline_wage, expected_pay, speed, skill;
};

void write_axes(sim::ResultWriter& writer, const MicroworkModel& model, std::size_t days) {
    const World& world = model.market().get<World>();
    std::vector<std::string> dates;
    for (std::size_t d = 0; d < days; ++d)
        dates.push_back(sim::date_text(model.clock().origin() + std::chrono::days(static_cast<int>(d))));
    writer.axis({"day", "date (UTC)", dates, {}});
    writer.axis({"country", "ISO 3166-1 alpha-2", world.country_codes(), {}});
    writer.axis({"platform", "platform", world.platform_ids(), {}});
    writer.axis({"family", "family of tasks", task_family_ids(), {}});
    writer.axis({"region", "ILO region", world.regions(), {}});
}

WorkerRow row_of(const Lives& lives, const Accounts& accounts, LifeId l) {
    WorkerRow w{};
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
    for (AccountId a = lives.first_account[l]; a; a = accounts.next[a]) {
        ++w.accounts;
        w.paid += accounts.paid[a].value, w.rejected_time += accounts.rejected_time[a].value,
            w.under_review += accounts.under_review[a].value;
        w.credited += accounts.credited[a].value, w.balance += accounts.balance[a].value, w.paid_out += accounts.paid_out[a].value;
        w.forfeited += accounts.forfeited[a].value, w.rail_fees += accounts.rail_fees[a].value;
        w.owner_cut += accounts.owner_cut[a].value;
        w.approved += accounts.approved_span[a], w.rejected += accounts.rejected_span[a];
    }
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
    fields.push_back(with_unit(sim::field("baseline_wage", &WorkerRow::baseline_wage, "reservation wage at rest"), "USD/h"));
    fields.push_back(with_unit(sim::field("expected_pay", &WorkerRow::expected_pay, "learned net pay per hour online"), "USD/h"));
    fields.push_back(sim::field("speed", &WorkerRow::speed, "work speed, 1 = nominal"));
    fields.push_back(with_unit(sim::field("skill", &WorkerRow::skill, "skill on the scale of task difficulty"), "logit"));
    return fields;
}

void write_workers(sim::ResultWriter& writer, const MicroworkModel& model) {
    const Market& m = model.market();
    const auto& lives = m.get<Lives>();
    const auto keep = model.output_countries();
    const sim::Randomness randomness(static_cast<std::uint64_t>(model.run.seed()),
                                     static_cast<std::uint32_t>(model.run.replicate()));
    std::vector<WorkerRow> rows;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        if (keep[lives.country[l]] && randomness.dice(worker_sample, lives.key[l]).chance(model.output.workers().value))
            rows.push_back(row_of(lives, m.get<Accounts>(), l));
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

/// A row of a traced person: that of /workers, and what a reader of the events needs.
struct TracedRow : WorkerRow {
    std::uint32_t number;
    std::uint8_t logged_in;
    std::int32_t utc_offset;
};

void write_traced_workers(sim::ResultWriter& writer, const MicroworkModel& model) {
    const Market& m = model.market();
    const auto& people = m.get<Traced>();
    std::vector<TracedRow> rows;
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        TracedRow row{};
        row.key = people.worker[p], row.country = people.country[p];
        if (const LifeId life = people.life[p]; life) {
            static_cast<WorkerRow&>(row) = row_of(m.get<Lives>(), m.get<Accounts>(), life);
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

/// Histogram of a quantity per person, by region of the person.
class PersonHistogram {
  public:
    PersonHistogram(std::string name, std::string unit, std::string description, std::vector<double> edges, std::size_t regions)
        : name_(std::move(name)),
          unit_(std::move(unit)),
          description_(std::move(description)),
          edges_(std::move(edges)),
          counts_((edges_.size() - 1) * regions),
          regions_(regions) {}
    void add(std::size_t region, double value) {
        const auto above = std::upper_bound(edges_.begin() + 1, edges_.end() - 1, value);
        ++counts_[region * (edges_.size() - 1) + static_cast<std::size_t>(above - edges_.begin()) - 1];
    }
    void write(sim::ResultWriter& writer) const {
        const std::size_t bins = edges_.size() - 1;
        std::vector<double> index(bins);
        for (std::size_t i = 0; i < bins; ++i)
            index[i] = static_cast<double>(i);
        writer.axis({name_ + "_edges", unit_, {}, edges_});
        writer.axis({name_ + "_bin", "bin", {}, index});
        const std::size_t dims[] = {regions_, bins};
        writer.dataset(
            "/distributions/" + name_, counts_, dims,
            {"people",
             description_ + " (bin i lies between edge i and edge i+1 of /axes/" + name_ + "_edges; the last bin is open)",
             "",
             {"region", name_ + "_bin"}});
    }

  private:
    std::string name_, unit_, description_;
    std::vector<double> edges_;
    std::vector<std::int64_t> counts_;
    std::size_t regions_;
};

std::vector<double> log_edges(double from, double to, int per_factor_ten) {
    std::vector<double> edges{0};
    for (int i = 0;; ++i) {
        const double e = from * sim::elementary::power(10, static_cast<double>(i) / per_factor_ten);
        edges.push_back(e);
        if (e >= to)
            return edges;
    }
}
std::vector<double> even_edges(double from, double to, int bins) {
    std::vector<double> edges;
    for (int i = 0; i <= bins; ++i)
        edges.push_back(from + (to - from) * i / bins);
    return edges;
}

void write_person_distributions(sim::ResultWriter& writer, const MicroworkModel& model) {
    const Market& m = model.market();
    const World& world = m.get<World>();
    const auto& lives = m.get<Lives>();
    const auto keep = model.output_countries();
    const auto regions = world.regions();
    const std::size_t n = regions.size();
    PersonHistogram total("pay_total_time", "USD/h",
                          "people by pay per hour online, of those with an hour online and a decided task", even_edges(0, 30, 300),
                          n);
    PersonHistogram paid("pay_paid_time", "USD/h", "the same people by pay per hour of paid work", even_edges(0, 30, 300), n);
    PersonHistogram weekly("weekly_hours", "h", "people online in the span by mean hours online a week", even_edges(0, 90, 180), n);
    PersonHistogram earnings("earnings", "USD", "people online in the span by pay credited in it", log_edges(0.01, 100000, 10), n);
    std::vector<PersonHistogram> idle;
    const auto idle_by = [&](std::string cause, std::string meaning) {
        idle.emplace_back("idle_" + cause, "share", "people with an hour online by share of time online: " + meaning,
                          even_edges(0, 1, 100), n);
    };
    for (const UnpaidTime& t : unpaid_time)
        idle_by(t.name, t.meaning);
    idle_by("rejected_time", "rejected work");
    const double weeks =
        std::max(1.0 / 7, static_cast<double>(model.end_tick() - model.measured_from()) / model.clock().ticks_per_week());
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId l{r};
        if (!keep[lives.country[l]] || lives.sessions[l] == 0)
            continue;
        const auto region = static_cast<std::size_t>(
            std::lower_bound(regions.begin(), regions.end(), world.countries[lives.country[l]].region) - regions.begin());
        const WorkerRow w = row_of(lives, m.get<Accounts>(), l);
        const double hours = w.online / 3600.0, dollars = static_cast<double>(w.credited) * 1e-6;
        weekly.add(region, hours / weeks);
        earnings.add(region, dollars);
        if (hours < 1)
            continue;
        for (std::size_t c = 0; c < idle.size(); ++c)
            idle[c].add(region, (c < w.unpaid.size() ? w.unpaid[c] : w.rejected_time) / static_cast<double>(w.online));
        if (w.approved + w.rejected == 0)
            continue;
        total.add(region, dollars / hours);
        if (w.paid > 0)
            paid.add(region, dollars * 3600 / w.paid);
    }
    for (const auto* h : {&total, &paid, &weekly, &earnings})
        h->write(writer);
    for (const auto& h : idle)
        h.write(writer);
}

template <class L>
void write_ledger(sim::ResultWriter& writer, const L& ledger, const std::vector<std::string>& classes, const char* unit,
                  const char* identity) {
    const std::string path = "/ledgers/" + std::string(ledger.name());
    std::vector<std::int64_t> balance;
    for (std::size_t c = 0; c < classes.size(); ++c)
        balance.push_back(ledger[static_cast<typename L::class_type>(c)]);
    writer.axis({std::string(ledger.name()) + "_class", "class", classes, {}});
    writer.dataset(path, balance,
                   {unit, std::string(ledger.meaning()) + "; identity: " + identity, "", {std::string(ledger.name()) + "_class"}});
    writer.attribute(path, {"entered", ledger.entered()});
}

void write_hashes(sim::ResultWriter& writer, const MicroworkModel& model) {
    auto& hashes = const_cast<MicroworkModel&>(model).hashes();
    std::vector<std::string> names;
    for (const auto* t : const_cast<MicroworkModel&>(model).tables())
        names.emplace_back(t->name());
    writer.strings("/hashes/tables", names, {"", "names of the tables, by index", "", {}});
    writer.dataset("/hashes/tick", hashes.tick.all(), {"tick", "before this tick", "", {}});
    writer.dataset("/hashes/table", hashes.table.all(), {"index", "table", "", {}});
    writer.dataset("/hashes/group", hashes.group.all(), {"index", "country; platform for batches", "", {}});
    writer.dataset("/hashes/phase", hashes.phase.all(), {"index", "0 = before the tick, n = after its n-th phase", "", {}});
    writer.dataset("/hashes/hash", hashes.hash.all(),
                   {"hash", "wrapping sum over the rows of a 64-bit hash of each value under the row's structural key", "", {}});
}

}  // namespace

void write_results(sim::ResultWriter& writer, const MicroworkModel& model, const sim::Scenario& scenario, std::int32_t next_tick) {
    const Market& m = model.market();
    const auto days = static_cast<std::size_t>(model.clock().day_of(next_tick));
    write_axes(writer, model, days);
    writer.attribute("/", {"title", scenario.title()});
    writer.attribute("/", {"seed", model.run.seed()});
    writer.attribute("/", {"replicate", model.run.replicate()});
    writer.attribute("/", {"measured_from", sim::date_text(model.clock().date(model.measured_from()))});
    writer.attribute("/", {"measured_to", sim::date_text(model.clock().date(next_tick))});
    writer.attribute("/", {"complete", std::int64_t{next_tick >= model.end_tick()}});
    writer.text("/scenario/resolved", sim::resolved_toml(scenario, model.param_groups()),
                {"TOML", "every parameter with its value", "", {}});
    std::size_t number = 0;
    for (const auto& layer : scenario.layers()) {
        const std::string path = fmt::format("/scenario/layers/{}", number++);
        writer.text(path, layer.text, {"TOML", "a layer of the scenario as it was read, the base first", "", {}});
        writer.attribute(path, {"path", std::filesystem::path(layer.path).filename().string()});
    }
    m.get<sim::Recorder>().write(writer, days);
    write_person_distributions(writer, model);
    write_workers(writer, model);
    if (m.get<Traced>().rows() > 0) {
        write_traced_workers(writer, model);
        write_trace(writer, model);
    }
    std::vector<std::string> time_classes{"under_review", "paid", "rejected"};
    for (const UnpaidTime& t : unpaid_time)
        time_classes.emplace_back(t.name);
    write_ledger(writer, m.get<TimeLedger>(), time_classes, "s", "time online = sum of its classes");
    write_ledger(writer, m.get<TaskLedger>(), {"open", "in_progress", "under_review", "approved", "rejected", "expired"},
                 "assignments", "assignments posted = sum of their states");
    write_ledger(writer, m.get<MoneyLedger>(),
                 {"below_threshold", "paid_out", "forfeited", "rail_fee", "owner_cut", "commission", "levy"}, "1e-6 USD",
                 "requesters' outlay = pay held + paid out + forfeited + rail fees + owners' cut + commission + levy");
    write_hashes(writer, model);
}

}  // namespace analysis
