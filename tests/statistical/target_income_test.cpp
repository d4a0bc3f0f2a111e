// What targets do to hours, in a small part of the world.
#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace microwork::target_income_in_the_market {

/// The mark of target earners: when everything pays more, they work less than others do.
TEST(TargetIncome, BetterPayMeansFewerHours) {
    const auto hours = [](const char* share, const char* pay) {
        const auto model = small_world::finished({share, pay, "target_income.hours=0.5"}, 2, 0.005);
        return static_cast<double>(tiny::total(model->market().get<CountryFlows>(), &CountryFlows::online));
    };
    const double others =
        hours("target_income.share=0", "demand.log_pay=0.4") / hours("target_income.share=0", "demand.log_pay=-0.3");
    const double target =
        hours("target_income.share=1", "demand.log_pay=0.4") / hours("target_income.share=1", "demand.log_pay=-0.3");
    EXPECT_GT(others, 0.98);
    EXPECT_LT(target, others - 0.05);
}

}  // namespace microwork::target_income_in_the_market
