#include "sim/claims.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace sim::claims_test {

/// Items and claimants as a model keeps them: rows with keys. Row numbers are arbitrary, keys are identities.
struct Market {
    std::vector<std::int32_t> open;
    std::vector<std::uint64_t> item_key, claimant_key;
    std::vector<Claim> claims;

    /// In chunks of `grain` claims. Returns the numbers of the claims in the order in which they were reported as served.
    std::vector<std::uint32_t> settle(ClaimDesk& desk, std::size_t grain = 128, int threads = 1) {
        const Parallel parallel(threads);
        std::array<std::vector<std::uint32_t>, OwnerGroups::most> served;
        desk.settle(
            parallel, grain, std::span<Claim>(claims), open.size(), [&](std::uint32_t row) -> std::int32_t& { return open[row]; },
            [&](std::uint32_t row) { return item_key[row]; }, [&](std::uint32_t row) { return claimant_key[row]; },
            [&](std::size_t group, std::span<const std::uint32_t> of_group) {
                served[group].assign(of_group.begin(), of_group.end());
            });
        std::vector<std::uint32_t> all;
        for (const auto& of_group : served)
            all.insert(all.end(), of_group.begin(), of_group.end());
        return all;
    }
    /// What each claimant got, by identity.
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::int32_t> outcome() const {
        std::map<std::pair<std::uint64_t, std::uint64_t>, std::int32_t> by_keys;
        for (const Claim& c : claims)
            by_keys[{claimant_key[c.claimant], item_key[c.item]}] += c.granted;
        return by_keys;
    }
};

std::vector<std::uint64_t> keys(std::size_t count, std::uint64_t from) {
    std::vector<std::uint64_t> list(count);
    std::iota(list.begin(), list.end(), from);
    return list;
}

/// Few items and few different tickets, so that contention and ties are common. One claim a claimant.
Market any_market() {
    Market market;
    market.open = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int32_t>>(rc::gen::inRange(0, 20)));
    const auto items = static_cast<std::uint32_t>(market.open.size());
    const auto claims = *rc::gen::inRange<std::uint32_t>(0, 60);
    for (std::uint32_t c = 0; c < claims; ++c)
        market.claims.push_back({*rc::gen::inRange<std::uint32_t>(0, items), c, *rc::gen::inRange(1, 8), 0,
                                 static_cast<float>(*rc::gen::inRange(0, 5))});
    market.item_key = keys(items, 1000);
    market.claimant_key = keys(claims, 5000);
    return market;
}

RC_GTEST_PROP(Claims, NothingIsGrantedTwiceAndNothingIsWithheld, ()) {
    Market market = any_market();
    const auto before = market.open;
    ClaimDesk desk;
    market.settle(desk);
    std::vector<std::int32_t> wanted(before.size(), 0), granted(before.size(), 0);
    for (const Claim& c : market.claims) {
        RC_ASSERT(c.granted >= 0);
        RC_ASSERT(c.granted <= c.quantity);
        wanted[c.item] += c.quantity, granted[c.item] += c.granted;
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        RC_ASSERT(granted[i] == std::min(before[i], wanted[i]));
        RC_ASSERT(market.open[i] == before[i] - granted[i]);
    }
}

RC_GTEST_PROP(Claims, ABetterTicketIsNeverPassedOver, ()) {
    Market market = any_market();
    ClaimDesk desk;
    market.settle(desk);
    for (const Claim& better : market.claims)
        for (const Claim& worse : market.claims) {
            const bool before = std::pair(better.ticket, market.claimant_key[better.claimant]) <
                                std::pair(worse.ticket, market.claimant_key[worse.claimant]);
            if (better.item == worse.item && before && worse.granted > 0)
                RC_ASSERT(better.granted == better.quantity);
        }
}

template <class T>
std::vector<T> permuted(const std::vector<T>& values, const std::vector<std::uint32_t>& to) {
    std::vector<T> moved(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        moved[to[i]] = values[i];
    return moved;
}

std::vector<std::uint32_t> any_permutation(std::size_t size) {
    std::vector<std::pair<int, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < size; ++i)
        order.emplace_back(*rc::gen::arbitrary<int>(), i);
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> to(size);
    for (std::uint32_t i = 0; i < size; ++i)
        to[order[i].second] = i;
    return to;
}

