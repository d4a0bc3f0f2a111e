// Where people work: countries by time, pay and minimum wage.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t drawn = 20;     // countries in the chart; the table has all
constexpr double enough_people = 30;  // fewer give no figure on pay

struct Country {
    std::size_t row = 0;
    Estimate hours, mean, median;
    double people = 0, measured = 0, minimum_wage = 0;
    std::string name;
};

std::vector<Country> countries_of(const Material& m) {
    const ResultFile& file = m.base.first();
    const auto minimum = file.numbers("/countries", "minimum_wage");
    std::vector<Country> countries;
    for (std::size_t k = 0; k < m.base.census.front().countries.size(); ++k) {
        const auto of = [&](const auto& get) { return over(m.base.census, [&](const Census& c) { return get(c.countries[k]); }); };
        Country c;
        c.row = k, c.name = m.base.census.front().countries[k].name, c.minimum_wage = minimum[k];
        c.hours = of([](const GroupCensus& g) { return Measured{g.time_total() / 3600}; });
        c.mean = of([](const GroupCensus& g) { return g.pay_total_mean; });
        c.median = of([](const GroupCensus& g) { return g.pay_total_median; });
        c.people = of([](const GroupCensus& g) { return Measured{g.online}; }).value;
        c.measured = of([](const GroupCensus& g) { return Measured{g.measured}; }).value;
        countries.push_back(c);
    }
    std::stable_sort(countries.begin(), countries.end(),
                     [](const Country& a, const Country& b) { return a.hours.value > b.hours.value; });
    return countries;
}

Figure country_figure(const Material& m) {
    const auto countries = countries_of(m);
    const double all =
        std::accumulate(countries.begin(), countries.end(), 0.0, [](double sum, const Country& c) { return sum + c.hours.value; });
    Figure f;
    f.id = "countries", f.title = "Countries by time online, and what an hour brings there", f.chart = "countries";
    Json rows = Json::array();
    Table table{
        "All countries with anybody online; pay on total time where at least 30 people are measured",
        {"country", "share of the time online", "people online in the span", "mean, USD/h", "median, USD/h", "minimum wage, USD/h"},
        {},
        1};
    double first = 0, below = 0, compared = 0;
    for (std::size_t i = 0; i < countries.size(); ++i) {
        const Country& c = countries[i];
        if (c.hours.value <= 0)
            continue;
        const bool known = c.measured >= enough_people;
        if (known && c.minimum_wage > 0)
            compared += 1, below += c.mean.value < c.minimum_wage ? 1 : 0;
        first += i < 5 ? c.hours.value / all : 0;
        if (i < drawn) {
            Json row = Json::object()
                           .set("name", c.name)
                           .set("share", c.hours.value / all)
                           .set("minimum", c.minimum_wage > 0 ? Json(c.minimum_wage) : Json(std::nan("")));
            rows.push(known ? row.set("mean", json(c.mean)) : row);
        }
        table.rows.push_back({c.name, percent(c.hours.value / all), number(c.people), known ? with_interval(c.mean) : "too few",
                              known ? with_interval(c.median) : "too few",
                              c.minimum_wage > 0 ? number(c.minimum_wage, 2) : "none"});
    }
    f.says = fmt::format(
        "Five countries have {} of the time online. Mean pay is below the statutory minimum wage in {} of the {} countries that "
        "have one and at least {} measured people.",
        percent(first, 0), number(below), number(compared), number(enough_people));
    f.data.set("rows", rows);
    f.note = fmt::format(
        "The {} countries with the most time online; the table has all. The minimum wage is the statutory one of the input table. "
        "{}",
        drawn, m.uncertainty());
    f.tables = {table};
    return f;
}

}  // namespace

Section place_section(const Material& m) {
    Section s;
    s.id = "places", s.title = "Where people work";
    s.figures = {country_figure(m)};
    return s;
}

}  // namespace analysis::report
