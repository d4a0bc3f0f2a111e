// A share of the world behaves as the whole: people and their work are thinned together.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/properties/tiny_world.hpp"

namespace tiny::scale {

/// Pay per hour and unpaid per paid hour over the measured days; the spread over workers gives the error of a mean.
struct Outcome {
    double pay = 0, unpaid_per_paid = 0, pay_error = 0, unpaid_error = 0, people = 0;
};

/// Share of the 4.7 million people in the shipped tables that is the whole here: 940,000.
constexpr double whole_world = 0.2;

Outcome outcome(double scale) {
    sim::Problems problems;
    const auto scenario = sim::Scenario::from_text(
        "", "scale.toml", scenarios(),
        {"run.burn_in=4d", "run.length=3d", "demand.review_median=6h", fmt::format("population.scale={:.6f}", whole_world * scale)},
        problems);
    auto model = std::make_unique<microwork::MicroworkModel>();
    model->load(scenario, scenarios() / "data", problems);
    problems.raise();
    found_and_run(*model, 2);
    const auto& lives = model->market().get<microwork::Lives>();
    const auto& accounts = model->market().get<microwork::Accounts>();
    // Ratios of sums, with the error of a ratio estimator over people.
    double hours = 0, dollars = 0, paid = 0, unpaid = 0;
    std::vector<std::array<double, 4>> people;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const microwork::LifeId life{r};
        std::array<double, 4> p{static_cast<double>(lives.online[life].value) / 3600, 0, 0, 0};
        for (microwork::AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            p[1] += sim::in_dollars(accounts.credited[a]),
                p[2] += (accounts.paid[a].value + accounts.under_review[a].value) / 3600.0;
        p[3] = p[0] - p[2];
        hours += p[0], dollars += p[1], paid += p[2], unpaid += p[3];
        people.push_back(p);
    }
    Outcome o{dollars / hours, unpaid / paid, 0, 0, static_cast<double>(people.size())};
    for (const auto& p : people)
        o.pay_error += std::pow(p[1] - o.pay * p[0], 2), o.unpaid_error += std::pow(p[3] - o.unpaid_per_paid * p[2], 2);
    o.pay_error = std::sqrt(o.pay_error) / hours, o.unpaid_error = std::sqrt(o.unpaid_error) / paid;
    return o;
}

TEST(Scale, AShareOfTheWorldBehavesAsTheWhole) {
    const Outcome whole = outcome(1);
    for (const double scale : {0.3, 0.1}) {
        const Outcome part = outcome(scale);
        const double pay_error = std::hypot(whole.pay_error, part.pay_error),
                     unpaid_error = std::hypot(whole.unpaid_error, part.unpaid_error);
        fmt::print(
            "  scale {}: {} people, pay {:.3f} against {:.3f} (error {:.3f}), unpaid per paid {:.4f} against {:.4f} (error "
            "{:.4f})\n",
            scale, part.people, part.pay, whole.pay, pay_error, part.unpaid_per_paid, whole.unpaid_per_paid, unpaid_error);
        EXPECT_NEAR(part.pay, whole.pay, 3 * pay_error);
        EXPECT_NEAR(part.unpaid_per_paid, whole.unpaid_per_paid, 3 * unpaid_error);
        const double percent = scale > 0.2 ? 0.03 : 0.06;  // a tenth has too few people to tell 3 %
        EXPECT_NEAR(part.pay / whole.pay, 1, percent);
        EXPECT_LT(pay_error, 0.02 * whole.pay) << "the samples must be able to contradict";
        EXPECT_LT(unpaid_error, 0.04 * whole.unpaid_per_paid);
    }
}

}  // namespace tiny::scale
