#include "analysis/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include "analysis/input_tables.hpp"
#include "analysis/panel_tables.hpp"
#include "analysis/person_ledger.hpp"
#include "analysis/presence_tables.hpp"
#include "analysis/survey_answers.hpp"
#include "analysis/trace_file.hpp"
#include "analysis/worker_table.hpp"
#include "models/microwork/agents/unpaid_time.hpp"
#include "sim/digest.hpp"
#include "sim/elementary.hpp"

namespace analysis {

using namespace microwork;

namespace {

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
        const PersonLedger w = ledger_of(lives, m.get<Accounts>(), m.get<AccountFiles>(), l);
        const double online = lives.online[l].value, hours = online / 3600, dollars = static_cast<double>(w.credited) * 1e-6;
        weekly.add(region, hours / weeks);
        earnings.add(region, dollars);
        if (hours < 1)
            continue;
        for (std::size_t c = 0; c < idle.size(); ++c)
            idle[c].add(
                region,
                static_cast<double>(c < unpaid_time.size() ? (lives.*unpaid_time[c].of_life)[l].value : w.rejected_time) / online);
        if (w.approved + w.rejected == 0)
            continue;
        total.add(region, dollars / hours);
        if (w.paid > 0)
            paid.add(region, dollars * 3600 / static_cast<double>(w.paid));
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

/// What runs of one scenario have in common and others have not: replicates and seeds share it. Tables count by what is in them,
/// not by where they lie.
std::string variant_of(const std::string& resolved, const std::vector<std::filesystem::path>& tables) {
    constexpr std::string_view changes_no_market[] = {
        "title = ",      "description = ",      "seed = ",       "replicate = ", "chunk = ", "audit = ",
        "hash_every = ", "checkpoint_every = ", "hash_phases = "};
    std::string kept;
    bool names_tables = false;
    for (std::size_t at = 0; at < resolved.size();) {
        const std::size_t end = std::min(resolved.find('\n', at), resolved.size() - 1) + 1;
        const std::string_view line(resolved.data() + at, end - at);
        if (line.starts_with("["))
            names_tables = line.starts_with("[data]");
        if (!names_tables && std::ranges::none_of(changes_no_market, [&](std::string_view key) { return line.starts_with(key); }))
            kept += line;
        at = end;
    }
    for (const auto& table : tables)
        kept += sim::sha256_of_file(table);
    return sim::sha256_of(kept).substr(0, 16);
}

}  // namespace

void write_results(sim::ResultWriter& writer, const MicroworkModel& model, const sim::Scenario& scenario, std::int32_t next_tick,
                   int threads) {
    const Market& m = model.market();
    const auto days = static_cast<std::size_t>(model.clock().day_of(next_tick));
    const std::int32_t week = std::max(0, next_tick - 1) / model.clock().ticks_per_week();
    write_axes(writer, model, days);
    writer.attribute("/", {"title", scenario.title()});
    writer.attribute("/", {"seed", model.run.seed()});
    writer.attribute("/", {"replicate", model.run.replicate()});
    writer.attribute("/", {"measured_from", sim::date_text(model.clock().date(model.measured_from()))});
    writer.attribute("/", {"measured_to", sim::date_text(model.clock().date(next_tick))});
    writer.attribute("/", {"complete", std::int64_t{next_tick >= model.end_tick()}});
    writer.attribute("/", {"burn_in_days", std::int64_t{model.clock().day_of(model.measured_from())}});
    writer.attribute("/", {"scale", model.population.scale()});
    writer.attribute("/", {"worker_share", static_cast<double>(model.output.workers().value)});
    const std::string resolved = sim::resolved_toml(scenario, model.param_groups());
    writer.attribute("/", {"variant", variant_of(resolved, model.inputs())});
    writer.text("/scenario/resolved", resolved, {"TOML", "every parameter with its value", "", {}});
    std::size_t number = 0;
    for (const auto& layer : scenario.layers()) {
        const std::string path = fmt::format("/scenario/layers/{}", number++);
        writer.text(path, layer.text, {"TOML", "a layer of the scenario as it was read, the base first", "", {}});
        writer.attribute(path, {"path", std::filesystem::path(layer.path).filename().string()});
    }
    m.get<sim::Recorder>().write(writer, days);
    write_person_distributions(writer, model);
    write_input_tables(writer, model);
    write_workers(writer, model, week);
    write_local_hours(writer, model, next_tick);
    write_panels(writer, model, next_tick, threads);
    if (m.get<Traced>().rows() > 0) {
        write_traced_workers(writer, model, week);
        write_trace(writer, model);
    }
    write_survey_answers(writer, model);
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
