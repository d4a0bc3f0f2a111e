// Items filed by owner: each once, an owner's together and in order, whatever the threads and chunks.
#include "sim/owner_groups.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/random.hpp"

namespace sim::owner_groups_test {

TEST(OwnerGroups, KeepTheOrderOfEachOwner) {
    constexpr std::size_t items = 5000;
    std::vector<std::uint32_t> owner(items);
    for (std::size_t i = 0; i < items; ++i)
        owner[i] = below(word32(5, static_cast<std::uint32_t>(i)), 300);
    std::vector<std::uint64_t> expected(300, 1);
    for (std::size_t i = 0; i < items; ++i)
        expected[owner[i]] = mix(expected[owner[i]], i);  // depends on the order
    for (const int threads : {1, 2, 5})
        for (const std::size_t grain : {1u, 7u, 128u, 10'000u}) {
            const Parallel parallel(threads);
            const OwnerGroups groups(parallel, items, grain, [&](std::size_t i) { return owner[i]; });
            std::vector<std::uint64_t> state(300, 1);
            std::vector<std::size_t> served(groups.count());
            groups.serve(parallel, [&](std::size_t group, std::span<const std::uint32_t> of_group) {
                served[group] = of_group.size();
                for (const std::uint32_t i : of_group)
                    state[owner[i]] = mix(state[owner[i]], i);
            });
            EXPECT_EQ(state, expected) << threads << " threads, grain " << grain;
            std::size_t sum = 0;
            for (const std::size_t n : served)
                sum += n;
            EXPECT_EQ(sum, items);
        }
}

TEST(OwnerGroups, NothingIsNothing) {
    const Parallel parallel(2);
    const OwnerGroups groups(parallel, 0, 128, [](std::size_t) { return 0u; });
    groups.serve(parallel, [](std::size_t, std::span<const std::uint32_t> items) { EXPECT_TRUE(items.empty()); });
}

}  // namespace sim::owner_groups_test
