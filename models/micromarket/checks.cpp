// Whether the market is right: exact books, and the statistics by which implementations are compared.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/micromarket/micromarket.hpp"
#include "sim/problem.hpp"

namespace micromarket {

namespace {

/// Sums over everybody.
struct Sums {
    std::int64_t earnings = 0, paid_seconds = 0, unpaid_seconds = 0;
    double average = 0;
};

Sums sums_of(const Workers& workers) {
    Sums s;
    for (std::size_t row = 0; row < workers.rows(); ++row) {
        const WorkerId w{row};
        s.earnings += workers.earnings[w].value;
        s.paid_seconds += workers.paid[w];
        s.unpaid_seconds += workers.unpaid[w];
        s.average += static_cast<double>(workers.average[w]);
    }
    return s;
}

/// Sums over all steps.
struct Flows {
    std::int64_t on_line = 0, matched = 0, paid = 0;
};

Flows flows_of(const Series& series) {
    Flows f;
    for (std::size_t row = 0; row < series.rows(); ++row) {
        const Series::row_id step{row};
        f.on_line += series.on_line[step];
        f.matched += series.matched[step];
        f.paid += series.paid[step].value;
    }
    return f;
}

void demand_equal(std::int64_t left, std::int64_t right, const char* identity, const sim::Step& step) {
    if (left != right)
        throw sim::RunError(fmt::format("step {}: {}: {} and {}", step.tick, identity, left, right));
}

}  // namespace

std::array<double, 2> CheckValues::band(std::size_t index, double workers, double factor) {
    constexpr std::array<std::array<double, 2>, count> of_a_million{
        {{0.2248, 0.2252}, {0.541, 0.548}, {1.065, 1.080}, {2.31, 2.36}, {1.51, 1.545}, {0.287, 0.292}, {0.235, 0.238}}};
    const double middle = (of_a_million[index][0] + of_a_million[index][1]) / 2;
    const double half = (of_a_million[index][1] - of_a_million[index][0]) / 2 * factor * std::max(1.0, std::sqrt(1e6 / workers));
    return {middle - half, middle + half};
}

CheckValues MicroMarket::check_values() const {
    const auto& workers = economy_.get<Workers>();
    const auto& batches = economy_.get<Batches>();
    const auto& series = economy_.get<Series>();
    const Sums s = sums_of(workers);
    const Flows f = flows_of(series);
    std::int64_t renewals = 0;
    for (const std::uint32_t n : batches.renewals.all())
        renewals += n;
    const auto steps = static_cast<double>(series.rows()), people = static_cast<double>(workers.rows());
    const auto on_line = static_cast<double>(f.on_line), matched = static_cast<double>(f.matched),
               paid = 1e-6 * static_cast<double>(f.paid);
    return {{on_line / (people * steps), matched / on_line, paid / matched, 4 * paid / on_line, s.average / people,
             static_cast<double>(s.paid_seconds) / static_cast<double>(s.paid_seconds + s.unpaid_seconds),
             static_cast<double>(renewals) / (static_cast<double>(batches.count()) * steps)}};
}

void MicroMarket::audit(const sim::Step& step, sim::AuditDepth depth) const {
    const auto& batches = economy_.get<Batches>();
    for (const std::int32_t slots : batches.free_slots.all())
        if (slots < 0)
            throw sim::RunError(fmt::format("step {}: a batch gave out more slots than it had", step.tick));
    if (depth == sim::AuditDepth::totals)
        return;
    const Sums s = sums_of(economy_.get<Workers>());
    const Flows f = flows_of(economy_.get<Series>());
    demand_equal(s.earnings, f.paid, "earnings of all workers and everything paid differ", step);
    demand_equal(s.paid_seconds + s.unpaid_seconds, step_seconds * f.on_line, "paid and unpaid time and the time on line differ",
                 step);
}

}  // namespace micromarket
