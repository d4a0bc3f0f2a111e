// What the surveys say beside the census: the bias of each instrument, split into who answers and what they remember.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"
#include "analysis/survey_tables.hpp"

namespace analysis::report {

namespace {

/// One survey in all replicates: the same statistics in the same order.
struct Replicates {
    std::vector<SurveyTables> of;
    const SurveyTables& first() const { return of.front(); }
    Estimate row(std::size_t r, double BiasRow::*member) const {
        std::vector<Measured> values;
        for (const auto& tables : of)
            if (r < tables.bias.size() && tables.bias[r].name == first().bias[r].name)
                values.push_back(
                    {tables.bias[r].*member, member == &BiasRow::answers ? tables.bias[r].interval : Interval::none()});
        return over(values);
    }
};

std::string text(const Estimate& e, const std::string& unit) {
    if (!e.interval.exists())
        return in_unit(e.value, unit);
    return fmt::format("{} ({} to {})", in_unit(e.value, unit), in_unit(e.interval.low, unit), in_unit(e.interval.high, unit));
}

Estimate relative(const Estimate& e, double to) { return {e.value / to, {e.interval.low / to, e.interval.high / to}}; }

Table plain_table(const SurveyTable& source) {
    Table t{source.title, {""}, {}, 1};
    t.header.insert(t.header.end(), source.columns.begin(), source.columns.end());
    for (const auto& line : source.lines) {
        t.rows.push_back({line.label});
        for (const double v : line.values)
            t.rows.back().push_back(in_unit(v, ""));
    }
    return t;
}

std::string headline(const Replicates& survey) {
    const auto& head = survey.first().head;
    std::string says = head.wanted > 0 ? fmt::format("{} of {} answers were taken.", number(static_cast<double>(head.taken)),
                                                     number(static_cast<double>(head.wanted)))
                                       : fmt::format("{} observations.", number(static_cast<double>(head.taken)));
    for (const auto& row : survey.first().bias)
        if (std::isfinite(row.answers) && std::isfinite(row.census)) {
            const std::string unit = row.unit == "share" ? "" : " " + row.unit;
            return says + fmt::format(" It finds {}: {}{}; a census of those it could have reached, {}{}.", row.name,
                                      in_unit(row.answers, row.unit), unit, in_unit(row.census, row.unit), unit);
        }
    return says;
}

/// Chart and table of the statistics that a census has, too.
void draw_bias(Figure& f, const Replicates& survey) {
    Json rows = Json::array();
    Table table{"The instrument beside the census",
                {"statistic", "unit", "answers", "ledgers of the same respondents", "census", "answers over census"},
                {},
                2};
    bool ledgers = false;
    for (std::size_t r = 0; r < survey.first().bias.size(); ++r) {
        const auto& row = survey.first().bias[r];
        const Estimate answers = survey.row(r, &BiasRow::answers), truth = survey.row(r, &BiasRow::truth),
                       census = survey.row(r, &BiasRow::census);
        table.rows.push_back({row.name, row.unit == "share" ? "" : row.unit, text(answers, row.unit), text(truth, row.unit),
                              text(census, row.unit), number(answers.value / census.value, 2)});
        if (!(census.value > 0) || !std::isfinite(answers.value))
            continue;
        Json dots = Json::array().push(json(relative(answers, census.value)).set("of", 0));
        if (std::isfinite(truth.value))
            dots.push(json(relative(truth, census.value)).set("of", 1)), ledgers = true;
        rows.push(Json::object()
                      .set("name", row.unit == "share" || row.unit.empty() ? row.name : row.name + ", " + row.unit)
                      .set("dots", dots));
    }
    if (table.rows.empty())
        return;
    f.tables.push_back(table);
    if (rows.text() == "[]")
        return;
    f.chart = "dots";
    std::vector<std::string> series{"answers"};
    if (ledgers)
        series.push_back("ledgers of the same respondents");
    f.data.set("x", "over the census (1 = no bias)").set("rows", rows).set("log", true).set("reference", 1).set("series", series);
    f.note = ledgers ? "Between the ring and 1 lies who answers; between dot and ring, what respondents remember. " : "";
}

Figure survey_figure(const Material& m, const SurveyHead& head) {
    Replicates survey;
    for (const auto& file : m.base.files)
        if (file.has(head.path()))
            survey.of.push_back(tabulate(file, find_survey(file, head.name)));
    Figure f;
    f.id = "survey-" + head.name, f.title = fmt::format("{} ({}, {})", head.title, head.name, head.instrument);
    f.says = headline(survey);
    draw_bias(f, survey);
    const bool of_people = head.instrument.starts_with("S-TASK") || head.instrument == "LOG" || head.instrument == "CAPREC";
    f.note += fmt::format("Census: {}{}. ", survey.first().census,
                          of_people ? ", " + number(static_cast<double>(survey.first().people)) + " people" : "");
    f.note += m.replicated() ? m.uncertainty() : "One replicate: intervals (95 %) cover only who answered.";
    for (const auto& note : survey.first().notes)
        f.note += " " + note + (note.ends_with('.') ? "" : ".");
    for (const auto& table : survey.first().tables)
        f.tables.push_back(plain_table(table));
    return f;
}

}  // namespace

Section survey_section(const Material& m) {
    Section s;
    s.id = "surveys", s.title = "What surveys see of it";
    const auto surveys = surveys_of(m.base.first());
    if (surveys.empty()) {
        s.figures = {missing(
            "survey-none", "Instruments beside the census",
            "No survey was switched on in this run. Get them with a scenario that names studies, such as ilo-2017 or log-2016.")};
        return s;
    }
    s.intro =
        "The market is observed as the real one was: by surveys posted as tasks, by logs of plug-ins, by registers. A census, "
        "which the real world does not have, shows what each of them misses.";
    for (const auto& head : surveys)
        s.figures.push_back(survey_figure(m, head));
    return s;
}

}  // namespace analysis::report
