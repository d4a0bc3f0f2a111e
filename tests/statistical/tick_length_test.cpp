// The tick is a grid for the computation, not a part of the model: results hardly depend on its length, nor on the rounds in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/properties/tiny_world.hpp"

namespace tiny::tick_length {

/// Mean and standard error over replicates.
struct Mean {
    double value = 0, error = 0;
    static Mean of(const std::vector<double>& x) {
        const double n = static_cast<double>(x.size());
        double sum = 0, squares = 0;
        for (const double v : x)
            sum += v;
        for (const double v : x)
            squares += (v - sum / n) * (v - sum / n);
        return {sum / n, std::sqrt(squares / (n - 1) / n)};
    }
};

/// Pay per hour online, the share of that time that is not paid, and the time until batches are filled (those that expire
/// stand for 36 hours), its mean and its mean log, in the measured week of each replicate.
struct Outcome {
    std::vector<double> pay, unpaid, fill, log_fill;
};

constexpr int replicates = 12;

Outcome outcome(const std::string& tick) {
    Outcome outcome;
    for (int r = 0; r < replicates; ++r) {
        const Model model = finished({"run.tick=" + tick, "demand.batch_size=0.05", fmt::format("run.replicate={}", r)});
        using microwork::TimeClass;
        const auto& time = model->market().get<microwork::TimeLedger>();
        const auto& accounts = model->market().get<microwork::Accounts>();
        const double online = static_cast<double>(time.sum());
        double dollars = 0;
        for (std::size_t a = 0; a < accounts.rows(); ++a)
            dollars += sim::in_dollars(accounts.credited[microwork::AccountId{a}]);
        outcome.pay.push_back(dollars / (online / 3600));
        const auto& fills = model->market().get<microwork::FillTimes>();
        const std::int32_t since = model->clock().begin(model->measured_from()).value;
        double times = 0, log_times = 0, batches = 0;
        for (std::size_t i = 0; i < fills.rows(); ++i) {
            const microwork::RequesterId who{i};
            for (std::size_t k = 0; k < microwork::remembered_fills && fills.closed[who][k] > since; ++k)
                times += fills.took[who][k], log_times += std::log(static_cast<double>(fills.took[who][k])), ++batches;
        }
        outcome.fill.push_back(times / batches), outcome.log_fill.push_back(log_times / batches);

        outcome.unpaid.push_back(1 - static_cast<double>(time[TimeClass::paid] + time[TimeClass::under_review]) / online);
    }
    return outcome;
}

/// Each replicate has the same people and the same batches whatever the tick, so replicates are compared pair by pair: 12 times
/// about 400 people. The mean difference may be three of its standard errors, or 3 %, whichever is more; and the errors must be
/// small enough to say something.
TEST(TickLength, PayUnpaidTimeAndTimesToFillHardlyDependOnIt) {
    const Outcome usual = outcome("15min");
    for (const char* tick : {"5min", "30min"}) {
        const Outcome other = outcome(tick);
        std::vector<double> pay, unpaid, fill, log_fill;
        for (std::size_t r = 0; r < replicates; ++r) {
            pay.push_back(other.pay[r] / usual.pay[r] - 1);
            unpaid.push_back(other.unpaid[r] / usual.unpaid[r] - 1);
            fill.push_back(other.fill[r] / usual.fill[r] - 1);
            log_fill.push_back(other.log_fill[r] - usual.log_fill[r]);
        }
        const Mean p = Mean::of(pay), u = Mean::of(unpaid), f = Mean::of(fill), g = Mean::of(log_fill);
        fmt::print(
            "  {} against 15min: pay {:+.2f} % (error {:.2f}), unpaid share {:+.2f} % ({:.2f}), time to fill {:+.2f} % ({:.2f}), "
            "its log {:+.3f} ({:.3f})\n",
            tick, 100 * p.value, 100 * p.error, 100 * u.value, 100 * u.error, 100 * f.value, 100 * f.error, g.value, g.error);
        EXPECT_LE(std::abs(p.value), std::max(0.03, 3 * p.error));
        EXPECT_LE(std::abs(u.value), std::max(0.03, 3 * u.error));
        EXPECT_LE(std::abs(f.value), std::max(0.03, 3 * f.error));
        // Batches that fill within minutes weigh most in the log: rounds of a tick come in no order of time.
        EXPECT_LE(std::abs(g.value), 0.15);
        EXPECT_LT(p.error, 0.02);
        EXPECT_LT(u.error, 0.02);
        EXPECT_LT(f.error, 0.02);
    }
}

}  // namespace tiny::tick_length
