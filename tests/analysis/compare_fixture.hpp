// Small results written by hand, whose comparison can be worked out on paper.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"
#include "sim/hdf5_file.hpp"

namespace compare_fixture {

/// A person of a result. Countries: 0 = FR, 1 = IN (minimum wages 10 and 0 USD/h); platforms: 0 = amt, 1 = toloka.
struct Worker {
    std::uint64_t key = 0;
    double hours = 10, income = 0;  ///< USD
    std::uint8_t country = 0, platform = 0, woman = 0, circle = 0;
    double paid_hours = 5;
    std::uint32_t sessions = 1, approved = 1, rejected = 0;
};

struct SmallRun {
    std::string variant = "base", title = "A base", commit = "c0ffee";
    std::int64_t seed = 1, replicate = 0;
    std::vector<Worker> workers;
    std::map<std::string, std::vector<std::int64_t>> series;  ///< sums over the measured span; zero unless given
    std::vector<std::int64_t> money{50, 30, 0, 5, 5, 8, 2};   ///< ledger, USD
    std::int64_t complete = 1, burn_in_days = 1;
    std::string from = "2018-01-02", to = "2018-01-04";
    double scale = 1, worker_share = 1;
    std::string resolved = "title = \"t\"\n\n[run]\nseed = 1\n# a comment = none\ntick = \"15min\"\n";
};

struct Row {
    std::uint64_t key;
    std::uint8_t country, platform, woman, age_band, status, condition, connection, circle;
    std::int32_t online, paid, under_review;
    std::int64_t credited;
    std::uint32_t sessions, approved, rejected;
};

inline void write_workers(sim::ResultWriter& writer, const SmallRun& run) {
    std::vector<Row> rows;
    for (const Worker& w : run.workers)
        rows.push_back({w.key, w.country, w.platform, w.woman, 0, 0, 0, 0, w.circle, static_cast<std::int32_t>(w.hours * 3600),
                        static_cast<std::int32_t>(w.paid_hours * 3600), 0, static_cast<std::int64_t>(w.income * 1e6), w.sessions,
                        w.approved, w.rejected});
    const std::vector<sim::Field> fields{sim::field("key", &Row::key, "key"),
                                         sim::field("country", &Row::country, "country", {"FR", "IN"}),
                                         sim::field("platform", &Row::platform, "platform", {"amt", "toloka"}),
                                         sim::field("woman", &Row::woman, "gender", {"no", "yes"}),
                                         sim::field("age_band", &Row::age_band, "age", {"18-24"}),
                                         sim::field("status", &Row::status, "activity", {"employed"}),
                                         sim::field("condition", &Row::condition, "health", {"no", "yes"}),
                                         sim::field("connection", &Row::connection, "connection", {"stable"}),
                                         sim::field("circle", &Row::circle, "circle", {"occasional", "monthly", "weekly"}),
                                         sim::field("online", &Row::online, "time online"),
                                         sim::field("paid", &Row::paid, "paid work"),
                                         sim::field("under_review", &Row::under_review, "under review"),
                                         sim::field("credited", &Row::credited, "pay"),
                                         sim::field("sessions", &Row::sessions, "sessions"),
                                         sim::field("approved", &Row::approved, "approved"),
                                         sim::field("rejected", &Row::rejected, "rejected")};
    writer.table("/workers", fields, rows, {"", "people", "", {}});
}

inline void write_countries(sim::ResultWriter& writer) {
    struct Country {
        std::uint8_t code, region;
        double minimum_wage;
    };
    const std::vector<Country> rows{{0, 1, 10}, {1, 0, 0}};
    const std::vector<sim::Field> fields{
        sim::field("code", &Country::code, "country", {"FR", "IN"}),
        sim::field("region", &Country::region, "region", {"Asia and the Pacific", "Europe and Central Asia"}),
        sim::field("minimum_wage", &Country::minimum_wage, "minimum wage")};
    writer.table("/countries", fields, rows, {"", "countries", "", {}});
}

/// Three days by two countries or platforms: the burn-in is full of noise, the sums stand in the last day.
inline void write_series(sim::ResultWriter& writer, const SmallRun& run) {
    for (const auto& [axis, names] : std::map<std::string, std::vector<std::string>>{
             {"country", {"approved", "rejected", "time_submitted", "pay", "registrations", "exits", "people_known", "owner_cut"}},
             {"platform", {"handed_in", "expired", "rewards", "commission", "rail_fees"}}})
        for (const std::string& name : names) {
            const auto given = run.series.find(name);
            const auto sums = given == run.series.end() ? std::vector<std::int64_t>{0, 0} : given->second;
            const std::vector<std::int64_t> days{999 * run.seed, 999, 0, 0, sums[0], sums[1]};
            const std::size_t dims[] = {3, 2};
            writer.dataset("/series/" + name, days, dims, {"1", name, "", {"day", axis}});
        }
}

/// Writes the result and gives its path back.
inline std::filesystem::path write(const std::filesystem::path& path, const SmallRun& run) {
    sim::ResultWriter writer(path, sim::ResultWriter::IfExists::replace);
    for (const auto& [name, value] : std::map<std::string, sim::Attribute::Value>{{"title", run.title},
                                                                                  {"variant", run.variant},
                                                                                  {"seed", run.seed},
                                                                                  {"replicate", run.replicate},
                                                                                  {"measured_from", run.from},
                                                                                  {"measured_to", run.to},
                                                                                  {"complete", run.complete},
                                                                                  {"burn_in_days", run.burn_in_days},
                                                                                  {"scale", run.scale},
                                                                                  {"worker_share", run.worker_share}})
        writer.attribute("/", {name, value});
    writer.axis({"day", "date", {"2018-01-01", "2018-01-02", "2018-01-03"}, {}});
    writer.axis({"country", "code", {"FR", "IN"}, {}});
    writer.axis({"platform", "platform", {"amt", "toloka"}, {}});
    writer.axis({"money_ledger_class",
                 "class",
                 {"below_threshold", "paid_out", "forfeited", "rail_fee", "owner_cut", "commission", "levy"},
                 {}});
    write_workers(writer, run), write_countries(writer), write_series(writer, run);
    std::vector<std::int64_t> ledger;
    for (const std::int64_t dollars : run.money)
        ledger.push_back(dollars * 1000000);
    writer.dataset("/ledgers/money_ledger", ledger, {"1e-6 USD", "money", "", {"money_ledger_class"}});
    writer.attribute("/ledgers/money_ledger", {"entered", std::int64_t{100000000}});
    writer.attribute("/provenance", {"commit", run.commit});
    writer.text("/scenario/resolved", run.resolved, {"TOML", "parameters", "", {}});
    writer.commit();
    return path;
}

/// The row of a member's measure.
inline const analysis::ComparisonRow& row(const std::vector<analysis::ComparisonRow>& rows, std::string_view group,
                                          std::string_view member, std::string_view measure) {
    for (const analysis::ComparisonRow& r : rows)
        if (r.group == group && r.member == member && r.measure == measure)
            return r;
    throw std::runtime_error("no row " + std::string(group) + " " + std::string(member) + " " + std::string(measure));
}

}  // namespace compare_fixture
