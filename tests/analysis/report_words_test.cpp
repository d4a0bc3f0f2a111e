// Numbers, texts and tables of the report page.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/report/figure.hpp"
#include "analysis/report/words.hpp"

namespace report_words_test {

using namespace analysis::report;

const double none = std::numeric_limits<double>::quiet_NaN();

TEST(ReportWords, NumbersAreGroupedAndNegativeOnesHaveARealMinus) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(999), "999");
    EXPECT_EQ(number(1000), "1,000");
    EXPECT_EQ(number(1234567.891, 2), "1,234,567.89");
    EXPECT_EQ(number(-1234, 0), "−1,234");
    EXPECT_EQ(number(-0.001, 2), "0.00");  // nothing is left of it, so it has no sign
    EXPECT_EQ(number(none), "–");
}

TEST(ReportWords, SharesArePerCentAndOthersHaveTheDecimalsOfTheirSize) {
    EXPECT_EQ(in_unit(0.256, "share"), "25.6 %");
    EXPECT_EQ(in_unit(0.007, "share"), "0.70 %");
    EXPECT_EQ(in_unit(3.314, "USD/h"), "3.31");
    EXPECT_EQ(in_unit(0.0123, "USD"), "0.012");
    EXPECT_EQ(in_unit(12345.6, "people"), "12,346");
}

TEST(ReportWords, AnIntervalIsShownWhereThereIsOne) {
    EXPECT_EQ(with_interval({3.2, {3.1, 3.3}}), "3.20 (3.10–3.30)");
    EXPECT_EQ(with_interval({3.2, analysis::Interval::none()}), "3.20");
    EXPECT_EQ(percent_with_interval({0.5, {0.4, 0.6}}, 0), "50 % (40–60 %)");
}

TEST(ReportJson, TextCannotEndTheScriptItStandsIn) {
    const std::string text = Json("</script><b>\"\\\n").text();
    EXPECT_EQ(text, R"("\u003c/script>\u003cb>\"\\\u000a")");
    EXPECT_EQ(text.find('<'), std::string::npos);
}

TEST(ReportJson, WhatIsNoNumberIsNull) {
    const Json object = Json::object().set("a", 1.5).set("b", none).set("c", Json::array().push(true).push("x"));
    EXPECT_EQ(object.text(), R"({"a":1.5,"b":null,"c":[true,"x"]})");
    EXPECT_EQ(Json::object().text(), "{}");
    EXPECT_EQ(Json(std::vector<double>{}).text(), "[]");
}

TEST(ReportFigure, TitlesOfResultsAreTextAndNoMarkup) {
    EXPECT_EQ(escaped("<img src=x> & \"y\""), "&lt;img src=x&gt; &amp; &quot;y&quot;");
    Figure figure;
    figure.id = "f", figure.title = "<b>", figure.chart = "bars";
    figure.tables = {{"<i>", {"a", "b"}, {{"<u>", "1"}}, 1}};
    const std::string text = html(figure);
    for (const char* tag : {"<b>", "<i>", "<u>"})
        EXPECT_EQ(text.find(tag), std::string::npos) << tag;
}

TEST(ReportFigure, EveryCellOfATableSaysWhatItIs) {
    const std::string text = html(Table{"caption", {"name", "pay"}, {{"A", "1"}}, 1});
    EXPECT_NE(text.find("<caption>caption</caption>"), std::string::npos);
    EXPECT_NE(text.find("<th scope=\"col\">name</th><th scope=\"col\" class=\"n\">pay</th>"), std::string::npos);
    EXPECT_NE(text.find("<th scope=\"row\">A</th><td class=\"n\" data-label=\"pay\">1</td>"), std::string::npos);
}

TEST(ReportFigure, WhatIsMissingSaysWhyAndHasNoChart) {
    Section section;
    section.figures = {missing("lost", "Lost", "nobody was traced")};
    EXPECT_NE(html(section).find("nobody was traced"), std::string::npos);
    EXPECT_EQ(html(section).find("data-chart"), std::string::npos);
    EXPECT_EQ(chart_data({section}).text(), "{}");
}

}  // namespace report_words_test
