// What the surveys say beside the census: the bias of each instrument, split into who answers and what they remember.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

/// One statistic as the survey has it, as the ledgers of the same respondents have it, and as the census has it.
struct Line {
    std::string name, unit;
    Estimate survey, ledger, census;
    bool has_ledger = false;
};

/// The answers of one survey in one file.
class Answers {
  public:
    Answers(const ResultFile& file, const std::string& name) : file_(file), table_("/surveys/" + name + "/answers") {}
    bool has(const char* column) const { return file_.has(table_ + "/" + column); }
    std::vector<double> all(const char* column) const { return file_.numbers(table_, column); }
    Codes codes(const char* column) const { return file_.codes(table_, column); }
    /// Without those who did not answer, sorted.
    std::vector<double> known(const char* column) const {
        auto values = all(column);
        std::erase_if(values, [](double v) { return !std::isfinite(v); });
        std::sort(values.begin(), values.end());
        return values;
    }
    Measured share(const char* column) const {
        const auto values = known(column);
        return share_of(static_cast<double>(std::count_if(values.begin(), values.end(), [](double v) { return v > 0; })), static_cast<double>(values.size()));
    }
    /// True pay on total time of the respondents, sorted.
    std::vector<double> true_pay() const {
        const auto pay = all("true_pay_week"), paid = all("true_hours_paid"), unpaid = all("true_hours_unpaid");
        std::vector<double> hourly;
        for (std::size_t i = 0; i < pay.size(); ++i)
            if (const double hours = paid[i] + unpaid[i]; hours > 0 && std::isfinite(pay[i]))
                hourly.push_back(pay[i] / hours);
        std::sort(hourly.begin(), hourly.end());
        return hourly;
    }
    Measured unpaid_per_paid(const char* unpaid_column, const char* paid_column) const {
        const auto unpaid = all(unpaid_column), paid = all(paid_column);
        std::vector<double> up, down;
        for (std::size_t i = 0; i < paid.size(); ++i)
            if (std::isfinite(unpaid[i]) && std::isfinite(paid[i]))
                up.push_back(unpaid[i]), down.push_back(paid[i]);
        return ratio_of(up, down);
    }

  private:
    const ResultFile& file_;
    std::string table_;
};

using OfAnswers = std::function<Measured(const Answers&)>;
using OfGroup = std::function<Measured(const GroupCensus&)>;

/// Everybody the survey could have meant: the country when all respondents live in one, else the world.
const GroupCensus& population(const Census& census, const ResultFile& file, const std::string& survey) {
    const Codes country = Answers(file, survey).codes("country");
    if (country.code.empty() || std::adjacent_find(country.code.begin(), country.code.end(), std::not_equal_to<>()) != country.code.end())
        return census.world;
    const int row = file.codes("/countries", "code").find(country.name(0));
    return row < 0 ? census.world : census.countries.at(static_cast<std::size_t>(row));
}

class Lines {
  public:
    Lines(const Material& m, std::string survey) : m_(m), survey_(std::move(survey)) {}
    void add(const std::string& name, const std::string& unit, const OfAnswers& said, const OfGroup& everybody, const OfAnswers& ledger = nullptr) {
        std::vector<Measured> answers, truth, census;
        for (std::size_t i = 0; i < m_.base.files.size(); ++i) {
            const Answers a(m_.base.files[i], survey_);
            answers.push_back(said(a));
            if (ledger)
                truth.push_back(ledger(a));
            census.push_back(everybody(population(m_.base.census[i], m_.base.files[i], survey_)));
        }
        lines_.push_back({name, unit, over(answers), ledger ? over(truth) : Estimate{std::nan("")}, over(census), static_cast<bool>(ledger)});
    }
    const std::vector<Line>& all() const { return lines_; }

  private:
    const Material& m_;
    std::string survey_;
    std::vector<Line> lines_;
};

std::vector<Line> task_survey_lines(const Material& m, const std::string& survey) {
    Lines lines(m, survey);
    lines.add(
        "mean pay on total time", "USD/h", [](const Answers& a) { return mean_of(a.known("pay_total_time")); },
        [](const GroupCensus& g) { return g.pay_total_mean; }, [](const Answers& a) { return mean_of(a.true_pay()); });
    lines.add(
        "median pay on total time", "USD/h", [](const Answers& a) { return median_of(a.known("pay_total_time")); },
        [](const GroupCensus& g) { return g.pay_total_median; }, [](const Answers& a) { return median_of(a.true_pay()); });
    lines.add(
        "unpaid hours per paid hour", "h", [](const Answers& a) { return a.unpaid_per_paid("hours_unpaid", "hours_paid"); },
        [](const GroupCensus& g) { return g.unpaid_per_paid; }, [](const Answers& a) { return a.unpaid_per_paid("true_hours_unpaid", "true_hours_paid"); });
    lines.add(
        "women", "share", [](const Answers& a) { return a.share("woman"); }, [](const GroupCensus& g) { return g.women; });
    lines.add(
        "ever rejected", "share", [](const Answers& a) { return a.share("ever_rejected"); }, [](const GroupCensus& g) { return g.ever_rejected; });
    return lines.all();
}

std::vector<Line> log_lines(const Material& m, const std::string& survey) {
    Lines lines(m, survey);
    lines.add(
        "mean pay for the hours of the log", "USD/h", [](const Answers& a) { return mean_of(a.known("wage")); }, [](const GroupCensus& g) { return g.pay_total_mean; });
    lines.add(
        "median pay for the hours of the log", "USD/h", [](const Answers& a) { return median_of(a.known("wage")); }, [](const GroupCensus& g) { return g.pay_total_median; });
    lines.add(
        "women", "share", [](const Answers& a) { return a.share("woman"); }, [](const GroupCensus& g) { return g.women; });
    return lines.all();
}

