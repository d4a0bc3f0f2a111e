// Where the time goes: by cause, by circle of engagement, by day.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

using Pick = std::function<const GroupCensus&(const Census&)>;

std::vector<Estimate> time_shares(const Material& m, const Pick& group) {
    std::vector<Estimate> shares;
    for (std::size_t t = 0; t < time_classes().size(); ++t)
        shares.push_back(over(m.base.census, [&](const Census& c) {
            const GroupCensus& g = group(c);
            return Measured{g.time_total() > 0 ? g.time[t] / g.time_total() : 0};
        }));
    return shares;
}

Figure use_figure(const Material& m) {
    Figure f;
    f.id = "time-use", f.title = "Time online by cause", f.chart = "stack";
    std::vector<std::string> names;
    for (const auto& c : time_classes())
        names.push_back(c.name);
    Table table{"Share of time online", {"group"}, {}, 1};
    table.header.insert(table.header.end(), names.begin(), names.end());
    table.header.push_back("hours online");
    Json rows = Json::array();
    const auto add = [&](const std::string& name, const Pick& group) {
        const auto shares = time_shares(m, group);
        const double hours = over(m.base.census, [&](const Census& c) { return Measured{group(c).time_total() / 3600}; }).value;
        std::vector<double> values;
        std::vector<std::string> row{name};
        for (const auto& s : shares)
            values.push_back(s.value), row.push_back(percent_with_interval(s));
        row.push_back(number(hours));
        table.rows.push_back(row);
        if (hours > 0)
            rows.push(Json::object().set("name", name).set("values", values));
    };
    add("World", [](const Census& c) -> const GroupCensus& { return c.world; });
    for (std::size_t r = 0; r < m.base.census.front().regions.size(); ++r)
        add(m.base.census.front().regions[r].name, [r](const Census& c) -> const GroupCensus& { return c.regions[r]; });
    const auto world = time_shares(m, [](const Census& c) -> const GroupCensus& { return c.world; });
    f.says = fmt::format("Of an hour online {} minutes are paid work; {} go into search and waiting, {} into reading instructions.",
                         number(60 * world[0].value), number(60 * (world[4].value + world[5].value)), number(60 * world[3].value));
    f.data.set("names", names).set("rows", rows);
    f.note = "Everybody with a row in /workers, time online of the measured span. " + m.uncertainty();
    f.tables = {table};
    return f;
}

Figure circle_figure(const Material& m) {
    const ResultFile& file = m.base.first();
    const double weeks = static_cast<double>(file.burn_in_days() + file.measured_days()) / 7;
    const char* title = "Circles of engagement";
    if (weeks < 13)
        return missing(
            "circles", title,
            fmt::format("The circles look back over 13 weeks, and this run simulated {}. Get them with --set run.length=13w.",
                        number(weeks)));
    const auto& census = m.base.census;
    const std::vector<std::pair<const char*, double GroupCensus::*>> circles = {
        {"registered", &GroupCensus::registered},
        {"online at least once in the span", &GroupCensus::online},
        {"monthly: 3 sessions in 13 weeks", &GroupCensus::monthly},
        {"weekly: 13 sessions in 13 weeks", &GroupCensus::weekly}};
    Figure f;
    f.id = "circles", f.title = title, f.chart = "bars";
    Table table{"People by circle; each circle holds those below it", {"circle", "people", "share of registered"}, {}, 1};
    Json rows = Json::array();
    std::vector<Estimate> counts;
    for (const auto& [name, member] : circles) {
        const Estimate people = over(census, [member = member](const Census& c) { return Measured{c.world.*member}; });
        counts.push_back(people);
        rows.push(json(people).set("name", name));
        table.rows.push_back({name, with_interval(people, 0), percent(people.value / counts.front().value, 2)});
    }
    f.says = fmt::format(
        "Of {} registered people {} came in the span, and {} come every week: a count of micro-workers says little without its "
        "circle.",
        number(counts[0].value), number(counts[1].value), number(counts[3].value));
    f.data.set("x", "people").set("rows", rows);
    f.note =
        "Circles as Le Ludec, Tubaro and Casilli (2019) count them. Simulated people, at the scale of the run. " + m.uncertainty();
    f.tables = {table};
    return f;
}

/// People online by hour of the week on their own clocks, all regions, mean over replicates.
std::vector<double> online_by_hour(const Variant& v) {
    std::vector<double> mean(7 * 24);
    for (const auto& file : v.files) {
        const auto values = file.file().read<double>("/distributions/online_by_hour");
        const std::size_t regions = values.size() / mean.size();
        for (std::size_t i = 0; i < mean.size() * regions; ++i)
            mean[i / regions] += values[i] / static_cast<double>(v.files.size());
    }
    return mean;
}

const std::vector<std::string>& weekdays() {
    static const std::vector<std::string> names = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names;
}

