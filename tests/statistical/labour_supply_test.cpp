// Labour to one requester who pays more, and labour in all when everybody pays more: two different objects.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/statistical/paired.hpp"
#include "tests/support/small_world.hpp"

namespace paired::labour_supply {

using namespace microwork;

constexpr std::size_t weeks = 26, learning = 4, every = 5;
constexpr int replicates = 3;
constexpr std::int32_t hour = 2;
constexpr double raise = 2;  // large: what chance does to so few people counts for less

/// Who pays more from the first measured day on.
enum class Raise { nobody, every_fifth, everybody };

/// Hours of work handed in by week: all, and to every fifth requester.
struct Labour {
    std::vector<double> all = std::vector<double>(weeks), fifth = std::vector<double>(weeks);
};

/// Adds what has been handed in on each batch since the last look.
class Counter {
  public:
    void look(const Batches& batches, std::size_t week, Labour& labour) {
        seen_.resize(batches.rows());
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            Seen& before = seen_[r];
            if (before.key != batches.key[b])
                before = {batches.key[b], 0};
            const double hours = (batches.handed_in[b] - before.handed_in) * static_cast<double>(batches.seconds[b]) / 3600;
            before.handed_in = batches.handed_in[b];
            labour.all[week] += hours;
            labour.fifth[week] += batches.requester[b] % every == every - 1 ? hours : 0;
        }
    }

  private:
    struct Seen {
        std::uint64_t key = 0;
        std::int32_t handed_in = 0;
    };
    std::vector<Seen> seen_;
};

/// The targets of pay move and not the budgets, so that spending follows supply. Few people stand for the market, so all are
/// regulars, who work long enough to learn what work pays; nobody stops at a target, no script sorts by pay.
Labour labour(Raise who, int replicate) {
    const auto model = small_world::load(
        {"activity.regular_share=1", "demand.batch_size=100", "target_income.share=0", "vigilance.regular_share=0",
         "vigilance.casual_share=0", "run.tick=30min", fmt::format("run.replicate={}", replicate)},
        weeks, 0.000025);
    model->found(tiny::randomness(*model), sim::Parallel(1));
    const std::int32_t begin = model->measured_from() + hour;
    tiny::run(*model, 1, 0, begin);
    auto& requesters = model->market().get<Requesters>();
    for (std::size_t r = 0; r < requesters.rows(); ++r)
        if (who == Raise::everybody || (who == Raise::every_fifth && r % every == every - 1))
            requesters.log_pay[RequesterId{r}] += static_cast<float>(std::log(raise));
    const auto& batches = model->market().get<Batches>();
    Labour labour, before;
    Counter counter;
    counter.look(batches, 0, before);
    for (std::int32_t tick = begin; tick < model->end_tick(); tick += hour) {
        tiny::run(*model, 1, tick, tick + hour);
        counter.look(batches, static_cast<std::size_t>((tick - model->measured_from()) / model->clock().ticks_per_week()), labour);
    }
    return labour;
}

/// Model rules, section 10: the elasticity of recruitment to one requester is clearly below that of total hours to a uniform rise.
/// A fifth of requesters with a share s of labour wins eta (1 - s) of its share for each per cent when one alone wins eta.
TEST(LabourSupply, ToOneRequesterIsLessElasticThanInAll) {
    std::vector<double> one_by_week, total_by_week, difference;
    for (int r = 0; r < replicates; ++r) {
        const Labour usual = labour(Raise::nobody, r), some = labour(Raise::every_fifth, r), all = labour(Raise::everybody, r);
        for (std::size_t w = learning; w < weeks; ++w) {
            const double share = usual.fifth[w] / usual.all[w];
            one_by_week.push_back(std::log(some.fifth[w] / some.all[w] / share) / (1 - share) / std::log(raise));
            total_by_week.push_back(std::log(all.all[w] / usual.all[w]) / std::log(raise));
            difference.push_back(total_by_week.back() - one_by_week.back());
        }
    }
    const Effect one = Effect::of(one_by_week), total = Effect::of(total_by_week), more = Effect::of(difference);
    fmt::print("  elasticity of labour to one requester {:.3f} (error {:.3f}), in all {:.3f} (error {:.3f})\n", one.mean, one.error,
               total.mean, total.error);
    EXPECT_TRUE(one.above_zero());
    EXPECT_LT(one.mean, 0.5) << "inelastic";
    EXPECT_TRUE(total.above_zero());
    EXPECT_TRUE(more.above_zero());
}

}  // namespace paired::labour_supply
