// Who finds too little work signs up on one more platform, unpaid.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/microwork/mechanisms/register_elsewhere.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::register_elsewhere_test {

/// Five weeks; nobody comes, and few go.
tiny::Model run(tiny::Overrides overrides) {
    overrides.insert(overrides.begin(), {"run.length=4w", "turnover.entry_level=0", "turnover.half_life_weeks=10000"});
    return tiny::finished(overrides, 2);
}

double accounts_per_person(const MicroworkModel& model) {
    return static_cast<double>(model.market().get<Accounts>().rows()) / static_cast<double>(model.market().get<Lives>().rows());
}

TEST(RegisterElsewhere, WithoutAChanceItsNumbersMakeNoDifference) {
    const auto with = [](tiny::Overrides overrides, const tiny::Overrides& more) {
        overrides.insert(overrides.end(), more.begin(), more.end());
        const auto model = tiny::load(overrides);
        tiny::found_and_run(*model, 1, 7 * 96);
        return tiny::fingerprint(*model);
    };
    const tiny::Overrides numbers{"register_elsewhere.scarcity=0",        "register_elsewhere.most_accounts=2",
                                  "register_elsewhere.sign_up_time=1h",   "register_elsewhere.test_time=9h",
                                  "register_elsewhere.test_difficulty=6", "register_elsewhere.time_log_sd=0",
                                  "register_elsewhere.retry_after=0s"};
    const tiny::Overrides off{"register_elsewhere.chance=0"}, on{"register_elsewhere.chance=0.5"};
    const std::string nobody = with(off, {}), some = with(on, {});
    EXPECT_EQ(with(off, numbers), nobody);
    EXPECT_NE(some, nobody);
    for (const std::string& number : numbers)
        EXPECT_NE(with(on, {number}), some) << number;
}

/// Nobody loses more than all of the time online, and nobody is without an account here.
TEST(RegisterElsewhere, WhereTasksAreNeverScarceTheChanceMakesNoDifference) {
    const auto run = [](const char* chance, const char* scarcity) {
        return tiny::fingerprint(
            *tiny::finished({chance, scarcity, "strikes.counted=false", "borrowed_accounts.found_out_per_year=0"}));
    };
    const std::string never = run("register_elsewhere.chance=0", "register_elsewhere.scarcity=1");
    EXPECT_EQ(run("register_elsewhere.chance=1", "register_elsewhere.scarcity=1"), never);
    EXPECT_NE(run("register_elsewhere.chance=1", "register_elsewhere.scarcity=0.2"), never);
}

TEST(RegisterElsewhere, ScarcityRaisesTheNumberOfAccounts) {
    const auto plenty = run({"demand.level=4"}), scarce = run({"demand.level=0.3"}),
               off = run({"demand.level=0.3", "register_elsewhere.chance=0"});
    const auto begun = [](const tiny::Model& m) { return static_cast<double>(tiny::flow(*m, &CountryFlows::sign_ups)); };
    EXPECT_EQ(begun(off), 0);
    EXPECT_GT(begun(scarce), begun(plenty) + 4 * std::sqrt(begun(scarce) + begun(plenty)));
    EXPECT_GT(accounts_per_person(*scarce), accounts_per_person(*off));
}

TEST(RegisterElsewhere, HoldsNoMoreThanTheMost) {
    const auto model =
        run({"demand.level=0.3", "register_elsewhere.chance=1", "register_elsewhere.most_accounts=3", "borrowed_accounts.share=0",
             "strikes.counted=false", "people.fourth_account=0", "people.regular_fourth_account=0"});
    const auto& [lives, accounts] = std::tie(model->market().get<Lives>(), model->market().get<Accounts>());
    std::array<int, 5> holders{};
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        std::vector<std::uint8_t> platforms;
        for (AccountId a = lives.first_account[LifeId{r}]; a; a = accounts.next[a])
            platforms.push_back(accounts.platform[a]);
        ASSERT_LE(platforms.size(), 3u);
        ++holders[platforms.size()];
        std::sort(platforms.begin(), platforms.end());
        EXPECT_EQ(std::unique(platforms.begin(), platforms.end()), platforms.end()) << "one account a platform";
    }
    EXPECT_GT(holders[3], holders[1]);
}

