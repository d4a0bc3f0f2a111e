// Registers count what the market itself would find at each person's first log-in.
#include "models/microwork/surveys/registers.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace tiny::registers_test {

using namespace microwork;

Registers count(const MicroworkModel& model, int threads = 1) {
    return count_registers(randomness(model), sim::Parallel(threads), model.market());
}
std::int64_t sum(const std::vector<std::int64_t>& list) { return std::accumulate(list.begin(), list.end(), std::int64_t{0}); }
std::int64_t accounts(const Registers& registers) {
    std::int64_t all = 0;
    for (const auto& platform : registers.accounts)
        all += sum(platform);
    return all;
}

/// Nobody registers, signs up elsewhere or moves: what is on the registers at the end, most of it drawn by the market at log-ins,
/// is what was counted before anybody had come.
TEST(Registers, AgreeWithWhatTheMarketDrawsAtTheFirstLogIn) {
    const Overrides closed{"turnover.entry_level=0", "register_elsewhere.chance=0", "migrate.moves_per_year=0",
                           "borrowed_accounts.share=0.3"};
    const Model model = load(closed);
    model->found(randomness(*model), sim::Parallel(1));
    const Registers before = count(*model);
    const auto people = static_cast<std::int64_t>(model->market().get<Workers>().rows());
    EXPECT_EQ(sum(before.people), people);
    EXPECT_GT(accounts(before), people) << "some hold several accounts";
    run(*model, 1, 0, model->end_tick());
    const auto& lives = model->market().get<Lives>();
    ASSERT_GT(static_cast<std::int64_t>(lives.rows()), people * 9 / 10);
    const Registers after = count(*model);
    EXPECT_EQ(after.accounts, before.accounts);
    EXPECT_EQ(after.people, before.people);
    for (std::size_t c = 0; c < after.people.size(); ++c)
        EXPECT_GE(after.ever_worked[c], before.ever_worked[c]);
}

/// What is added while the market runs: newcomers with one account each, and further accounts of those inside.
TEST(Registers, GrowByNewcomersAndSignUps) {
    const Model model = load(
        {"turnover.entry_level=20", "register_elsewhere.chance=1", "register_elsewhere.scarcity=0", "borrowed_accounts.share=0"});
    model->found(randomness(*model), sim::Parallel(1));
    const Registers before = count(*model);
    run(*model, 1, 0, model->end_tick());
    const Registers after = count(*model);
    const std::int64_t newcomers = flow(*model, &CountryFlows::registrations), sign_ups = flow(*model, &CountryFlows::sign_ups);
    EXPECT_GT(newcomers, 0);
    EXPECT_GT(sign_ups, 0);
    EXPECT_EQ(sum(after.people), sum(before.people) + newcomers);
    EXPECT_EQ(accounts(after), accounts(before) + newcomers + sign_ups);
}

/// Without a past, those have ever worked who have handed in a task in the run.
TEST(Registers, EverWorkedIsTheCareerAndTheRun) {
    const Model model = load({"people.past_tasks_per_hour=0"});
    model->found(randomness(*model), sim::Parallel(1));
    EXPECT_EQ(sum(count(*model).ever_worked), 0);
    run(*model, 1, 0, 500);
    const auto& lives = model->market().get<Lives>();
    const auto& sessions = model->market().get<Sessions>();
    std::int64_t worked = 0;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        const SessionId id = lives.session[life];
        worked += lives.worked[life] != 0 || (id && sessions.tasks[id] > 0);
    }
    EXPECT_GT(worked, 0);
    EXPECT_LT(worked, static_cast<std::int64_t>(model->market().get<Workers>().rows()));
    EXPECT_EQ(sum(count(*model).ever_worked), worked);
}

TEST(Registers, DoNotDependOnThreads) {
    const auto model = shipped::model({"population.scale=0.01"});
    model->found(randomness(*model), sim::Parallel(1));
    ASSERT_GT(model->market().get<Workers>().rows(), 40'000u) << "several chunks";
    const Registers one = count(*model, 1), three = count(*model, 3);
    EXPECT_EQ(one.accounts, three.accounts);
    EXPECT_EQ(one.people, three.people);
    EXPECT_EQ(one.ever_worked, three.ever_worked);
}

}  // namespace tiny::registers_test
