// Reputation both ways: what workers have earned opens work to them, and what requesters did keeps members of the forum away.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "tests/properties/tiny_world.hpp"
#include "tests/statistical/paired.hpp"

namespace tiny::reputation {

using namespace microwork;

/// Share of assignments rejected in the span, of members (1) and others (0).
std::array<double, 2> rejected_shares(const MicroworkModel& model) {
    const auto& lives = model.market().get<Lives>();
    const auto& accounts = model.market().get<Accounts>();
    std::array<double, 2> rejected{}, decided{};
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        const std::size_t member = lives.forum[accounts.owner[a]];
        rejected[member] += accounts.rejected_span[a];
        decided[member] += accounts.rejected_span[a] + accounts.approved_span[a];
    }
    return {rejected[0] / decided[0], rejected[1] / decided[1]};
}

/// A fifth of the requesters refuse all of their batches and nobody else refuses anything: it pays to be warned.
Overrides unfair(int seed, const Overrides& more) {
    Overrides list{
        fmt::format("run.seed={}", seed), "demand.arbitrary_refusal=1", "demand.arbitrary_least=0", "demand.gold_share=0",
        "demand.majority_share=0",        "demand.manual_share=0",      "forum.prior_weight=5",     "demand.level=1.5",
        "reputation.level_share=0"};
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

TEST(Forum, MembersAreRejectedLess) {
    // The same people with and without the forum's effect; the spread over seeds is the error of the mean.
    constexpr int seeds = 10;
    double sum = 0, squares = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const auto mute = rejected_shares(*finished(unfair(seed, {"forum.share=0.5", "forum.malus=0"}))),
                   told = rejected_shares(*finished(unfair(seed, {"forum.share=0.5", "forum.malus=10"})));
        const double effect = (told[1] / told[0]) / (mute[1] / mute[0]) - 1;
        sum += effect, squares += effect * effect;
    }
    const double mean = sum / seeds, error = std::sqrt((squares / seeds - mean * mean) / (seeds - 1));
    fmt::print("  members' share rejected over that of others, change by the forum: {:+.3f} (error {:.3f})\n", mean, error);
    EXPECT_LT(mean + 3 * error, 0);
}

/// Hours until a batch is taken, cut at its expiry: mean over batches of requesters who refuse whole batches over that of others.
double relative_fill_time(int seed, const std::string& share) {
    const Model model = load(unfair(seed, {"forum.malus=10", share}));
    model->found(randomness(*model), sim::Parallel(1));
    std::map<std::uint64_t, std::pair<bool, double>> taken_after;
    const auto& batches = model->market().get<Batches>();
    const auto& requesters = model->market().get<Requesters>();
    for (std::int32_t tick = 0; tick < model->end_tick(); tick += 4) {
        run(*model, 1, tick, tick + 4);
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.key[b] == 0 || model->clock().tick_of(batches.posted[b]) < model->measured_from())
                continue;
            const bool bad = requesters.control[RequesterId{batches.requester[b]}] == QualityControl::arbitrary;
            const double age = (model->clock().begin(tick + 4).value - batches.posted[b].value) / 3600.0;
            if (batches.open[b] > 0)
                taken_after[batches.key[b]] = {bad, age};
            else
                taken_after.try_emplace(batches.key[b], bad, age);
        }
    }
    std::array<double, 2> hours{}, seen{};
    for (const auto& [key, taken] : taken_after)
        hours[taken.first] += taken.second, ++seen[taken.first];
    return (hours[1] / seen[1]) / (hours[0] / seen[0]);
}

TEST(Forum, BadRequestersWaitLonger) {
    constexpr int seeds = 10;
    double sum = 0, squares = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const double change = std::log(relative_fill_time(seed, "forum.share=1") / relative_fill_time(seed, "forum.share=0"));
        sum += change, squares += change * change;
    }
    const double mean = sum / seeds, error = std::sqrt((squares / seeds - mean * mean) / (seeds - 1));
    fmt::print("  log change of the time that bad requesters' batches take, over that of others: {:+.3f} (error {:.3f})\n", mean,
               error);
    EXPECT_GT(mean - 3 * error, 0);
}

TEST(Forum, IsNeutralWithoutMembers) {
    const std::string expected = fingerprint(*finished({"forum.share=0"}));
    const std::string other = fingerprint(*finished({"forum.share=0", "forum.malus=0", "forum.prior_weight=3"}));
    const auto without_batches = [](const std::string& text) {  // the malus that nobody feels stands in the batches
        const std::size_t at = text.find("batches ");
        return text.substr(0, at) + text.substr(text.find('\n', at));
    };
    EXPECT_EQ(without_batches(other), without_batches(expected));
    EXPECT_NE(fingerprint(*finished({"forum.share=1"})), expected);
}

TEST(Levels, AreACountAndARate) {
    const Reputation reputation;
    EXPECT_EQ(reputation.level_of(99, 1.0f), 0);
    EXPECT_EQ(reputation.level_of(100, 0.7f), 1);
    EXPECT_EQ(reputation.level_of(500, 0.79f), 1);
    EXPECT_EQ(reputation.level_of(5000, 0.85f), 2);
    EXPECT_EQ(reputation.level_of(5000, 0.9f), 3);
    EXPECT_EQ(reputation.needs(0).approved, 0u);
}

