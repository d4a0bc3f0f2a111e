// Money, time and tasks balance at every tick of random small markets.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/problem.hpp"
#include "tests/properties/tiny_world.hpp"

namespace tiny::conservation {

/// A number of the range with three digits, as an override.
std::string drawn(const char* path, double low, double high, const char* unit = "") {
    const double share = *rc::gen::inRange(0, 1001) * 1e-3;
    return fmt::format("{}={:.4f}{}", path, low + share * (high - low), unit);
}
std::string whole(const char* path, int low, int high, const char* unit = "") {
    return fmt::format("{}={}{}", path, *rc::gen::inRange(low, high + 1), unit);
}

Overrides random_market() {
    return {"run.audit=tick",
            "run.length=2d",
            whole("run.burn_in", 0, 2, "d"),
            whole("run.seed", 0, 1'000'000),
            fmt::format("run.tick={}", *rc::gen::element<std::string>("5min", "10min", "15min", "30min", "1h")),
            whole("run.rounds", 1, 30),
            whole("run.chunk", 1, 200),
            drawn("population.scale", 0.3, 1.5),
            drawn("activity.regular_share", 0.2, 1),
            drawn("activity.regular_sessions", 4, 20),
            drawn("activity.regular_session_hours", 0.1, 12),
            drawn("activity.casual_sessions", 0, 14),
            drawn("demand.level", 0.05, 3),
            drawn("demand.batch_size", 0.002, 1),
            whole("demand.expiry", 15, 3000, "min"),
            drawn("demand.gold_share", 0, 0.5),
            drawn("demand.majority_share", 0, 0.3),
            drawn("demand.arbitrary_share", 0, 0.2),
            drawn("demand.arbitrary_refusal", 0, 1),
            drawn("demand.manual_share", 0, 1),
            drawn("demand.two_stage_share", 0, 1),
            drawn("demand.client_refusal", 0, 1),
            drawn("demand.keeps_data_share", 0, 1),
            whole("review.client_delay", 0, 3000, "min"),
            drawn("forum.share", 0, 1),
            drawn("reputation.level_share", 0, 1),
            drawn("payment.threshold_factor", 0, 2),
            drawn("payment.fee_factor", 0, 50),
            drawn("payment.time_factor", 0, 50),
            fmt::format("payment.rails={}", *rc::gen::arbitrary<bool>()),
            whole("demand.review_median", 0, 900, "min"),
            drawn("demand.log_pay", -2, 2),
            drawn("people.skill_mean", -2, 4),
            drawn("work.unclear_instructions", 0, 0.5),
            drawn("work.broken_assignments", 0, 1),
            drawn("connectivity.drops_stable", 0, 20),
            drawn("connectivity.drops_poor", 0, 60),
            drawn("connectivity.minutes_stable", 0.1, 300),
            drawn("connectivity.bridged_share", 0, 1),
            drawn("connectivity.cost_poor", 0, 5),
            drawn("care.interruptions", 0, 60),
            drawn("care.paused_share", 0, 1),
            whole("care.length", 1, 14'400, "s"),
            drawn("connectivity.incomplete_share", 0, 1),
            whole("strikes.same_trouble", 0, 86'400, "s"),
            whole("strikes.warnings", 0, 2),
            drawn("strikes.suspension_chance", 0, 1),
            drawn("strikes.ban_chance", 0, 1),
            whole("connectivity.harmless", 0, 3600, "s"),
            whole("search.time_per_listing", 1, 120, "s"),
            whole("search.fruitless_pages", 1, 6),
            whole("search.wait", 30, 3600, "s"),
            whole("people.trusted_requesters", 0, 8),
            drawn("health.need", 1, 4),
            drawn("demand.approval_share", 0, 1),
            whole("search.claim_span", 60, 14'400, "s"),
            whole("sessions.day_limit", 1, 24, "h"),
            drawn("turnover.half_life_weeks", 1, 100),
            fmt::format("review.refusals_keep_data={}", *rc::gen::arbitrary<bool>()),
            whole("reputation.approval_window", 1, 2000)};
}

/// The audit of every tick throws when a ledger differs from a recount of the tables; what follows looks from outside.
RC_GTEST_PROP(Conservation, HoldsInRandomMarkets, ()) {
    const Overrides overrides = random_market();
    const Model model = load(overrides);
    try {
        found_and_run(*model);
    } catch (const sim::RunError& error) {
        RC_FAIL(error.what());
    }
    using microwork::TaskClass, microwork::MoneyClass, microwork::TimeClass, microwork::PlatformFlows;
    const auto& tasks = model->market().get<microwork::TaskLedger>();
    const auto& money = model->market().get<microwork::MoneyLedger>();
    const auto& time = model->market().get<microwork::TimeLedger>();
    RC_ASSERT(tasks.balanced() && money.balanced() && time.balanced());
    RC_ASSERT(tasks[TaskClass::approved] == flow(*model, &PlatformFlows::approved));
    RC_ASSERT(flow(*model, &PlatformFlows::handed_in) ==
              tasks[TaskClass::approved] + tasks[TaskClass::rejected] + tasks[TaskClass::under_review]);
    RC_ASSERT(money[MoneyClass::commission] == flow(*model, &PlatformFlows::commission));
    RC_ASSERT(money[MoneyClass::levy] == 0);
    // Work that is decided on before its session closes leaves "under review" before it has entered: looked at by account.
    for (std::size_t c = 0; c < static_cast<std::size_t>(TimeClass::count); ++c)
        RC_ASSERT(static_cast<TimeClass>(c) == TimeClass::under_review || time[static_cast<TimeClass>(c)] >= 0);
    const auto& accounts = model->market().get<microwork::Accounts>();
    for (std::size_t a = 0; a < accounts.rows(); ++a) {
        const microwork::AccountId id{a};
        RC_ASSERT(accounts.under_review[id].value >= 0 && accounts.balance[id].value >= 0 && accounts.paid_out[id].value >= 0);
    }
    RC_CLASSIFY(tasks[TaskClass::approved] > 0, "somebody was paid");
    RC_CLASSIFY(tasks[TaskClass::rejected] > 0, "somebody was refused");
}

/// The audit sees what does not balance: otherwise the property above says nothing.
TEST(Conservation, TheAuditSeesWhatDoesNotBalance) {
    const auto broken = [](auto change, const char* identity) {
        const Model model = load({"run.audit=tick"});
        found_and_run(*model, 1, 700);
        change(model->market());
        try {
            run(*model, 1, 700, 701);
            ADD_FAILURE() << "not seen: " << identity;
        } catch (const sim::RunError& error) {
            EXPECT_NE(std::string(error.what()).find(identity), std::string::npos) << error.what();
            EXPECT_EQ(std::string(error.what()).find("audit at 2018-01-01 07:00: "), 0u) << error.what();
        }
    };
    using namespace microwork;
    broken([](Market& m) { m.get<Accounts>().paid_out[AccountId{0u}] += Money{1}; }, "money paid out, ledger and accounts");
    broken([](Market& m) { ++m.get<PlatformFlows>().posted[sim::Id<PlatformFlow>{0}]; }, "assignments posted, ledger and flows");
    broken([](Market& m) { m.get<TimeLedger>().enter(TimeClass::search, 1); }, "search, ledger and people");
    broken([](Market& m) { ++m.get<Lives>().waiting[LifeId{0u}].value; }, "time of a person = time online + work carried over");
    broken([](Market& m) { m.get<MoneyLedger>().enter(MoneyClass::paid_out, 1); }, "money paid out, ledger and accounts");
}

}  // namespace tiny::conservation