RC_GTEST_PROP(Claims, NeitherTheOrderOfClaimsNorTheNumberingOfRowsMatters, ()) {
    const Market market = any_market();
    const auto claim_to = any_permutation(market.claims.size());
    const auto item_to = any_permutation(market.open.size());
    const auto claimant_to = any_permutation(market.claimant_key.size());
    Market other{permuted(market.open, item_to), permuted(market.item_key, item_to), permuted(market.claimant_key, claimant_to),
                 permuted(market.claims, claim_to)};
    for (Claim& c : other.claims)
        c.item = item_to[c.item], c.claimant = claimant_to[c.claimant];
    Market first = market;
    ClaimDesk desk;
    first.settle(desk);
    other.settle(desk);
    RC_ASSERT(first.outcome() == other.outcome());
    RC_ASSERT(permuted(first.open, item_to) == other.open);
}

/// Groups of items are settled side by side: nobody may be able to tell, and every claim is reported once.
RC_GTEST_PROP(Claims, NeitherChunksNorThreadsMatter, ()) {
    const Market market = any_market();
    Market expected = market;
    ClaimDesk desk;
    expected.settle(desk);
    for (const std::size_t grain : {1UL, 7UL})
        for (const int threads : {1, 3}) {
            Market other = market;
            auto served = other.settle(desk, grain, threads);
            RC_ASSERT(other.open == expected.open);
            for (std::size_t c = 0; c < market.claims.size(); ++c)
                RC_ASSERT(other.claims[c].granted == expected.claims[c].granted);
            std::sort(served.begin(), served.end());
            RC_ASSERT(served.size() == market.claims.size());
            for (std::uint32_t c = 0; c < served.size(); ++c)
                RC_ASSERT(served[c] == c);
        }
}

TEST(Claims, TheBestTicketIsServedFirstAndTheLastOneInPart) {
    Market market{{10}, {1}, keys(4, 1), {{0, 0, 4, 0, 0.9F}, {0, 1, 4, 0, 0.1F}, {0, 2, 4, 0, 0.5F}, {0, 3, 4, 0, 0.7F}}};
    ClaimDesk desk;
    market.settle(desk);
    EXPECT_EQ(market.claims[1].granted, 4);
    EXPECT_EQ(market.claims[2].granted, 4);
    EXPECT_EQ(market.claims[3].granted, 2) << "what is left";
    EXPECT_EQ(market.claims[0].granted, 0);
    EXPECT_EQ(market.open[0], 0);
}

TEST(Claims, EqualTicketsAreDecidedByTheKeyNotByTheRow) {
    Market market{{1}, {1}, {70, 60}, {{0, 0, 1, 0, 0.5F}, {0, 1, 1, 0, 0.5F}}};
    ClaimDesk desk;
    market.settle(desk);
    EXPECT_EQ(market.claims[0].granted, 0);
    EXPECT_EQ(market.claims[1].granted, 1);
}

TEST(Claims, AContestedItemDoesNotTouchItsNeighbours) {
    Market market{{2, 5}, {1, 2}, keys(3, 1), {{0, 0, 2, 0, 0.2F}, {0, 1, 2, 0, 0.1F}, {1, 2, 5, 0, 0.9F}}};
    ClaimDesk desk;
    market.settle(desk);
    EXPECT_EQ(market.claims[2].granted, 5);
    EXPECT_EQ(market.open, (std::vector<std::int32_t>{0, 0}));
}

TEST(Claims, TheDeskRemembersNothing) {
    ClaimDesk desk;
    for (int round = 0; round < 3; ++round) {
        Market market{{3, 3}, {1, 2}, keys(2, 1), {{0, 0, 2, 0, 0.2F}, {0, 1, 2, 0, 0.1F}}};
        market.settle(desk);
        EXPECT_EQ(market.claims[0].granted, 1) << round;
        EXPECT_EQ(market.claims[1].granted, 2) << round;
    }
    Market none{{}, {}, {}, {}};
    none.settle(desk);
}

}  // namespace sim::claims_test
