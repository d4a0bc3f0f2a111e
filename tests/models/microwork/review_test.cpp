// Decisions on work: gold questions, majorities, samples, whole-batch refusals, clients behind checkers. The closed form of
// majority voting against counting answers is in quality_control_test.cpp.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/mechanisms/review.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::review_test {

/// One requester, one batch, and submissions that are all due in the first tick.
class Desk : public testing::Test {
  protected:
    Desk() : model_(shipped::model()), clock_(model_->clock()), world_(model_->market().get<World>()) {
        wakeups_.due.emplace(clock_);
        wakeups_.due->reviews.rebuild(
            0, [](std::uint32_t) { return sim::never; }, 0);
        flows_.resize(world_.platforms.size());
        tills_.prepare(world_.countries.size(), world_.platforms.size());
        boards_.prepare(world_.platforms.size());
        requesters_.append();
        batch_ = batches_.append();
        batches_.key[batch_] = 1, batches_.reward[batch_] = sim::dollars(0.1), batches_.type[batch_] = type_of(3);
    }
    std::uint8_t type_of(int redundancy) const {
        for (std::size_t t = 0; t < world_.task_types.size(); ++t)
            if (world_.task_types[t].redundancy == redundancy)
                return static_cast<std::uint8_t>(t);
        return 0;
    }
    void submit(std::int32_t assignments, std::int32_t correct) {
        const SubmissionId s = submissions_.append();
        submissions_.key[s] = ++last_key_, submissions_.batch[s] = batch_, submissions_.assignments[s] = assignments,
        submissions_.correct[s] = correct;
        submissions_.due[s] = sim::Instant{1};
        wakeups_.due->reviews.push(sim::Instant{1}, s.row);
        batches_.created[batch_] += assignments, batches_.under_review[batch_] += assignments;
        batches_.handed_in[batch_] += assignments, batches_.reviewed_correct[batch_] += correct;
        tasks_.enter(TaskClass::under_review, assignments);
    }
    /// The same, the last assignment of which an outage has cut off.
    void submit_cut(std::int32_t assignments, std::int32_t correct) {
        submit(assignments, correct);
        --batches_.handed_in[batch_];
        submissions_.incomplete[SubmissionId{submissions_.rows() - 1}] = 1;
        ++batches_.incomplete[batch_];
    }
    std::vector<Decision> decide(QualityControl control, std::int32_t tick = 0) {
        requesters_.control[RequesterId{0}] = control;
        const sim::Parallel parallel(1);
        const sim::Step step{tick, clock_, randomness_, parallel, 128};
        review_(step, world_, requesters_, tills_, wakeups_, batches_, free_batches_, submissions_, free_submissions_, boards_,
                tasks_, flows_, decided_);
        const auto all = decided_.all();
        return {all.begin(), all.end()};
    }

    std::unique_ptr<MicroworkModel> model_;
    sim::Clock clock_;
    const World& world_;
    const sim::Randomness randomness_{9, 0};
    Review review_;
    Requesters requesters_;
    Wakeups wakeups_;
    Batches batches_;
    FreeBatches free_batches_;
    Submissions submissions_;
    FreeSubmissions free_submissions_;
    Boards boards_;
    Tills tills_;
    TaskLedger tasks_;
    PlatformFlows flows_;
    sim::Messages<Decision> decided_;
    BatchId batch_;
    std::uint64_t last_key_ = 100;
};

TEST_F(Desk, WhoeverApprovesAllApprovesAll) {
    submit(20, 0);
    const auto decisions = decide(QualityControl::approve_all);
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(decisions[0].approved, 20);
    EXPECT_EQ(decisions[0].rejected, 0);
    EXPECT_EQ(decisions[0].reward, sim::dollars(0.1));
}

TEST_F(Desk, GoldQuestionsRefuseAllOrNothing) {
    submit(100, 100), submit(100, 0), submit(100, 99);
    const auto decisions = decide(QualityControl::gold);
    ASSERT_EQ(decisions.size(), 3u);
    EXPECT_EQ(decisions[0].rejected, 0) << "nothing wrong, nothing found";
    EXPECT_EQ(decisions[1].rejected, 100) << "everything wrong: every gold question fails";
    EXPECT_EQ(decisions[2].rejected, 0) << "one slip is forgiven";
    EXPECT_EQ(flows_.rejected_gold[sim::Id<PlatformFlow>{0}], 100);
}

