// Other variants against the base: differences first, over common random numbers.
#include "analysis/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

Estimate ours(const analysis::Estimate& e) { return {e.value, e.interval}; }

/// A difference with its sign: "+0.31 (+0.12 to +0.50)".
std::string signed_text(double value, const std::string& unit) {
    const std::string text = in_unit(value, unit);
    return value > 0 && text != "–" ? "+" + text : text;
}

std::string difference_text(const analysis::Estimate& e, const std::string& unit) {
    std::string text = signed_text(e.value, unit);
    if (e.interval.exists())
        text += fmt::format(" ({} to {})", signed_text(e.interval.low, unit), signed_text(e.interval.high, unit));
    return text;
}

std::string plain(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
}

Table rows_table(const std::string& caption, const std::vector<ComparisonRow>& rows, const VariantComparison& v, bool named) {
    Table t{caption, {"what", "unit", "difference", "base", v.title}, {}, 2};
    for (const auto& r : rows)
        t.rows.push_back({named ? plain(r.member) + ", " + r.label : r.label, r.unit == "1" ? "" : r.unit,
                          difference_text(r.difference, r.unit), in_unit(r.base, r.unit), in_unit(r.other, r.unit)});
    return t;
}

std::string uncertainty(const VariantComparison& v) {
    return v.intervals()
               ? fmt::format(
                     "Differences of {} pairs of runs over common random numbers; intervals (95 %, Student's t) over pairs.",
                     v.pairs())
               : "One pair of runs over common random numbers: no interval exists, and a difference may be chance of the pair. "
                 "Give replicates of both for intervals.";
}

/// The relative change of each quantity, so that all stand on one axis.
Figure headline_figure(const VariantComparison& v, const ComparisonSection& section, const std::string& prefix) {
    Figure f;
    f.id = prefix + "-headline", f.title = "What changes, in per cent of the base", f.chart = "dots", f.open = true;
    Json rows = Json::array();
    const ComparisonRow* most = nullptr;
    for (const auto& r : section.rows) {
        if (!(std::abs(r.base) > 0) || !std::isfinite(r.difference.value))
            continue;
        const double b = std::abs(r.base);
        const Estimate e{r.difference.value / b, {r.difference.interval.low / b, r.difference.interval.high / b}};
        rows.push(Json::object().set("name", r.label).set("dots", Json::array().push(json(e).set("of", 0))));
        if (r.difference.distinguishable() && (!most || std::abs(e.value) > std::abs(most->difference.value / most->base)))
            most = &r;
    }
    if (most)
        f.says = fmt::format("Largest change that chance does not explain: {}, {} {} (base {}).", most->label,
                             difference_text(most->difference, most->unit), most->unit == "share" ? "" : most->unit,
                             in_unit(most->base, most->unit));
    else
        f.says = v.intervals() ? "No headline figure changes by more than chance may explain." : "";
    f.data.set("x", "change in % of the base")
        .set("rows", rows)
        .set("percent", true)
        .set("difference", true)
        .set("series", std::vector<std::string>{"change"});
    f.note = uncertainty(v);
    f.tables = {rows_table("Headline figures", section.rows, v, false)};
    return f;
}

/// The difference of hourly pay for each member of a group.
Figure group_figure(const VariantComparison& v, const ComparisonSection& section, const std::string& prefix) {
    Figure f;
    f.id = prefix + "-" + section.name, f.title = section.title, f.chart = "dots";
    Json rows = Json::array();
    std::string label;
    for (const auto& r : section.rows)
        if (r.measure.starts_with("pay_total_time") && std::isfinite(r.difference.value) && (label.empty() || label == r.label)) {
            label = r.label;
            rows.push(
                Json::object().set("name", plain(r.member)).set("dots", Json::array().push(json(ours(r.difference)).set("of", 0))));
        }
    f.data.set("x", "difference of " + label + ", USD/h")
        .set("rows", rows)
        .set("difference", true)
        .set("series", std::vector<std::string>{"difference"});
    f.note = uncertainty(v), f.tables = {rows_table(section.title, section.rows, v, true)};
    return f;
}

Figure decile_figure(const VariantComparison& v, const std::string& prefix) {
    Figure f;
    f.id = prefix + "-deciles", f.title = "Winners and losers, by income in the base", f.chart = "dots";
    Json rows = Json::array();
    Table t{"People by their income in the base, the same people in both",
            {"tenth", "people", "income in the base, USD", "change, USD", "more than 5 % better off", "more than 5 % worse off"},
            {},
            1};
    for (const auto& d : v.deciles) {
        const std::string name = d.decile == "1"      ? "1, poorest"
                                 : d.decile == "10"   ? "10, richest"
                                 : d.decile == "none" ? "no income in the base"
                                                      : d.decile;
        if (d.decile != "all")
            rows.push(
                Json::object()
                    .set("name", name)
                    .set("dots", Json::array().push(json(ours(d.better)).set("of", 0)).push(json(ours(d.worse)).set("of", 1))));
        t.rows.push_back({name, number(d.people), number(d.base_income, 2), difference_text(d.mean_change, "USD"),
                          percent_with_interval(ours(d.better)), percent_with_interval(ours(d.worse))});
    }
    f.says =
        "Two runs of one market differ in who got which task, so many people gain and others lose even where nothing changes on "
        "average: look at the balance.";
    f.data.set("x", "share of the people of the tenth")
        .set("rows", rows)
        .set("percent", true)
        .set("zero", true)
        .set("series", std::vector<std::string>{"more than 5 % better off", "more than 5 % worse off"});
    f.note = fmt::format("{} people were seen in both runs of a pair, {} in the base alone, {} in the other alone. {}",
                         number(v.people.both), number(v.people.base_only), number(v.people.other_only), uncertainty(v));
    f.tables = {t};
    return f;
}

