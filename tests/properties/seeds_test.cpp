// Each seed, and each replicate under it, is a run of its own; the same pair is the same run.
#include <gtest/gtest.h>

#include <set>

#include "tests/properties/tiny_world.hpp"

namespace tiny::seeds {

TEST(Seeds, SeedsAndReplicatesAreDifferentRuns) {
    std::set<std::string> different;
    const std::vector<Overrides> runs{{"run.seed=1"},      {"run.seed=2"},      {"run.seed=3"},
                                      {"run.replicate=1"}, {"run.replicate=2"}, {"run.seed=2", "run.replicate=1"}};
    for (const auto& overrides : runs) {
        const Model model = load(overrides);
        found_and_run(*model, 1, 96);
        different.insert(hash_of(model->market().get<microwork::Lives>()));
        different.insert(hash_of(model->market().get<microwork::Batches>()));
    }
    EXPECT_EQ(different.size(), 2 * runs.size());
}

TEST(Seeds, TheSameSeedIsTheSameRun) { EXPECT_EQ(fingerprint(*finished({"run.seed=5"})), fingerprint(*finished({"run.seed=5"}))); }

/// Keys are structural: whoever is registered stays the same person, whatever the seed.
TEST(Seeds, PeopleKeepTheirKeys) {
    const Model one = load({"run.seed=1"}), two = load({"run.seed=2"});
    found_and_run(*one, 1, 1);
    found_and_run(*two, 1, 1);
    const auto &a = one->market().get<microwork::Workers>(), &b = two->market().get<microwork::Workers>();
    ASSERT_EQ(a.rows(), b.rows());
    for (std::size_t r = 0; r < a.rows(); ++r)
        ASSERT_EQ(a.key[microwork::WorkerId{r}], b.key[microwork::WorkerId{r}]);
}

}  // namespace tiny::seeds
