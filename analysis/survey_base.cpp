#include "analysis/survey_base.hpp"

#include <fmt/format.h>

#include <limits>

#include "analysis/observations.hpp"

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double weeks_per_month = 365.25 / 12 / 7;

/// Some rows of a table as one of their own.
class Gathered {
  public:
    Gathered(const TableColumns& from, std::vector<std::uint32_t> rows)
        : from_(from), rows_(std::move(rows)), table_(rows_.size()) {}

    void codes(const char* column) {
        const Codes& all = from_.codes(column);
        Codes some{{}, all.names};
        some.code.reserve(rows_.size());
        for (const std::uint32_t row : rows_)
            some.code.push_back(all.code[row]);
        table_.with(column, std::move(some));
    }
    /// A column computed from a row's number.
    void column(const char* name, const auto& value) {
        std::vector<double> values;
        values.reserve(rows_.size());
        for (const std::uint32_t row : rows_)
            values.push_back(value(row));
        table_.with(name, std::move(values));
    }
    TableColumns table() && { return std::move(table_); }

  private:
    const TableColumns& from_;
    std::vector<std::uint32_t> rows_;
    TableColumns table_;
};

using Reached = std::function<bool(std::string_view platform, std::string_view country)>;

/// Rows of people who were online in the span and could be reached.
std::vector<std::uint32_t> people_reached(const TableColumns& workers, const Reached& reached) {
    const Codes &platform = workers.codes("platform"), &country = workers.codes("country");
    const auto& sessions = workers.numbers("sessions");
    std::vector<std::vector<bool>> asked(platform.names.size(), std::vector<bool>(country.names.size()));
    for (std::size_t p = 0; p < asked.size(); ++p)
        for (std::size_t c = 0; c < asked[p].size(); ++c)
            asked[p][c] = reached(platform.names[p], country.names[c]);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < workers.rows(); ++row)
        if (sessions[row] > 0 && asked[platform.code[row]][country.code[row]])
            rows.push_back(row);
    return rows;
}

/// These people as they would answer if they remembered everything.
TableColumns census_of(const ResultFile& file, const Reached& reached) {
    const TableColumns workers(file, "/workers");
    const auto &online = workers.numbers("online"), &paid = workers.numbers("paid"), &review = workers.numbers("under_review"),
               &credited = workers.numbers("credited"), &approved = workers.numbers("approved"),
               &rejected = workers.numbers("rejected");
    Gathered people(workers, people_reached(workers, reached));
    for (const char* column : {"country", "platform", "woman", "degree", "status", "caregiver", "condition", "connection",
                               "main_income", "ever_rejected"})
        people.codes(column);
    const double weeks = file.weeks();
    const auto measured = [&](std::size_t r) { return online[r] >= 3600 && approved[r] + rejected[r] > 0; };
    const auto pay = [&](std::size_t r) { return credited[r] * 1e-6; };
    people.column("pay_total_time", [&](std::size_t r) { return measured(r) ? pay(r) * 3600 / online[r] : not_a_number; });
    people.column("pay_paid_time",
                  [&](std::size_t r) { return measured(r) && paid[r] > 0 ? pay(r) * 3600 / paid[r] : not_a_number; });
    people.column("hours_paid", [&](std::size_t r) { return paid[r] / 3600 / weeks; });
    people.column("hours_unpaid", [&](std::size_t r) { return (online[r] - paid[r] - review[r]) / 3600 / weeks; });
    people.column("pay_week", [&](std::size_t r) { return pay(r) / weeks; });
    people.column("pay_month", [&](std::size_t r) { return pay(r) / weeks * weeks_per_month; });
    // The names that an event log has for the same.
    people.column("wage", [&](std::size_t r) { return measured(r) ? pay(r) * 3600 / online[r] : not_a_number; });
    people.column("hours", [&](std::size_t r) { return online[r] / 3600; });
    people.column("submitted", [&](std::size_t r) { return approved[r] + rejected[r]; });
    people.column("rejected", [&](std::size_t r) { return rejected[r]; });
    return std::move(people).table();
}

