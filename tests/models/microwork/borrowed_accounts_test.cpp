// Borrowed accounts: who has them, what they see, what the owner keeps, and how they end.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/microwork/bans.hpp"
#include "models/microwork/mechanisms/borrowed_accounts.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::borrowed_accounts_test {

TEST(BorrowedAccounts, WithoutThemTheirNumbersMakeNoDifference) {
    const auto run = [](const tiny::Overrides& overrides) { return tiny::fingerprint(*tiny::finished(overrides)); };
    const std::string none = run({"borrowed_accounts.share=0"}), some = run({"borrowed_accounts.share=0.2"});
    EXPECT_EQ(run({"borrowed_accounts.share=0", "borrowed_accounts.owner_share=0.9", "borrowed_accounts.found_out_per_year=100"}),
              none);
    EXPECT_NE(some, none);
    EXPECT_NE(run({"borrowed_accounts.share=0.2", "borrowed_accounts.owner_share=0.9"}), some);
    EXPECT_NE(run({"borrowed_accounts.share=0.2", "borrowed_accounts.found_out_per_year=100"}), some);
}

TEST(BorrowedAccounts, AreLentToTheExcludedInTheirShare) {
    const auto model = shipped::model({"borrowed_accounts.share=0.1"});
    const World& world = model->market().get<World>();
    const auto india = static_cast<std::uint8_t>(world.country("IN")), brazil = static_cast<std::uint8_t>(world.country("BR"));
    for (const std::uint8_t country : {india, brazil}) {
        constexpr int n = 20'000;
        double borrowers = 0;
        for (std::uint64_t person = 0; person < n; ++person) {
            AccountList list;
            list.platform[list.count++] = static_cast<std::uint8_t>(world.platform("clickworker"));
            model->market().get<BorrowedAccounts>().lend(sim::Randomness(7, 0), person, country, list);
            ASSERT_LE(list.count, 2u);
            if (list.count < 2)
                continue;
            ++borrowers;
            const PlatformData& platform = world.platforms[list.platform[1]];
            EXPECT_TRUE(list.borrowed[1]);
            EXPECT_FALSE(platform.signup_open[country]) << platform.id;
            EXPECT_TRUE(platform.signup_open[list.paper[1]]) << platform.id;
        }
        EXPECT_NEAR(borrowers / n, 0.1, 4 * std::sqrt(0.1 * 0.9 / n));
    }
}

/// A table of borrowed accounts with money on them, and the weeks of a year.
TEST(BorrowedAccounts, AreFoundOutAtTheirRate) {
    constexpr std::size_t n = 20'000;
    constexpr int weeks = 26;
    Accounts accounts;
    AccountFiles files;
    MoneyLedger money;
    CountryFlows flows;
    accounts.resize(2 * n), flows.resize(1);
    PlatformFlows platforms;
    platforms.resize(1);
    for (std::size_t i = 0; i < 2 * n; ++i) {
        accounts.key[AccountId{i}] = sim::mix(9, i), accounts.borrowed[AccountId{i}] = i < n;
        accounts.balance[AccountId{i}] = Money{static_cast<std::int64_t>(i)};
        money.enter(MoneyClass::below_threshold, static_cast<std::int64_t>(i));
    }
    const auto model = shipped::model();
    const sim::Clock clock = model->clock();
    const sim::Randomness randomness(3, 0);
    const sim::Parallel parallel(1);
    BorrowedAccounts borrowed;
    borrowed.params.found_out.set(0.8);
    for (std::int32_t w = 0; w < weeks; ++w)
        FindOut{}({w * clock.ticks_per_week(), clock, randomness, parallel, 128}, borrowed, accounts, files, money, flows,
                  platforms);
    const double expected = std::exp(-0.8 * 7 * weeks / 365.25);
    std::int64_t forfeited = 0;
    double left = 0;
    for (std::size_t i = 0; i < 2 * n; ++i) {
        const AccountId a{i};
        const bool banned = accounts.status[a] == AccountStatus::banned;
        EXPECT_TRUE(i < n || !banned) << "an own account is nobody's business";
        EXPECT_EQ(accounts.balance[a].value, banned ? 0 : static_cast<std::int64_t>(i));
        EXPECT_EQ(files.forfeited[accounts.file[a]].value, banned ? static_cast<std::int64_t>(i) : 0);
        forfeited += files.forfeited[accounts.file[a]].value, left += i < n && !banned;
    }
    EXPECT_NEAR(left / n, expected, 4 * std::sqrt(expected * (1 - expected) / n));
    EXPECT_EQ(money[MoneyClass::forfeited], forfeited);
    EXPECT_EQ(money.sum(), money.entered());
    EXPECT_EQ(flows.bans[sim::Id<CountryFlow>{0}], static_cast<std::int64_t>(n - static_cast<std::size_t>(left)));
}

