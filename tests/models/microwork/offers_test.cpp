// What becomes of a draft: pay, budget, and the reactions to a minimum pay.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/commission.hpp"
#include "models/microwork/offers.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::offers_test {

const sim::Randomness chance(5, 0);

class Offers : public testing::Test {
  protected:
    Offers() : model_(shipped::model()), world_(model_->market().get<World>()), demand_(model_->market().get<Demand>()) {
        demand_.found_requesters(chance, requesters_);
        amt_ = static_cast<std::size_t>(world_.platform("amt"));
        rules_ = Rules::neutral(world_.platforms.size());
        draft_ = {.type = 0, .items = 1000, .thinning = 0.5, .seconds = 360, .reward = 0.25, .rounding = 0.5};
    }
    /// A least pay of 10 USD an hour, that is 1.00 for the draft, for workers of these countries.
    MinimumPay rule(const std::string& countries) const {
        MinimumPay rule;
        rule.covered = world_.countries_of(countries);
        rule.platforms.assign(world_.platforms.size(), 1);
        rule.hourly = 10;
        return rule;
    }
    /// The first requester of AMT, open to these countries.
    RequesterId open_to(const std::vector<std::string>& countries) {
        RequesterId r{0};
        while (requesters_.platform[r] != amt_)
            r = RequesterId{r.row + 1};
        requesters_.eligible[r] = {};
        for (const auto& c : countries)
            requesters_.eligible[r] = joined(requesters_.eligible[r], world_.countries_of(c));
        return r;
    }
    Offer offer(RequesterId r, const PostingTerms& now = {}) const {
        PostingTerms terms = now;
        terms.first_fee = commission_share(world_.platforms[requesters_.platform[r]]);
        terms.fee = now.fee == 0 ? terms.first_fee : now.fee;
        return make_offer(chance, world_, demand_, rules_, requesters_, r, draft_, terms);
    }
    Offer under(const MinimumPay& rule, RequesterId r) {
        rules_.minimum_pay = {rule};
        return offer(r);
    }
    bool takes(const Offer& o, const char* country) const {
        return contains(o.eligible, static_cast<std::uint8_t>(world_.country(country)));
    }

    std::unique_ptr<MicroworkModel> model_;
    const World& world_;
    const Demand& demand_;
    Requesters requesters_;
    Rules rules_;
    std::size_t amt_;
    BatchDraft draft_;
};

TEST_F(Offers, WithoutRulesAreTheDraft) {
    const Offer o = offer(open_to({"US", "IN"}));
    EXPECT_EQ(o.reward, sim::dollars(0.25));
    EXPECT_EQ(o.assignments, 1000);
    EXPECT_EQ(o.cost, o.reference);
    EXPECT_EQ(o.cost, o.reward + commission(world_.platforms[amt_], o.fee, 1e9, o.reward));
}

TEST_F(Offers, PayFollowsTheShiftAndVolumesMultiply) {
    const RequesterId r = open_to({"US"});
    EXPECT_EQ(offer(r, {.pay_shift = std::log(2.0)}).reward, sim::dollars(0.50));
    EXPECT_EQ(offer(r, {.family_volume = 0.5, .price_volume = 0.5}).assignments, 250);
    EXPECT_EQ(offer(r, {.scale = 0.1, .family_volume = 1.5}).assignments, 150);
}

/// Twice the reward at a budget of 1.25: volume 0.625; but not more than the market's price leaves.
TEST_F(Offers, TheBudgetLimitsSpending) {
    const RequesterId r = open_to({"US"});
    const Offer dear = offer(r, {.pay_shift = std::log(2.0)});
    EXPECT_EQ(dear.assignments, 625);
    EXPECT_LE(dear.cost.value * dear.assignments, 1.25 * static_cast<double>(dear.reference.value) * 1001);
    EXPECT_EQ(offer(r, {.pay_shift = std::log(2.0), .price_volume = 0.4}).assignments, 400);
}

TEST_F(Offers, RaisingReachesTheLeastPayForTrueTime) {
    const Offer o = under(rule("US"), open_to({"US", "IN"}));
    EXPECT_EQ(o.reward, sim::dollars(1.00));
    EXPECT_TRUE(takes(o, "US") && takes(o, "IN")) << "the reward is that of the whole batch";
    draft_.seconds = 361;
    EXPECT_EQ(offer(open_to({"US", "IN"})).reward, sim::dollars(1.01)) << "whole cents, upwards";
}

TEST_F(Offers, CuttingKeepsTheSpending) {
    MinimumPay cutting = rule("US");
    cutting.cut = 1;
    const Offer o = under(cutting, open_to({"US", "IN"}));
    EXPECT_EQ(o.reward, sim::dollars(1.00));
    EXPECT_EQ(o.assignments, 250);
    EXPECT_EQ(o.cost.value * o.assignments, o.reference.value * 1000);
}

TEST_F(Offers, ExcludingLeavesPayAndVolumeToTheOthers) {
    MinimumPay excluding = rule("US");
    excluding.exclude = 1;
    const Offer o = under(excluding, open_to({"US", "IN"}));
    EXPECT_EQ(o.reward, sim::dollars(0.25));
    EXPECT_EQ(o.assignments, 1000);
    EXPECT_FALSE(takes(o, "US"));
    EXPECT_TRUE(takes(o, "IN"));
    const Offer home = under(excluding, open_to({"US"}));
    EXPECT_EQ(home.reward, sim::dollars(1.00)) << "nobody else is left: the volume is cut";
    EXPECT_EQ(home.assignments, 250);
    EXPECT_TRUE(takes(home, "US"));
}

