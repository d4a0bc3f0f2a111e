// Where the money goes: from requesters through platforms to workers, and how concentrated requesters are.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

constexpr double micro = 1e-6;

/// Nodes and links of the flows, written down as they are found.
struct Flows {
    std::vector<std::string> nodes;
    std::vector<int> kinds;  ///< colour: 0 requesters, 1 platforms, 2 their commission, 3 workers, 4 others
    Json links = Json::array();
    Table table{"Flows of the measured span, USD", {"from", "to", "USD", "share of the outlay"}, {}, 2};
    double outlay = 0;

    std::size_t node(const std::string& name, int kind) {
        const auto at = std::find(nodes.begin(), nodes.end(), name);
        if (at != nodes.end())
            return static_cast<std::size_t>(at - nodes.begin());
        nodes.push_back(name), kinds.push_back(kind);
        return nodes.size() - 1;
    }
    void link(std::size_t from, std::size_t to, const Estimate& micro_usd) {
        const Estimate usd{micro_usd.value * micro, {micro_usd.interval.low * micro, micro_usd.interval.high * micro}};
        if (usd.value <= 0)
            return;
        links.push(
            Json::object().set("source", static_cast<double>(from)).set("target", static_cast<double>(to)).set("value", usd.value));
        table.rows.push_back({nodes[from], nodes[to], with_interval(usd, 0), percent(usd.value / outlay)});
    }
};

Estimate sum(const Estimate& a, const Estimate& b) { return {a.value + b.value, Interval::none()}; }

/// Pay credited by region of the worker.
std::vector<std::pair<std::string, double>> pay_by_region(const Variant& v) {
    const Codes region = v.first().codes("/countries", "region");
    const auto pay = v.totals("pay");
    std::vector<std::pair<std::string, double>> regions;
    for (const auto& name : region.names)
        regions.emplace_back(name, 0);
    for (std::size_t k = 0; k < pay.size(); ++k)
        regions[region.code[k]].second += pay[k].value;
    return regions;
}

Figure flow_figure(const Material& m) {
    const Variant& v = m.base;
    const Codes platform = v.first().codes("/platforms", "name");
    const auto rewards = v.totals("rewards"), commission = v.totals("commission");
    Flows flows;
    const Estimate all_rewards = v.total("rewards"), all_commission = v.total("commission"), cut = v.total("owner_cut");
    flows.outlay = (all_rewards.value + all_commission.value) * micro;
    const std::size_t requesters = flows.node("Requesters", 0);
    std::vector<std::size_t> order(rewards.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rewards[a].value > rewards[b].value; });
    for (const std::size_t p : order)
        if (rewards[p].value > 0)
            flows.link(requesters, flows.node(platform.name(p), 1), sum(rewards[p], commission[p]));
    const std::size_t workers = flows.node("Workers' pay", 3), fees = flows.node("Platforms' commission", 2);
    for (const std::size_t p : order)
        if (rewards[p].value > 0)
            flows.link(flows.node(platform.name(p), 1), workers, rewards[p]),
                flows.link(flows.node(platform.name(p), 1), fees, commission[p]);
    for (const auto& [name, pay] : pay_by_region(v))
        flows.link(workers, flows.node(name, 3), {pay, Interval::none()});
    flows.link(workers, flows.node("Owners of borrowed accounts", 4), cut);
    Figure f;
    f.id = "money-flows", f.title = "Flows of money", f.chart = "flows";
    f.says = fmt::format("Requesters spent {} USD on approved work in the span: {} went to workers, {} to platforms as commission.",
                         number(flows.outlay), percent(all_rewards.value * micro / flows.outlay),
                         percent(all_commission.value * micro / flows.outlay));
    f.data.set("nodes", flows.nodes)
        .set("kinds", std::vector<double>(flows.kinds.begin(), flows.kinds.end()))
        .set("links", flows.links);
    f.note =
        "Booked on approval, in the measured span, at the scale of the run. What workers are credited reaches them less fees of "
        "payment, and above thresholds only: see the ledger. " +
        m.uncertainty();
    f.tables = {flows.table};
    return f;
}

