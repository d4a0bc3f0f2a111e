// The approval rate: all well until a hundred assignments are reviewed, then the share approved of about the latest thousand.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <tuple>

#include "models/microwork/boards.hpp"
#include "models/microwork/mechanisms/pay.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::approval_rate_test {

/// One account, decided on submission by submission.
class ApprovalWindow : public testing::Test {
  protected:
    ApprovalWindow() : model_(shipped::model()), clock_(model_->clock()) {
        countries_.resize(model_->market().get<World>().countries.size());
        platforms_.resize(model_->market().get<World>().platforms.size());
        tills_.prepare(countries_.rows(), platforms_.rows());
        requesters_.append();
        lives_.append();
        accounts_.append();
        accounts_.owner[account_] = LifeId{0u};
    }
    void decide(std::int32_t approved, std::int32_t rejected) {
        sim::Messages<Decision> decided;
        decided.open(1);
        Decision d;
        d.account = account_, d.approved = approved, d.rejected = rejected, d.requester = 0, d.reward = sim::dollars(0.01);
        decided.outbox(0).put(d);
        decided.join();
        const sim::Parallel parallel(1);
        const auto& m = model_->market();
        Pay{}({0, clock_, randomness_, parallel, 16}, m.get<World>(), m.get<Learning>(), m.get<BorrowedAccounts>(), reputation_,
              m.get<Payment>(), m.get<Rules>(), decided, tills_, accounts_, files_, lives_, requesters_, money_, time_, countries_,
              platforms_);
    }
    double in_window() const { return static_cast<double>(accounts_.window_rejected[account_]); }
    /// The share rejected of the window.
    double share() const {
        return in_window() /
               static_cast<double>(reputation_.in_window(accounts_.approved[account_] + accounts_.rejected[account_]));
    }
    const std::unique_ptr<MicroworkModel> model_;
    const sim::Clock clock_;
    const sim::Randomness randomness_{1, 0};
    Reputation reputation_;
    Accounts accounts_;
    AccountFiles files_;
    Lives lives_;
    Requesters requesters_;
    MoneyLedger money_;
    TimeLedger time_;
    CountryFlows countries_;
    PlatformFlows platforms_;
    Tills tills_;
    const AccountId account_{0u};
};

TEST_F(ApprovalWindow, IsTheWholeCareerUntilItIsFull) {
    EXPECT_EQ(reputation_.params.window(), 1000);
    for (int n = 1; n <= 100; ++n) {
        decide(7, 3);
        EXPECT_EQ(in_window(), 3 * n) << "nothing fades before the window is full";
        EXPECT_FLOAT_EQ(static_cast<float>(share()), 0.3f);
        if (n == 100)
            break;
    }
    decide(10, 0);
    EXPECT_NEAR(in_window(), 300 * 1000.0 / 1010, 1e-3) << "the window is full: ten of 1,010 are too many";
}

/// A hundred rejected in a row, then approvals: the k-th leaves 1000 / 1001 of what was in the window.
TEST_F(ApprovalWindow, AnOldRunOfRejectionsFadesByTheLatestThousand) {
    decide(900, 0), decide(0, 100);
    EXPECT_EQ(share(), 0.1);
    for (int k = 1; k <= 3000; ++k) {
        decide(1, 0);
        if (k % 500 == 0) {
            EXPECT_NEAR(share(), 0.1 * std::pow(1000.0 / 1001, k), 1e-5) << k;
        }
    }
    EXPECT_LT(share(), 0.1 * std::exp(-3) * 1.01) << "the whole career has 2.5 % rejected, the window half a per cent";
}

/// How much comes at once matters little: a thousand at once leave a half, one by one 1 / e.
TEST_F(ApprovalWindow, ManyAtOnceCountAsMuchAsFitsIn) {
    decide(900, 0), decide(0, 100);
    decide(1000, 0);
    EXPECT_NEAR(share(), 0.1 / 2, 1e-6);
    decide(0, 1000);
    EXPECT_NEAR(share(), (0.05 + 1) / 2, 1e-6);
    decide(0, 1'000'000);
    EXPECT_LE(share(), 1) << "never more than all of it";
}

TEST_F(ApprovalWindow, AShorterOneForgetsSooner) {
    reputation_.params.window.set(200);
    decide(100, 100);
    EXPECT_EQ(share(), 0.5);
    decide(200, 0);
    EXPECT_NEAR(share(), 0.25, 1e-6);
}