std::vector<Line> capture_lines(const Material& m, const std::string& survey) {
    Lines lines(m, survey);
    lines.add(
        "women", "share", [](const Answers& a) { return a.share("woman"); }, [](const GroupCensus& g) { return g.women; });
    return lines.all();
}

Estimate relative(const Estimate& e, double to) {
    return {e.value / to, {e.interval.low / to, e.interval.high / to}};
}

Figure bias_figure(const Material& m, const std::string& survey, const std::vector<Line>& lines) {
    const auto& file = m.base.first().file();
    const std::string group = "/surveys/" + survey;
    Figure f;
    f.id = "survey-" + survey, f.chart = "dots";
    f.title = fmt::format("{} ({})", file.attribute<std::string>(group, "title").value_or(survey), file.attribute<std::string>(group, "instrument").value_or(""));
    const double taken = static_cast<double>(file.attribute<std::int64_t>(group, "taken").value_or(0));
    const double wanted = static_cast<double>(file.attribute<std::int64_t>(group, "wanted").value_or(0));
    f.says = wanted > 0 ? fmt::format("{} of {} answers were taken.", number(taken), number(wanted)) : fmt::format("{} answers.", number(taken));
    if (!lines.empty() && lines.front().census.value > 0)
        f.says += fmt::format(" Its {} is {} {}, where a census finds {}.", lines.front().name, in_unit(lines.front().survey.value, lines.front().unit), lines.front().unit, in_unit(lines.front().census.value, lines.front().unit));
    Json rows = Json::array();
    Table table{"The instrument beside the census", {"statistic", "survey", "ledgers of the same respondents", "census", "survey over census"}, {}, 1};
    const auto text = [](const Estimate& e, const std::string& unit) { return unit == "share" ? percent_with_interval(e) : with_interval(e) + " " + unit; };
    for (const Line& line : lines) {
        Json dots = Json::array().push(json(relative(line.survey, line.census.value)).set("of", 0));
        if (line.has_ledger)
            dots.push(json(relative(line.ledger, line.census.value)).set("of", 1));
        rows.push(Json::object().set("name", line.name).set("dots", dots));
        table.rows.push_back({line.name, text(line.survey, line.unit), line.has_ledger ? text(line.ledger, line.unit) : "–", text(line.census, line.unit), number(line.survey.value / line.census.value, 2)});
    }
    f.data.set("x", "over the census (1 = no bias)").set("rows", rows).set("zero", true).set("series", std::vector<std::string>{"what the survey says", "ledgers of the same respondents"});
    f.note = "Between the ring and 1 lies who answers; between the dot and the ring what respondents remember. The census counts the measured span, everybody on all platforms. " + m.uncertainty();
    f.tables = {table};
    return f;
}

Figure count_figure(const ResultFile& file, const std::string& survey, const std::string& instrument) {
    Figure f;
    f.id = "survey-" + survey;
    f.title = fmt::format("{} ({})", file.file().attribute<std::string>("/surveys/" + survey, "title").value_or(survey), instrument);
    const Answers answers(file, survey);
    Table table{"What it counts", {"count", "value"}, {}, 1};
    if (instrument == "REG" && file.has("/surveys/" + survey + "/people")) {
        double registrations = 0, people = 0, worked = 0;
        const std::string of = "/surveys/" + survey + "/people";
        for (const double v : file.numbers(of, "registrations")) registrations += v;
        for (const double v : file.numbers(of, "people")) people += v;
        for (const double v : file.numbers(of, "ever_worked")) worked += v;
        f.says = fmt::format("{} registrations are {} people, of whom {} ever worked.", number(registrations), number(people), number(worked));
        table.rows = {{"registrations on all platforms", number(registrations)}, {"people, each once", number(people)}, {"of these, ever worked", number(worked)}};
    } else {
        const double rows = static_cast<double>(file.file().attribute<std::int64_t>("/surveys/" + survey, "taken").value_or(0));
        f.says = fmt::format("{} observations; the scoreboard draws its figures from them.", number(rows));
        table.rows = {{"observations", number(rows)}};
    }
    f.tables = {table};
    return f;
}

Figure survey_figure(const Material& m, const std::string& survey) {
    const ResultFile& file = m.base.first();
    const std::string instrument = file.file().attribute<std::string>("/surveys/" + survey, "instrument").value_or("");
    if (instrument.starts_with("S-TASK"))
        return bias_figure(m, survey, task_survey_lines(m, survey));
    if (instrument == "LOG")
        return bias_figure(m, survey, log_lines(m, survey));
    if (instrument == "CAPREC")
        return bias_figure(m, survey, capture_lines(m, survey));
    return count_figure(file, survey, instrument);
}

}  // namespace

Section survey_section(const Material& m) {
    Section s;
    s.id = "surveys", s.title = "What surveys see of it";
    const ResultFile& file = m.base.first();
    const auto names = file.has("/surveys") ? file.file().list("/surveys") : std::vector<std::string>{};
    if (names.empty()) {
        s.figures = {missing("survey-none", "Instruments beside the census", "No survey was switched on in this run. Get them with a scenario that names studies, such as ilo-2017 or log-2016.")};
        return s;
    }
    s.intro = "The market is observed as the real one was: by surveys posted as tasks, by logs of plug-ins, by registers. A census, which the real world does not have, shows what each of them misses.";
    for (const auto& name : names)
        s.figures.push_back(survey_figure(m, name));
    return s;
}

}  // namespace analysis::report