/// Time under qualification appears in the books of people, and an account in qualification has earned nothing.
TEST(RegisterElsewhere, QualificationIsNeverPaid) {
    const auto model = run({"demand.level=0.3", "register_elsewhere.chance=0.5", "register_elsewhere.test_time=6h",
                            "register_elsewhere.test_difficulty=3", "run.audit=day"});
    const auto& accounts = model->market().get<Accounts>();
    const auto& files = model->market().get<AccountFiles>();
    int waiting = 0, unfinished = 0;
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        if (accounts.status[a] != AccountStatus::qualifying)
            continue;
        EXPECT_EQ(accounts.credited[a].value + accounts.balance[a].value + accounts.paid_out[a].value, 0);
        EXPECT_EQ(accounts.approved[a] + accounts.rejected[a], 0u);
        EXPECT_EQ(accounts.under_review[a].value + accounts.paid[a].value, 0);
        (files.qualification_left[accounts.file[a]].value > 0 ? unfinished : waiting) += 1;
    }
    EXPECT_GT(waiting, 0) << "failed";
    EXPECT_GT(unfinished, 0) << "goes on in the next session";
    EXPECT_GT(model->market().get<TimeLedger>()[TimeClass::qualification], 0);
}

TEST(RegisterElsewhere, TestsArePassedAsSkillTells) {
    // All have the same skill, a logit of 1 above the test; nobody tries twice.
    const auto model = run({"demand.level=0.3", "register_elsewhere.chance=1", "people.skill_sd=0", "people.skill_mean=2",
                            "register_elsewhere.test_difficulty=1", "register_elsewhere.retry_after=3650d",
                            "register_elsewhere.test_time=0s", "register_elsewhere.sign_up_time=1s"});
    const auto& [world, accounts] = std::tie(model->market().get<World>(), model->market().get<Accounts>());
    const double failed = static_cast<double>(tiny::flow(*model, &CountryFlows::tests_failed));
    double untested = 0;
    const auto& lives = model->market().get<Lives>();
    const auto& [activity, people] = std::tie(model->market().get<Activity>(), model->market().get<People>());
    const auto dice = tiny::randomness(*model);
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        // The first accounts are known from the person's key; what comes after them was signed up for.
        const LifeId life{r};
        AccountList first = people.accounts(
            dice, lives.key[life], activity.traits(dice, lives.key[life], lives.country[life], false), lives.country[life], false);
        model->market().get<BorrowedAccounts>().lend(dice, lives.key[life], lives.country[life], first);
        std::size_t n = 0;
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a], ++n)
            untested += n >= first.count && !world.platforms[accounts.platform[a]].qualification_tests;
    }
    const double tested = static_cast<double>(tiny::flow(*model, &CountryFlows::sign_ups)) - untested;
    const double share = 1 - sim::elementary::logistic(1.0);
    ASSERT_GT(tested, 100);
    EXPECT_NEAR(failed / tested, share, 4 * std::sqrt(share * (1 - share) / tested));
}

/// Paired: the same people with the mechanism and without it. Those who got one more account wait less than they did without.
TEST(RegisterElsewhere, WhoHasMoreAccountsWaitsLess) {
    struct Person {
        double waiting;
        std::size_t accounts;
    };
    const auto people = [](const MicroworkModel& model) {
        const auto& [lives, accounts] = std::tie(model.market().get<Lives>(), model.market().get<Accounts>());
        std::map<std::uint64_t, Person> list;
        for (std::size_t r = 0; r < lives.rows(); ++r) {
            const LifeId life{r};
            Person p{lives.waiting[life].value / std::max(1.0, static_cast<double>(lives.online[life].value)), 0};
            for (AccountId a = lives.first_account[life]; a; a = accounts.next[a])
                p.accounts += accounts.status[a] == AccountStatus::active;
            list[lives.key[life]] = p;
        }
        return list;
    };
    const auto with = people(*run({"demand.level=0.5", "register_elsewhere.chance=1"})),
               without = people(*run({"demand.level=0.5", "register_elsewhere.chance=0"}));
    double n = 0, sum = 0, squares = 0;
    for (const auto& [key, p] : with)
        if (const auto other = without.find(key); other != without.end() && p.accounts > other->second.accounts) {
            const double difference = p.waiting - other->second.waiting;
            ++n, sum += difference, squares += difference * difference;
        }
    ASSERT_GT(n, 100);
    EXPECT_LT(sum / n, -4 * std::sqrt((squares / n - sum / n * sum / n) / n));
}

}  // namespace microwork::register_elsewhere_test
