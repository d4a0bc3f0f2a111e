// No result depends on the number of threads or on the size of chunks.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/properties/tiny_world.hpp"

namespace tiny::invariance {

using microwork::CountryFlows;
using microwork::PlatformFlows;

/// A property of an idle market would prove nothing: everything that competes, fails or is refused must occur.
TEST(Invariance, TheTinyWorldBites) {
    const Model model = load();
    model->found(randomness(*model), sim::Parallel(1));
    std::size_t most = 0;
    for (std::int32_t tick = 0; tick < model->end_tick(); tick += 4) {
        run(*model, 1, tick, tick + 4);
        most = std::max(most, model->market().get<microwork::Sessions>().rows());
    }
    EXPECT_GE(most, 100u);
    EXPECT_GE(flow(*model, &PlatformFlows::batches), 300);
    for (const auto column : {&PlatformFlows::claims, &PlatformFlows::lost, &PlatformFlows::returned, &PlatformFlows::expired,
                              &PlatformFlows::rejected_gold, &PlatformFlows::rejected_majority, &PlatformFlows::rejected_arbitrary,
                              &PlatformFlows::payouts, &PlatformFlows::commission})
        EXPECT_GT(flow(*model, column), 0);
    for (const auto column : {&CountryFlows::cuts, &CountryFlows::search, &CountryFlows::waiting, &CountryFlows::registrations})
        EXPECT_GT(flow(*model, column), 0);
    RecordProperty("most_online", static_cast<int>(most));
}

class ChunksAndThreads : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(ChunksAndThreads, GiveOneResult) {
    static const std::string expected = fingerprint(*finished({"run.chunk=128"}, 1));
    const auto [chunk, threads] = GetParam();
    EXPECT_EQ(fingerprint(*finished({fmt::format("run.chunk={}", chunk)}, threads)), expected);
}

INSTANTIATE_TEST_SUITE_P(Invariance, ChunksAndThreads, testing::Combine(testing::Values(1, 7, 128), testing::Values(1, 2, 3, 8)));

/// The fingerprint itself must see a difference, or the tests above say nothing.
TEST(Invariance, TheFingerprintSeesOneChangedValue) {
    const Model model = load();
    found_and_run(*model, 1, 200);
    const std::string before = fingerprint(*model);
    auto& batches = model->market().get<microwork::Batches>();
    std::size_t row = 0;
    while (batches.key[microwork::BatchId{row}] == 0)
        ++row;
    ++batches.handed_in[microwork::BatchId{row}];
    EXPECT_NE(fingerprint(*model), before);
    --batches.handed_in[microwork::BatchId{row}];
    EXPECT_EQ(fingerprint(*model), before);
    auto& flows = model->market().get<PlatformFlows>();
    ++flows.payouts[sim::Id<microwork::PlatformFlow>{0}];
    EXPECT_NE(fingerprint(*model), before);
}

}  // namespace tiny::invariance