/// 15 of 100 assignments are gold; more than 30 % of them wrong, that is 5 or more, refuse: a hypergeometric tail.
TEST_F(Desk, GoldQuestionsFindWhatAHypergeometricDrawFinds) {
    constexpr int n = 4000, wrong = 25;
    for (int i = 0; i < n; ++i)
        submit(100, 100 - wrong);
    double refused = 0;
    for (const Decision& d : decide(QualityControl::gold))
        refused += d.rejected > 0;
    const auto log_choose = [](double a, double b) { return std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1); };
    double tail = 0;
    for (int k = 5; k <= 15; ++k)
        tail += std::exp(log_choose(wrong, k) + log_choose(100 - wrong, 15 - k) - log_choose(100, 15));
    EXPECT_NEAR(refused / n, tail, 4 * std::sqrt(tail * (1 - tail) / n));
}

TEST_F(Desk, MajorityRefusesAsManyAsTheClosedFormSays) {
    constexpr int n = 200, each = 500, correct = 450;
    for (int i = 0; i < n; ++i)
        submit(each, correct);
    double refused = 0;
    for (const Decision& d : decide(QualityControl::majority))
        refused += d.rejected;
    const TaskTypeData& type = world_.task_types[batches_.type[batch_]];
    const double accuracy = (n * correct + 9.0) / (n * each + 10.0), usual = minority_chance(3, accuracy),
                 unusual = minority_chance(3, 1 - accuracy);
    const double expected = n * (correct * usual + (each - correct) * unusual), misleading = type.misleading;
    const double of_correct = n * (correct * usual * (1 - misleading) + (each - correct) * unusual * misleading);
    EXPECT_NEAR(refused, expected, 4 * std::sqrt(expected));
    const sim::Id<PlatformFlow> flow{0};
    EXPECT_EQ(flows_.rejected_majority[flow], static_cast<std::int64_t>(refused));
    EXPECT_NEAR(static_cast<double>(flows_.minority_correct[flow]), of_correct, 4 * std::sqrt(of_correct));
    const double kept = n * (correct * (1 - usual) * misleading + (each - correct) * (1 - unusual) * (1 - misleading));
    EXPECT_NEAR(static_cast<double>(flows_.kept_wrong[flow]), kept, 4 * std::sqrt(kept));
}

TEST_F(Desk, RefusedBatchesKeepTheDataAndAskForNothingMore) {
    batches_.refused_whole[batch_] = 1;
    submit(30, 30);
    const auto decisions = decide(QualityControl::arbitrary);
    EXPECT_EQ(decisions.at(0).rejected, 30) << "however good the work is";
    EXPECT_EQ(batches_.open[batch_], 0);
    EXPECT_EQ(batches_.created[batch_], 30);
    EXPECT_EQ(flows_.rejected_arbitrary[sim::Id<PlatformFlow>{0}], 30);
    EXPECT_TRUE(tasks_.balanced());
}

TEST_F(Desk, OtherRefusalsAskForReplacements) {
    review_.params.refusals_keep_data.set(false);
    batches_.refused_whole[batch_] = 1;
    submit(30, 30);
    decide(QualityControl::arbitrary);
    EXPECT_EQ(batches_.open[batch_], 30);
    EXPECT_EQ(batches_.created[batch_], 60);
    EXPECT_EQ(tasks_[TaskClass::open], 30);
    EXPECT_TRUE(tasks_.balanced());
}

TEST_F(Desk, NothingIsReplacedOnceTheBatchIsDown) {
    batches_.down[batch_] = 1;
    submit(100, 0);
    EXPECT_EQ(decide(QualityControl::gold).at(0).rejected, 100);
    EXPECT_EQ(batches_.open[batch_], 0);
    EXPECT_EQ(batches_.key[batch_], 0u) << "down, and nothing left: the row is free";
    EXPECT_EQ(free_batches_.rows(), 1u);
}

TEST_F(Desk, ASampleRefusesWhatItFindsAndErrs) {
    constexpr int n = 100, each = 1000, correct = 900;
    for (int i = 0; i < n; ++i)
        submit(each, correct);
    double refused = 0;
    for (const Decision& d : decide(QualityControl::manual))
        refused += d.rejected;
    const double expected = n * (correct * 0.2 * 0.02 + (each - correct) * 0.2 * 0.7);
    EXPECT_NEAR(refused, expected, 4 * std::sqrt(expected));
    EXPECT_EQ(flows_.rejected_manual[sim::Id<PlatformFlow>{0}], static_cast<std::int64_t>(refused));
}

