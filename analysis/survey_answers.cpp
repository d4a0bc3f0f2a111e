#include "analysis/survey_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

#include "analysis/inclusion.hpp"

namespace analysis {

using namespace microwork;

namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
using AnswerId = SurveyAnswers::row_id;

/// A row of /surveys/<name>/answers; a short study leaves out all after the age.
struct AnswerRow {
    std::uint64_t key;
    std::int64_t answered;
    std::uint32_t posting;
    std::uint8_t platform, design, wave, country, paper, woman, age_band, degree, status, caregiver, condition, connection,
        platforms_used;
    std::uint8_t main_income, wants_more, not_enough_tasks, ever_rejected, all_justified, night_work, evening_work, does_surveys,
        poor_household;
    std::uint32_t rejections, rejections_unexplained;
    double hours_paid, hours_unpaid, pay_week, pay_month, pay_total_time, pay_paid_time, true_hours_paid, true_hours_unpaid,
        true_pay_week;
};

struct DesignRow {
    std::uint8_t platform, eligible;
    std::int64_t wanted, taken;
    double reward, minutes;
};

std::uint8_t code(Answer a) { return static_cast<std::uint8_t>(a); }

double per_hour(double pay, double hours) { return hours > 0 ? pay / hours : not_known; }

void fill_in_person(const SurveyAnswers& t, AnswerId a, AnswerRow& row) {
    row.key = t.key[a], row.posting = t.wave[a], row.wave = static_cast<std::uint8_t>(std::min<std::uint32_t>(t.wave[a], 255));
    row.platform = t.platform[a], row.design = t.stratum[a], row.country = t.country[a], row.paper = t.paper[a];
    row.woman = t.woman[a], row.age_band = t.age_band[a], row.degree = t.degree[a], row.status = t.status[a];
    row.caregiver = t.caregiver[a], row.condition = t.condition[a], row.connection = t.connection[a];
}

void fill_in_work(const SurveyAnswers& t, AnswerId a, AnswerRow& row) {
    row.platforms_used = t.platforms_used[a];
    row.main_income = code(t.main_income[a]), row.wants_more = code(t.wants_more[a]);
    row.not_enough_tasks = code(t.not_enough_tasks[a]);
    row.ever_rejected = code(t.ever_rejected[a]), row.all_justified = code(t.all_justified[a]);
    row.night_work = code(t.night_work[a]), row.evening_work = code(t.evening_work[a]);
    row.does_surveys = code(t.does_surveys[a]), row.poor_household = code(t.poor_household[a]);
    row.rejections = t.rejections[a], row.rejections_unexplained = t.rejections_unexplained[a];
    row.hours_paid = t.hours_paid[a], row.hours_unpaid = t.hours_unpaid[a];
    row.pay_week = t.pay_week[a], row.pay_month = t.pay_month[a];
    row.pay_total_time = per_hour(row.pay_week, row.hours_paid > 0 ? row.hours_paid + row.hours_unpaid : 0);
    row.pay_paid_time = per_hour(row.pay_week, row.hours_paid);
    row.true_hours_paid = t.true_hours_paid[a], row.true_hours_unpaid = t.true_hours_unpaid[a];
    row.true_pay_week = t.true_pay_week[a];
}

sim::Field with_unit(sim::Field f, const char* unit) { return f.unit = unit, f; }

const std::vector<std::string>& no_yes() {
    static const std::vector<std::string> words{"no", "yes"};
    return words;
}

std::vector<sim::Field> person_fields(const World& world) {
    return {sim::field("country", &AnswerRow::country, "country of residence", world.country_codes()),
            sim::field("woman", &AnswerRow::woman, "gender", no_yes()),
            sim::field("age_band", &AnswerRow::age_band, "age", {"18-24", "25-34", "35-44", "45+"})};
}

void add_work_fields(std::vector<sim::Field>& f) {
    f.push_back(sim::field("degree", &AnswerRow::degree, "university degree", no_yes()));
    f.push_back(sim::field("status", &AnswerRow::status, "activity outside micro-work",
                           {"employed", "student", "unemployed", "home_or_care", "unable_health"}));
    f.push_back(sim::field("caregiver", &AnswerRow::caregiver, "looks after somebody", no_yes()));
    f.push_back(sim::field("condition", &AnswerRow::condition, "limiting health condition", no_yes()));
    f.push_back(sim::field("connection", &AnswerRow::connection, "class of connection", {"stable", "intermittent", "poor"}));
    f.push_back(sim::field("platforms_used", &AnswerRow::platforms_used, "platforms on which the person has handed in work"));
    const auto add = [&](const char* name, double AnswerRow::*member, const char* unit, const char* meaning) {
        f.push_back(with_unit(sim::field(name, member, meaning), unit));
    };
    add("hours_paid", &AnswerRow::hours_paid, "h", "paid work in a typical week, as told");
    add("hours_unpaid", &AnswerRow::hours_unpaid, "h", "unpaid time in a typical week, as told");
    add("pay_week", &AnswerRow::pay_week, "USD", "pay of a typical week on all platforms, net of fees, as told");
    add("pay_month", &AnswerRow::pay_month, "USD", "pay a month on all platforms, mean of three months, net of fees, as told");
    add("pay_total_time", &AnswerRow::pay_total_time, "USD/h", "pay_week over paid and unpaid hours; NaN without paid hours");
    add("pay_paid_time", &AnswerRow::pay_paid_time, "USD/h", "pay_week over paid hours; NaN without paid hours");
    const auto ask = [&](const char* name, std::uint8_t AnswerRow::*member, const char* meaning) {
        f.push_back(sim::field(name, member, meaning, no_yes()));
    };
    ask("main_income", &AnswerRow::main_income, "micro-work brings more than other income");
    ask("wants_more", &AnswerRow::wants_more, "would do more micro-work");
    ask("not_enough_tasks", &AnswerRow::not_enough_tasks, "mainly for want of tasks does not do more");
    ask("ever_rejected", &AnswerRow::ever_rejected, "work was refused at least once in the career");
    f.push_back(sim::field("all_justified", &AnswerRow::all_justified, "all refusals were justified: none while correct",
                           {"no", "yes", "never rejected"}));
    f.push_back(with_unit(sim::field("rejections", &AnswerRow::rejections, "refused in the career"), "assignments"));
    f.push_back(with_unit(sim::field("rejections_unexplained", &AnswerRow::rejections_unexplained, "of these, without a reason"),
                          "assignments"));
    ask("night_work", &AnswerRow::night_work, "works at night, from 22 to 5 o'clock");
    ask("evening_work", &AnswerRow::evening_work, "works in the evening, from 18 to 22 o'clock");
    ask("does_surveys", &AnswerRow::does_surveys, "regularly does surveys");
    ask("poor_household", &AnswerRow::poor_household, "household income below the poverty line");
    add("true_hours_paid", &AnswerRow::true_hours_paid, "h", "paid work in a typical week, by the ledgers");
    add("true_hours_unpaid", &AnswerRow::true_hours_unpaid, "h", "unpaid time in a typical week, by the ledgers");
    add("true_pay_week", &AnswerRow::true_pay_week, "USD", "pay of a typical week, by the ledgers");
}

std::vector<sim::Field> answer_fields(const World& world, SurveyKind kind) {
    std::vector<sim::Field> f{
        sim::field("key", &AnswerRow::key, "structural key of the worker: the same person in /workers"),
        with_unit(sim::field("answered", &AnswerRow::answered, "when, in seconds since 1970-01-01 00:00 UTC"), "s")};
    if (kind == SurveyKind::recapture) {
        f.push_back(sim::field("posting", &AnswerRow::posting, "number of the post"));
    } else {
        f.push_back(sim::field("platform", &AnswerRow::platform, "surveyed platform", world.platform_ids()));
        f.push_back(sim::field("design", &AnswerRow::design, "row of the study's table design"));
        f.push_back(sim::field("wave", &AnswerRow::wave, "number of the post"));
        f.push_back(
            sim::field("paper", &AnswerRow::paper, "country of the account on paper: what the study sees", world.country_codes()));
    }
    for (auto& field : person_fields(world))
        f.push_back(std::move(field));
    if (kind != SurveyKind::recapture)
        add_work_fields(f);
    return f;
}

/// The answers to one study, as they came in.
std::vector<AnswerRow> rows_of(const MicroworkModel& model, std::size_t study) {
    const auto& t = model.market().get<SurveyAnswers>();
    const std::int64_t origin = std::chrono::seconds(model.clock().origin().time_since_epoch()).count();
    std::vector<AnswerRow> rows;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const AnswerId a{r};
        if (t.study[a] != study)
            continue;
        AnswerRow row{};
        fill_in_person(t, a, row);
        fill_in_work(t, a, row);
        row.answered = origin + t.answered[a].value;
        rows.push_back(row);
    }
    return rows;
}

