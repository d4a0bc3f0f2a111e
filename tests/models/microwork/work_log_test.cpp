// Logs of work: time as a union of stretches, what counts where, and who is drawn into the panel.
#include "models/microwork/surveys/work_log.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/microwork/shipped.hpp"

namespace microwork::work_log_test {

/// Time logged of stretches that are given in the order in which they begin.
std::int32_t logged(const std::vector<std::pair<std::int32_t, std::int32_t>>& stretches, std::int32_t gap) {
    WorkLogs logs;
    const WorkLogId log = logs.append();
    std::int32_t added = 0;
    for (const auto& [from, until] : stretches)
        added += add_stretch(logs, log, Instant{from}, Instant{until}, Seconds{gap}).value;
    EXPECT_EQ(added, logs.time[log].value) << "what stretches add is the whole";
    return logs.time[log].value;
}

TEST(Stretches, AddUpWithShortGapsJoined) {
    EXPECT_EQ(logged({{100, 160}}, 720), 60);
    EXPECT_EQ(logged({{100, 160}, {160, 200}}, 720), 100) << "without a gap";
    EXPECT_EQ(logged({{100, 160}, {879, 900}}, 720), 800) << "a gap of 719 seconds is work";
    EXPECT_EQ(logged({{100, 160}, {880, 900}}, 720), 80) << "one of 720 is none";
    EXPECT_EQ(logged({{100, 400}, {200, 300}, {350, 450}}, 720), 350) << "what overlaps counts once";
    EXPECT_EQ(logged({{100, 100}, {5000, 5060}}, 720), 60) << "nothing is joined to no work at all";
}

/// Against counting second by second.
RC_GTEST_PROP(Stretches, AreTheSecondsThatAreCoveredOrInAShortGap, ()) {
    sim::Dice dice(*rc::gen::arbitrary<std::uint64_t>(), 0, 0);
    const auto gap = static_cast<std::int32_t>(1 + dice.below(40));
    std::vector<std::pair<std::int32_t, std::int32_t>> stretches;
    std::vector<bool> covered(2000, false);
    for (std::int32_t from = 0, n = 0; n < 20; ++n) {
        from += static_cast<std::int32_t>(dice.below(60));
        const auto until = from + 1 + static_cast<std::int32_t>(dice.below(40));
        stretches.push_back({from, until});
        std::fill(covered.begin() + from, covered.begin() + until, true);
    }
    std::int32_t seconds = 0, idle = gap;  // before the first stretch nothing is joined
    for (std::size_t t = 0; t < covered.size(); ++t) {
        if (!covered[t]) {
            ++idle;
            continue;
        }
        seconds += 1 + (idle < gap ? idle : 0);
        idle = 0;
    }
    RC_ASSERT(logged(stretches, gap) == seconds);
}

/// One person with an account on the logged platform and one elsewhere; the span begins after an hour.
class Logged : public testing::Test {
  protected:
    Logged() : model_(shipped::model({"surveys.on=[\"log-2016\"]"})), clock_(model_->clock()) {
        const World& world = this->world();
        for (const char* id : {"amt", "clickworker"}) {
            const AccountId a = accounts_.append();
            accounts_.key[a] = 70 + a.row, accounts_.platform[a] = static_cast<std::uint8_t>(world.platform(id));
            const BatchId b = batches_.append();
            batches_.key[b] = 80 + b.row, batches_.platform[b] = accounts_.platform[a];
            batches_.reward[b] = sim::dollars(0.10);
        }
        const SessionId s = sessions_.append();
        for (std::uint32_t i = 0; i < 2; ++i)
            sessions_.account[s][i] = i, sessions_.platform[s][i] = accounts_.platform[AccountId{i}];
    }
    const World& world() const { return model_->market().get<World>(); }
    const Surveys& surveys() const { return model_->market().get<Surveys>(); }
    sim::Step step(std::int32_t at) const { return {at / 900, clock_, randomness_, parallel_, 16}; }