/// What an account has when somebody logs in, and the rate that follows.
struct Record {
    std::uint32_t approved, rejected;
    float window_rejected;
    double rate;
};
constexpr std::array records{Record{49, 50, 50, 1.0},         Record{0, 99, 99, 1.0},  Record{50, 50, 50, 0.5},
                             Record{0, 100, 100, 0.0},        Record{95, 5, 5, 0.95},  Record{94, 6, 6, 0.94},
                             Record{5000, 1000, 50, 0.95},    Record{60, 40, 40, 0.6}, Record{100'000, 1000, 1000, 0.0},
                             Record{100'000, 50'000, 0, 1.0}, Record{0, 0, 0, 1.0},    Record{800, 200, 200, 0.8}};

/// A market in which everybody asks for an approval rate, and whose accounts are all given these records before every tick:
/// decisions of the tick come after its log-ins.
struct GivenRecords {
    GivenRecords()
        : model(tiny::load({"reputation.level_share=0", "reputation.masters_share=0", "demand.gate_share=0",
                            "demand.approval_share=1", "register_elsewhere.chance=0", "run.length=2w"})) {
        model->found(tiny::randomness(*model), sim::Parallel(1));
    }
    /// Of the record, by the account's key: each platform has all of them.
    std::size_t number(AccountId a) const { return model->market().get<Accounts>().key[a] % records.size(); }
    void tick(std::int32_t t) {
        auto& accounts = model->market().get<Accounts>();
        known = accounts.rows();
        for (std::size_t r = 0; r < known; ++r) {
            const AccountId a{r};
            const Record& is = records[number(a)];
            accounts.approved[a] = is.approved, accounts.rejected[a] = is.rejected;
            accounts.window_rejected[a] = is.window_rejected;
        }
        tiny::run(*model, 1, t, t + 1);
    }
    tiny::Model model;
    std::size_t known = 0;  ///< accounts that had a record in this tick
};

TEST(ApprovalRate, IsAllWellUntilAHundredAreReviewedAndThenThatOfTheWindow) {
    GivenRecords market;
    const auto& s = market.model->market().get<Sessions>();
    std::array<int, records.size()> seen{};
    for (std::int32_t t = 0; t < 7 * 96; ++t) {
        market.tick(t);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            for (std::size_t k = 0; market.model->clock().tick_of(s.opened[id]) == t && k < s.accounts[id]; ++k) {
                const AccountId a{s.account[id][k]};
                if (a.row >= market.known)
                    continue;
                EXPECT_EQ(s.approval_rate[id][k], static_cast<float>(records[market.number(a)].rate)) << market.number(a);
                ++seen[market.number(a)];
            }
        }
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        EXPECT_GT(seen[i], 100) << "record " << i;
}

/// Platforms ask for 75, 80 and 95 %: who has just that takes work, who has less takes none.
TEST(ApprovalRate, OpensWorkToWhoHasWhatIsAskedForAndToNobodyElse) {
    GivenRecords market;
    const auto& [s, world] = std::tie(market.model->market().get<Sessions>(), market.model->market().get<World>());
    std::array<std::array<int, records.size()>, 4> working{};
    ASSERT_EQ(world.platforms.size(), working.size());
    for (std::int32_t t = 0; t < 14 * 96; ++t) {
        market.tick(t);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            if (s.doing[id] != Doing::working || s.accounts[id] == 0)
                continue;
            const std::size_t at = s.at[id], i = market.number(AccountId{s.account[id][at]});
            // Who came for the first time has a career of the model's own until the next log-in.
            if (s.approved[id][at] == records[i].approved && s.approval_rate[id][at] == static_cast<float>(records[i].rate))
                ++working[s.platform[id][at]][i];
        }
    }
    for (std::size_t p = 0; p < world.platforms.size(); ++p)
        for (std::size_t i = 0; i < records.size(); ++i)
            EXPECT_EQ(working[p][i] > 0, records[i].rate >= world.platforms[p].approval_threshold)
                << world.platforms[p].id << ", rate " << records[i].rate << ", record " << i << ", seen " << working[p][i];
}

/// The comparison is in millionths: a rate just reached is reached, however it was rounded.
TEST(ApprovalRate, IsReachedExactly) {
    for (std::uint32_t rejected = 0; rejected <= 100; ++rejected)
        for (std::uint32_t asked = 0; asked <= 100; ++asked) {
            const float rate = 1 - static_cast<float>(rejected) / 100.0f;
            const Asked asks{0, in_millionths(static_cast<float>(asked) / 100.0f), 0, -1};
            EXPECT_EQ(reaches(standing(100, rate, Instant{0}), asks), 100 - rejected >= asked) << rejected << " against " << asked;
        }
}

}  // namespace microwork::approval_rate_test