/// Everybody who is left out somewhere borrows, and is soon found out; the audit ends the run when an identity breaks.
TEST(BorrowedAccounts, TheOwnerKeepsTheCut) {
    const auto model = tiny::finished({"borrowed_accounts.share=1", "borrowed_accounts.owner_share=0.4", "run.burn_in=0d",
                                       "run.length=3w", "borrowed_accounts.found_out_per_year=10", "run.audit=day"},
                                      2);
    const auto& accounts = model->market().get<Accounts>();
    const auto& files = model->market().get<AccountFiles>();
    std::int64_t credited = 0, cut = 0, decisions = 0, forfeited = 0;
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        EXPECT_TRUE(accounts.borrowed[a] || files.owner_cut[accounts.file[a]].value == 0);
        if (!accounts.borrowed[a])
            continue;
        credited += accounts.credited[a].value, cut += files.owner_cut[accounts.file[a]].value;
        decisions += accounts.approved_span[a], forfeited += files.forfeited[accounts.file[a]].value;
        EXPECT_TRUE(accounts.status[a] != AccountStatus::banned || accounts.balance[a].value == 0);
    }
    EXPECT_GT(cut, 0);
    EXPECT_GT(forfeited, 0);
    EXPECT_NEAR(static_cast<double>(cut), 0.4 * static_cast<double>(credited + cut), 0.5 * static_cast<double>(decisions))
        << "half a micro-dollar of rounding for each credit";
    EXPECT_EQ(model->market().get<MoneyLedger>()[MoneyClass::owner_cut], cut);
}

/// A file for each borrowed account from the first log-in on, none shared; ordinary accounts read the blank one, which stays blank.
TEST(BorrowedAccounts, HaveAFileAndOrdinaryOnesHaveNone) {
    const auto model =
        tiny::finished({"borrowed_accounts.share=0.5", "strikes.counted=false", "register_elsewhere.chance=0", "run.length=1w"});
    const auto& accounts = model->market().get<Accounts>();
    const auto& files = model->market().get<AccountFiles>();
    std::size_t opened = 0;
    for (std::size_t r = 0; r < accounts.rows(); ++r) {
        const AccountId a{r};
        EXPECT_EQ(accounts.file[a].row != 0, accounts.borrowed[a] != 0);
        if (accounts.borrowed[a]) {
            EXPECT_EQ(files.key[accounts.file[a]], accounts.key[a]);
            ++opened;
        }
    }
    EXPECT_GT(opened, 0u);
    EXPECT_EQ(files.rows(), opened + 1);
    EXPECT_EQ(files.key[FileId{0u}], 0u);
    EXPECT_EQ(files.forfeited[FileId{0u}].value + files.owner_cut[FileId{0u}].value, 0);
}

TEST(BorrowedAccounts, LookThroughTheCountryOnPaper) {
    const auto model = tiny::load({"borrowed_accounts.share=1", "demand.worldwide_share=0.4", "demand.expiry=7d"});
    tiny::found_and_run(*model, 2, 7 * 96);
    const auto& accounts = model->market().get<Accounts>();
    const auto& s = model->market().get<Sessions>();
    int seen = 0;
    for (std::size_t r = 0; r < s.rows(); ++r)
        for (std::size_t k = 0; k < s.accounts[SessionId{r}]; ++k) {
            const AccountId a{s.account[SessionId{r}][k]};
            EXPECT_EQ(s.paper[SessionId{r}][k], accounts.paper[a]);
            EXPECT_FLOAT_EQ(s.kept[SessionId{r}][k], accounts.borrowed[a] ? 0.7f : 1.0f);
            seen += accounts.borrowed[a];
        }
    EXPECT_GT(seen, 0);
}

/// Work is found through the country on paper, and through no other.
TEST(BorrowedAccounts, WorkForRequestersWhoExcludeTheBorrower) {
    const auto model = tiny::finished({"borrowed_accounts.share=1", "demand.worldwide_share=0.3", "demand.review_median=5d"}, 2);
    const auto& [batches, submissions, accounts] =
        std::tie(model->market().get<Batches>(), model->market().get<Submissions>(), model->market().get<Accounts>());
    int under_a_name = 0;
    for (std::size_t r = 0; r < submissions.rows(); ++r) {
        const SubmissionId sub{r};
        if (submissions.key[sub] == 0)
            continue;
        const AccountId a = submissions.account[sub];
        const CountrySet& eligible = batches.eligible[submissions.batch[sub]];
        EXPECT_TRUE(contains(eligible, accounts.paper[a]));
        under_a_name += !contains(eligible, accounts.country[a]);
    }
    EXPECT_GT(under_a_name, 0);
}

/// With the last account, the person goes.
TEST(BorrowedAccounts, WhoIsBannedEverywhereLeaves) {
    const auto model = tiny::load({"run.length=3w", "register_elsewhere.chance=0"});
    tiny::found_and_run(*model, 1, 7 * 96);
    auto& market = model->market();
    auto& lives = market.get<Lives>();
    std::int64_t people = 0;
    for (std::size_t r = 0; r < lives.rows() && people < 50; ++r) {
        if (lives.dormant[LifeId{r}])
            continue;
        ++people;
        for (AccountId a = lives.first_account[LifeId{r}]; a; a = market.get<Accounts>().next[a])
            ban(a, market.get<Accounts>(), market.get<AccountFiles>(), market.get<MoneyLedger>(), market.get<CountryFlows>(),
                market.get<PlatformFlows>());
    }
    tiny::run(*model, 1, 7 * 96, model->end_tick());
    EXPECT_NEAR(static_cast<double>(tiny::flow(*model, &CountryFlows::exits_ban)), static_cast<double>(people), 3)
        << "all but those who do not log in within three weeks";
}

}  // namespace microwork::borrowed_accounts_test
