// Each mechanism of the market can be switched off, and then none of its other numbers matters to anything. (Those of labour:
// neutral_labour_test.cpp. Some have such a test beside their others.)
#include <gtest/gtest.h>

#include "tests/properties/tiny_world.hpp"

namespace tiny::neutral_mechanisms {

using namespace microwork;

Overrides operator+(Overrides all, const Overrides& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::string market_after(int days, const Overrides& overrides) {
    const Model model = load(overrides);
    found_and_run(*model, 1, 96 * days);
    return fingerprint(*model);
}
/// After two days: enough to see that something differs.
std::string soon(const Overrides& overrides) { return market_after(2, overrides); }

/// Both are the same to the last bit, two days into the measured span.
void expect_neutral(const Overrides& off, const Overrides& others) {
    EXPECT_EQ(market_after(9, off + others), market_after(9, off));
}
/// Each of these, set alone, is seen: otherwise the test before says nothing.
void expect_seen(const Overrides& usual, const Overrides& each) {
    const std::string expected = soon(usual);
    for (const std::string& one : each)
        EXPECT_TRUE(soon(usual + Overrides{one}) != expected) << one << " is not seen";
}

/// Lines that hold and lose nothing, power that never fails, data for nothing, computers for all.
const Overrides connected{"connectivity.drops_stable=0",
                          "connectivity.drops_intermittent=0",
                          "connectivity.drops_poor=0",
                          "connectivity.bridged_share=1",
                          "people.backup_share=1",
                          "connectivity.cost_stable=0",
                          "connectivity.cost_intermittent=0",
                          "connectivity.cost_poor=0",
                          "connectivity.media_delay_intermittent=1",
                          "connectivity.media_delay_poor=1",
                          "connectivity.phone_only_stable=0",
                          "connectivity.phone_only_intermittent=0",
                          "connectivity.phone_only_poor=0"};
const Overrides of_outages{"connectivity.minutes_stable=50", "connectivity.minutes_intermittent=60", "connectivity.minutes_poor=70",
                           "connectivity.harmless=0s", "connectivity.incomplete_share=1"};

TEST(NeutralConnectivity, WithoutOutagesTheirLengthAndWhatTheyCutOffMakeNoDifference) {
    expect_neutral(connected, of_outages);
    expect_seen(
        connected + Overrides{"connectivity.drops_stable=1", "connectivity.drops_intermittent=1", "connectivity.drops_poor=1"},
        of_outages);
}
TEST(NeutralConnectivity, SwitchedOnEachPartIsSeen) {
    expect_seen(connected,
                {"connectivity.drops_stable=1", "connectivity.drops_intermittent=1", "connectivity.drops_poor=1",
                 "connectivity.bridged_share=0", "people.backup_share=0", "connectivity.cost_stable=0.5",
                 "connectivity.cost_intermittent=0.5", "connectivity.cost_poor=0.5", "connectivity.media_delay_intermittent=3",
                 "connectivity.media_delay_poor=3", "connectivity.phone_only_stable=1", "connectivity.phone_only_intermittent=1",
                 "connectivity.phone_only_poor=1"});
}

TEST(QualityControl, WhatNobodyUsesChangesNothing) {
    const Overrides nobody{"demand.gold_share=0", "demand.manual_share=0", "demand.arbitrary_share=0", "demand.two_stage_share=0"};
    const Overrides gold{"review.gold_items=0.9", "review.gold_failures=0"},
        manual{"review.manual_sample=0.9", "review.manual_false_refusal=0.5", "review.manual_miss=1"},
        arbitrary{"demand.arbitrary_refusal=1", "demand.arbitrary_least=300", "review.refusals_keep_data=false"},
        two_stage{"review.client_delay=1h", "demand.client_refusal=1"};
    expect_neutral(nobody, gold + manual + arbitrary + two_stage);
    expect_seen(nobody,
                {"demand.gold_share=0.6", "demand.manual_share=0.4", "demand.arbitrary_share=0.4", "demand.two_stage_share=0.8"});
    expect_seen(nobody + Overrides{"demand.gold_share=0.6"}, gold);
    expect_seen(nobody + Overrides{"demand.manual_share=0.4"}, manual);
    expect_seen(nobody + Overrides{"demand.arbitrary_share=0.4"}, arbitrary);
    expect_seen(nobody + Overrides{"demand.two_stage_share=0.8"}, two_stage);
}
TEST(QualityControl, WhatFindsNothingMayBeDoneInAnyWay) {
    const Overrides nothing{"demand.two_stage_share=0.8", "review.gold_failures=1", "review.manual_sample=0",
                            "demand.arbitrary_refusal=0", "demand.client_refusal=0"};
    expect_neutral(nothing, {"review.gold_items=0.9", "review.manual_false_refusal=0.5", "review.manual_miss=1",
                             "demand.arbitrary_least=300", "review.refusals_keep_data=false"});
    expect_seen(nothing, {"review.gold_failures=0.2", "review.manual_sample=0.5", "demand.arbitrary_refusal=0.5",
                          "demand.client_refusal=0.5"});
    expect_seen(nothing + Overrides{"demand.client_refusal=0.5"}, {"review.refusals_keep_data=false"});
}
TEST(QualityControl, WhoKeepsAllDataKeepsThatOfWholeBatches) {
    expect_neutral({"demand.keeps_data_share=1"}, {"review.refusals_keep_data=false"});
    expect_seen({"demand.keeps_data_share=1"}, {"demand.keeps_data_share=0"});
}
TEST(QualityControl, TheMajorityRefusesWhereItIsAskedOnly) {
    expect_seen({"demand.majority_share=0"}, {"demand.majority_share=0.5"});
    const Model model = finished({"demand.majority_share=0"});
    EXPECT_EQ(flow(*model, &PlatformFlows::rejected_majority), 0);
}

/// Nothing is refused: neither by requesters nor because an outage cut it off.
const Overrides nobody_refuses{"demand.gold_share=0",   "demand.majority_share=0", "demand.arbitrary_share=0",
                               "demand.manual_share=0", "demand.client_refusal=0", "connectivity.incomplete_share=0"};

/// The tables after five days, but for how requesters check and would refuse, and for the hashes that the run took of itself.
std::map<std::string, std::string> but_for_manners(const Overrides& overrides) {
    const Model model = load(overrides);
    found_and_run(*model, 1, 96 * 5);
    auto& requesters = model->market().get<Requesters>();
    auto& batches = model->market().get<Batches>();
    for (std::size_t r = 0; r < requesters.rows(); ++r) {
        const RequesterId id{r};
        requesters.control[id] = QualityControl::approve_all;
        requesters.gives_reason[id] = requesters.keeps_data[id] = 0;
    }
    for (std::size_t r = 0; r < batches.rows(); ++r)
        batches.reopens[BatchId{r}] = 0;
    auto hashes = table_hashes(*model);
    hashes.erase("state_hashes");
    return hashes;
}

TEST(QualityControl, ChecksThatFindNothingAreNone) {
    const auto expected = but_for_manners(nobody_refuses);
    const auto same = [&](const Overrides& blind, const char* seeing) {
        EXPECT_EQ(but_for_manners(nobody_refuses + blind), expected) << blind.front();
        EXPECT_NE(but_for_manners(nobody_refuses + blind + Overrides{seeing}), expected) << seeing;
    };
    same({"demand.gold_share=0.9", "review.gold_failures=1"}, "review.gold_failures=0.3");
    same({"demand.manual_share=0.9", "review.manual_sample=0"}, "review.manual_sample=0.5");
    same({"demand.manual_share=0.9", "review.manual_false_refusal=0", "review.manual_miss=1"}, "review.manual_miss=0");
    same({"demand.arbitrary_share=0.9", "demand.arbitrary_refusal=0"}, "demand.arbitrary_refusal=0.5");
    same({"demand.without_reason_share=1", "demand.keeps_data_share=1", "review.refusals_keep_data=false"},
         "demand.majority_share=0.5");
}

TEST(NeutralMemory, WhereNobodyRefusesThereIsNobodyToAvoidAndTrustIsWhole) {
    const Overrides avoidance{"sessions.avoidance_malus=5", "sessions.avoidance_half_life_days=1"};
    expect_neutral(nobody_refuses, avoidance);
    const Overrides trusting = nobody_refuses + Overrides{"learning.prior_trust=1"};
    expect_neutral(trusting, {"learning.prior_weight=3"});
    expect_seen({}, {"sessions.avoidance_malus=5", "learning.prior_trust=1", "learning.prior_weight=3"});
    expect_seen(nobody_refuses, {"learning.prior_trust=1", "learning.prior_weight=3"});
}
TEST(NeutralMemory, WithoutAMalusItsHalfLifeMakesNoDifference) {
    expect_neutral({"sessions.avoidance_malus=0"}, {"sessions.avoidance_half_life_days=1"});
    expect_seen({"sessions.avoidance_malus=0"}, {"sessions.avoidance_malus=2"});
    expect_seen({"sessions.avoidance_malus=2"}, {"sessions.avoidance_half_life_days=1"});
}
TEST(NeutralMemory, TheBonusOfThoseWhoPayIsSeen) { expect_seen({"sessions.favourite_bonus=0"}, {"sessions.favourite_bonus=0.5"}); }
TEST(NeutralMemory, WithoutAMalusTheRatingOfTheForumMakesNoDifference) {
    const Overrides rating{"forum.bad_gap=1", "forum.prior_approval=0.5", "forum.prior_weight=1"};
    expect_neutral({"forum.malus=0"}, rating);
    expect_seen({"forum.malus=0"}, {"forum.malus=3"});
    expect_seen({"forum.malus=3"}, rating);
}
TEST(NeutralMemory, WagesThatDoNotShiftHaveNothingToForget) {
    const Overrides still{"search.wage_fall=0", "work.wage_rise=0"},
        others{"sessions.reservation_half_life=1h", "work.good_pay_ratio=0.5"};
    expect_neutral(still, others);
    expect_seen(still, {"search.wage_fall=0.05", "work.wage_rise=0.1"});
    expect_seen({"search.wage_fall=0.05", "work.wage_rise=0.1"}, others);
}

TEST(NeutralEligibility, WithoutGatesTheirNumbersMakeNoDifference) {
    const Overrides numbers{"demand.gate=10", "demand.log_pay_gated=2"};
    expect_neutral({"demand.gate_share=0"}, numbers);
    expect_neutral({"demand.gate_share=0"}, {"demand.gate_share=0.5", "demand.gate=0", "demand.log_pay_gated=0"});
    expect_seen({"demand.gate_share=0"}, {"demand.gate_share=0.5"});
    expect_seen({"demand.gate_share=0.5"}, numbers);
}
TEST(NeutralEligibility, WithoutListsOfCountriesTheirNumbersMakeNoDifference) {
    const Overrides numbers{"demand.listed_countries=0.1", "demand.country_list_share=0", "demand.log_pay_home=2"};
    expect_neutral({"demand.worldwide_share=1"}, numbers);
    expect_neutral({"demand.worldwide_share=0.5", "demand.country_list_share=0"}, {"demand.listed_countries=0.1"});
    expect_neutral({"demand.country_list_share=0.5", "demand.listed_countries=1", "demand.worldwide_share=0"},
                   {"demand.worldwide_share=0.5", "demand.country_list_share=0"});
    expect_seen({"demand.worldwide_share=1"}, {"demand.worldwide_share=0.5"});
    expect_seen({"demand.worldwide_share=0.5"}, numbers);
}

/// As near to nobody as the ranges allow: of 400 people, 0.01 are expected to leave in the two weeks.
TEST(NeutralTurnover, WhereNobodyLeavesNothingThatExitsDependOnMakesADifference) {
    const Overrides for_ever{"turnover.half_life_weeks=10000", "turnover.exit_scale=0.01", "turnover.job_share=0",
                             "turnover.entry_level=0", "harm.exits=0"};
    expect_neutral(for_ever, {"turnover.exit_exponent=2", "turnover.active_days=1"});
    const Model model = finished(for_ever);
    EXPECT_EQ(flow(*model, &CountryFlows::exits), flow(*model, &CountryFlows::exits_ban));
    const Overrides some_leave{"turnover.half_life_weeks=1", "turnover.exit_scale=1.5", "turnover.entry_level=0"};
    EXPECT_TRUE(soon(for_ever) != soon(some_leave));
    expect_seen(some_leave, {"turnover.exit_exponent=2", "turnover.exit_scale=0.01", "turnover.job_share=1"});
    EXPECT_TRUE(market_after(9, some_leave + Overrides{"turnover.active_days=1"}) != market_after(9, some_leave));
}
/// The response to pay is at work from the second measured week on.
TEST(NeutralTurnover, WhereNobodyComesNothingThatEntryDependsOnMakesADifference) {
    const Overrides responses{"turnover.entry_elasticity=5", "turnover.least_entry_response=1", "turnover.most_entry_response=1",
                              "turnover.talk_weight=1000", "turnover.talk_days=1"};
    const auto market = [](const Overrides& overrides) {
        const Model model = load(Overrides{"run.length=2w"} + overrides);
        found_and_run(*model, 1, 2 * 672 + 96);
        auto hashes = table_hashes(*model);
        hashes.erase("pay_levels");  // what is talked about, whether anybody comes for it or not
        return hashes;
    };
    const auto expected = market({"turnover.entry_level=0"});
    EXPECT_EQ(market(Overrides{"turnover.entry_level=0", "activity.entrant_weeks=1"} + responses), expected);
    const Overrides many{"turnover.entry_level=15", "turnover.entry_elasticity=4"};
    const auto with_newcomers = market(many);
    EXPECT_NE(with_newcomers, expected);
    for (const std::string& response : responses)
        EXPECT_NE(market(many + Overrides{response}), with_newcomers) << response;
}

}  // namespace tiny::neutral_mechanisms