Json lorenz_curve(const std::string& name, const std::vector<double>& shares) {
    Json values = Json::array();
    for (const double s : shares)
        values.push(json(Estimate{s, Interval::none()}));
    return Json::object().set("name", name).set("values", values);
}

Figure inequality_figure(const VariantComparison& v, const std::string& prefix) {
    const auto& i = v.inequality;
    Figure f;
    f.id = prefix + "-inequality", f.title = "Inequality and poverty", f.chart = "lorenz";
    f.data.set("x", "share of people online, the poorest first").set("y", "share of the income");
    f.data.set("curves", Json::array().push(lorenz_curve("base", i.base)).push(lorenz_curve(v.title, i.other)));
    Table t{"Share of the income", {"poorest share of people", "base", v.title}, {}, 1};
    for (std::size_t k = 0; k < i.share.size(); ++k)
        t.rows.push_back({percent(i.share[k], 0), percent(i.base[k], 2), percent(i.other[k], 2)});
    f.note = fmt::format(
        "Poverty is pay below the statutory minimum wage of the country; {} people in {} countries without one are left out. {}",
        number(i.left_out), i.countries_left_out, uncertainty(v));
    f.tables = {rows_table("Gini coefficients and poverty", i.rows, v, false), t};
    f.open = true;
    return f;
}

Figure rows_figure(const VariantComparison& v, const std::vector<ComparisonRow>& rows, const std::string& id, const char* title,
                   const char* group, const char* measure, const char* axis, double unit) {
    Figure f;
    f.id = id, f.title = title, f.chart = "dots";
    Json dots = Json::array();
    for (const auto& r : rows)
        if ((*group == 0 || r.group == group) && (*measure == 0 || r.measure == measure) && r.measure != "gap" &&
            std::isfinite(r.difference.value)) {
            const Estimate e{r.difference.value * unit, {r.difference.interval.low * unit, r.difference.interval.high * unit}};
            dots.push(Json::object()
                          .set("name", *measure == 0 ? r.label : r.member)
                          .set("dots", Json::array().push(json(e).set("of", 0))));
        }
    f.data.set("x", axis).set("rows", dots).set("difference", true).set("series", std::vector<std::string>{"difference"});
    f.note = uncertainty(v), f.tables = {rows_table(title, rows, v, *measure != 0)};
    return f;
}

std::string changes_html(const VariantComparison& v) {
    Table t{"What differs in the scenarios", {"parameter", "base", v.title}, {}, 3};
    for (const auto& c : v.changes)
        t.rows.push_back({c.key, c.base.empty() ? "–" : c.base, c.other.empty() ? "–" : c.other});
    return t.rows.empty() ? "" : html(t);
}

Section section_of(const Comparison& all, const VariantComparison& v, std::size_t number_of) {
    const std::string prefix = fmt::format("compare-{}", number_of);
    Section s;
    s.id = prefix, s.title = fmt::format("Compared: {}", v.title);
    s.intro = fmt::format("Against the base, {}. {}", all.title, uncertainty(v));
    for (const auto& section : v.sections)
        s.figures.push_back(section.name == "headline" ? headline_figure(v, section, prefix) : group_figure(v, section, prefix));
    s.figures.push_back(decile_figure(v, prefix));
    s.figures.push_back(inequality_figure(v, prefix));
    s.figures.push_back(
        rows_figure(v, v.places, prefix + "-places", "Where the work went", "region", "pay", "difference of pay credited, USD", 1));
    s.figures.push_back(rows_figure(v, v.payers, prefix + "-payers", "Who pays", "span", "", "difference, USD", 1));
    s.html = changes_html(v);
    return s;
}

}  // namespace

std::vector<Section> comparison_sections(const Material& m) {
    std::vector<Section> sections;
    if (m.others.empty())
        return sections;
    std::vector<std::filesystem::path> files;
    for (const auto& file : m.base.files)
        files.emplace_back(file.path());
    for (const auto& other : m.others)
        for (const auto& file : other.files)
            files.emplace_back(file.path());
    const Comparison comparison = compare(files);
    for (const auto& v : comparison.others)
        sections.push_back(section_of(comparison, v, sections.size() + 1));
    if (!comparison.notes.empty()) {
        sections.back().html += "<h3>Left out of the comparison</h3>\n<ul>\n";
        for (const auto& note : comparison.notes)
            sections.back().html += fmt::format("<li>{}</li>\n", escaped(note));
        sections.back().html += "</ul>\n";
    }
    return sections;
}

}  // namespace analysis::report
