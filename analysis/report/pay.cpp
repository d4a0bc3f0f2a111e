// What an hour brings: pay over all time online and over paid time, by region, and how much of the time is not paid.
#include <fmt/format.h>

#include <cmath>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

constexpr double shown_to = 12;  // USD/h: nearly everybody; the rest is a figure in the table
constexpr double bin_width = 0.5;

/// Shares of people by bin of `bin_width` up to `shown_to`, and beyond it as the last.
std::vector<double> coarse_shares(const ResultFile& file, const std::string& name) {
    const auto counts = file.file().read<double>("/distributions/" + name);
    const auto edges = file.file().read<double>("/axes/" + name + "_edges");
    const std::size_t fine = edges.size() - 1;
    std::vector<double> shares(static_cast<std::size_t>(shown_to / bin_width) + 1);
    double total = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double middle = (edges[i % fine] + edges[i % fine + 1]) / 2;
        shares[std::min(shares.size() - 1, static_cast<std::size_t>(middle / bin_width))] += counts[i];
        total += counts[i];
    }
    for (double& s : shares)
        s = total > 0 ? s / total : 0;
    return shares;
}

std::vector<Estimate> shares_over(const Variant& v, const std::string& name) {
    std::vector<std::vector<double>> by_file;
    for (const auto& file : v.files)
        by_file.push_back(coarse_shares(file, name));
    std::vector<Estimate> result;
    for (std::size_t bin = 0; bin < by_file.front().size(); ++bin) {
        std::vector<Measured> values;
        for (const auto& shares : by_file)
            values.push_back({shares[bin]});
        result.push_back(over(values));
    }
    return result;
}

Json curve(const std::string& name, int colour, const std::vector<Estimate>& shares) {
    Json values = Json::array();
    for (const auto& s : shares)
        values.push(json(s));
    return Json::object().set("name", name).set("colour", colour).set("values", values);
}

Json mark(const std::string& label, double at, int colour, bool published) {
    return Json::object().set("label", label).set("at", at).set("colour", colour).set("published", published);
}

void add_published(const Material& m, Json& marks, const char* id, const char* label, int colour) {
    if (const Score* s = m.published(id))
        marks.push(mark(fmt::format("{} {}{}", label, number(s->target.value, 2), s->target.recalled() ? " (recalled)" : ""),
                        s->target.value, colour, true));
}

Table pay_table(const std::vector<Estimate>& total, const std::vector<Estimate>& paid) {
    Table t{"Share of people by hourly pay", {"USD per hour", "on total time", "on paid time"}, {}, 1};
    for (std::size_t bin = 0; bin < total.size(); ++bin) {
        const double from = static_cast<double>(bin) * bin_width;
        t.rows.push_back({bin + 1 == total.size() ? number(from, 1) + " or more" : range(from, from + bin_width, 1),
                          percent_with_interval(total[bin]), percent_with_interval(paid[bin])});
    }
    return t;
}

Table pay_figures(const Estimate& mean, const Estimate& median, const Estimate& paid_mean, const Estimate& paid_median) {
    return {
        "Hourly pay, USD per hour, over people",
        {"measure", "on total time", "on paid time"},
        {{"mean", with_interval(mean), with_interval(paid_mean)}, {"median", with_interval(median), with_interval(paid_median)}},
        1};
}

Figure pay_figure(const Material& m) {
    const auto total = shares_over(m.base, "pay_total_time"), paid = shares_over(m.base, "pay_paid_time");
    const auto of = [&](auto member) { return over(m.base.census, [member](const Census& c) { return c.world.*member; }); };
    const Estimate mean = of(&GroupCensus::pay_total_mean), median = of(&GroupCensus::pay_total_median);
    const Estimate paid_mean = of(&GroupCensus::pay_paid_mean), paid_median = of(&GroupCensus::pay_paid_median);
    Figure f;
    f.id = "pay-distribution", f.title = "Hourly pay, on total time and on paid time", f.chart = "curves";
    f.says = fmt::format(
        "Half of the people earn less than {} USD per hour online; counted on paid time alone it looks like {} USD. The distance "
        "between the curves is work that nobody pays.",
        number(median.value, 2), number(paid_median.value, 2));
    Json marks = Json::array();
    marks.push(mark("median, total time " + number(median.value, 2), median.value, 0, false));
    marks.push(mark("median, paid time " + number(paid_median.value, 2), paid_median.value, 1, false));
    add_published(m, marks, "earn_total_mean_global", "survey, mean, total time", 0);
    add_published(m, marks, "earn_total_median_global", "survey, median, total time", 0);
    add_published(m, marks, "earn_paid_mean_global", "survey, mean, paid time", 1);
    f.data.set("x", "USD per hour").set("y", "share of people").set("step", bin_width).set("percent", true);
    f.data.set("open", true)
        .set("curves", Json::array().push(curve("on total time", 0, total)).push(curve("on paid time", 1, paid)));
    f.data.set("marks", marks);
    f.note = "Everybody with at least an hour online and a decided task in the span; exact counts, in steps of 0.50 USD. " +
             m.uncertainty();
    f.tables = {pay_figures(mean, median, paid_mean, paid_median), pay_table(total, paid)};
    return f;
}

