#include "analysis/report/census.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace analysis::report {

const std::vector<TimeClass>& time_classes() {
    static const std::vector<TimeClass> classes = {{"paid work", {"paid"}},
                                                   {"work under review", {"under_review"}},
                                                   {"rejected or returned work", {"rejected_time", "returned"}},
                                                   {"reading instructions", {"instructions"}},
                                                   {"search", {"search"}},
                                                   {"waiting", {"waiting"}},
                                                   {"interrupted or cut off", {"interrupted", "cut_off"}},
                                                   {"sign-up, tests, payments", {"qualification", "payments"}}};
    return classes;
}

double GroupCensus::time_total() const { return std::accumulate(time.begin(), time.end(), 0.0); }

namespace {

constexpr std::size_t unpaid_bins = 20;

/// One row of /workers, as far as the census looks at it.
struct Columns {
    std::vector<double> online, paid, review, credited, approved, rejected, ever_rejected, woman, circle;
    std::vector<std::vector<double>> time;
    std::size_t rows() const { return online.size(); }
    bool measured(std::size_t r) const { return online[r] >= 3600 && approved[r] + rejected[r] > 0; }
};

Columns read_columns(const ResultFile& file) {
    const auto numbers = [&](const char* column) { return file.numbers("/workers", column); };
    Columns c{numbers("online"),   numbers("paid"),          numbers("under_review"), numbers("credited"), numbers("approved"),
              numbers("rejected"), numbers("ever_rejected"), numbers("woman"),        numbers("circle"),   {}};
    for (const auto& cls : time_classes()) {
        std::vector<double> sum(c.rows());
        for (const char* column : cls.columns) {
            const auto part = numbers(column);
            for (std::size_t r = 0; r < sum.size(); ++r)
                sum[r] += part[r];
        }
        c.time.push_back(std::move(sum));
    }
    return c;
}

/// Adds what rows of `members` say to a group that has a name and a register.
void measure(GroupCensus& g, const Columns& c, const std::vector<std::uint32_t>& members, double worker_share) {
    std::vector<double> total, paid, idle, work;
    double women = 0, ever = 0, approved = 0, rejected = 0, measured = 0;
    g.time.assign(c.time.size(), 0);
    for (const std::uint32_t r : members) {
        g.online += c.online[r] > 0 ? 1 : 0;
        g.monthly += c.circle[r] >= 1 ? 1 : 0, g.weekly += c.circle[r] >= 2 ? 1 : 0;
        for (std::size_t t = 0; t < c.time.size(); ++t)
            g.time[t] += c.time[t][r];
        idle.push_back(c.online[r] - c.paid[r] - c.review[r]), work.push_back(c.paid[r] + c.review[r]);
        approved += c.approved[r], rejected += c.rejected[r];
        if (!c.measured(r))
            continue;
        ++measured, women += c.woman[r], ever += c.ever_rejected[r];
        total.push_back(c.credited[r] * 3.6e-3 / c.online[r]);
        if (c.paid[r] > 0)
            paid.push_back(c.credited[r] * 3.6e-3 / c.paid[r]);
    }
    std::sort(total.begin(), total.end()), std::sort(paid.begin(), paid.end());
    g.pay_total_mean = mean_of(total), g.pay_total_median = median_of(total);
    g.pay_paid_mean = mean_of(paid), g.pay_paid_median = median_of(paid);
    g.unpaid_per_paid = ratio_of(idle, work);
    g.ever_rejected = share_of(ever, measured), g.women = share_of(women, measured);
    g.rejected = {approved + rejected > 0 ? rejected / (approved + rejected) : std::nan(""), Interval::none()};
    g.measured = measured;
    for (double* people : {&g.online, &g.measured, &g.monthly, &g.weekly})
        *people /= worker_share;
}

void count_unpaid_shares(Census& census, const Columns& c) {
    std::vector<double> shares;
    census.unpaid_share.assign(unpaid_bins, 0);
    for (std::size_t r = 0; r < c.rows(); ++r)
        if (c.measured(r))
            shares.push_back(std::clamp(1 - (c.paid[r] + c.review[r]) / c.online[r], 0.0, 1.0));
    for (const double s : shares)
        census.unpaid_share[std::min(unpaid_bins - 1, static_cast<std::size_t>(s * unpaid_bins))] +=
            1.0 / static_cast<double>(shares.size());
    std::sort(shares.begin(), shares.end());
    census.unpaid_share_median = quantile(shares, 0.5);
}

}  // namespace

Census take_census(const ResultFile& file) {
    Census census;
    const Columns columns = read_columns(file);
    const Codes of = file.codes("/workers", "country"), code = file.codes("/countries", "code");
    const Codes name = file.codes("/countries", "name"), region = file.codes("/countries", "region");
    const auto registered = file.numbers("/countries", "registered");
    std::vector<std::vector<std::uint32_t>> by_country(code.code.size()), by_region(region.names.size());
    std::vector<std::size_t> row_of(of.names.size());
    census.world.name = "World", census.regions.resize(region.names.size());
    for (std::size_t r = 0; r < region.names.size(); ++r)
        census.regions[r].name = region.names[r];
    for (std::size_t k = 0; k < code.code.size(); ++k) {
        row_of.at(static_cast<std::size_t>(of.find(code.name(k)))) = k;
        GroupCensus& country = census.countries.emplace_back();
        country.name = name.name(k), country.registered = registered[k];
        census.world.registered += registered[k], census.regions[region.code[k]].registered += registered[k];
    }
    std::vector<std::uint32_t> everybody(columns.rows());
    std::iota(everybody.begin(), everybody.end(), 0U);
    for (const std::uint32_t r : everybody) {
        const std::size_t k = row_of[of.code[r]];
        by_country[k].push_back(r), by_region[region.code[k]].push_back(r);
    }
    measure(census.world, columns, everybody, file.worker_share());
    for (std::size_t r = 0; r < by_region.size(); ++r)
        measure(census.regions[r], columns, by_region[r], file.worker_share());
    for (std::size_t k = 0; k < by_country.size(); ++k)
        measure(census.countries[k], columns, by_country[k], file.worker_share());
    count_unpaid_shares(census, columns);
    return census;
}

}  // namespace analysis::report
