#include "analysis/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace analysis;

namespace {

TEST(Gini, OfOneWhoHoldsEverythingIsOneMinusOneOverN) {
    EXPECT_DOUBLE_EQ(gini(std::vector<double>{0, 0, 0, 8}), 0.75);
    EXPECT_DOUBLE_EQ(gini(std::vector<double>{5, 5, 5}), 0);
}

TEST(Gini, WeightsCountLikeRepeatedPeople) {
    const std::vector<double> once{1, 4, 9}, weights{2, 1, 3}, repeated{1, 1, 4, 9, 9, 9};
    EXPECT_DOUBLE_EQ(gini(once, weights), gini(repeated));
}

TEST(Lorenz, IsTheDiagonalWhenAllAreEqualAndLinearBetweenPeople) {
    const std::vector<double> equal{3, 3, 3, 3};
    EXPECT_EQ(lorenz(equal, {}, 4), (std::vector<double>{0, 0.25, 0.5, 0.75, 1}));
    const std::vector<double> two{1, 3};
    EXPECT_EQ(lorenz(two, {}, 4), (std::vector<double>{0, 0.125, 0.25, 0.625, 1}));
}

TEST(WeightedQuantile, IsThatOfRepeatedPeople) {
    const std::vector<double> values{3, 1, 2}, weights{1, 2, 1};
    EXPECT_EQ(weighted_quantile(values, weights, 0.5), 1.5);  // of 1, 1, 2, 3
    EXPECT_EQ(weighted_quantile(values, weights, 0.6), 2);
    EXPECT_EQ(weighted_quantile(values, weights, 1), 3);
    EXPECT_TRUE(std::isnan(weighted_quantile({}, {}, 0.5)));
}

TEST(ReplicateInterval, IsStudentsT) {
    // Three estimates 1, 2, 3: standard error 1 / sqrt(3), and t with 2 degrees of freedom at 97.5 % is 4.302653 (R: qt(.975, 2)).
    const Interval i = replicate_interval(std::vector<double>{1, 2, 3});
    EXPECT_NEAR(i.high - 2, 4.302653 / std::sqrt(3.0), 1e-6);
    EXPECT_FALSE(replicate_interval(std::vector<double>{1}).exists());
}

}  // namespace
