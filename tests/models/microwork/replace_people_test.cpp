// Requesters replace people by models when that is cheaper: who decides how, on hand-made books.
#include "models/microwork/mechanisms/replace_people.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/offers.hpp"
#include "tests/models/microwork/shipped.hpp"

namespace microwork::replace_people_test {

constexpr std::size_t prepare = 0, verify = 1;

/// All requesters of the shipped world, for whom people cost so much relative to the typical rewards.
class Replacing : public testing::Test {
  protected:
    Replacing() : model_(shipped::model()), demand_(model_->market().get<Demand>()) {
        demand_.found_requesters(randomness_, requesters_);
        books_.resize(requesters_.rows());
        for (std::size_t i = 0; i < requesters_.rows(); ++i)
            books_.key[RequesterId{i}] = requesters_.key[RequesterId{i}];
        families_.resize(task_families);
        for (auto& family : outlook_.family)
            family.model_price.set(0.4);
        mechanism_.params.weeks.set(1);
    }
    void people_cost(double ratio) {
        for (std::size_t i = 0; i < books_.rows(); ++i)
            for (std::size_t f = 0; f < task_families; ++f)
                books_.cost[RequesterId{i}][f] = static_cast<std::int64_t>(1e6 * ratio),
                books_.typical[RequesterId{i}][f] = 1'000'000;
    }
    void decide(std::int32_t week = 8) {
        mechanism_({week * 672, clock_, randomness_, parallel_, 128}, demand_, outlook_, MeasuredSpan{8 * 672}, requesters_, books_,
                   families_);
    }
    /// Who gives items of preparation to models at this price, people costing `ratio`.
    std::vector<bool> who(double price, double ratio = 1) {
        outlook_.family[prepare].model_price.set(price);
        people_cost(ratio);
        decide();
        std::vector<bool> list;
        for (std::size_t i = 0; i < books_.rows(); ++i)
            list.push_back(books_.share[RequesterId{i}][prepare] > 0);
        return list;
    }
    static double share_of(const std::vector<bool>& list) {
        return static_cast<double>(std::count(list.begin(), list.end(), true)) / static_cast<double>(list.size());
    }
    static bool within(const std::vector<bool>& few, const std::vector<bool>& many) {
        for (std::size_t i = 0; i < few.size(); ++i)
            if (few[i] && !many[i])
                return false;
        return true;
    }

