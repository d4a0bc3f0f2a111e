// What the page is made of: sections of figures, each a chart for those who see and a table that says the same.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/json.hpp"

namespace analysis::report {

/// A table of texts. The first `words` columns are left-aligned, the others are numbers.
struct Table {
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::size_t words = 1;
};

/// One figure. Without a `chart` there is only the table; with `missing` there is neither, and the reason is shown.
struct Figure {
    std::string id;     ///< of the element
    std::string title;  ///< what it is about
    std::string says;   ///< what there is to see, in a sentence or two
    std::string chart;  ///< which function of charts.js draws it
    Json data = Json::object();
    std::string note;  ///< how it was measured, and the uncertainty
    std::vector<Table> tables;
    std::string missing;  ///< why it cannot be shown, and how to get it
    bool open = false;    ///< the table is shown from the beginning
};

struct Section {
    std::string id, title, intro;
    std::vector<Figure> figures;
    std::string html;  ///< further content, already HTML
};

/// Text that stands for itself in HTML.
std::string escaped(std::string_view text);
std::string html(const Table& table);
std::string html(const Figure& figure);
std::string html(const Section& section);
/// The data of all charts: an object by id.
Json chart_data(const std::vector<Section>& sections);

/// A figure that cannot be shown.
Figure missing(std::string id, std::string title, std::string why);

}  // namespace analysis::report
