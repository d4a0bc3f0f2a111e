/// A small result with surveys, written as a run writes one: values are chosen so that every statistic is known.
#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "sim/hdf5_file.hpp"

namespace survey_result {

struct Options {
    std::string variant = "one", to = "2018-04-02";
    std::int64_t seed = 1, replicate = 0;
    double pay_of_americans = 4;  ///< USD/h that ILO's respondents in the United States report
    bool surveys = true;
};

inline const std::vector<std::string> countries{"US", "IN", "FR"}, platforms{"amt", "foulefactory"}, no_yes{"no", "yes"};
struct Country {
    std::uint8_t code, region;
    double registered, minimum_wage;
};
struct Platform {
    std::uint8_t id;
    double commission, pool;
};
struct Worker {
    std::uint8_t country, platform, circle, woman = 0, degree = 0, status = 0, caregiver = 0, condition = 0, connection = 0,
                                            main_income = 0, ever_rejected = 0;
    double sessions = 1, online, paid, under_review, instructions, interrupted, cut_off, credited, approved, rejected;
};
struct Respondent {
    std::uint64_t key;
    std::uint8_t platform, country, woman, status, all_justified, ever_rejected;
    float pay_total_time, pay_paid_time, hours_paid, hours_unpaid, pay_week, pay_month, true_hours_paid, true_hours_unpaid,
        true_pay_week;
};
struct Design {
    std::uint8_t platform, eligible;
    double wanted, taken, reward, minutes;
};
struct Decile {
    double decile, hours_from, hours_to, people, respondents;
};
struct Logged {
    std::uint64_t key;
    std::uint8_t country, woman;
    double accepted, submitted, returned, approved, rejected, gated, research_hours, research_pay, wage;
};
struct Capture {
    std::uint64_t key;
    std::int64_t answered;
    std::uint8_t country, woman;
};

inline void write_axes_and_attributes(sim::ResultWriter& w, const Options& o) {
    w.axis({"day", "date (UTC)", std::vector<std::string>(91, "2018-01-01"), {}});
    for (const sim::Attribute& a : std::vector<sim::Attribute>{{"title", std::string("made for a test")},
                                                               {"variant", o.variant},
                                                               {"measured_from", std::string("2018-01-01")},
                                                               {"measured_to", o.to},
                                                               {"seed", o.seed},
                                                               {"replicate", o.replicate},
                                                               {"burn_in_days", std::int64_t{0}},
                                                               {"complete", std::int64_t{1}},
                                                               {"scale", 0.01},
                                                               {"worker_share", 0.5}})
        w.attribute("/", a);
}

/// 1,000 registered in the United States, 400 in France; a pool of 1,000 on amt, of whom 25 are at work at any time.
inline void write_places(sim::ResultWriter& w) {
    const std::vector<Country> rows{{0, 1, 1000, 7.25}, {1, 0, 3000, 0}, {2, 2, 400, 10}};
    w.table("/countries",
            std::vector<sim::Field>{
                sim::field("code", &Country::code, "", countries),
                sim::field("region", &Country::region, "", {"Asia and the Pacific", "Northern America", "Europe and Central Asia"}),
                sim::field("registered", &Country::registered, ""), sim::field("minimum_wage", &Country::minimum_wage, "")},
            rows, {"", "", "", {}});
    w.table("/platforms",
            std::vector<sim::Field>{sim::field("id", &Platform::id, "", platforms),
                                    sim::field("commission", &Platform::commission, ""), sim::field("pool", &Platform::pool, "")},
            std::vector<Platform>{{0, 0.2, 1000}, {1, 0.3, 50}}, {"", "", "", {}});
    const std::vector<double> working(2 * 91, 25);
    const std::size_t dims[] = {91, 2};
    w.dataset("/series/platform_working", working, dims, {"people", "", "", {"day", "platform"}});
}

/// Half of those who logged in: 100 French on foulefactory (20 weekly, 30 monthly; half of them earn 5 USD/h, half 15), and 100
/// Americans on amt at 5 USD/h.
inline void write_workers(sim::ResultWriter& w) {
    std::vector<Worker> rows;
    for (int i = 0; i < 200; ++i) {
        const bool french = i < 100;
        Worker p{};
        p.country = french ? 2 : 0, p.platform = french ? 1 : 0, p.circle = i < 20 ? 2 : i < 50 ? 1 : 0;
        p.online = 36000, p.paid = 18000, p.approved = 10, p.sessions = 3;
        if (!french)  // as they would tell it: five hours of work, five of looking for it; an hour is neither
            p.online = 39600, p.paid = 14400, p.instructions = 3600, p.interrupted = p.cut_off = 1800;
        p.credited = (french && i >= 50 ? 15 : 5) * 10e6;
        rows.push_back(p);
    }
    std::vector<sim::Field> fields{sim::field("country", &Worker::country, "", countries),
                                   sim::field("platform", &Worker::platform, "", platforms),
                                   sim::field("circle", &Worker::circle, "", {"occasional", "monthly", "weekly"}),
                                   sim::field("status", &Worker::status, "", {"employed"}),
                                   sim::field("connection", &Worker::connection, "", {"stable", "intermittent", "poor"})};
    for (auto [name, member] : {std::pair{"woman", &Worker::woman},
                                {"degree", &Worker::degree},
                                {"caregiver", &Worker::caregiver},
                                {"condition", &Worker::condition},
                                {"main_income", &Worker::main_income},
                                {"ever_rejected", &Worker::ever_rejected}})
        fields.push_back(sim::field(name, member, "", no_yes));
    for (auto [name, member] : {std::pair{"sessions", &Worker::sessions},
                                {"online", &Worker::online},
                                {"paid", &Worker::paid},
                                {"under_review", &Worker::under_review},
                                {"instructions", &Worker::instructions},
                                {"interrupted", &Worker::interrupted},
                                {"cut_off", &Worker::cut_off},
                                {"credited", &Worker::credited},
                                {"approved", &Worker::approved},
                                {"rejected", &Worker::rejected}})
        fields.push_back(sim::field(name, member, ""));
    w.table("/workers", fields, rows, {"", "", "", {}});
}

inline void head(sim::ResultWriter& w, const std::string& name, const char* instrument, std::int64_t wanted, std::int64_t taken) {
    for (const sim::Attribute& a : std::vector<sim::Attribute>{
             {"instrument", std::string(instrument)}, {"title", "the study " + name}, {"wanted", wanted}, {"taken", taken}})
        w.attribute("/surveys/" + name, a);
}

/// A survey posted as a task: answers, design, inclusion.
inline void write_task_survey(sim::ResultWriter& w, const std::string& name, const char* instrument,
                              const std::vector<Respondent>& rows, std::int64_t wanted) {
    head(w, name, instrument, wanted, static_cast<std::int64_t>(rows.size()));
    const std::string path = "/surveys/" + name;
    std::vector<sim::Field> fields{sim::field("key", &Respondent::key, "number of the person"),
                                   sim::field("platform", &Respondent::platform, "where the survey was taken", platforms),
                                   sim::field("country", &Respondent::country, "", countries),
                                   sim::field("woman", &Respondent::woman, "", no_yes),
                                   sim::field("status", &Respondent::status, "",
                                              {"employed", "student", "unemployed, seeking", "home_or_care", "unable_health"}),
                                   sim::field("all_justified", &Respondent::all_justified, "", {"no", "yes", "never rejected"}),
                                   sim::field("ever_rejected", &Respondent::ever_rejected, "", no_yes)};
    for (auto [column, member] : {std::pair{"pay_total_time", &Respondent::pay_total_time},
                                  {"pay_paid_time", &Respondent::pay_paid_time},
                                  {"hours_paid", &Respondent::hours_paid},
                                  {"hours_unpaid", &Respondent::hours_unpaid},
                                  {"pay_week", &Respondent::pay_week},
                                  {"pay_month", &Respondent::pay_month},
                                  {"true_hours_paid", &Respondent::true_hours_paid},
                                  {"true_hours_unpaid", &Respondent::true_hours_unpaid},
                                  {"true_pay_week", &Respondent::true_pay_week}})
        fields.push_back(sim::field(column, member, ""));
    w.table(path + "/answers", fields, rows, {"", "one row a respondent", "", {}});
    w.table(path + "/design",
            std::vector<sim::Field>{sim::field("platform", &Design::platform, "", platforms),
                                    sim::field("eligible", &Design::eligible, "", {"all", "US"}),
                                    sim::field("wanted", &Design::wanted, ""), sim::field("taken", &Design::taken, ""),
                                    sim::field("reward", &Design::reward, ""), sim::field("minutes", &Design::minutes, "")},
            std::vector<Design>{{0, 1, 100, 100, 3, 20}}, {"", "", "", {}});
    w.table(path + "/inclusion",
            std::vector<sim::Field>{sim::field("decile", &Decile::decile, ""), sim::field("hours_from", &Decile::hours_from, ""),
                                    sim::field("hours_to", &Decile::hours_to, ""), sim::field("people", &Decile::people, ""),
                                    sim::field("respondents", &Decile::respondents, "")},
            std::vector<Decile>{{1, 0, 5, 100, 10}, {2, 5, 40, 100, 90}}, {"", "", "", {}});
}

/// 100 answers, wanted 120: half from the United States (4 USD/h, 8 per paid hour), half from India (2 USD/h, 2 per paid hour).
/// The ledgers have 8 + 4 hours a week for 48 USD, they say 10 + 5 for 45.
inline std::vector<Respondent> ilo(const Options& o) {
    std::vector<Respondent> rows;
    for (int i = 0; i < 100; ++i) {
        const bool american = i % 2 == 0;
        Respondent r{};
        r.key = static_cast<std::uint64_t>(i), r.country = american ? 0 : 1, r.woman = i % 5 == 0;
        r.ever_rejected = i < 80, r.all_justified = i < 8 ? 1 : i < 80 ? 0 : 2;
        r.pay_total_time = american ? static_cast<float>(o.pay_of_americans) : 2, r.pay_paid_time = american ? 8 : 2;
        r.hours_paid = 10, r.hours_unpaid = 5, r.pay_week = 45, r.pay_month = 195;
        r.true_hours_paid = 8, r.true_hours_unpaid = 4, r.true_pay_week = 48;
        rows.push_back(r);
    }
    return rows;
}

/// 40 French on foulefactory, 29.5 USD a month; a quarter are students, one does not say what an hour brings.
inline std::vector<Respondent> diplab() {
    std::vector<Respondent> rows;
    for (int i = 0; i < 40; ++i) {
        Respondent r{};
        r.key = static_cast<std::uint64_t>(i), r.platform = 1, r.country = 2, r.status = i < 10 ? 1 : i < 20 ? 2 : 0;
        r.pay_month = 29.5F, r.pay_total_time = i == 0 ? std::numeric_limits<float>::quiet_NaN() : 5.25F;
        rows.push_back(r);
    }
    return rows;
}

/// 40 accounts at 1, 2, ... 40 USD/h; each accepted 100, returned 13, had 1 rejected.
inline void write_log(sim::ResultWriter& w) {
    std::vector<Logged> rows;
    for (int i = 1; i <= 40; ++i)
        rows.push_back(
            {static_cast<std::uint64_t>(i), 0, 0, 100, 87, 13, 86, 1, 17.4, 2, i < 40 ? 10.0 : 18, static_cast<double>(i)});
    head(w, "log-2016", "LOG", 40, 40);
    std::vector<sim::Field> fields{sim::field("key", &Logged::key, ""), sim::field("country", &Logged::country, "", countries),
                                   sim::field("woman", &Logged::woman, "", no_yes)};
    for (auto [column, member] : {std::pair{"accepted", &Logged::accepted},
                                  {"submitted", &Logged::submitted},
                                  {"returned", &Logged::returned},
                                  {"approved", &Logged::approved},
                                  {"rejected", &Logged::rejected},
                                  {"gated", &Logged::gated},
                                  {"research_hours", &Logged::research_hours},
                                  {"research_pay", &Logged::research_pay},
                                  {"wage", &Logged::wage}})
        fields.push_back(sim::field(column, member, ""));
    w.table("/surveys/log-2016/answers", fields, rows, {"", "", "", {}});
}

/// 80 people, 60 of them Americans, under keys that differ in their last bits only; the first twenty again 32 days later.
inline void write_captures(sim::ResultWriter& w) {
    std::vector<Capture> rows;
    for (int i = 0; i < 100; ++i) {
        const int person = i % 80;
        rows.push_back({(std::uint64_t{1} << 60) + static_cast<std::uint64_t>(person), 1514764800 + (i < 80 ? 0 : 2764800),
                        static_cast<std::uint8_t>(person < 60 ? 0 : 1), static_cast<std::uint8_t>(person % 2)});
    }
    head(w, "caprec-2016", "CAPREC", 0, 100);
    w.table("/surveys/caprec-2016/answers",
            std::vector<sim::Field>{sim::field("key", &Capture::key, ""), sim::field("answered", &Capture::answered, ""),
                                    sim::field("country", &Capture::country, "", countries),
                                    sim::field("woman", &Capture::woman, "", no_yes)},
            rows, {"", "", "", {}});
}

inline void write(const std::filesystem::path& path, const Options& o = {}) {
    sim::ResultWriter w(path, sim::ResultWriter::IfExists::refuse);
    write_axes_and_attributes(w, o);
    write_places(w);
    write_workers(w);
    if (o.surveys) {
        write_task_survey(w, "ilo-2017", "S-TASK-FIRST", ilo(o), 120);
        write_task_survey(w, "diplab-2018", "S-TASK-OPEN", diplab(), 40);
        write_log(w);
        write_captures(w);
    }
    w.commit();
}

}  // namespace survey_result