/// A class of the ledger as a reader would name it.
std::string in_plain_words(std::string name) {
    static const std::map<std::string, const char*> words = {{"below_threshold", "held for workers, below thresholds"},
                                                             {"paid_out", "paid out to workers"},
                                                             {"forfeited", "forfeited on banned accounts"},
                                                             {"rail_fee", "fees of payouts"},
                                                             {"owner_cut", "owners of borrowed accounts"},
                                                             {"commission", "commission of platforms"},
                                                             {"levy", "levies"}};
    if (const auto known = words.find(name); known != words.end())
        return known->second;
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

Figure ledger_figure(const Material& m) {
    const ResultFile& file = m.base.first();
    const auto names = file.file().strings("/axes/money_ledger_class");
    Figure f;
    f.id = "money-ledger", f.title = "What became of each dollar", f.chart = "bars";
    Table table{"Requesters' outlay since the run began, by where it stands at the end", {"class", "USD", "share"}, {}, 1};
    Json rows = Json::array();
    std::vector<Estimate> classes;
    double all = 0;
    for (std::size_t c = 0; c < names.size(); ++c) {
        std::vector<Measured> values;
        for (const auto& result : m.base.files)
            values.push_back({result.file().read<double>("/ledgers/money_ledger").at(c) * micro});
        classes.push_back(over(values));
        all += classes.back().value;
    }
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::string name = in_plain_words(names[c]);
        rows.push(json(classes[c]).set("name", name));
        table.rows.push_back({name, with_interval(classes[c], 0), percent(classes[c].value / all, 2)});
    }
    f.says = fmt::format(
        "The book is closed to the micro-dollar: its classes add up to the {} USD that requesters paid, burn-in included.",
        number(all));
    f.data.set("x", "USD").set("rows", rows);
    f.note = "From the money ledger, whose identity is checked at every tick. " + m.uncertainty();
    f.tables = {table};
    return f;
}

constexpr std::size_t lorenz_steps = 100;

Figure requester_figure(const Material& m) {
    const char *id = "requesters", *title = "Concentration of requesters", *table = "/surveys/log-2016/requesters";
    if (!m.base.first().has(table))
        return missing(id, title,
                       "The result holds no requesters: they are seen by the plug-in panel of 2016. Get them by switching the "
                       "survey log-2016 on in the scenario.");
    std::vector<Estimate> curve;
    std::vector<std::vector<Measured>> by_step(lorenz_steps + 1);
    std::vector<Measured> top1, top10;
    for (const auto& file : m.base.files) {
        auto mass = file.numbers(table, "reward_mass");
        const auto shares = lorenz(mass, {}, lorenz_steps);
        for (std::size_t i = 0; i <= lorenz_steps; ++i)
            by_step[i].push_back({shares[i]});
        const auto fine = lorenz(mass, {}, 100);
        top1.push_back({1 - fine[99]}), top10.push_back({1 - fine[90]});
    }
    Json values = Json::array();
    Table rows{
        "Share of all rewards posted by the smallest requesters", {"smallest share of requesters", "share of rewards"}, {}, 1};
    for (std::size_t i = 0; i <= lorenz_steps; ++i) {
        curve.push_back(over(by_step[i]));
        values.push(json(curve.back()));
        if (i % 10 == 0 || i + 1 == lorenz_steps)
            rows.rows.push_back({percent(static_cast<double>(i) / lorenz_steps, 0), percent_with_interval(curve.back())});
    }
    Figure f;
    f.id = id, f.title = title, f.chart = "lorenz";
    f.says = fmt::format("The largest hundredth of the requesters posts {} of the rewards, the largest tenth {}.",
                         percent(over(top1).value), percent(over(top10).value));
    f.data.set("x", "share of requesters, the smallest first").set("y", "share of rewards posted");
    f.data.set("curves", Json::array().push(Json::object().set("name", "requesters").set("values", values)));
    f.note = "Requesters that the plug-in panel saw on Amazon Mechanical Turk. " + m.uncertainty();
    f.tables = {rows};
    return f;
}

}  // namespace

Section money_section(const Material& m) {
    Section s;
    s.id = "money", s.title = "Where the money goes";
    s.figures = {flow_figure(m), ledger_figure(m), requester_figure(m)};
    return s;
}

}  // namespace analysis::report