TEST_F(Offers, MovingOpensTheWorkToAllOtherCountries) {
    MinimumPay moving = rule("US");
    moving.move = 1;
    const Offer o = under(moving, open_to({"US"}));
    EXPECT_EQ(o.reward, sim::dollars(0.25));
    EXPECT_FALSE(takes(o, "US"));
    EXPECT_TRUE(takes(o, "IN") && takes(o, "FR"));
}

TEST_F(Offers, WhereItDoesNotBiteNothingChanges) {
    const RequesterId r = open_to({"US", "IN"});
    MinimumPay low = rule("US");
    low.hourly = 2.5;
    EXPECT_EQ(under(low, r).reward, sim::dollars(0.25)) << "pays that already";
    MinimumPay elsewhere = rule("US");
    elsewhere.platforms[amt_] = 0;
    EXPECT_EQ(under(elsewhere, r).reward, sim::dollars(0.25)) << "another platform";
    EXPECT_EQ(under(rule("FR"), r).reward, sim::dollars(0.25)) << "no covered worker may take it";
    // Nobody of a covered country works there: AMT has no workers in some country of the table.
    std::size_t absent = 0;
    while (absent < world_.countries.size() && contains(demand_.served(amt_), static_cast<std::uint8_t>(absent)))
        ++absent;
    if (absent < world_.countries.size()) {
        const std::string& code = world_.countries[absent].iso2;
        EXPECT_EQ(under(rule(code), open_to({code, "US"})).reward, sim::dollars(0.25));
    }
}

/// 10,000 requesters: a share has a standard error of 0.005 at most.
TEST_F(Offers, ReactionsHaveTheirSharesAndMoreComplianceIsASuperset) {
    MinimumPay half = rule("US"), more = rule("US");
    half.cut = more.cut = 0.3, half.exclude = more.exclude = 0.2, half.move = more.move = 0.1;
    half.compliance = 0.5, more.compliance = 0.8;
    std::array<int, 5> counts{};
    for (std::size_t i = 0; i < 10'000; ++i) {
        const std::uint64_t key = requesters_.key[RequesterId{i}];
        const Reaction a = reaction_to(chance, key, half), b = reaction_to(chance, key, more);
        ++counts[static_cast<std::size_t>(a)];
        EXPECT_TRUE(a == Reaction::ignore || a == b);
    }
    EXPECT_NEAR(counts[static_cast<std::size_t>(Reaction::ignore)], 5000, 200);
    EXPECT_NEAR(counts[static_cast<std::size_t>(Reaction::raise)], 2000, 200);
    EXPECT_NEAR(counts[static_cast<std::size_t>(Reaction::cut)], 1500, 200);
    EXPECT_NEAR(counts[static_cast<std::size_t>(Reaction::exclude)], 1000, 200);
    EXPECT_NEAR(counts[static_cast<std::size_t>(Reaction::move)], 500, 200);
}

std::string messages(const std::string& keys) {
    return shipped::messages("[run]\nstart = 2018-01-01\n\n[[policy]]\ninstrument = \"minimum-task-pay\"\n" + keys);
}

TEST(MinimumTaskPay, UnknownCountriesAreNamedWithTheNearest) {
    EXPECT_EQ(messages("workers_in = [\"EU\", \"Afrika\"]\n"),
              "s.toml:6:14: workers_in: \"Afrika\" is no country, group of countries or region, did you mean \"Africa\"?");
    EXPECT_EQ(
        messages("workers_in = [\"France\"]\n").find("s.toml:6:14: workers_in: \"France\" is no country, group of countries or"),
        0u);
    EXPECT_EQ(messages("workers_in = [\"EU\", \"US\", \"Africa\"]\n"), "");
}

TEST(MinimumTaskPay, SharesOfReactionsAddUp) {
    EXPECT_EQ(messages("cut = 0.5\nexclude = 0.5\nmove = 0.5\n"),
              "s.toml:4:1: the shares cut, exclude and move add up to more than 1 (they are shares of those who comply)");
}

TEST(MinimumTaskPay, TheShippedScenarioHoldsFromItsFirstDay) {
    sim::Problems problems;
    const auto scenario = sim::Scenario::load(shipped::scenarios() / "minimum-pay.toml", {}, problems);
    MicroworkModel model;
    model.load(scenario, shipped::scenarios() / "data", problems);
    problems.raise();
    const World& world = model.market().get<World>();
    const auto& policies = model.market().get<Policies>();
    const std::int32_t begins = model.measured_from() + 4 * model.clock().ticks_per_week();
    EXPECT_EQ(policies.rules(world, begins - 1), Rules::neutral(world.platforms.size()));
    ASSERT_EQ(policies.rules(world, begins).minimum_pay.size(), 1u);
    const MinimumPay rule = policies.rules(world, begins).minimum_pay[0];
    EXPECT_NEAR(rule.hourly, 1.2 * 7.25, 1e-6);
    EXPECT_EQ(rule.covered, world.countries_of("EU"));
}

TEST(MinimumTaskPay, TheEuropeanUnionIsAGroup) {
    const auto model = shipped::model();
    const World& world = model->market().get<World>();
    const CountrySet eu = world.countries_of("EU");
    for (const char* code : {"FR", "DE", "GB", "BG"})
        EXPECT_TRUE(contains(eu, static_cast<std::uint8_t>(world.country(code)))) << code << ", in 2018";
    for (const char* code : {"CH", "NO", "RS", "US"})
        EXPECT_FALSE(contains(eu, static_cast<std::uint8_t>(world.country(code)))) << code;
}

}  // namespace microwork::offers_test