void write_design(sim::ResultWriter& writer, const World& world, const SurveyDesign& study, const std::vector<AnswerRow>& answers,
                  const std::string& path) {
    std::vector<std::string> words;
    std::vector<DesignRow> rows;
    for (std::size_t s = 0; s < study.strata.size(); ++s) {
        const SurveyStratum& stratum = study.strata[s];
        const auto at = std::find(words.begin(), words.end(), stratum.eligibility);
        DesignRow row{};
        row.platform = static_cast<std::uint8_t>(stratum.platform), row.eligible = static_cast<std::uint8_t>(at - words.begin());
        if (at == words.end())
            words.push_back(stratum.eligibility);
        row.wanted = stratum.wanted;
        row.taken = std::count_if(answers.begin(), answers.end(), [&](const AnswerRow& a) { return a.design == s; });
        row.reward = sim::in_dollars(stratum.reward), row.minutes = static_cast<double>(stratum.length.value) / 60;
        rows.push_back(row);
    }
    const std::vector<sim::Field> fields{
        sim::field("platform", &DesignRow::platform, "surveyed platform", world.platform_ids()),
        sim::field("eligible", &DesignRow::eligible, "whose accounts may answer", words),
        with_unit(sim::field("wanted", &DesignRow::wanted, "answers wanted; 0 = no fixed number"), "answers"),
        with_unit(sim::field("taken", &DesignRow::taken, "answers"), "answers"),
        with_unit(sim::field("reward", &DesignRow::reward, "for an answer"), "USD"),
        with_unit(sim::field("minutes", &DesignRow::minutes, "length of an answer"), "min")};
    writer.table(path + "/design", fields, rows, {"", "what the study asked for, platform by platform", study.source, {}});
}

