// The tables of a survey for a terminal, and as JSON for programs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/json_text.hpp"
#include "analysis/survey_tables.hpp"

namespace analysis {

namespace {

std::string number(double x) {
    if (!std::isfinite(x))
        return "-";
    return std::abs(x) >= 999.5 || x == std::round(x) ? fmt::format("{:.0f}", x) : fmt::format("{:.3g}", x);
}

std::string signed_number(double x) {
    if (!std::isfinite(x))
        return "-";
    const double size = std::abs(x);
    return fmt::format("{:+.{}f}", x, size < 1 ? 3 : size < 10 ? 2 : size < 1000 ? 1 : 0);
}

/// In lines of at most 100 columns.
std::string wrapped(const std::string& text) {
    std::string lines, line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (!line.empty() && line.size() + 1 + (end - at) > 100)
            lines += line + "\n", line.clear();
        line += (line.empty() ? "" : " ") + text.substr(at, end - at);
        at = end + 1;
    }
    return lines + line + "\n";
}

std::string bias_text(const SurveyTables& s) {
    std::string text = fmt::format("\n{:<30} {:>8}  {:<17} {:>7} {:>8} {:>6} {:>9} {:>7}\n", "", "answers", "95 % interval",
                                   "census", "bias", "ratio", "selection", "recall");
    for (const BiasRow& b : s.bias) {
        const std::string interval =
            b.interval.exists() ? fmt::format("{} to {}", number(b.interval.low), number(b.interval.high)) : "-";
        text += fmt::format("{:<30} {:>8}  {:<17} {:>7} {:>8} {:>6} {:>9} {:>7}\n", b.name + ", " + b.unit, number(b.answers),
                            interval, number(b.census), signed_number(b.difference()), number(b.ratio()),
                            signed_number(b.selection()), signed_number(b.recall()));
    }
    return text;
}

std::string table_text(const SurveyTable& table) {
    std::string text = fmt::format("\n{:<32}", table.title);
    if (table.title.size() > 32)
        text = fmt::format("\n{}\n{:<32}", table.title, "");
    for (const std::string& column : table.columns)
        text += fmt::format(" {:>10}", column);
    text += "\n";
    for (const auto& line : table.lines) {
        text += fmt::format("{:<32}", line.label);
        for (const double value : line.values)
            text += fmt::format(" {:>10}", number(value));
        text += "\n";
    }
    return text;
}

template <class List, class Text>
std::string json_list(const List& list, const Text& text) {
    std::string json;
    for (const auto& entry : list)
        json += (json.empty() ? "" : ",") + text(entry);
    return "[" + json + "]";
}

std::string head_json(const SurveyHead& h) {
    return fmt::format(R"({{"name":{},"instrument":{},"title":{},"wanted":{},"taken":{}}})", json_text(h.name),
                       json_text(h.instrument), json_text(h.title), h.wanted, h.taken);
}

std::string bias_json(const BiasRow& b) {
    return fmt::format(
        R"({{"name":{},"unit":{},"answers":{},"low":{},"high":{},"census":{},"difference":{},"ratio":{},"truth":{},"selection":{},"recall":{}}})",
        json_text(b.name), json_text(b.unit), json_number(b.answers), json_number(b.interval.low), json_number(b.interval.high),
        json_number(b.census), json_number(b.difference()), json_number(b.ratio()), json_number(b.truth),
        json_number(b.selection()), json_number(b.recall()));
}

std::string table_json(const SurveyTable& table) {
    return fmt::format(R"({{"title":{},"columns":{},"rows":{}}})", json_text(table.title), json_list(table.columns, json_text),
                       json_list(table.lines, [](const SurveyTable::Line& line) {
                           return fmt::format(R"({{"label":{},"values":{}}})", json_text(line.label),
                                              json_list(line.values, json_number));
                       }));
}

}  // namespace

std::string survey_list(const std::vector<SurveyHead>& surveys, const std::string& file) {
    if (surveys.empty())
        return fmt::format("no survey was switched on in {}; switch one on for a run: --set 'surveys.on=[\"ilo-2017\"]'\n", file);
    std::string text = fmt::format("{:<16} {:<13} {:>8} {:>8}  {}\n", "survey", "instrument", "wanted", "taken", "title");
    for (const SurveyHead& s : surveys)
        text += fmt::format("{:<16} {:<13} {:>8} {:>8}  {}\n", s.name, s.instrument, s.wanted > 0 ? std::to_string(s.wanted) : "-",
                            s.taken, s.title);
    return text;
}

std::string survey_list_json(const std::vector<SurveyHead>& surveys, const std::string& file) {
    return fmt::format("{{\"file\":{},\"surveys\":{}}}\n", json_text(file), json_list(surveys, head_json));
}

std::string survey_text(const SurveyTables& s) {
    std::string text = fmt::format("{}: {} ({})\n", s.head.name, s.head.title, s.head.instrument);
    text += fmt::format("{} to {}, {}; {} answers", s.from, s.to, s.file, s.head.taken);
    text += s.head.wanted > 0 ? fmt::format(" of {} wanted\n", s.head.wanted) : "\n";
    text += wrapped("Census: " + s.census + ".");
    for (const std::string& note : s.notes)
        text += wrapped("Note: " + note + ".");
    text += bias_text(s);
    text += "\n" + wrapped(
                       "Bias: answers less census; ratio: answers over census. An interval covers respondents only (bootstrap): "
                       "one run says nothing of other seeds.");
    if (std::ranges::any_of(s.bias, [](const BiasRow& b) { return std::isfinite(b.truth); }))
        text += wrapped(
            "Selection and recall are the parts of the bias: what the ledgers say of the respondents less the census, and what "
            "respondents say less their ledgers. A typical week of theirs is compared with the mean week of the span.");
    for (const SurveyTable& table : s.tables)
        text += table_text(table);
    return text;
}

std::string survey_json(const SurveyTables& s) {
    return fmt::format(R"({{"survey":{},"file":{},"title":{},"from":{},"to":{},"census":{{"who":{},"n":{}}},)"
                       "\n"
                       R"("statistics":{},)"
                       "\n"
                       R"("tables":{},)"
                       "\n"
                       R"("notes":{}}})"
                       "\n",
                       head_json(s.head), json_text(s.file), json_text(s.title), json_text(s.from), json_text(s.to),
                       json_text(s.census), s.people, json_list(s.bias, bias_json), json_list(s.tables, table_json),
                       json_list(s.notes, json_text));
}

}  // namespace analysis
