// Lost connections become strikes, suspensions and a ban, on platforms that count them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "models/microwork/mechanisms/pay.hpp"
#include "models/microwork/mechanisms/strikes.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/support/small_world.hpp"

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
    void cut(double day, Delivery d = {SessionId{0u}, 1, true}) {
        sessions_.cursor[d.session] = Instant{static_cast<std::int32_t>(day * 86400)};
        sim::Messages<Delivery> deliveries;
        deliveries.open(1);
        deliveries.outbox(0).put(d);
        deliveries.join();
        count(deliveries);
    }
    void count(const sim::Messages<Delivery>& deliveries) {
        const sim::Parallel parallel(1);
        const sim::Step step{0, clock_, randomness_, parallel, 16};
        strikes_(step, world_, deliveries, sessions_, accounts_, files_, money_, countries_, platforms_);
    }
    /// Every strike beyond the warning suspends; the share `bans` of suspensions is for good.
    void be_strict(double bans) { strikes_.params.suspended.set(1.0), strikes_.params.banned.set(bans); }
    const std::unique_ptr<MicroworkModel> model_;
    const sim::Clock clock_;
    const World& world_;
    const sim::Randomness randomness_{1, 0};
    Strikes strikes_;
    Sessions sessions_;
    Accounts accounts_;
    AccountFiles files_;
    Lives lives_;
    LifeId life_;
    MoneyLedger money_;
    CountryFlows countries_;
    PlatformFlows platforms_;
    const AccountId counted_{0u}, uncounted_{1u};
};

TEST_F(Struck, OnlyAnOutageWithWorkInHandCounts) {
    const SessionId s{0u};
    cut(10, {s, 0, true});
    cut(10, {s, 1, false});
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 0);
    cut(10);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 1);
    cut(20, {s, 0, true, true});
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 2) << "handed in incomplete: it was in hand all the same";
    log_in(1);
    cut(30);
    EXPECT_EQ(files_.strikes[accounts_.file[uncounted_]], 0) << "no strikes policy";
}

TEST_F(Struck, LossesInOneWeekAreTheSameTrouble) {
    cut(10), cut(10), cut(13), cut(16.9);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 1);
    cut(17);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 2) << "a week after the one that was counted";
    strikes_.params.same_trouble.set(Seconds{0});
    cut(17), cut(17);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 4) << "neutral: every loss counts";
}

TEST_F(Struck, StrikesLapse) {
    cut(10), cut(100);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 2);
    cut(279);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 3);
    cut(279 + 180);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 1) << "the others are forgotten";
}

TEST_F(Struck, TheFirstWarnsTheNextSuspendsForADayAndTheSessionGoesOnElsewhere) {
    be_strict(0);
    cut(10);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active) << "a warning";
    cut(20);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::suspended);
    EXPECT_EQ(files_.suspended_until[accounts_.file[counted_]].value, 21 * 86400);
    const SessionId s{0u};
    EXPECT_EQ(sessions_.accounts[s], 1);
    EXPECT_EQ(sessions_.account[s][sessions_.at[s]], uncounted_.row);
    EXPECT_EQ(sessions_.platform[s][sessions_.at[s]], accounts_.platform[uncounted_]);
    EXPECT_EQ(money_[MoneyClass::forfeited], 0);
}

TEST_F(Struck, ABanTakesTheBalanceOfThatAccountAlone) {
    be_strict(1);
    cut(10), cut(20);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::banned);
    EXPECT_EQ(accounts_.balance[counted_].value, 0);
    EXPECT_EQ(files_.forfeited[accounts_.file[counted_]], sim::dollars(3));
    EXPECT_EQ(money_[MoneyClass::forfeited], sim::dollars(3).value);
    EXPECT_TRUE(money_.balanced());
    EXPECT_EQ(accounts_.balance[uncounted_], sim::dollars(3)) << "accounts elsewhere are not touched";
}

