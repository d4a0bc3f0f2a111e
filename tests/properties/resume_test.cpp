// A run that was stopped and resumed is the run that was never stopped, bit for bit.
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/checkpoint.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::resume {

namespace fs = std::filesystem;

struct Case {
    const char* name;
    std::int32_t at;  ///< tick before which the run stops
    int threads;      ///< of the resumed part
    int threads_before = 1, chunk = 128;
};

class Resume : public testing::TestWithParam<Case> {
  protected:
    tests::TempFolder folder_;
    fs::path file_ = folder_ / "run.checkpoint";
};

TEST_P(Resume, IsTheUninterruptedRun) {
    static const std::string expected = fingerprint(*finished());
    const auto [name, at, threads, threads_before, chunk] = GetParam();
    const Overrides chunks{fmt::format("run.chunk={}", chunk)};
    {
        const Model first = load(chunks);
        found_and_run(*first, threads_before, at);
        sim::write_checkpoint(file_, {at, "", "", first->name()}, first->tables());
    }
    const Model second = load(chunks);
    const sim::CheckpointHead head = sim::read_checkpoint_head(file_);
    EXPECT_EQ(head.tick, at);
    sim::read_checkpoint(file_, second->tables());
    second->restored(head.tick);
    run(*second, threads, head.tick, second->end_tick());
    EXPECT_EQ(fingerprint(*second), expected);
}

// A week has 672 ticks of 15 minutes: between the weeks, in the middle of a day of each, and one tick from either end.
INSTANTIATE_TEST_SUITE_P(Resume, Resume,
                         testing::Values(Case{"half_way", 672, 2}, Case{"mid_burn_in", 389, 3}, Case{"mid_week", 1000, 2},
                                         Case{"other_groups", 1000, 1, 3, 1}, Case{"more_groups", 500, 3, 1, 1},
                                         Case{"first_tick", 1, 1}, Case{"last_tick", 1343, 1}),
                         [](const auto& each) { return each.param.name; });

/// With a policy that begins before the stop: the rules are not in the checkpoint, they are found again.
TEST(ResumeWithPolicy, FindsTheRulesAgain) {
    const std::string policy =
        "[[policy]]\ninstrument = \"minimum-reward\"\nreward = \"0.50 USD\"\nstart = 2018-01-03\nend = 2018-01-06\n";
    const std::string expected = fingerprint(*finished({}, 1, policy));
    for (const std::int32_t at : {672 + 2 * 96, 672 + 3 * 96 + 5, 672 + 5 * 96}) {
        const Model first = load({}, policy);
        found_and_run(*first, 1, at);
        const tests::TempFolder folder;
        const fs::path file = folder / "run.checkpoint";
        sim::write_checkpoint(file, {at, "", "", first->name()}, first->tables());
        const Model second = load({}, policy);
        sim::read_checkpoint(file, second->tables());
        second->restored(at);
        run(*second, 1, at, second->end_tick());
        EXPECT_EQ(fingerprint(*second), expected) << "stopped before tick " << at;
    }
}

}  // namespace tiny::resume