    void claim(std::int32_t at, std::int32_t granted, std::uint32_t batch = 0) {
        sessions_.at[s_] = static_cast<std::uint8_t>(batch), sessions_.cursor[s_] = Instant{at};
        sessions_.batch[s_] = BatchId{batch};
        sim::Messages<sim::Claim> claims;
        claims.open(1);
        claims.outbox(0).put({batch, s_.row, granted + 1, granted, 0});
        claims.join();
        LogClaims{}(step(at), span_, surveys(), claims, sessions_, batches_, accounts_, logs_, index_);
    }
    void deliver(std::int32_t at, std::int32_t done, std::int32_t returned, std::uint32_t batch = 0) {
        sessions_.at[s_] = static_cast<std::uint8_t>(batch), sessions_.cursor[s_] = Instant{at};
        sessions_.batch[s_] = BatchId{batch}, sessions_.done[s_] = done;
        sim::Messages<Delivery> deliveries;
        deliveries.open(1);
        deliveries.outbox(0).put({s_, returned, false});
        deliveries.join();
        LogWork{}(step(at), world(), span_, surveys(), deliveries, sessions_, batches_, accounts_, logs_, index_, wages_);
    }
    void decide(std::int32_t at, std::int32_t approved, std::int32_t rejected, std::uint32_t batch = 0) {
        Decision d;
        d.batch = BatchId{batch}, d.account = AccountId{batch}, d.reward = batches_.reward[d.batch];
        d.approved = approved, d.rejected = rejected;
        sim::Messages<Decision> decided;
        decided.open(1);
        decided.outbox(0).put(d);
        decided.join();
        LogPay{}(step(at), world(), span_, surveys(), model_->market().get<BorrowedAccounts>(), decided, batches_, accounts_, logs_,
                 index_);
    }

    const std::unique_ptr<MicroworkModel> model_;
    const sim::Clock clock_;
    const sim::Randomness randomness_{1, 0};
    const sim::Parallel parallel_{1};
    const MeasuredSpan span_{4};
    const SessionId s_{0u};
    Sessions sessions_;
    Accounts accounts_;
    Batches batches_;
    WorkLogs logs_;
    LoggedAccounts index_;
    LoggedWages wages_;
};

TEST_F(Logged, WorkIsLoggedFromPickingUpToHandingIn) {
    claim(3000, 4);       // before the span: not seen
    deliver(4000, 4, 0);  // 400 s within it
    claim(4100, 5);       // a search of 100 s, joined
    deliver(4700, 3, 2);  // 600 s
    claim(5500, 1);       // away for 800 s
    deliver(5600, 0, 1);  // 100 s for nothing: given back
    ASSERT_EQ(logs_.rows(), 1u);
    const WorkLogId log{0u};
    EXPECT_EQ(logs_.key[log], 70u);
    EXPECT_EQ(logs_.time[log].value, 400 + 100 + 600 + 100);
    EXPECT_EQ(logs_.accepted[log], 6u);
    EXPECT_EQ(logs_.submitted[log], 7u);
    EXPECT_EQ(logs_.returned[log], 3u);
}

TEST_F(Logged, OnlyTheSpanAndThePlatformCount) {
    claim(1000, 4);
    deliver(2000, 4, 0);
    decide(3000, 4, 0);
    claim(4000, 2, 1);
    deliver(4500, 2, 0, 1);
    decide(5000, 2, 0, 1);
    EXPECT_EQ(logs_.rows(), 0u);
    decide(5000, 3, 1);  // handed in before the span
    ASSERT_EQ(logs_.rows(), 1u);
    EXPECT_EQ(logs_.approved[WorkLogId{0u}], 3u);
    EXPECT_EQ(logs_.rejected[WorkLogId{0u}], 1u);
    EXPECT_EQ(logs_.pay[WorkLogId{0u}], sim::dollars(0.30));
    EXPECT_EQ(logs_.submitted[WorkLogId{0u}], 0u);
}

TEST_F(Logged, GatedWorkAndResearchAreCountedApart) {
    claim(4000, 2);
    deliver(4100, 2, 0);
    decide(4500, 2, 0);
    batches_.gate[BatchId{0u}] = 1000, batches_.type[BatchId{0u}] = 0;
    ASSERT_EQ(world().task_types[0].id, "survey");
    claim(4150, 2);
    deliver(4360, 2, 0);
    decide(4600, 1, 1);
    const WorkLogId log{0u};
    EXPECT_EQ(logs_.gated[log], 2u);
    EXPECT_EQ(logs_.gated_time[log].value, 50 + 210) << "the joined gap belongs to the work after it";
    EXPECT_EQ(logs_.time[log].value, 100 + 50 + 210);
    EXPECT_EQ(logs_.gated_pay[log], sim::dollars(0.10));
    EXPECT_EQ(logs_.research[log], 4u) << "both batches were surveys: type 0";
    EXPECT_EQ(logs_.research_pay[log], logs_.pay[log]);
    // Two of 10 cents in 100 s: 7.20 USD/h, and in 210 s: 3.43 USD/h.
    const auto bin = [](double pay) {
        const auto& e = logged_wage_edges();
        return LoggedWages::row_id{static_cast<std::size_t>(std::upper_bound(e.begin(), e.end(), pay) - e.begin())};
    };
    EXPECT_EQ(wages_.tasks[bin(7.2)], 2);
    EXPECT_EQ(wages_.gated[bin(7.2)], 0);
    EXPECT_EQ(wages_.gated[bin(720.0 / 210)], 2);
}

TEST_F(Logged, ABorrowedAccountEarnsLess) {
    accounts_.borrowed[AccountId{0u}] = 1;
    decide(5000, 10, 0);
    const double kept = 1 - static_cast<double>(model_->market().get<BorrowedAccounts>().params.owner_share().value);
    EXPECT_NEAR(sim::in_dollars(logs_.pay[WorkLogId{0u}]), 1.00 * kept, 1e-6);
}

/// Accounts in classes of equal numbers of tasks.
class Panel : public testing::Test {
  protected:
    Panel() { insert(stratum_.eligible, 0), stratum_.platform = 0; }
    void add(int accounts, std::uint32_t tasks) {
        for (int i = 0; i < accounts; ++i) {
            const AccountId a = accounts_.append();
            const WorkLogId log = logs_.append();
            logs_.key[log] = sim::mix(5, a.row), logs_.account[log] = a, logs_.submitted[log] = tasks;
        }
    }
    std::vector<WorkLogId> draw(std::uint64_t seed) const { return draw_panel({seed, 0}, stratum_, logs_, accounts_); }

