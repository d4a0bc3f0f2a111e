// The scoreboard: every published figure beside the simulated one, seen through the same instrument.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

std::string plain(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
}

std::string unit_of(const Target& t) { return t.unit == "share" ? "" : " " + t.unit; }

std::string published_text(const Target& t) {
    return fmt::format("{}{} ({} to {})", in_unit(t.value, t.unit), unit_of(t), in_unit(t.low, t.unit), in_unit(t.high, t.unit));
}

std::string simulated_text(const Score& s) {
    if (!s.covered())
        return "–";
    std::string text = in_unit(s.value, s.target.unit) + unit_of(s.target);
    if (s.interval.exists())
        text += fmt::format(" ({} to {})", in_unit(s.interval.low, s.target.unit), in_unit(s.interval.high, s.target.unit));
    return text;
}

/// Simulated over published: rows of all units on one axis.
Json dot(const Score& s) {
    const double v = s.target.value;
    return Json::object()
        .set("name", plain(s.target.id))
        .set("value", s.value / v)
        .set("low", s.interval.low / v)
        .set("high", s.interval.high / v)
        .set("from", s.target.low / v)
        .set("to", s.target.high / v)
        .set("inside", s.verdict == Verdict::inside)
        .set("recalled", s.target.recalled())
        .set("tip", fmt::format("simulated {}; published {}", simulated_text(s), published_text(s.target)));
}

bool drawable(const Score& s) { return s.covered() && s.target.value > 0; }

Table table_of(const std::vector<const Score*>& rows, const std::string& caption) {
    Table t{
        caption, {"figure", "verdict", "instrument", "evidence", "interval over", "simulated", "published (range)", "n"}, {}, 5};
    for (const Score* s : rows)
        t.rows.push_back({plain(s->target.id) + ": " + s->target.definition, std::string(word(s->verdict)), s->target.instrument,
                          s->target.recalled() ? "recalled, to be checked" : s->target.evidence,
                          s->interval.exists() ? std::string(word(s->kind)) : "none", simulated_text(*s), published_text(s->target),
                          s->n > 0 ? number(static_cast<double>(s->n)) : "–"});
    return t;
}

Figure set_figure(const Scoreboard& board, const std::string& set, const char* title, const char* says) {
    std::vector<const Score*> rows;
    for (const auto& s : board.rows)
        if (s.covered() && !s.input() && s.target.set == set)
            rows.push_back(&s);
    const std::string id = "scores-" + set;
    if (rows.empty())
        return missing(id, title, "No figure of this set is covered by the run: the list below says why, figure by figure.");
    const auto inside = std::count_if(rows.begin(), rows.end(), [](const Score* s) { return s->verdict == Verdict::inside; });
    Figure f;
    f.id = id, f.title = title, f.chart = "ratios";
    f.says = fmt::format("{} of {} covered figures are inside the published range. {}", inside, rows.size(), says);
    Json dots = Json::array();
    for (const Score* s : rows)
        if (drawable(*s))
            dots.push(dot(*s));
    f.data.set("rows", dots).set("x", "simulated over published (1 = equal)");
    f.note =
        "The bar is the published range, the dot the simulated value with its interval, both over the published value. A hollow "
        "bar marks a figure that is recalled from memory and still to be checked against its source.";
    f.tables = {table_of(rows, title)};
    f.open = true;
    return f;
}

Figure rest_figure(const Scoreboard& board) {
    Figure f;
    f.id = "scores-rest", f.title = "Set from outside, and not covered";
    f.says =
        fmt::format("{} figures are inputs of the model: set, not simulated; {} are not covered by this run. None is left out.",
                    board.counts.input, board.counts.not_covered);
    Table inputs{"Figures that are set", {"figure", "in the model", "published (range)", "source"}, {}, 4};
    Table rest{"Figures that this run does not cover", {"figure", "published (range)", "instrument", "set", "why not"}, {}, 5};
    for (const auto& s : board.rows)
        if (!s.covered())
            rest.rows.push_back({plain(s.target.id) + (s.target.recalled() ? " (recalled)" : ""), published_text(s.target),
                                 s.target.instrument, s.target.set, s.reason});
        else if (s.input())
            inputs.rows.push_back({plain(s.target.id) + (s.target.recalled() ? " (recalled)" : ""), simulated_text(s),
                                   published_text(s.target), s.target.source});
    for (auto& table : {inputs, rest})
        if (!table.rows.empty())
            f.tables.push_back(table);
    return f;
}

}  // namespace

Section scoreboard_section(const Material& m) {
    Section s;
    s.id = "scoreboard", s.title = "Beside the published figures";
    if (!m.scoreboard) {
        s.figures = {missing("scores-calibrate", "Scoreboard", "The table of published figures was not found.")};
        return s;
    }
    s.intro =
        "Published figures differ because they observe differently, so each is compared through the instrument that produced it: "
        "the same survey, log or counter, in the simulated market.";
    s.figures = {set_figure(*m.scoreboard, "calibrate", "Figures that parameters may be fitted to", ""),
                 set_figure(*m.scoreboard, "validate", "Figures that nothing was fitted to", "They test the model."),
                 rest_figure(*m.scoreboard)};
    return s;
}

}  // namespace analysis::report