TEST_F(Desk, TheClientRefusesWhatTheCheckersAccepted) {
    batches_.refused_by_client[batch_] = 1;
    requesters_.two_stage[RequesterId{0}] = 1;
    submit(30, 30);
    const auto first = decide(QualityControl::gold);
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].approved + first[0].rejected, 0) << "accepted, and nothing is paid yet";
    EXPECT_EQ(first[0].passed, 30);
    EXPECT_EQ(batches_.under_review[batch_], 30);
    const SubmissionId s{0};
    EXPECT_EQ(submissions_.passed[s], 1);
    EXPECT_GE(submissions_.due[s].value, clock_.begin(1).value) << "later, not at once";
    const auto second = decide(QualityControl::gold, clock_.tick_of(submissions_.due[s]));
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(second[0].rejected, 30);
    EXPECT_EQ(second[0].cause, Refusal::client);
    EXPECT_TRUE(second[0].unexplained);
    const sim::Id<PlatformFlow> flow{0};
    EXPECT_EQ(flows_.client_refusals[flow], 1);
    EXPECT_EQ(flows_.rejected_client[flow], 30);
    EXPECT_EQ(flows_.refused_kept[flow], 30);
    EXPECT_NEAR(static_cast<double>(flows_.rejected_correct[flow]), 30, 5) << "good work, but for items that mislead";
    EXPECT_EQ(batches_.under_review[batch_], 0);
    EXPECT_TRUE(tasks_.balanced());
}

TEST_F(Desk, CheckersRefuseWhatIsWrongBeforeTheClientSeesIt) {
    requesters_.two_stage[RequesterId{0}] = 1;
    submit(1000, 500);
    const auto first = decide(QualityControl::manual);
    EXPECT_NEAR(first.at(0).rejected, 500 * 0.2 * 0.7 + 500 * 0.2 * 0.02, 4 * std::sqrt(72.0));
    EXPECT_EQ(first[0].passed + first[0].rejected, 1000);
    const auto second = decide(QualityControl::manual, clock_.tick_of(submissions_.due[SubmissionId{0}]));
    EXPECT_EQ(second.at(0).approved, first[0].passed) << "the client looks no second time";
    EXPECT_EQ(second[0].rejected, 0);
}

TEST_F(Desk, ReasonsAndKeptDataAreTheRequesters) {
    const sim::Id<PlatformFlow> flow{0};
    requesters_.gives_reason[RequesterId{0}] = 1;
    submit(100, 0);
    decide(QualityControl::gold);
    EXPECT_EQ(flows_.unexplained[flow], 0);
    EXPECT_EQ(flows_.refused_kept[flow], 0);
    EXPECT_EQ(batches_.open[batch_], 100) << "asked for again";
    requesters_.gives_reason[RequesterId{0}] = 0, requesters_.keeps_data[RequesterId{0}] = 1;
    submit(100, 0);
    decide(QualityControl::gold);
    EXPECT_EQ(flows_.unexplained[flow], 100);
    EXPECT_EQ(flows_.refused_kept[flow], 100);
    EXPECT_EQ(batches_.open[batch_], 100) << "nothing more is asked for";
}

TEST_F(Desk, WhatNobodyLooksAtWithinTheWindowIsApproved) {
    const sim::Id<PlatformFlow> flow{0};
    requesters_.two_stage[RequesterId{0}] = 1;
    submit(100, 0), submit(50, 0), submit_cut(11, 0);
    submissions_.lapsed[SubmissionId{0}] = submissions_.lapsed[SubmissionId{2}] = 1;
    const auto decisions = decide(QualityControl::gold);
    ASSERT_EQ(decisions.size(), 3u);
    EXPECT_EQ(decisions[0].approved, 100) << "all wrong, but nobody looked, and no client is asked";
    EXPECT_EQ(decisions[1].rejected, 50);
    EXPECT_EQ(decisions[2].approved, 10);
    EXPECT_EQ(decisions[2].rejected, 1) << "half an answer is none";
    EXPECT_EQ(flows_.auto_approved[flow], 110);
    EXPECT_EQ(flows_.rejected_gold[flow], 50);
    EXPECT_TRUE(tasks_.balanced());
}

TEST_F(Desk, AWholeBatchCanBeRefusedWithinTheWindowOnly) {
    submit(7, 7), submit(8, 8);
    submissions_.lapsed[SubmissionId{1}] = 1;
    batches_.refused_whole[batch_] = 1;
    const auto decisions = decide(QualityControl::arbitrary);
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(decisions[0].rejected, 7);
    EXPECT_EQ(decisions[1].approved, 8);
}