TEST(Levels, KeepNewcomersOut) {
    const auto newcomers_pay = [](const std::string& share) {
        const Model model = finished({share, "reputation.level_2_approved=100", "reputation.level_3_approved=100",
                                      "people.tenure_weeks=1", "people.past_tasks_per_hour=2"});
        const auto& accounts = model->market().get<Accounts>();
        const auto managed = static_cast<std::uint8_t>(model->market().get<World>().platform("clickworker"));
        std::int64_t below = 0, above = 0;
        for (std::size_t r = 0; r < accounts.rows(); ++r)
            if (const AccountId a{r}; accounts.platform[a] == managed)
                (accounts.approved[a] < 100 ? below : above) += accounts.approved_span[a];
        EXPECT_GT(above, 0);
        return below;
    };
    EXPECT_GT(newcomers_pay("reputation.level_share=0"), 0);
    EXPECT_EQ(newcomers_pay("reputation.level_share=1"), 0) << "whoever has not 100 approved gets no work there";
}

TEST(Levels, AreNeutralWhenNobodyAsksForThem) {
    const auto run = [](const std::string& share, const Overrides& numbers) {
        Overrides all{share};
        all.insert(all.end(), numbers.begin(), numbers.end());
        const Model model = load(all);
        found_and_run(*model, 1, 5 * 96);
        auto& accounts = model->market().get<Accounts>();
        for (std::size_t r = 0; r < accounts.rows(); ++r)
            accounts.level[AccountId{r}] = 0;  // the name of the level that an account has reached
        auto hashes = table_hashes(*model);
        hashes.erase("state_hashes");
        return hashes;
    };
    const Overrides numbers{"reputation.level_1_approved=1", "reputation.level_2_approved=2", "reputation.level_3_approved=3",
                            "reputation.level_1_rate=0.99",  "reputation.level_2_rate=0.99",  "reputation.level_3_rate=0.99",
                            "reputation.level_premium=1"};
    const auto nobody = run("reputation.level_share=0", {}), some = run("reputation.level_share=0.5", {});
    EXPECT_EQ(run("reputation.level_share=0", numbers), nobody);
    EXPECT_NE(some, nobody);
    for (const std::string& number : numbers)
        EXPECT_NE(run("reputation.level_share=0.5", {number}), some) << number;
}

/// Tasks gated by an approved count pay markedly more: pay per hour of paid work on AMT, of those above the gate over those below,
/// when part of the requesters ask for 1,000 approved tasks and when nobody does.
TEST(Gates, PayRisesWithTheApprovedCount) {
    const auto advantage = [](const std::string& gate) {
        std::array<double, 2> dollars{}, hours{};
        for (int seed = 1; seed <= 6; ++seed) {
            const Model model = finished({fmt::format("run.seed={}", seed), "demand.gate_share=0.5", "demand.log_pay_sd=0.2",
                                          "people.tenure_weeks=10", "people.past_tasks_per_hour=3", gate});
            const auto& accounts = model->market().get<Accounts>();
            const auto amt = static_cast<std::uint8_t>(model->market().get<World>().platform("amt"));
            for (std::size_t r = 0; r < accounts.rows(); ++r)
                if (const AccountId a{r}; accounts.platform[a] == amt) {
                    const std::size_t above = accounts.approved[a] >= 2000;
                    if (!above && accounts.approved[a] >= 1000)
                        continue;  // may have passed the gate on the way
                    dollars[above] += sim::in_dollars(accounts.credited[a]);
                    hours[above] += accounts.paid[a].value / 3600.0;
                }
        }
        return (dollars[1] / hours[1]) / (dollars[0] / hours[0]);
    };
    const double open = advantage("demand.gate=0"), gated = advantage("demand.gate=1000");
    fmt::print("  pay of accounts above the gate over that of newcomers: {:.3f} with gates, {:.3f} without\n", gated, open);
    EXPECT_GT(gated, 1.1 * open);
}

/// Of the time that people work, the share that is spent on requesters who have refused work of theirs.
double time_with_refusers(int seed, const char* malus) {
    const Model model = load(unfair(seed, {"forum.share=0", "sessions.favourite_bonus=0", malus}));
    model->found(randomness(*model), sim::Parallel(1));
    const Market& m = model->market();
    const auto& [s, lives, batches] = std::tie(m.get<Sessions>(), m.get<Lives>(), m.get<Batches>());
    double with_refusers = 0, all = 0;
    for (std::int32_t tick = 0; tick < model->end_tick(); ++tick) {
        run(*model, 1, tick, tick + 1);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            if (s.doing[id] != Doing::working)
                continue;
            ++all;
            for (std::size_t k = 0; k < remembered; ++k)
                with_refusers +=
                    lives.known[s.life[id]][k] == batches.requester[s.batch[id]] && lives.known_rejected[s.life[id]][k] > 0;
        }
    }
    return with_refusers / all;
}

TEST(Avoidance, WhoWasRefusedStaysAway) {
    constexpr int seeds = 6;
    std::vector<double> changes;
    for (int seed = 1; seed <= seeds; ++seed)
        changes.push_back(time_with_refusers(seed, "sessions.avoidance_malus=4") -
                          time_with_refusers(seed, "sessions.avoidance_malus=0"));
    const auto effect = paired::Effect::of(changes);
    fmt::print("  share of working time with requesters who refused before, change by avoidance: {:+.4f} (error {:.4f})\n",
               effect.mean, effect.error);
    EXPECT_TRUE(effect.below_zero());
}

}  // namespace tiny::reputation