    SurveyStratum stratum_;
    WorkLogs logs_;
    Accounts accounts_;
};

/// Over many seeds, everybody is in the panel as often as tasks^0.3 says; who would be in it more than once is in it always.
TEST_F(Panel, InclusionIsInProportionToAPowerOfTasks) {
    stratum_.wanted = 100, stratum_.inclusion_exponent = 0.3;
    const std::vector<std::uint32_t> tasks{1, 10, 100, 1000};
    for (const auto n : tasks)
        add(100, n);
    double sum = 0;
    for (const auto n : tasks)
        sum += 100 * std::pow(n, 0.3);
    constexpr int draws = 2000;
    std::vector<double> taken(tasks.size(), 0);
    for (int seed = 0; seed < draws; ++seed) {
        const auto panel = draw(static_cast<std::uint64_t>(seed));
        ASSERT_EQ(panel.size(), 100u) << "exactly as many as wanted";
        for (const WorkLogId log : panel)
            ++taken[log.row / 100];
    }
    for (std::size_t c = 0; c < tasks.size(); ++c) {
        const double p = 100 * std::pow(tasks[c], 0.3) / sum, n = 100.0 * draws;
        // Four standard errors, and what Pareto sampling may be off with a hundred draws.
        EXPECT_NEAR(taken[c] / n, p, 4 * std::sqrt(p * (1 - p) / n) + 0.002) << tasks[c] << " tasks";
    }
}

TEST_F(Panel, WhoDoesMostIsCertainWhenTasksCountInFull) {
    stratum_.wanted = 10, stratum_.inclusion_exponent = 1;
    add(1, 100'000);
    add(40, 10);
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto panel = draw(seed);
        EXPECT_EQ(panel.size(), 10u);
        EXPECT_EQ(std::count(panel.begin(), panel.end(), WorkLogId{0u}), 1);
    }
}

TEST_F(Panel, HoldsEverybodyWhenThereAreTooFewAndNobodyWithoutATask) {
    stratum_.wanted = 50, stratum_.inclusion_exponent = 0.3;
    add(20, 3);
    add(10, 0);
    const auto panel = draw(1);
    EXPECT_EQ(panel.size(), 20u);
    for (const WorkLogId log : panel)
        EXPECT_GT(logs_.submitted[log], 0u);
}

/// Rows must not decide: the same people when the rows stand the other way round.
TEST_F(Panel, DoesNotDependOnRows) {
    stratum_.wanted = 30, stratum_.inclusion_exponent = 0.3;
    for (const std::uint32_t tasks : {1u, 7u, 90u})
        add(40, tasks);
    const auto keys = [this](const WorkLogs& logs) {
        std::vector<std::uint64_t> list;
        for (const WorkLogId log : draw_panel({9, 0}, stratum_, logs, accounts_))
            list.push_back(logs.key[log]);
        return list;
    };
    WorkLogs reversed;
    for (std::size_t r = logs_.rows(); r-- > 0;) {
        const WorkLogId from{r}, to = reversed.append();
        reversed.key[to] = logs_.key[from], reversed.account[to] = logs_.account[from];
        reversed.submitted[to] = logs_.submitted[from];
    }
    EXPECT_EQ(keys(reversed), keys(logs_));
}

}  // namespace microwork::work_log_test
