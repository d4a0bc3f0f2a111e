// Rejections are rare per task, and yet most active workers have been rejected.
#include <gtest/gtest.h>

#include "tests/properties/tiny_world.hpp"

namespace tiny::rejection {

using namespace microwork;

TEST(Rejections, AreRareByTaskAndCommonByWorker) {
    sim::Problems problems;
    const auto scenario = sim::Scenario::from_text("", "rejection.toml", scenarios(),
                                                   {"run.burn_in=1w", "run.length=8w", "population.scale=0.01"}, problems);
    auto model = std::make_unique<MicroworkModel>();
    model->load(scenario, scenarios() / "data", problems);
    problems.raise();
    found_and_run(*model, 2);
    const auto& lives = model->market().get<Lives>();
    const auto& accounts = model->market().get<Accounts>();
    double rejected = 0, decided = 0, active = 0, ever = 0, lately = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        bool was_rejected = false, in_the_span = false;
        for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
            rejected += accounts.rejected_span[a], decided += accounts.rejected_span[a] + accounts.approved_span[a];
            was_rejected = was_rejected || accounts.rejected[a] > 0;
            in_the_span = in_the_span || accounts.rejected_span[a] > 0;
        }
        if (lives.sessions[life] >= 8)  // weekly workers
            ++active, ever += was_rejected, lately += in_the_span;
    }
    fmt::print("  rejected {:.4f} of assignments; {:.3f} of {} weekly workers rejected at least once, {:.3f} in the eight weeks\n",
               rejected / decided, ever / active, active, lately / active);
    EXPECT_LT(rejected / decided, 0.01);
    EXPECT_GT(rejected / decided, 0.004);
    EXPECT_GT(active, 500);
    EXPECT_GT(ever / active, 0.8);
    EXPECT_GT(lately / active, 0.5) << "not only in the careers before the run";
}

}  // namespace tiny::rejection