TEST_F(Desk, WhatAnOutageCutOffIsRefusedByWhomeverItMayBeAndAskedForAgain) {
    const sim::Id<PlatformFlow> flow{0};
    requesters_.gives_reason[RequesterId{0}] = 0, requesters_.keeps_data[RequesterId{0}] = 1;
    submit_cut(11, 10);
    submissions_.time[SubmissionId{0}] = Seconds32{105};
    const auto decisions = decide(QualityControl::approve_all);
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(decisions[0].approved, 10);
    EXPECT_EQ(decisions[0].rejected, 1);
    EXPECT_EQ(decisions[0].judged(), 0);
    EXPECT_EQ(decisions[0].paid_time().value, 95) << "time goes with assignments";
    EXPECT_EQ(flows_.rejected_incomplete[flow], 1);
    EXPECT_EQ(flows_.unexplained[flow], 0) << "the reason is plain";
    EXPECT_EQ(flows_.refused_kept[flow], 0) << "half an answer is of no use";
    EXPECT_EQ(batches_.open[batch_], 1) << "so it is asked for again";
    EXPECT_EQ(batches_.incomplete[batch_], 0) << "none is left under review";
    EXPECT_EQ(tasks_[TaskClass::rejected], 1);
    EXPECT_TRUE(tasks_.balanced());
}

TEST_F(Desk, TheRestIsJudgedAsIfNothingHadBeenCutOff) {
    const sim::Id<PlatformFlow> flow{0};
    submit_cut(101, 0), submit_cut(101, 100), submit_cut(1, 0);
    const auto decisions = decide(QualityControl::gold);
    ASSERT_EQ(decisions.size(), 3u);
    EXPECT_EQ(decisions[0].rejected, 101);
    EXPECT_EQ(decisions[0].judged(), 100) << "everything wrong";
    EXPECT_EQ(decisions[1].approved, 100) << "nothing wrong";
    EXPECT_EQ(decisions[2].rejected, 1) << "nothing else to look at";
    EXPECT_EQ(flows_.rejected_gold[flow], 100);
    EXPECT_EQ(flows_.rejected_incomplete[flow], 3);
}

TEST_F(Desk, CheckersDoNotPassOnWhatAnOutageCutOff) {
    requesters_.two_stage[RequesterId{0}] = 1;
    submit_cut(31, 30);
    const auto first = decide(QualityControl::approve_all);
    EXPECT_EQ(first.at(0).rejected, 1);
    EXPECT_EQ(first[0].passed, 30);
    const auto second = decide(QualityControl::approve_all, clock_.tick_of(submissions_.due[SubmissionId{0}]));
    EXPECT_EQ(second.at(0).approved, 30);
    EXPECT_EQ(second[0].rejected, 0);
    EXPECT_EQ(batches_.under_review[batch_], 0);
    EXPECT_TRUE(tasks_.balanced());
}

/// Requesters who take 60 days on average: exp(-7 / 60) of the work on a platform with a window of a week is approved unseen, as
/// soon as the week is over and not before; where decisions are made at once, none.
TEST(AutoApproval, ComesWithThePlatformsWindow) {
    const tiny::Overrides slow{"demand.review_log_sd=0", "run.burn_in=0d", "run.length=5w"};
    const auto shares = [&](const char* median) {
        tiny::Overrides all = slow;
        all.push_back(std::string("demand.review_median=") + median);
        const auto model = tiny::finished(all);
        const auto& flows = model->market().get<PlatformFlows>();
        const sim::Id<PlatformFlow> week{static_cast<std::size_t>(model->market().get<World>().platform("clickworker"))};
        EXPECT_GT(flows.approved[week], 1000);
        return static_cast<double>(flows.auto_approved[week]) /
               static_cast<double>(flows.approved[week] + flows.rejected_gold[week] + flows.rejected_majority[week] +
                                   flows.rejected_manual[week] + flows.rejected_arbitrary[week]);
    };
    // Of what comes in over 35 days, four fifths have waited for a week; a part of the others is decided on by then.
    const double seen = 1 - std::exp(-7.0 / 60), unseen = 1 - seen, expected = unseen * 28 / (unseen * 28 + seen * 35);
    EXPECT_NEAR(shares("60d"), expected, 0.06);
    EXPECT_EQ(shares("0d"), 0);
}

}  // namespace microwork::review_test