/// Losses of accounts over three years, the first of which only begins their history: what the platform does in the other two.
class Lines : public Struck {
  protected:
    struct Found {
        double suspensions = 0, bans = 0;
    };
    /// A loss counts a week or more after the one counted before, so counted ones are a renewal process with gaps D + Exp(rate);
    /// those within the memory M of the one before are no warnings.
    double strikes_a_week(double rate) const {
        const double week = 7 * 86400.0, dead = static_cast<double>(strikes_.params.same_trouble().value) / week,
                     memory = static_cast<double>(strikes_.params.memory().value) / week;
        return (1 - std::exp(-rate * (memory - dead))) / (dead + 1 / rate);
    }
    /// Losses a week of 1,500 people: exponential over people with mean `losses`, by quantiles.
    static std::vector<double> exponential(double losses) {
        std::vector<double> rates(1500);
        for (std::size_t i = 0; i < rates.size(); ++i)
            rates[i] = -losses * std::log((static_cast<double>(i) + 0.5) / static_cast<double>(rates.size()));
        return rates;
    }
    void found(std::size_t accounts) {
        accounts_.resize(0), sessions_.resize(0);
        accounts_.resize(accounts), sessions_.resize(accounts);
        for (std::uint32_t i = 0; i < accounts; ++i)
            accounts_.key[AccountId{i}] = i + 1,
            accounts_.platform[AccountId{i}] = static_cast<std::uint8_t>(world_.platform("clickworker"));
    }
    /// One account for each rate of losses a week.
    Found watch(const std::vector<double>& rates) {
        found(rates.size());
        std::vector<double> at(rates.size(), 0);
        Found found;
        for (std::uint32_t n = 0; std::any_of(at.begin(), at.end(), [](double t) { return t < 3 * 52; }); ++n) {
            sim::Messages<Delivery> deliveries;
            deliveries.open(1);
            for (std::uint32_t i = 0; i < rates.size(); ++i) {
                at[i] += sim::Dice{randomness_.key(sim::Purpose{"strikes_test.loss"}), i, n}.exponential() / rates[i];
                const SessionId s{i};
                if (at[i] >= 3 * 52)
                    continue;
                sessions_.accounts[s] = 1, sessions_.at[s] = 0;
                sessions_.account[s][0] = i, sessions_.platform[s][0] = accounts_.platform[counted_];
                sessions_.cursor[s] = Instant{static_cast<std::int32_t>(at[i] * 7 * 86400)};
                deliveries.outbox(0).put({s, 1, true});
            }
            deliveries.join();
            count(deliveries);
            for (std::uint32_t i = 0; i < rates.size(); ++i) {
                AccountStatus& status = accounts_.status[AccountId{i}];
                found.suspensions += at[i] >= 52 && status == AccountStatus::suspended;
                found.bans += at[i] >= 52 && status == AccountStatus::banned;
                status = AccountStatus::active;  // and on with the next loss
            }
        }
        return found;
    }
};

TEST_F(Lines, AreJudgedAsTheClosedFormSays) {
    strikes_.params.suspended.set(0.8), strikes_.params.banned.set(0.3);
    for (const double losses : {0.05, 0.6}) {
        double strikes = 0;
        for (const double rate : exponential(losses))
            strikes += strikes_a_week(rate) * 2 * 52;
        const Found found = watch(exponential(losses));
        const double suspensions = strikes * 0.8 * 0.7, bans = strikes * 0.8 * 0.3;
        EXPECT_NEAR(found.suspensions, suspensions, 4 * std::sqrt(suspensions));
        EXPECT_NEAR(found.bans, bans, 4 * std::sqrt(bans));
    }
}

/// An account of a regular on a platform that counts, by what is measured of its use and what the tables say of its country.
struct Used {
    double hours = 0;      ///< a week with work in hand: instructions, work, interruptions
    double power = 0;      ///< power cuts an hour that no backup bridges
    std::size_t line = 0;  ///< 0 stable, 2 poor
};

/// Two per cent of the world for four measured weeks, in which every loss is counted and nothing follows. Losses come with time in
/// hand at the rates of line and power: that is how rare events are known from so small a market.
class MeasuredUse {
  public:
    static constexpr int weeks = 4;
    MeasuredUse() : model_(small_world::load({"strikes.same_trouble=0s", "strikes.suspension_chance=0"}, weeks, 0.02)) {
        const std::int32_t begin = model_->measured_from();
        tiny::found_and_run(*model_, 2, begin);
        const std::int64_t before = tiny::flow(*model_, &CountryFlows::strikes);
        tiny::run(*model_, 2, begin, model_->end_tick());
        losses = static_cast<double>(tiny::flow(*model_, &CountryFlows::strikes) - before);
        const auto& lives = model_->market().get<Lives>();
        for (std::size_t r = 0; r < lives.rows(); ++r)
            regulars += lives.regular[LifeId{r}], read(LifeId{r});
    }
    /// Losses an hour of a line, by the parameters: lengths are exponential, short ones do no harm.
    double of_line(std::size_t line) const {
        const auto& p = model_->market().get<Connectivity>().params;
        const double drops = std::array{p.drop_stable(), p.drop_intermittent(), p.drop_poor()}[line],
                     minutes = std::array{p.length_stable(), p.length_intermittent(), p.length_poor()}[line];
        return drops * std::exp(-static_cast<double>(p.harmless().value) / (60 * minutes));
    }
    double losses = 0;    ///< counted, of everybody
    double expected = 0;  ///< by time in hand, of everybody
    double regulars = 0;
    std::vector<Used> used;

  private:
    void read(LifeId life) {
        const auto& [lives, accounts, world] =
            std::tie(model_->market().get<Lives>(), model_->market().get<Accounts>(), model_->market().get<World>());
        const double work = lives.submitted[life].value, in_hand = work + lives.returned[life].value + lives.cut_off[life].value +
                                                                   lives.interrupted[life].value + lives.instructions[life].value;
        const CountryData& home = world.countries[lives.country[life]];
        const double bridged = lives.backup[life] ? model_->market().get<Connectivity>().params.bridged().value : 0;
        for (AccountId a = lives.first_account[life]; a && work > 0; a = accounts.next[a]) {
            if (!world.platforms[accounts.platform[a]].strikes)
                continue;
            const double own = accounts.under_review[a].value + accounts.paid[a].value + accounts.rejected_time[a].value;
            const Used use{own / work * in_hand / 3600 / weeks, home.outages_per_year / 8760 * (1 - bridged),
                           lives.connection[life]};
            expected += weeks * use.hours * (of_line(use.line) + use.power);
            if (lives.regular[life] && use.hours > 0)
                used.push_back(use);
        }
    }
    tiny::Model model_;
};