Figure hour_figure(const Material& m) {
    const char* title = "People online by weekday and hour, on their own clocks";
    for (const auto& file : m.base.files)
        if (!file.has("/distributions/online_by_hour"))
            return missing("hours", title, "The result was written before hours of the day were recorded. Run the scenario again.");
    const auto online = online_by_hour(m.base);
    std::vector<std::string> hours;
    Table table{"People online, mean over the hour", {"hour"}, {}, 1};
    table.header.insert(table.header.end(), weekdays().begin(), weekdays().end());
    Json cells = Json::array();
    for (std::size_t h = 0; h < 24; ++h) {
        hours.push_back(fmt::format("{:02}:00", h));
        table.rows.push_back({hours.back()});
        for (std::size_t w = 0; w < 7; ++w) {
            table.rows.back().push_back(number(online[w * 24 + h], 1));
            cells.push(Json::object()
                           .set("row", static_cast<double>(w))
                           .set("column", static_cast<double>(h))
                           .set("value", online[w * 24 + h]));
        }
    }
    const auto [least, most] = std::minmax_element(online.begin(), online.end());
    const auto when = [&](auto at) {
        return fmt::format("{}, {}", weekdays()[static_cast<std::size_t>(at - online.begin()) / 24],
                           hours[static_cast<std::size_t>(at - online.begin()) % 24]);
    };
    Figure f;
    f.id = "hours", f.title = title, f.chart = "heat";
    f.says = fmt::format("Fullest hour: {} with {} people online at any moment; emptiest: {} with {}.", when(most), number(*most),
                         when(least), number(*least));
    f.data.set("columns", hours).set("rows", weekdays()).set("cells", cells).set("unit", "people online").set("hours", true);
    f.note = "Everybody, each on the own clock, mean over the measured span. " + m.uncertainty();
    f.tables = {table};
    return f;
}

/// Days since 1970-01-01 of "2018-01-31".
std::chrono::sys_days day_of(const std::string& text) {
    int year = 0;
    unsigned month = 0, day = 0;
    std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day);
    return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

/// People online by day of the measured span, mean over replicates.
std::vector<double> daily_online(const Variant& v) {
    std::vector<double> mean(static_cast<std::size_t>(v.first().measured_days()));
    for (const auto& file : v.files) {
        const auto values = file.file().read<double>("/series/online");
        const std::size_t members = file.file().dims("/series/online").at(1);
        const std::size_t first = static_cast<std::size_t>(file.burn_in_days());
        for (std::size_t day = 0; day < mean.size(); ++day)
            for (std::size_t k = 0; k < members; ++k)
                mean[day] += values.at((first + day) * members + k) / static_cast<double>(v.files.size());
    }
    return mean;
}

Figure calendar_figure(const Material& m) {
    const auto online = daily_online(m.base);
    const std::chrono::sys_days first = day_of(m.base.first().from());
    std::vector<std::string> weeks;
    std::vector<double> by_weekday(7), days(7);
    Json cells = Json::array();
    Table table{"People online, mean over the day", {"week from"}, {}, 1};
    table.header.insert(table.header.end(), weekdays().begin(), weekdays().end());
    for (std::size_t d = 0; d < online.size(); ++d) {
        const std::chrono::sys_days day = first + std::chrono::days(d);
        const std::size_t weekday = std::chrono::weekday(day).iso_encoding() - 1;
        if (weekday == 0 || weeks.empty()) {
            const std::chrono::year_month_day date(day - std::chrono::days(weekday));
            weeks.push_back(fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                        static_cast<unsigned>(date.day())));
            table.rows.push_back({weeks.back(), "", "", "", "", "", "", ""});
        }
        cells.push(Json::object()
                       .set("row", static_cast<double>(weeks.size() - 1))
                       .set("column", static_cast<double>(weekday))
                       .set("value", online[d]));
        table.rows.back()[weekday + 1] = number(online[d]);
        by_weekday[weekday] += online[d], days[weekday] += 1;
    }
    Figure f;
    f.id = "calendar", f.title = "People online by day", f.chart = "heat";
    std::size_t busiest = 0, quietest = 0;
    for (std::size_t w = 0; w < 7; ++w) {
        by_weekday[w] = days[w] > 0 ? by_weekday[w] / days[w] : 0;
        busiest = by_weekday[w] > by_weekday[busiest] ? w : busiest;
        quietest = by_weekday[w] < by_weekday[quietest] ? w : quietest;
    }
    f.says =
        fmt::format("At any moment about {} people are online on the busiest day of the week ({}) and {} on the quietest ({}).",
                    number(by_weekday[busiest]), weekdays()[busiest], number(by_weekday[quietest]), weekdays()[quietest]);
    f.data.set("columns", weekdays()).set("rows", weeks).set("cells", cells).set("unit", "people online");
    f.note = "Mean over the quarters of an hour of each day, UTC, whole market. " + m.uncertainty();
    f.tables = {table};
    return f;
}

}  // namespace

Section time_section(const Material& m) {
    Section s;
    s.id = "time", s.title = "Where the time goes";
    s.figures = {use_figure(m), circle_figure(m), hour_figure(m), calendar_figure(m)};
    return s;
}

}  // namespace analysis::report