/// Was this person asked? By the platform of registration: which further accounts somebody has is not in the result.
Reached reached_by(const ResultFile& file, const SurveyHead& head) {
    const TableColumns design(file, head.path() + "/design");
    std::vector<std::pair<std::string, std::string>> asked;  // platform, country or "all"
    for (std::size_t row = 0; row < design.rows(); ++row)
        asked.emplace_back(design.codes("platform").name(row), design.codes("eligible").name(row));
    return [asked](std::string_view platform, std::string_view country) {
        for (const auto& [on, from] : asked)
            if (on == platform && (from == "all" || from == country))
                return true;
        return false;
    };
}

/// What the ledgers say of the respondents to a survey posted as a task.
TableColumns remembered_rightly(const TableColumns& answers) {
    const auto &paid = answers.numbers("true_hours_paid"), &unpaid = answers.numbers("true_hours_unpaid"),
               &pay = answers.numbers("true_pay_week");
    std::vector<double> total_time(paid.size()), paid_time(paid.size());
    for (std::size_t r = 0; r < paid.size(); ++r) {
        total_time[r] = paid[r] + unpaid[r] > 0 ? pay[r] / (paid[r] + unpaid[r]) : not_a_number;
        paid_time[r] = paid[r] > 0 ? pay[r] / paid[r] : not_a_number;
    }
    TableColumns truth(paid.size());
    truth.with("hours_paid", paid).with("hours_unpaid", unpaid).with("pay_week", pay);
    return std::move(truth.with("pay_total_time", std::move(total_time)).with("pay_paid_time", std::move(paid_time)));
}

/// Assignments posted on a platform by reward, from the exact histogram: `reward` is the middle of a bin.
TableColumns posted_on(const ResultFile& file, std::string_view platform) {
    const TableColumns platforms(file, "/platforms");
    const auto counts = file.file().read<double>("/distributions/rewards_posted");
    const auto edges = file.file().read<double>("/axes/rewards_posted_edges");
    const std::size_t bins = edges.size() - 1;
    const int row = platforms.codes("id").find(platform);
    std::vector<double> reward(bins), size(bins);
    for (std::size_t b = 0; b < bins && row >= 0; ++b)
        reward[b] = (edges[b] + edges[b + 1]) / 2, size[b] = counts[static_cast<std::size_t>(row) * bins + b];
    return std::move(TableColumns(bins).with("reward", std::move(reward)).with("size", std::move(size)));
}

TableColumns registered_people(const ResultFile& file) {
    const auto people = file.numbers("/countries", "registered");
    return std::move(TableColumns(people.size()).with("registrations", people));
}

}  // namespace

SurveyBase base_of(const ResultFile& file, const SurveyHead& head) {
    const std::string surveyed = "amt";  // the platform that every panel and tracker of the literature watched
    TableColumns answers(file, head.path() + "/answers");
    if (head.instrument.starts_with("S-TASK")) {
        TableColumns truth = remembered_rightly(answers);
        return {
            std::move(answers), census_of(file, reached_by(file, head)), std::move(truth),
            "everybody registered where it was posted, eligible and online in the measured span; pay per hour: of those with an "
            "hour online and a decided assignment"};
    }
    if (head.instrument == "TRACK")
        return {std::move(answers), posted_on(file, surveyed), TableColumns(0),
                "all assignments posted on amt in the measured span"};
    if (head.instrument == "REG")
        return {TableColumns(file, head.path() + "/people"), registered_people(file), TableColumns(0),
                "everybody registered at the end of the run, each person once"};
    const auto on_platform = [surveyed](std::string_view platform, std::string_view) { return platform == surveyed; };
    if (head.instrument == "CAPREC")
        answers = ObservedRun(file, {}).captured_people();
    return {std::move(answers), census_of(file, on_platform), TableColumns(0),
            "everybody registered on amt and online in the measured span"};
}

}  // namespace analysis