    std::unique_ptr<MicroworkModel> model_;
    const Demand& demand_;
    ReplacePeople mechanism_;
    Outlook outlook_;
    Requesters requesters_;
    Replacements books_;
    FamilyDemand families_;
    sim::Clock clock_{sim::Date{std::chrono::year{2018} / 1 / 1}, Seconds{900}};
    sim::Randomness randomness_{3, 0};
    sim::Parallel parallel_{1};
};

TEST_F(Replacing, NobodyDoesByDefault) {
    for (auto& family : outlook_.family)
        family.model_price.set(FamilyOutlook{"demand.other"}.model_price());
    people_cost(50);
    decide();
    for (std::size_t f = 0; f < task_families; ++f)
        EXPECT_EQ(families_.replaced[FamilyDemand::row_id{f}], 0);
}

/// Propensity is uniform by default, so a share 1 - price / cost of requesters turns to models: within four standard errors.
TEST_F(Replacing, MoreDoAsModelsGetCheaperAlwaysTheSameFirst) {
    std::vector<bool> before(requesters_.rows(), false);
    const double n = static_cast<double>(requesters_.rows());
    for (const double price : {2.0, 1.0, 0.8, 0.4, 0.1, 0.0}) {
        const auto now = who(price);
        const double expected = std::max(0.0, 1 - price);
        EXPECT_NEAR(share_of(now), expected, 4 * std::sqrt(expected * (1 - expected) / n) + 1e-9) << price;
        EXPECT_TRUE(within(before, now)) << "a lower price never replaces less";
        before = now;
    }
}

TEST_F(Replacing, MoreDoAsPeopleGetDearerAlwaysTheSameFirst) {
    const auto cheap = who(0.4, 0.5), usual = who(0.4, 1), dear = who(0.4, 2);
    EXPECT_TRUE(within(cheap, usual) && within(usual, dear));
    EXPECT_LT(share_of(cheap), share_of(usual));
    EXPECT_LT(share_of(usual), share_of(dear));
    EXPECT_EQ(who(0.4, 1), usual) << "and people come back when they cost what they did";
}

TEST_F(Replacing, AHigherPropensityIsASuperset) {
    std::vector<bool> before(requesters_.rows(), false);
    for (const double mean : {0.0, 0.2, 0.5, 0.8, 1.0}) {
        mechanism_.params.propensity.set(mean);
        const auto now = who(0.4);
        EXPECT_TRUE(within(before, now));
        before = now;
        double sum = 0;
        for (std::size_t i = 0; i < requesters_.rows(); ++i)
            sum += propensity_to_replace(randomness_, requesters_.key[RequesterId{i}], mean);
        // A mean over n values between 0 and 1: a standard error of at most 0.5 / sqrt(n).
        EXPECT_NEAR(sum / static_cast<double>(requesters_.rows()), mean, 2 / std::sqrt(static_cast<double>(requesters_.rows())));
    }
    EXPECT_EQ(share_of(before), 1) << "with a propensity of 1 it is the price alone";
    EXPECT_EQ(share_of(who(1.01)), 0);
}

TEST_F(Replacing, IsDecidedEverySoManyWeeksOnWhatWasNotedSince) {
    mechanism_.params.weeks.set(4);
    const auto replaced = [&] { return families_.replaced[FamilyDemand::row_id{prepare}]; };
    people_cost(1);
    decide(7);
    EXPECT_EQ(replaced(), 0) << "the burn-in";
    decide(8);
    const double first = replaced();
    EXPECT_GT(first, 0);
    EXPECT_EQ(books_.typical[RequesterId{0}][prepare], 0) << "a new account begins";
    people_cost(5);
    decide(9), decide(11);
    EXPECT_EQ(replaced(), first);
    decide(12);
    EXPECT_GT(replaced(), first);
    const double second = replaced();
    decide(16);
    EXPECT_EQ(replaced(), second) << "who has posted nothing stays with what it does";
}

/// Everybody turns to models: the share of the family is their reach, requesters being weighted by what they want of it.
TEST_F(Replacing, SharesAreThoseOfDemand) {
    mechanism_.params.propensity.set(1);
    outlook_.family[prepare].model_reach.set(sim::Share{0.7f});
    who(0);
    EXPECT_NEAR(families_.replaced[FamilyDemand::row_id{prepare}], 0.7, 1e-6);
    double hours = 0;
    for (std::size_t p = 0; p < demand_.platforms(); ++p)
        hours += demand_.weekly_hours(p, TaskFamily::prepare_ai);
    EXPECT_NEAR(hours, demand_.weekly_hours(TaskFamily::prepare_ai), 1e-6 * hours);
}

TEST_F(Replacing, NotesWhatPeopleCostRelativeToTheTable) {
    Replacements books;
    books.resize(1);
    const RequesterId r{0};
    books.note(r, TaskFamily::verify_ai, 100, sim::dollars(0.12), sim::dollars(0.10));
    books.note(r, TaskFamily::verify_ai, 300, sim::dollars(0.06), sim::dollars(0.10));
    EXPECT_EQ(books.cost[r][verify], sim::dollars(0.12 * 100 + 0.06 * 300).value);
    EXPECT_EQ(books.typical[r][verify], sim::dollars(0.10 * 400).value);
    EXPECT_EQ(books.cost[r][prepare], 0);
    for (int i = 0; i < 5000; ++i)
        books.note(r, TaskFamily::other, 2e9, sim::dollars(100), sim::dollars(100));
    EXPECT_EQ(books.cost[r][3], books.typical[r][3]) << "no overflow";
    EXPECT_GT(books.cost[r][3], 0);
}

TEST(ModelPrice, FallsOverTheYears) {
    Outlook outlook;
    outlook.family[prepare].model_price.set(3);
    outlook.family[prepare].model_price_fall.set(0.7);
    for (const double t : {0.0, 0.5, 4.0})
        EXPECT_NEAR(outlook.model_price(TaskFamily::prepare_ai, t), 3 * std::exp(-0.7 * t), 1e-9);
    EXPECT_EQ(outlook.model_price(TaskFamily::other, 9), 1000);
}

/// Renewal counts what requesters gave to models as it counts the path of automation, of what that has left.
TEST(Outlook, WhatRequestersReplaceMakesVerificationToo) {
    constexpr Outlook::Volumes hours{500, 120, 80, 300};
    Outlook outlook;
    EXPECT_EQ(outlook.volumes(2, hours, {0, 0, 0, 0}), outlook.volumes(2, hours));
    const auto volumes = outlook.volumes(2, hours, {0.4, 0, 0, 0});
    EXPECT_EQ(volumes[prepare], 1) << "each requester takes its own share off its own batches";
    EXPECT_NEAR(volumes[verify], 1 + 0.15 * 0.4 * 500 / 120, 1e-7);
    outlook.family[prepare].automated.set(sim::Share{0.5f});
    outlook.family[prepare].renewal_decay.set(0.5);
    EXPECT_NEAR(outlook.volumes(2, hours, {0.4, 0, 0, 0})[verify], 1 + 0.15 * (0.5 + 0.5 * 0.4) * std::exp(-1.0) * 500 / 120, 1e-7);
}

/// The same draft, thinned: what people keep and what models get is the whole.
TEST_F(Replacing, AShareOfTheSameDraftGoesToModels) {
    const World& world = model_->market().get<World>();
    const Rules rules = Rules::neutral(world.platforms.size());
    BatchDraft draft{.type = 0, .items = 1000, .thinning = 0.5, .seconds = 360, .reward = 0.25, .rounding = 0.5};
    const auto offer = [&](double replaced) {
        return make_offer(randomness_, world, demand_, rules, requesters_, RequesterId{0}, draft, {.replaced = replaced});
    };
    const std::int64_t all = offer(0).assignments;
    EXPECT_EQ(offer(0).replaced, 0);
    EXPECT_EQ(offer(0.25).assignments * 4, all * 3);
    std::int64_t before = all;
    for (const double replaced : {0.1, 0.3, 0.77, 0.999, 1.0}) {
        const Offer o = offer(replaced);
        EXPECT_EQ(o.assignments + o.replaced, all);
        EXPECT_LE(o.assignments, before);
        EXPECT_EQ(o.reward, offer(0).reward);
        before = o.assignments;
    }
    EXPECT_EQ(before, 0);
}

}  // namespace microwork::replace_people_test
