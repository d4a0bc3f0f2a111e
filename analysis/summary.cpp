#include "analysis/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "analysis/engagement.hpp"
#include "analysis/person_ledger.hpp"

namespace analysis {

using namespace microwork;

namespace {

/// Who counts for pay: an hour online, and something decided on.
bool is_measured(const Lives& lives, LifeId l, const PersonLedger& money) {
    return lives.sessions[l] != 0 && lives.online[l].value >= 3600 && money.approved + money.rejected > 0;
}

void add_person(const Lives& lives, LifeId l, const PersonLedger& money, std::int32_t week, GroupSummary& g) {
    TimeUse& t = g.time;
    t.paid += money.paid, t.rejected += money.rejected_time, t.under_review += money.under_review;
    for (std::size_t c = 0; c < unpaid_time.size(); ++c)
        t.never_paid[c] += (lives.*unpaid_time[c].of_life)[l].value;
    g.approved += money.approved, g.rejected += money.rejected, g.pay_micro += money.credited;
    if (lives.sessions[l] == 0)
        return;
    ++g.online;
    const Circle circle = circle_of(lives, l, week);
    g.monthly += circle != Circle::occasional, g.weekly += circle == Circle::weekly;
    if (is_measured(lives, l, money))
        ++g.measured, g.ever_rejected += money.ever_rejected;
}

/// A number for each measured person; none for those without paid work where it is asked for.
struct Measure {
    Distribution GroupSummary::*of_group;
    std::optional<double> (*of_person)(double hours, const PersonLedger&);
};

double dollars(const PersonLedger& money) { return static_cast<double>(money.credited) * 1e-6; }
double paid_hours(const PersonLedger& money) { return static_cast<double>(money.paid) / 3600; }

constexpr Measure measures[] = {
    {&GroupSummary::pay_total_time,
     [](double hours, const PersonLedger& money) -> std::optional<double> { return dollars(money) / hours; }},
    {&GroupSummary::pay_paid_time,
     [](double, const PersonLedger& money) -> std::optional<double> {
         return money.paid > 0 ? std::optional(dollars(money) / paid_hours(money)) : std::nullopt;
     }},
    {&GroupSummary::unpaid_per_paid,
     [](double hours, const PersonLedger& money) -> std::optional<double> {
         const double unpaid = hours - paid_hours(money) - static_cast<double>(money.under_review) / 3600;
         return money.paid > 0 ? std::optional(std::max(0.0, unpaid) / paid_hours(money)) : std::nullopt;
     }},
};

/// Takes the numbers of all groups together: those of millions of people are held once.
std::vector<double> joined(std::vector<std::deque<double>> groups) {
    std::size_t n = 0;
    for (const auto& g : groups)
        n += g.size();
    std::vector<double> all;
    all.reserve(n);
    for (auto& g : groups) {
        all.insert(all.end(), g.begin(), g.end());
        g = {};
    }
    return all;
}

std::int64_t series_total(const sim::Recorder& record, std::string_view name, std::size_t from, std::size_t to) {
    for (std::size_t i = 0; i < record.series().size(); ++i)
        if (record.series()[i].name == name)
            return record.total({i}, from, to);
    return 0;
}

double share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Summary summarise(const MicroworkModel& model, std::int32_t next_tick) {
    const Market& m = model.market();
    const World& world = m.get<World>();
    const auto& lives = m.get<Lives>();
    const auto& workers = m.get<Workers>();
    const auto keep = model.output_countries();
    const sim::Clock clock = model.clock();
    const std::int32_t week = std::max(0, next_tick - 1) / clock.ticks_per_week();

    Summary s;
    s.complete = next_tick >= model.end_tick();
    s.from = sim::date_text(clock.date(model.measured_from())), s.to = sim::date_text(clock.date(next_tick));
    s.simulated_weeks = next_tick / clock.ticks_per_week();
    const std::vector<std::string> regions = world.regions();
    std::vector<std::size_t> region_of;  // by country
    for (const CountryData& country : world.countries)
        region_of.push_back(
            static_cast<std::size_t>(std::lower_bound(regions.begin(), regions.end(), country.region) - regions.begin()));
    s.regions.resize(regions.size());
    for (std::size_t g = 0; g < regions.size(); ++g)
        s.regions[g].name = regions[g];
    s.world.name = "all";
    for (std::size_t r = 0; r < workers.rows(); ++r)
        if (const WorkerId w{r}; keep[workers.country[w]])
            ++s.world.registered, ++s.regions[region_of[workers.country[w]]].registered;
    const auto each = [&](auto&& see) {
        for (std::size_t r = 0; r < lives.rows(); ++r)
            if (const LifeId l{r}; keep[lives.country[l]])
                see(l, region_of[lives.country[l]], ledger_of(lives, m.get<Accounts>(), m.get<AccountFiles>(), l));
    };
    each([&](LifeId l, std::size_t region, const PersonLedger& money) {
        add_person(lives, l, money, week, s.regions[region]);
        add_person(lives, l, money, week, s.world);
    });
    for (const Measure& measure : measures) {
        std::vector<std::deque<double>> values(s.regions.size());
        each([&](LifeId l, std::size_t region, const PersonLedger& money) {
            if (!is_measured(lives, l, money))
                return;
            if (const auto value = measure.of_person(static_cast<double>(lives.online[l].value) / 3600, money))
                values[region].push_back(*value);
        });
        for (std::size_t g = 0; g < values.size(); ++g) {
            std::vector<double> of_region(values[g].begin(), values[g].end());
            s.regions[g].*measure.of_group = describe(of_region);
        }
        std::vector<double> all = joined(std::move(values));
        s.world.*measure.of_group = describe(all);
    }
    std::erase_if(s.regions, [](const GroupSummary& g) { return g.registered == 0 && g.online == 0; });
    const auto from = static_cast<std::size_t>(clock.day_of(model.measured_from())),
               to = static_cast<std::size_t>(clock.day_of(next_tick));
    const auto total = [&](std::string_view name) { return to <= from ? 0 : series_total(m.get<sim::Recorder>(), name, from, to); };
    s.returned = total("returned"), s.handed_in = total("handed_in"), s.posted = total("posted"), s.expired = total("expired");
    s.claims = total("claims"), s.claims_lost = total("claims_lost");
    return s;
}

namespace {

std::string published(const World& world, std::string_view id) {
    for (const auto& f : world.figures)
        if (f.id == id)
            return fmt::format("{:g} ({:g} to {:g}), {}, {}{}", f.value, f.low, f.high, f.unit, f.instrument,
                               f.evidence == "recalled" ? ", recalled" : "");
    return "";
}

std::string row(std::string_view what, const std::string& simulated, const std::string& figure) {
    return fmt::format("  {:<40} {:>14}   {}\n", what, simulated, figure);
}

std::string spread(const Distribution& d) { return fmt::format("{:.2f}", d.mean); }

}  // namespace

std::string summary_table(const Summary& s, const World& world) {
    const GroupSummary& g = s.world;
    if (s.to <= s.from)
        return fmt::format("\nStopped in the burn-in: nothing is measured before {}.\n", s.from);
    std::string out = fmt::format(
        "\nMeasured {} to {}{}. Simulated people are counted by census; published figures come from surveys and logs,\n"
        "which see other people: compare orders of magnitude here, and like with like by microwork targets.\n\n",
        s.from, s.to, s.complete ? "" : " (stopped early)");
    out += row("", "simulated", "published");
    out += row("registered people", fmt::format("{}", g.registered), "");
    out += row("online at least once", fmt::format("{}", g.online), "");
    const auto circle = [&](std::int64_t people) {
        return s.simulated_weeks < 13 ? std::string("needs 13 weeks") : fmt::format("{:.3f}", share(people, g.registered));
    };
    out += row("monthly circle, share of registered", circle(g.monthly), "France: " + published(world, "fr_routine_share"));
    out += row("weekly circle, share of registered", circle(g.weekly), "France: " + published(world, "fr_very_active_share"));
    out += fmt::format("\n  pay per hour over {} workers with at least an hour online, USD\n", g.measured);
    out += row("  total time, mean", spread(g.pay_total_time), published(world, "earn_total_mean_global"));
    out +=
        row("  total time, median", fmt::format("{:.2f}", g.pay_total_time.median), published(world, "earn_total_median_global"));
    out += row("  total time, p10 and p90", fmt::format("{:.2f} / {:.2f}", g.pay_total_time.p10, g.pay_total_time.p90), "");
    out += row("  paid time, mean", spread(g.pay_paid_time), published(world, "earn_paid_mean_global"));
    out += row("  paid time, median", fmt::format("{:.2f}", g.pay_paid_time.median), "");
    out += row("  paid time, p10 and p90", fmt::format("{:.2f} / {:.2f}", g.pay_paid_time.p10, g.pay_paid_time.p90), "");
    out +=
        row("  all pay / all time online",
            fmt::format("{:.2f}",
                        g.time.total() == 0 ? 0 : static_cast<double>(g.pay_micro) * 3.6e-3 / static_cast<double>(g.time.total())),
            "");
    out += row("unpaid hours per paid hour", fmt::format("{:.2f}", share(g.time.unpaid(), g.time.paid + g.time.under_review)),
               published(world, "unpaid_per_paid_ratio_survey"));
    out += "\n  time online by cause, share\n";
    const auto part = [&](std::string_view name, std::int64_t seconds) {
        out += row(fmt::format("  {}", name), fmt::format("{:.3f}", share(seconds, g.time.total())), "");
    };
    part("paid work", g.time.paid), part("work under review", g.time.under_review), part("rejected work", g.time.rejected);
    for (std::size_t c = 0; c < unpaid_time.size(); ++c)
        part(unpaid_time[c].meaning, g.time.never_paid[c]);
    out += "\n";
    out += row("assignments rejected, share of decided", fmt::format("{:.4f}", share(g.rejected, g.approved + g.rejected)),
               "0.007, AMT LOG (Hara et al. 2018)");
    out += row("workers ever rejected, share", fmt::format("{:.3f}", share(g.ever_rejected, g.measured)),
               published(world, "ever_rejected_share"));
    out += row("assignments returned, share of handed in", fmt::format("{:.4f}", share(s.returned, s.handed_in)), "");
    out += row("assignments expired, share of posted", fmt::format("{:.4f}", share(s.expired, s.posted)), "");
    out += row("claims lost to faster workers, share", fmt::format("{:.4f}", share(s.claims_lost, s.claims + s.claims_lost)), "");
    out += fmt::format("\n  {:<34} {:>11} {:>9} {:>12} {:>12} {:>12}\n", "by region", "registered", "measured", "total, mean",
                       "total, med.", "paid, mean");
    for (const auto& r : s.regions)
        out += fmt::format("  {:<34} {:>11} {:>9} {:>12.2f} {:>12.2f} {:>12.2f}\n", r.name, r.registered, r.measured,
                           r.pay_total_time.mean, r.pay_total_time.median, r.pay_paid_time.mean);
    return out;
}

namespace {

std::string json(const Distribution& d) {
    return fmt::format(R"({{"n":{},"mean":{:.6g},"median":{:.6g},"p10":{:.6g},"p90":{:.6g}}})", d.n, d.mean, d.median, d.p10,
                       d.p90);
}

std::string json(const GroupSummary& g) {
    const TimeUse& t = g.time;
    std::string never_paid;
    for (std::size_t c = 0; c < unpaid_time.size(); ++c)
        never_paid += fmt::format(R"(,"{}":{})", unpaid_time[c].name, t.never_paid[c]);
    return fmt::format(
        R"({{"name":"{}","registered":{},"online":{},"measured":{},"monthly":{},"weekly":{},"ever_rejected":{},"approved":{},"rejected":{},"pay_usd":{:.6f},"pay_total_time":{},"pay_paid_time":{},"unpaid_per_paid":{},)"
        R"("time_s":{{"paid":{},"under_review":{},"rejected":{}{}}}}})",
        g.name, g.registered, g.online, g.measured, g.monthly, g.weekly, g.ever_rejected, g.approved, g.rejected,
        static_cast<double>(g.pay_micro) * 1e-6, json(g.pay_total_time), json(g.pay_paid_time), json(g.unpaid_per_paid), t.paid,
        t.under_review, t.rejected, never_paid);
}

}  // namespace

std::string summary_json(const Summary& s, const std::string& file, const std::string& digest) {
    std::string regions;
    for (const auto& r : s.regions)
        regions += (regions.empty() ? "" : ",") + json(r);
    std::string quoted;
    for (const char c : file)
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return fmt::format(
        R"({{"file":"{}","digest":"{}","from":"{}","to":"{}","complete":{},"world":{},"regions":[{}],"market":{{"posted":{},"handed_in":{},"returned":{},"expired":{},"claims":{},"claims_lost":{}}}}})"
        "\n",
        quoted, digest, s.from, s.to, s.complete, json(s.world), regions, s.posted, s.handed_in, s.returned, s.expired, s.claims,
        s.claims_lost);
}

}  // namespace analysis