Figure region_figure(const Material& m) {
    Figure f;
    f.id = "pay-regions", f.title = "Hourly pay on total time by region", f.chart = "dots";
    f.says = "One pay per hour for the world hides where people live: mean and median of all time online, unpaid time included.";
    Json rows = Json::array();
    Table table{
        "Hourly pay on total time, USD per hour", {"region", "people", "mean", "median", "unpaid hours per paid hour"}, {}, 1};
    const auto add = [&](const std::string& name, const auto& group) {
        const auto of = [&](auto member) { return over(m.base.census, [&](const Census& c) { return group(c).*member; }); };
        const Estimate mean = of(&GroupCensus::pay_total_mean), median = of(&GroupCensus::pay_total_median);
        const double people = over(m.base.census, [&](const Census& c) { return Measured{group(c).measured}; }).value;
        if (people > 0)
            rows.push(Json::object()
                          .set("name", name)
                          .set("dots", Json::array().push(json(mean).set("of", 0)).push(json(median).set("of", 1))));
        table.rows.push_back(
            {name, number(people), with_interval(mean), with_interval(median), with_interval(of(&GroupCensus::unpaid_per_paid))});
    };
    add("World", [](const Census& c) -> const GroupCensus& { return c.world; });
    for (std::size_t r = 0; r < m.base.census.front().regions.size(); ++r)
        add(m.base.census.front().regions[r].name, [r](const Census& c) -> const GroupCensus& { return c.regions[r]; });
    f.data.set("x", "USD per hour online")
        .set("series", std::vector<std::string>{"mean", "median"})
        .set("rows", rows)
        .set("zero", true);
    f.note = m.uncertainty(), f.tables = {table};
    return f;
}

Figure unpaid_figure(const Material& m) {
    const auto& census = m.base.census;
    std::vector<Estimate> shares;
    for (std::size_t bin = 0; bin < census.front().unpaid_share.size(); ++bin)
        shares.push_back(over(census, [bin](const Census& c) { return Measured{c.unpaid_share[bin]}; }));
    const double median = over(census, [](const Census& c) { return Measured{c.unpaid_share_median}; }).value;
    const Estimate ratio = over(census, [](const Census& c) { return c.world.unpaid_per_paid; });
    Figure f;
    f.id = "unpaid-distribution", f.title = "How much of the time online is not paid", f.chart = "curves";
    f.says = fmt::format(
        "For half of the people more than {} of the time online is unpaid; all together there are {} unpaid hours to an hour of "
        "work that was paid or still can be.",
        percent(median, 0), number(ratio.value, 2));
    const double width = 1.0 / static_cast<double>(shares.size());
    Json marks = Json::array().push(mark("median " + percent(median, 0), 100 * median, 0, false));
    if (const Score* s = m.published("unpaid_per_paid_ratio_survey"))
        marks.push(mark("survey " + percent(s->target.value / (1 + s->target.value), 0),
                        100 * s->target.value / (1 + s->target.value), 0, true));
    f.data.set("x", "share of time online that is not paid, %")
        .set("y", "share of people")
        .set("step", 100 * width)
        .set("percent", true);
    f.data.set("curves", Json::array().push(curve("people", 0, shares))).set("marks", marks);
    Table t{"Share of people by unpaid share of their time online", {"unpaid share of time", "people"}, {}, 1};
    for (std::size_t bin = 0; bin < shares.size(); ++bin)
        t.rows.push_back({range(100 * width * static_cast<double>(bin), 100 * width * static_cast<double>(bin + 1), 0) + " %",
                          percent_with_interval(shares[bin])});
    f.note =
        "The same people. Unpaid is time online without paid work and without work that waits for a decision. " + m.uncertainty();
    f.tables = {t};
    return f;
}

}  // namespace

Section pay_section(const Material& m) {
    Section s;
    s.id = "pay", s.title = "What an hour brings";
    s.figures = {pay_figure(m), region_figure(m), unpaid_figure(m)};
    return s;
}

}  // namespace analysis::report
