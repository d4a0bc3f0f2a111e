#include "analysis/report/figure.hpp"

#include <fmt/format.h>

namespace analysis::report {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    return out;
}

namespace {

std::string paragraph(std::string_view kind, const std::string& text) {
    return text.empty() ? "" : fmt::format("<p class=\"{}\">{}</p>\n", kind, escaped(text));
}

}  // namespace

std::string html(const Table& table) {
    std::string out = fmt::format("<table>\n<caption>{}</caption>\n<thead><tr>", escaped(table.caption));
    for (std::size_t c = 0; c < table.header.size(); ++c)
        out += fmt::format("<th scope=\"col\"{}>{}</th>", c < table.words ? "" : " class=\"n\"", escaped(table.header[c]));
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string label = c == 0 ? "" : fmt::format(" data-label=\"{}\"", escaped(table.header[c]));
            const char* tag = c == 0 ? "th scope=\"row\"" : "td";
            out += fmt::format("<{}{}{}>{}</{}>", tag, c < table.words ? "" : " class=\"n\"", label, escaped(row[c]),
                               c == 0 ? "th" : "td");
        }
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n";
}

std::string html(const Figure& f) {
    std::string out = fmt::format("<figure id=\"{}\">\n<div class=\"top\">\n<h3>{}</h3>\n", f.id, escaped(f.title));
    if (!f.missing.empty())
        return out +
               fmt::format("<p class=\"missing\"><strong>Not shown.</strong> {}</p>\n</div>\n</figure>\n", escaped(f.missing));
    out += paragraph("says", f.says);
    if (!f.chart.empty())
        out += fmt::format(
            "<div class=\"chart\" data-chart=\"{}\" data-for=\"{}\" role=\"img\" tabindex=\"0\" aria-label=\"Chart: {}. The table "
            "below says the same. Arrow keys read the values.\"></div>\n",
            f.chart, f.id, escaped(f.title));
    out += "</div>\n";
    if (!f.note.empty())
        out += fmt::format("<figcaption>{}</figcaption>\n", escaped(f.note));
    if (!f.tables.empty()) {
        out += fmt::format("<details open{}><summary>{}</summary>\n", f.open ? " data-keep" : "",
                           f.chart.empty()        ? "Show the figures"
                           : f.tables.size() == 1 ? "The same as a table"
                                                  : "The same as tables");
        for (const auto& table : f.tables)
            out += html(table);
        out += "</details>\n";
    }
    return out + "</figure>\n";
}

std::string html(const Section& s) {
    std::string out = fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", s.id, escaped(s.title));
    out += paragraph("intro", s.intro);
    for (const auto& f : s.figures)
        out += html(f);
    return out + s.html + "</section>\n";
}

Json chart_data(const std::vector<Section>& sections) {
    Json data = Json::object();
    for (const auto& s : sections)
        for (const auto& f : s.figures)
            if (!f.chart.empty() && f.missing.empty())
                data.set(f.id, f.data);
    return data;
}

Figure missing(std::string id, std::string title, std::string why) {
    Figure f;
    f.id = std::move(id), f.title = std::move(title), f.missing = std::move(why);
    return f;
}

}  // namespace analysis::report
