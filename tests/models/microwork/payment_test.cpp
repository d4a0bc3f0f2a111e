// From credit to money in hand: thresholds, fees, time, surcharges.
#include "models/microwork/payment.hpp"

#include <gtest/gtest.h>

#include "models/microwork/mechanisms/pay.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::payment_test {

using tiny::fingerprint;
using tiny::finished;

std::int64_t held(const MicroworkModel& model) { return model.market().get<MoneyLedger>()[MoneyClass::below_threshold]; }
std::int64_t credited(const MicroworkModel& model) { return tiny::flow(model, &PlatformFlows::rewards); }

TEST(Rails, AreThoseOfTheTable) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const Payment payment;
    const auto platform = [&](const char* id) { return world.platforms[static_cast<std::size_t>(world.platform(id))]; };
    const auto country = [&](const char* code) { return static_cast<std::size_t>(world.country(code)); };
    EXPECT_EQ(payment.threshold(platform("clickworker"), country("FR")), sim::dollars(10));
    EXPECT_EQ(payment.threshold(platform("clickworker"), country("PK")), sim::dollars(20)) << "the first row that names it";
    EXPECT_EQ(payment.fee(platform("clickworker"), country("PK"), sim::dollars(30)), sim::dollars(1.5 + 0.6));
    EXPECT_EQ(payment.fee(platform("clickworker"), country("PK"), sim::dollars(1)), sim::dollars(1)) << "never more than there is";
    EXPECT_EQ(payment.fee(platform("amt"), country("US"), sim::dollars(30)), sim::dollars(0));
    Payment plain;
    plain.params.rails.set(false);
    EXPECT_EQ(plain.threshold(platform("clickworker"), country("PK")), sim::dollars(10));
    EXPECT_EQ(plain.fee(platform("clickworker"), country("PK"), sim::dollars(30)), sim::dollars(0));
}

TEST(Rails, FaultsOfTheTableAreNamed) {
    World world = shipped::model()->market().get<World>();
    sim::Problems problems;
    read_payment_rails(sim::CsvTable::parse("platform_id,countries,threshold_usd,fee_usd,fee_pct,minutes\namt,QQ,1,0,0,0\n",
                                            "rails.csv", problems),
                       world, problems);
    try {
        problems.raise();
        FAIL();
    } catch (const sim::InputError& error) {
        EXPECT_NE(std::string(error.what()).find("country \"QQ\" is not in the table"), std::string::npos) << error.what();
    }
}

TEST(Surcharge, FallsDueWhenAnItemHasTenAssignments) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const Payment payment;
    const PlatformData &amt = world.platforms[static_cast<std::size_t>(world.platform("amt"))],
                       &toloka = world.platforms[static_cast<std::size_t>(world.platform("toloka"))];
    TaskTypeData type;
    const auto surcharged = [&](const PlatformData& platform) { return payment.surcharged(platform, assignments_per_item(type)); };
    type.redundancy = 9, type.per_worker_cap = 0;
    EXPECT_FALSE(surcharged(amt));
    type.redundancy = 10;
    EXPECT_TRUE(surcharged(amt));
    EXPECT_FALSE(surcharged(toloka));
    type.redundancy = 1, type.per_worker_cap = 1;
    EXPECT_TRUE(surcharged(amt)) << "a survey is one item with many answers";
    const auto taken = [&](const FeesDue& due, double cap) {
        return commission(amt, commission_share(amt, due), cap, sim::dollars(1));
    };
    const double no_cap = std::numeric_limits<double>::infinity();
    const FeesDue many{.assignments = 10, .surcharge = true};
    EXPECT_EQ(taken(many, no_cap), sim::dollars(0.4)) << "20 % and 20 points";
    EXPECT_EQ(taken({}, no_cap), sim::dollars(0.2));
    EXPECT_EQ(taken(many, 0.3), sim::dollars(0.3)) << "a cap holds for both together";
    EXPECT_EQ(taken({.masters = true}, no_cap), sim::dollars(0.25)) << "5 points for Masters";
}

/// Without the time that payouts take, workers do the same in all of these runs: only the money lies elsewhere.
TEST(Thresholds, HigherOnesKeepMoreMoneyStuck) {
    const auto run = [](double factor) {
        return finished({fmt::format("payment.threshold_factor={}", factor), "payment.time_factor=0"});
    };
    const auto none = run(0), usual = run(1), high = run(5);
    EXPECT_EQ(credited(*usual), credited(*high));
    EXPECT_EQ(credited(*usual), credited(*none));
    EXPECT_LT(held(*none), held(*usual));
    EXPECT_LT(held(*usual), held(*high));
    EXPECT_GT(tiny::flow(*usual, &PlatformFlows::payouts), tiny::flow(*high, &PlatformFlows::payouts));
}

TEST(Fees, AreTakenFromPayAndTheBooksBalance) {
    const auto free_of_charge = finished({"payment.fee_factor=0", "run.audit=tick"}),
               dear = finished({"payment.fee_factor=3", "run.audit=tick"});
    const auto &without = free_of_charge->market().get<MoneyLedger>(), &with = dear->market().get<MoneyLedger>();
    EXPECT_EQ(without[MoneyClass::rail_fee], 0);
    EXPECT_GT(with[MoneyClass::rail_fee], 0);
    EXPECT_EQ(without[MoneyClass::paid_out], with[MoneyClass::paid_out] + with[MoneyClass::rail_fee]) << "same pay, less in hand";
    EXPECT_EQ(held(*free_of_charge), held(*dear));
    EXPECT_TRUE(with.balanced());
}

TEST(Payouts, TakeTheWorkersTime) {
    const auto usual = finished({"run.audit=tick"}), none = finished({"payment.time_factor=0"});
    EXPECT_GT(usual->market().get<TimeLedger>()[TimeClass::payments], 0);
    EXPECT_EQ(none->market().get<TimeLedger>()[TimeClass::payments], 0);
}

TEST(Neutral, PaymentsChangeNothing) {
    const std::string expected = fingerprint(*finished({"payment.rails=false"}));
    EXPECT_EQ(fingerprint(*finished({"payment.rails=false", "payment.fee_factor=7", "payment.time_factor=9"})), expected);
    EXPECT_NE(fingerprint(*finished()), expected);
    const auto with = finished({"payment.surcharges=true"}), without = finished({"payment.surcharges=false"});
    EXPECT_EQ(tiny::hash_of(with->market().get<Lives>()), tiny::hash_of(without->market().get<Lives>()));
    EXPECT_GT(tiny::flow(*with, &PlatformFlows::commission), tiny::flow(*without, &PlatformFlows::commission));
}

}  // namespace microwork::payment_test