/// Model rules, section 13: at most 2 % of regulars a year are banned, five to ten times as many on poor as on stable lines. The
/// same people, all on a stable and all on a poor line.
TEST_F(Lines, PoorOnesCostFiveToTenTimesAsManyAccounts) {
    const MeasuredUse market;
    // Some more than while work is in hand: a failure while a worker searches strikes at the next claim.
    const double factor = market.losses / market.expected;
    EXPECT_NEAR(factor, 1, 0.25);
    std::vector<double> stable, poor, all;
    for (const Used& u : market.used) {
        const auto losses = [&](std::size_t line) { return factor * u.hours * (market.of_line(line) + u.power); };
        stable.push_back(losses(0)), poor.push_back(losses(2)), all.push_back(losses(u.line));
    }
    const auto bans = [&](double rate) {
        return 52 * strikes_a_week(rate) * strikes_.params.suspended() * strikes_.params.banned();
    };
    double on_stable = 0, on_poor = 0, banned = 0, losses_stable = 0, losses_poor = 0, off = 0, squares = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        on_stable += bans(stable[i]), on_poor += bans(poor[i]), banned += bans(all[i]), squares += bans(all[i]) * bans(all[i]);
        losses_stable += stable[i], losses_poor += poor[i];
    }
    const double ratio = on_poor / on_stable, n = static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        off += (bans(poor[i]) - ratio * bans(stable[i])) * (bans(poor[i]) - ratio * bans(stable[i]));
    const double error = std::sqrt(off) / on_stable, share = banned / market.regulars,
                 share_error = std::sqrt(squares) / market.regulars;
    fmt::print(
        "  {} accounts of {} regulars: losses a week {:.3f} on stable, {:.3f} on poor lines ({:.2f} times those by time in hand); "
        "banned a year {:.4f} and {:.4f}, ratio {:.2f} (error {:.2f}); of all regulars {:.4f} (error {:.4f})\n",
        n, market.regulars, losses_stable / n, losses_poor / n, factor, on_stable / n, on_poor / n, ratio, error, share,
        share_error);
    EXPECT_GT(ratio - 3 * error, 5);
    EXPECT_LT(ratio + 3 * error, 10);
    EXPECT_LT(share - 3 * share_error, 0.02);
    strikes_.params.suspended.set(0.8), strikes_.params.banned.set(0.3);
    const double seen_poor = watch(poor).bans, seen_stable = watch(stable).bans, seen = seen_poor / seen_stable;
    EXPECT_NEAR(seen, ratio, 4 * seen * std::sqrt(1 / seen_poor + 1 / seen_stable)) << "the mechanism, for these losses";
}

TEST_F(Struck, NobodyIsSuspendedAtChanceZero) {
    strikes_.params.suspended.set(0.0), strikes_.params.banned.set(1.0);
    for (int week = 1; week < 100; ++week)
        cut(7 * week);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 99);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active);
}

TEST_F(Struck, NothingIsCountedWhenTheyAreOff) {
    strikes_.params.counted.set(false);
    be_strict(1);
    cut(10), cut(20), cut(30);
    EXPECT_EQ(files_.strikes[accounts_.file[counted_]], 0);
    EXPECT_EQ(accounts_.status[counted_], AccountStatus::active);
}

TEST_F(Struck, PayDecidedAfterTheBanIsForfeited) {
    be_strict(1);
    cut(10), cut(20);
    sim::Messages<Decision> decided;
    decided.open(1);
    Decision d;
    d.account = counted_, d.approved = 5, d.time = Seconds32{60}, d.reward = sim::dollars(1), d.requester = 0;
    decided.outbox(0).put(d);
    decided.join();
    const sim::Parallel parallel(1);
    const sim::Step step{0, clock_, randomness_, parallel, 16};
    TimeLedger time;
    Tills tills;
    tills.prepare(countries_.rows(), platforms_.rows());
    Requesters requesters;
    requesters.append();
    const auto& m = model_->market();
    Pay{}(step, world_, m.get<Learning>(), m.get<BorrowedAccounts>(), m.get<Reputation>(), m.get<Payment>(), m.get<Rules>(),
          decided, tills, accounts_, files_, lives_, requesters, money_, time, countries_, platforms_);
    EXPECT_EQ(files_.forfeited[accounts_.file[counted_]], sim::dollars(8));
    EXPECT_EQ(accounts_.balance[counted_].value + accounts_.paid_out[counted_].value, 0);
    EXPECT_EQ(money_[MoneyClass::forfeited], sim::dollars(8).value);
}

}  // namespace microwork::strikes_test
