// A policy changes what it says, when it says, and nothing else.
#include <gtest/gtest.h>

#include "tests/properties/tiny_world.hpp"

namespace tiny::policy {

std::string policy(const std::string& instrument, const std::string& parameters) {
    return "[[policy]]\ninstrument = \"" + instrument + "\"\n" + parameters + "\n";
}

TEST(Policy, WithoutEffectChangesNothing) {
    const std::string expected = fingerprint(*finished());
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("commission-cap", "share = 50.0"))), expected);
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("minimum-reward", "reward = \"0 USD\""))), expected);
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("minimum-reward", "reward = \"5 USD\"\nstart = 2018-01-08"))), expected)
        << "begins after the last day";
}

TEST(Policy, ChangesNothingBeforeItsFirstDay) {
    const Model without = load(), with = load({}, policy("minimum-reward", "reward = \"0.50 USD\"\nstart = 2018-01-04"));
    const std::int32_t begins = without->measured_from() + 3 * without->clock().ticks_per_day();
    found_and_run(*without, 1, begins);
    found_and_run(*with, 1, begins);
    EXPECT_EQ(fingerprint(*with), fingerprint(*without));
    run(*without, 1, begins, without->end_tick());
    run(*with, 1, begins, with->end_tick());
    EXPECT_NE(hash_of(with->market().get<microwork::Lives>()), hash_of(without->market().get<microwork::Lives>()))
        << "the policy must bite, or the first half proves nothing";
}

TEST(Policy, EndsOnTheDayItNames) {
    // Over before anything is posted under it: nobody ever meets it.
    const std::string early = policy("commission-cap", "share = 0.0\nstart = 2018-01-02\nend = 2018-01-03");
    const Model model = load({}, early);
    const microwork::World& world = model->market().get<microwork::World>();
    const auto& policies = model->market().get<microwork::Policies>();
    const std::int32_t day = model->clock().ticks_per_day(), first = model->measured_from() + day;
    for (const auto& [tick, cap] :
         std::vector<std::pair<std::int32_t, double>>{{first - 1, 1e9}, {first, 0}, {first + day - 1, 0}, {first + day, 1e9}})
        EXPECT_EQ(std::min(1e9, policies.rules(world, tick).commission_cap[0]), cap) << tick;
    for (std::int32_t tick = 0; tick < model->end_tick(); ++tick)
        EXPECT_EQ(policies.changes_at(tick), tick == first || tick == first + day) << tick;
}

TEST(Policy, CommissionCapChangesMoneyAlone) {
    const Model without = finished(), with = finished({}, 1, policy("commission-cap", "share = 0.1"));
    auto before = table_hashes(*without), after = table_hashes(*with);
    for (const char* name : {"money_ledger", "platform_flows", "platform_prices", "replacements", "record"}) {
        EXPECT_NE(before[name], after[name]) << name;
        before.erase(name), after.erase(name);
    }
    EXPECT_EQ(before, after) << "the price has not told yet: workers, batches and time stay";
    using microwork::MoneyClass, microwork::PlatformFlows;
    const auto &old_money = without->market().get<microwork::MoneyLedger>(),
               &new_money = with->market().get<microwork::MoneyLedger>();
    EXPECT_LT(new_money[MoneyClass::commission], old_money[MoneyClass::commission]);
    EXPECT_EQ(new_money[MoneyClass::paid_out], old_money[MoneyClass::paid_out]);
    EXPECT_EQ(new_money[MoneyClass::below_threshold], old_money[MoneyClass::below_threshold]);
    EXPECT_EQ(flow(*with, &PlatformFlows::rewards), flow(*without, &PlatformFlows::rewards));
}

TEST(Policy, OrderOfThePoliciesThatHoldDecides) {
    const Model model =
        load({}, policy("commission-cap", "share = 0.3") + policy("commission-cap", "share = 0.1\nplatforms = [\"amt\"]"));
    const auto& world = model->market().get<microwork::World>();
    const auto rules = model->market().get<microwork::Policies>().rules(world, model->measured_from());
    for (std::size_t p = 0; p < world.platforms.size(); ++p)
        EXPECT_DOUBLE_EQ(rules.commission_cap[p], world.platforms[p].id == "amt" ? 0.1 : 0.3) << world.platforms[p].id;
}

TEST(Policy, MinimumRewardHoldsForWhatIsPostedUnderIt) {
    const Model model = finished({}, 1, policy("minimum-reward", "reward = \"0.07 USD\"\nplatforms = [\"toloka\"]"));
    const auto& batches = model->market().get<microwork::Batches>();
    const auto toloka = static_cast<std::uint8_t>(model->market().get<microwork::World>().platform("toloka"));
    int covered = 0, elsewhere_below = 0;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const microwork::BatchId b{r};
        if (batches.key[b] == 0 || model->clock().tick_of(batches.posted[b]) < model->measured_from())
            continue;
        const bool below = batches.reward[b] < sim::dollars(0.07);
        if (batches.platform[b] == toloka) {
            ++covered;
            EXPECT_FALSE(below);
        } else {
            elsewhere_below += below;
        }
    }
    EXPECT_GT(covered, 0);
    EXPECT_GT(elsewhere_below, 0);
}

}  // namespace tiny::policy
