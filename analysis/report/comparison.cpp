// Other variants against the base: differences first, over common random numbers.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "analysis/report/comparison_words.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

std::string lower(std::string title) {
    if (!title.empty() && title[0] >= 'A' && title[0] <= 'Z')
        title[0] = static_cast<char>(title[0] - 'A' + 'a');
    return title;
}

/// The relative change of each quantity, so that all stand on one axis.
Figure headline_figure(const Compared& c, const ComparisonSection& section) {
    Figure f;
    f.id = c.prefix + "-headline", f.title = "What changes, in per cent of the base", f.chart = "dots", f.open = true;
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
        f.says = c.v.intervals() ? "No headline figure changes by more than chance may explain." : "";
    f.data.set("x", "change in % of the base")
        .set("rows", rows)
        .set("percent", true)
        .set("difference", true)
        .set("series", std::vector<std::string>{"change"});
    f.note = uncertainty(c.v);
    f.tables = {rows_table("Headline figures", section.rows, c, false)};
    return f;
}

/// Differences of hourly pay by member, on one scale for several groups.
class PayRows {
  public:
    explicit PayRows(const Compared& c) : c_(c) {}
    void add(const ComparisonSection& section, bool headed) {
        if (headed)
            rows_.push(Json::object().set("name", section.title).set("heading", true).set("dots", Json::array()));
        for (const auto& r : section.rows)
            if (r.measure == "pay_total_time" && std::isfinite(r.difference.value))
                rows_.push(Json::object()
                               .set("name", c_.named(r.member))
                               .set("dots", Json::array().push(json(ours(r.difference)).set("of", 0))));
        tables_.push_back(rows_table(section.title, section.rows, c_, true));
    }
    Figure figure(const std::string& id, const std::string& title) const {
        Figure f;
        f.id = c_.prefix + "-" + id, f.title = title, f.chart = "dots";
        f.data.set("x", "difference of mean pay per hour online, USD/h").set("rows", rows_).set("difference", true);
        f.data.set("series", std::vector<std::string>{"difference"});
        f.tables = tables_;
        return f;
    }
    bool empty() const { return tables_.empty(); }

  private:
    const Compared& c_;
    Json rows_ = Json::array();
    std::vector<Table> tables_;
};

/// The headline; places each in a figure of their own; who people are in one, so that groups can be compared.
std::vector<Figure> section_figures(const Compared& c) {
    std::vector<Figure> figures;
    PayRows people(c);
    for (const auto& section : c.v.sections) {
        const bool place = section.name == "country" || section.name == "region" || section.name == "platform";
        if (section.name == "headline")
            figures.push_back(headline_figure(c, section));
        else if (!place)
            people.add(section, true);
        else {
            PayRows rows(c);
            rows.add(section, false);
            figures.push_back(rows.figure(section.name, "Pay: " + lower(section.title)));
        }
    }
    if (!people.empty())
        figures.push_back(people.figure("people", "Pay: by who people are"));
    return figures;
}

Figure decile_figure(const Compared& c) {
    Figure f;
    f.id = c.prefix + "-deciles", f.title = "Winners and losers, by income in the base", f.chart = "dots";
    Json rows = Json::array();
    Table t{"People by their income in the base, the same people in both",
            {"tenth", "people", "income in the base, USD", "change, USD", "more than 5 % better off", "more than 5 % worse off"},
            {},
            1};
    for (const auto& d : c.v.deciles) {
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
                         number(c.v.people.both), number(c.v.people.base_only), number(c.v.people.other_only), uncertainty(c.v));
    f.tables = {t};
    return f;
}

Json lorenz_curve(const std::string& name, const std::vector<double>& shares) {
    Json values = Json::array();
    for (const double s : shares)
        values.push(json(Estimate{s, Interval::none()}));
    return Json::object().set("name", name).set("values", values);
}

Figure inequality_figure(const Compared& c) {
    const auto& i = c.v.inequality;
    Figure f;
    f.id = c.prefix + "-inequality", f.title = "Inequality and poverty", f.chart = "lorenz";
    f.data.set("x", "share of people online, the poorest first").set("y", "share of the income");
    f.data.set("curves", Json::array().push(lorenz_curve("base", i.base)).push(lorenz_curve(c.v.title, i.other)));
    Table t{"Share of the income", {"poorest share of people", "base", "other"}, {}, 1};
    for (std::size_t k = 0; k < i.share.size(); ++k)
        t.rows.push_back({percent(i.share[k], 0), percent(i.base[k], 2), percent(i.other[k], 2)});
    f.note = fmt::format(
        "Poverty is pay below the statutory minimum wage of the country; {} people in {} countries without one are left out. {}",
        number(i.left_out), i.countries_left_out, uncertainty(c.v));
    f.tables = {rows_table("Gini coefficients and poverty", i.rows, c, false), t};
    f.open = true;
    return f;
}

Figure rows_figure(const Compared& c, const std::vector<ComparisonRow>& rows, const char* id, const char* title, const char* group,
                   const char* measure, const char* axis) {
    Figure f;
    f.id = c.prefix + id, f.title = title, f.chart = "dots";
    Json dots = Json::array();
    for (const auto& r : rows)
        if ((*group == 0 || r.group == group) && (*measure == 0 || r.measure == measure) && r.measure != "gap" &&
            std::isfinite(r.difference.value)) {
            dots.push(Json::object()
                          .set("name", *measure == 0 ? r.label : c.named(r.member))
                          .set("dots", Json::array().push(json(ours(r.difference)).set("of", 0))));
        }
    f.data.set("x", axis).set("rows", dots).set("difference", true).set("series", std::vector<std::string>{"difference"});
    f.note = uncertainty(c.v), f.tables = {rows_table(title, rows, c, *measure != 0)};
    return f;
}

Figure changes_figure(const Compared& c) {
    Figure f;
    f.id = c.prefix + "-changes", f.title = "What differs in the scenarios", f.open = true;
    Table t{"Parameters that differ", {"parameter", "base", "other"}, {}, 3};
    for (const auto& change : c.v.changes)
        t.rows.push_back({change.key, change.base.empty() ? "–" : change.base, change.other.empty() ? "–" : change.other});
    f.tables = {t};
    return f;
}

Section section_of(const Comparison& all, const VariantComparison& v, const Names& names, std::size_t place) {
    const Compared c{v, names, fmt::format("compare-{}", place)};
    Section s;
    s.id = c.prefix, s.title = fmt::format("Compared: {}", v.title);
    s.intro = fmt::format("Against the base, {}. {}", all.title, uncertainty(v));
    if (!v.changes.empty())
        s.figures.push_back(changes_figure(c));
    for (auto& figure : section_figures(c))
        s.figures.push_back(std::move(figure));
    s.figures.push_back(decile_figure(c));
    s.figures.push_back(inequality_figure(c));
    s.figures.push_back(
        rows_figure(c, v.places, "-places", "Where the work went", "region", "pay", "difference of pay credited, USD"));
    s.figures.push_back(rows_figure(c, v.payers, "-payers", "Who pays", "span", "", "difference, USD"));
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
    const Names names = names_of(m.base.first());
    const Comparison comparison = compare(files);
    for (const auto& v : comparison.others)
        sections.push_back(section_of(comparison, v, names, sections.size() + 1));
    if (!comparison.notes.empty()) {
        sections.back().html += "<h3>Remarks on the comparison</h3>\n<ul>\n";
        for (const auto& note : comparison.notes)
            sections.back().html += fmt::format("<li>{}</li>\n", escaped(note));
        sections.back().html += "</ul>\n";
    }
    return sections;
}

}  // namespace analysis::report
