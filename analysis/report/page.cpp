#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "analysis/report/embedded.hpp"
#include "analysis/report/sections.hpp"

namespace analysis::report {

namespace {

std::vector<Section> sections_of(const Material& m) {
    std::vector<Section> sections = {scoreboard_section(m), pay_section(m),   time_section(m),  place_section(m),
                                     money_section(m),      lives_section(m), survey_section(m)};
    for (auto& s : comparison_sections(m))
        sections.push_back(std::move(s));
    sections.push_back(about_section(m));
    return sections;
}

std::string contents(const std::vector<Section>& sections) {
    std::string out;
    for (const auto& s : sections)
        out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", s.id, escaped(s.title));
    return out;
}

/// Puts texts into the places of the template: each name in two braces stands in it once.
std::string filled(std::string_view text, const std::vector<std::pair<std::string, std::string>>& places) {
    std::string out;
    while (true) {
        const std::size_t begin = text.find("{{"), end = text.find("}}");
        if (begin == std::string_view::npos)
            return out + std::string(text);
        const std::string_view name = text.substr(begin + 2, end - begin - 2);
        out += text.substr(0, begin);
        bool known = false;
        for (const auto& [place, content] : places)
            if (place == name)
                out += content, known = true;
        if (!known)
            throw std::logic_error(fmt::format("the template of the page has a place \"{}\" that nobody fills", name));
        text.remove_prefix(end + 2);
    }
}

}  // namespace

/// What a reader sees who has no charts.
static std::string_view undrawn() {
    return chart_scripts.empty()
               ? "<p class=\"warning\">This program was built without D3: no charts are drawn. Every chart has a table that says "
                 "the "
                 "same.</p>"
               : "<noscript><p class=\"warning\">Scripts are off: the charts are not drawn. Every chart has a table that says the "
                 "same.</p></noscript>";
}

std::string page(const Material& m) {
    const Section head = head_section(m);
    const auto sections = sections_of(m);
    std::string body;
    for (const auto& s : sections)
        body += html(s);
    return filled(page_template, {{"title", escaped(head.title)},
                                  {"intro", escaped(head.intro)},
                                  {"head", head.html},
                                  {"contents", contents(sections)},
                                  {"undrawn", std::string(undrawn())},
                                  {"sections", body},
                                  {"style", std::string(style_sheet)},
                                  {"data", chart_data(sections).text()},
                                  {"d3", std::string(d3_scripts)},
                                  {"charts", std::string(chart_scripts)}});
}

}  // namespace analysis::report
