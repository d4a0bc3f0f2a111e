// Lost connections become strikes, suspensions and a ban, on platforms that count them.
#include <gtest/gtest.h>

#include "models/microwork/mechanisms/pay.hpp"
#include "models/microwork/mechanisms/strikes.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::strikes_test {

/// One person with an account on a platform that counts strikes and one on a platform that does not.
class Struck : public testing::Test {
  protected:
    Struck() : model_(shipped::model()), clock_(model_->clock()), world_(model_->market().get<World>()) {
        countries_.resize(world_.countries.size());
        platforms_.resize(world_.platforms.size());
        life_ = lives_.append();
        lives_.first_account[life_] = AccountId{0u};
        for (const char* id : {"clickworker", "amt"}) {
            const AccountId a = accounts_.append();
            accounts_.owner[a] = life_;
            accounts_.platform[a] = static_cast<std::uint8_t>(world_.platform(id));
            accounts_.next[a] = accounts_.rows() < 2 ? AccountId{1u} : AccountId{};
            accounts_.balance[a] = sim::dollars(3);
            money_.enter(MoneyClass::below_threshold, accounts_.balance[a].value);
        }
        log_in(0);
    }
    void log_in(std::uint32_t at) {
        sessions_.resize(0);
        const SessionId s = sessions_.append();
        sessions_.life[s] = life_, sessions_.accounts[s] = 2, sessions_.at[s] = static_cast<std::uint8_t>(at);
        for (std::uint32_t i = 0; i < 2; ++i)
            sessions_.account[s][i] = i, sessions_.platform[s][i] = accounts_.platform[AccountId{i}];
    }
    void cut(double day, std::int32_t returned = 1, bool by_outage = true) {
        const SessionId s{0u};
        sessions_.cursor[s] = Instant{static_cast<std::int32_t>(day * 86400)};
        sim::Messages<Delivery> deliveries;
        deliveries.open(1);
        deliveries.outbox(0).put({s, returned, by_outage});
        deliveries.join();
        const sim::Parallel parallel(1);
        const sim::Step step{0, clock_, randomness_, parallel, 16};
        strikes_(step, world_, deliveries, sessions_, accounts_, money_, countries_, platforms_);
    }
    /// Six losses in a row: one suspension more.
    void lose_six(double day) {
        log_in(0);
        for (int i = 0; i < 6; ++i)
            cut(day);
    }
    const std::unique_ptr<MicroworkModel> model_;
    const sim::Clock clock_;
    const World& world_;
    const sim::Randomness randomness_{1, 0};
    Strikes strikes_;
    Sessions sessions_;
    Accounts accounts_;
    Lives lives_;
    LifeId life_;
    MoneyLedger money_;
    CountryFlows countries_;
    PlatformFlows platforms_;
    const AccountId counted_{0u}, uncounted_{1u};
};

TEST_F(Struck, OnlyAnOutageWithWorkInHandCounts) {
    cut(10, 0, true);
    cut(10, 1, false);
    EXPECT_EQ(accounts_.strikes[counted_], 0);
    cut(10);
    EXPECT_EQ(accounts_.strikes[counted_], 1);
    log_in(1);
    cut(10);
    EXPECT_EQ(accounts_.strikes[uncounted_], 0) << "no strikes policy";
}

TEST_F(Struck, StrikesFade) {
    cut(10), cut(10), cut(10), cut(10);
    cut(24);
    EXPECT_NEAR(accounts_.strikes[counted_], 4 * 0.5 + 1, 1e-5);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active);
}

TEST_F(Struck, TooManySuspendForADayAndTheSessionGoesOnElsewhere) {
    for (int i = 0; i < 5; ++i)
        cut(10);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active) << "five are borne";
    cut(10);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::suspended);
    EXPECT_EQ(accounts_.suspended_until[counted_].value, 11 * 86400);
    EXPECT_EQ(accounts_.strikes[counted_], 0) << "wiped out";
    const SessionId s{0u};
    EXPECT_EQ(sessions_.accounts[s], 1);
    EXPECT_EQ(sessions_.account[s][sessions_.at[s]], uncounted_.row);
    EXPECT_EQ(sessions_.platform[s][sessions_.at[s]], accounts_.platform[uncounted_]);
    EXPECT_EQ(money_[MoneyClass::forfeited], 0);
}

TEST_F(Struck, TheFourthSuspensionInTheWindowIsABan) {
    const double window = static_cast<double>(strikes_.params.window());
    lose_six(10), lose_six(20), lose_six(30);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::suspended);
    lose_six(10 + window);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::suspended) << "the first one is too long ago";
    lose_six(10 + window + 1);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::banned);
    EXPECT_EQ(accounts_.balance[counted_].value, 0);
    EXPECT_EQ(accounts_.forfeited[counted_], sim::dollars(3));
    EXPECT_EQ(money_[MoneyClass::forfeited], sim::dollars(3).value);
    EXPECT_TRUE(money_.balanced());
    EXPECT_EQ(accounts_.balance[uncounted_], sim::dollars(3)) << "accounts elsewhere are not touched";
}

TEST_F(Struck, NothingIsCountedWhenTheyAreOff) {
    strikes_.params.counted.set(false);
    lose_six(10);
    EXPECT_EQ(accounts_.strikes[counted_], 0);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active);
}

TEST_F(Struck, PayDecidedAfterTheBanIsForfeited) {
    lose_six(10), lose_six(11), lose_six(12), lose_six(13);
    sim::Messages<Decision> decided;
    decided.open(1);
    Decision d;
    d.account = counted_, d.approved = 5, d.time = Seconds32{60}, d.reward = sim::dollars(1), d.requester = 0;
    decided.outbox(0).put(d);
    decided.join();
    const sim::Parallel parallel(1);
    const sim::Step step{0, clock_, randomness_, parallel, 16};
    TimeLedger time;
    Requesters requesters;
    requesters.append();
    const auto& m = model_->market();
    Pay{}(step, world_, m.get<Learning>(), m.get<BorrowedAccounts>(), m.get<Payment>(), m.get<Rules>(), decided, accounts_, lives_,
          requesters, money_, time, countries_, platforms_);
    EXPECT_EQ(accounts_.forfeited[counted_], sim::dollars(8));
    EXPECT_EQ(accounts_.balance[counted_].value + accounts_.paid_out[counted_].value, 0);
    EXPECT_EQ(money_[MoneyClass::forfeited], sim::dollars(8).value);
}

}  // namespace microwork::strikes_test