void write_inclusion(sim::ResultWriter& writer, const Market& market, std::size_t study, const std::string& path) {
    const std::vector<sim::Field> fields{
        sim::field("decile", &Inclusion::decile, "1 = fewest hours"),
        with_unit(sim::field("hours_from", &Inclusion::hours_from, "least time online in the span"), "h"),
        with_unit(sim::field("hours_to", &Inclusion::hours_to, "most time online in the span"), "h"),
        with_unit(sim::field("people", &Inclusion::people, "whom the study might have asked"), "people"),
        with_unit(sim::field("respondents", &Inclusion::respondents, "of these, who answered"), "people")};
    writer.table(path + "/inclusion", fields, inclusion_by_hours(market, study),
                 {"",
                  "people with an eligible account on a surveyed platform who were online in the span, by tenths of hours online: "
                  "respondents / people is the chance to be in the study",
                  "",
                  {}});
}

}  // namespace

void write_survey_answers(sim::ResultWriter& writer, const MicroworkModel& model) {
    const Market& market = model.market();
    const World& world = market.get<World>();
    const auto& studies = market.get<Surveys>().designs();
    for (std::size_t study = 0; study < studies.size(); ++study) {
        const SurveyDesign& design = studies[study];
        if (!is_a_task(design.kind))
            continue;
        const std::string path = "/surveys/" + design.name;
        const std::vector<AnswerRow> rows = rows_of(model, study);
        std::int64_t wanted = 0;
        for (const SurveyStratum& s : design.strata)
            wanted += s.wanted;
        writer.attribute(path, {"instrument", survey_kinds()[static_cast<std::size_t>(design.kind)]});
        writer.attribute(path, {"title", design.title});
        writer.attribute(path, {"wanted", wanted});
        writer.attribute(path, {"taken", std::int64_t{std::ssize(rows)}});
        writer.table(path + "/answers", answer_fields(world, design.kind), rows,
                     {"", "answers to the study: " + design.title + ", in the order in which they came in", design.source, {}});
        write_design(writer, world, design, rows, path);
        if (design.kind != SurveyKind::recapture)
            write_inclusion(writer, market, study, path);
    }
}

}  // namespace analysis
