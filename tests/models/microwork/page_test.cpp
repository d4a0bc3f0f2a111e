#include "models/microwork/page.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "models/microwork/boards.hpp"

namespace {

using namespace microwork;

/// A page and a worker out of one number: values on both sides of every comparison.
Page some_page(sim::Dice& dice) {
    Page page;
    page.count = 1 + dice.below(page_size);
    for (std::size_t i = 0; i < page.count; ++i) {
        page.batch[i] = BatchId{i}, page.key[i] = dice();
        page.reward[i] = static_cast<float>(dice.lognormal(0.1, 1.5)),
        page.seconds[i] = static_cast<float>(dice.lognormal(60, 1.5));
        page.instruction[i] = static_cast<float>(dice.below(300)), page.quantity[i] = static_cast<float>(1 + dice.below(50));
        page.requester[i] = static_cast<std::int32_t>(dice.below(6)), page.harm[i] = dice.chance(0.2) ? 0.5f : 0.0f;
        page.taste[i] = -static_cast<float>(dice.uniform());
    }
    return page;
}

Taker some_taker(sim::Dice& dice) {
    return {0.3f,
            30,
            dice.chance(0.5) ? 0.0f : 1e-3f,
            static_cast<float>(dice.uniform()),
            static_cast<float>(dice.lognormal(2, 1)),
            static_cast<float>(dice.lognormal(1, 0.3)),
            0.99f,
            static_cast<float>(1 + dice.below(900)),
            static_cast<float>(dice.uniform()),
            {0, 1, 2, 65535},
            {0.5f, 0.9f, 1.0f, 0.0f},
            {-1.4f, 0.5f, 0.0f, 9.0f},
            dice()};
}

/// The program takes what was compiled for its processor, this file what every processor can do: the bits must be the same.
TEST(Page, IsTheSameOnEveryProcessor) {
    sim::Dice dice(1, 2, 3);
    int taken = 0, refused = 0;
    for (int n = 0; n < 20'000; ++n) {
        PageDraws plain, compiled;
        const std::uint64_t key = dice();
        const std::size_t listings = 1 + dice.below(100'000);
        lanes::draw_page(key, listings, plain);
        draw_page(key, listings, compiled);
        for (std::size_t i = 0; i < page_draws; ++i)
            ASSERT_EQ(plain.rank[i], compiled.rank[i]);
        for (std::size_t i = 0; i < page_size; ++i)
            ASSERT_EQ(std::bit_cast<std::uint32_t>(plain.reading[i]), std::bit_cast<std::uint32_t>(compiled.reading[i]));

        Page first = some_page(dice), second = first;
        const Taker taker = some_taker(dice);
        const int choice = lanes::choose_listing(first, taker, key);
        ASSERT_EQ(choose_listing(second, taker, key), choice);
        for (std::size_t i = 0; i < first.count; ++i)
            ASSERT_EQ(std::bit_cast<std::uint32_t>(first.quantity[i]), std::bit_cast<std::uint32_t>(second.quantity[i]));
        ++(choice >= 0 ? taken : refused);
    }
    EXPECT_GT(taken, 1000);
    EXPECT_GT(refused, 1000) << "both outcomes must be seen";
}

/// P(rank r) = log((r + 2) / (r + 1)) / log(n + 1): Zipf with exponent 1, made continuous.
TEST(Page, RanksFollowZipfsLaw) {
    constexpr std::size_t listings = 1000;
    constexpr int pages = 50'000;
    std::array<double, listings> seen{};
    PageDraws draws;
    for (int n = 0; n < pages; ++n) {
        draw_page(sim::mix(7, static_cast<std::uint64_t>(n)), listings, draws);
        for (const std::int32_t rank : draws.rank)
            ++seen.at(static_cast<std::size_t>(rank));
    }
    const double all = pages * static_cast<double>(page_draws);
    for (const int r : {0, 1, 2, 9, 99}) {
        const double p = std::log((r + 2.0) / (r + 1.0)) / std::log(listings + 1.0);
        EXPECT_NEAR(seen[static_cast<std::size_t>(r)], all * p, 4 * std::sqrt(all * p)) << "rank " << r;
    }
    EXPECT_GT(seen[listings - 1], 0) << "the last listing comes up too";
}

TEST(Page, ReadingTakesExponentialTime) {
    constexpr int pages = 50'000;
    double sum = 0, squares = 0;
    PageDraws draws;
    for (int n = 0; n < pages; ++n) {
        draw_page(sim::mix(8, static_cast<std::uint64_t>(n)), 100, draws);
        for (const float time : draws.reading)
            sum += static_cast<double>(time), squares += static_cast<double>(time) * static_cast<double>(time);
    }
    const double all = pages * static_cast<double>(page_size);
    EXPECT_NEAR(sum / all, 1, 4 / std::sqrt(all));
    EXPECT_NEAR(squares / all, 2, 4 * std::sqrt(20 / all)) << "E[T^4] - E[T^2]^2 = 24 - 4";
}

/// Each number decides by itself, and what equals the threshold reaches it.
TEST(Listing, AsksForEachNumberByItself) {
    Listing l;
    l.asked = {500, in_millionths(0.95f), 1000, 0};
    l.set_open(1);
    EXPECT_TRUE(reaches(standing(500, 0.95f, Instant{1000}), l.asked));
    EXPECT_FALSE(reaches(standing(499, 1.0f, Instant{2000}), l.asked));
    EXPECT_FALSE(reaches(standing(9999, 0.94f, Instant{2000}), l.asked));
    EXPECT_FALSE(reaches(standing(9999, 1.0f, Instant{999}), l.asked));
    l.set_open(0);
    EXPECT_FALSE(reaches(standing(9999, 1.0f, Instant{2000}), l.asked));
    EXPECT_EQ(l.open(), 0);
}

}  // namespace
