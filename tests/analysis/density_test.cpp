#include "analysis/density.hpp"

#include <gtest/gtest.h>

#include <cmath>

// A name of its own: several files are compiled as one for the address sanitizer.
namespace density_test {

using namespace analysis;

namespace {

// R: x <- c(1.2, 3.4, 2.2, 8.9, 4.1, .7, 15.3, 2.9, 5.5, 3.3); w <- c(2,1,3,1,4,2,1,5,2,1)
const std::vector<double> x{1.2, 3.4, 2.2, 8.9, 4.1, 0.7, 15.3, 2.9, 5.5, 3.3};
const std::vector<double> w{2, 1, 3, 1, 4, 2, 1, 5, 2, 1};

double integral(const std::vector<double>& grid, const std::vector<double>& curve) {
    double sum = 0;
    for (std::size_t i = 1; i < grid.size(); ++i)
        sum += (grid[i] - grid[i - 1]) * (curve[i] + curve[i - 1]) / 2;
    return sum;
}

void expect_near(const std::vector<double>& curve, const std::vector<double>& known) {
    for (std::size_t i = 0; i < known.size(); ++i)
        EXPECT_NEAR(curve[i], known[i], 1e-13) << i;
}

TEST(Bandwidth, IsNrd0OfR) {
    EXPECT_NEAR(silverman_bandwidth(x), 1.1759820655517, 1e-12);  // R: bw.nrd0(x)
    EXPECT_NEAR(silverman_bandwidth(std::vector<double>{5, 5, 5}), 3.61233702792104, 1e-12);
    EXPECT_NEAR(silverman_bandwidth(std::vector<double>{0, 0, 0}), 0.722467405584208, 1e-12);
    EXPECT_NEAR(silverman_bandwidth(std::vector<double>{1, 1, 1, 1, 1, 1, 9}), 1.84401253287874, 1e-12);
    EXPECT_TRUE(std::isnan(silverman_bandwidth(std::vector<double>{1})));
}

TEST(Bandwidth, OfEqualWeightsCountsPeopleAndNotWeight) {
    const std::vector<double> small(x.size(), 0.25), large(x.size(), 4);
    EXPECT_DOUBLE_EQ(silverman_bandwidth(x, small), silverman_bandwidth(x, large));
}

TEST(Density, IsThatOfR) {
    const std::vector<double> grid{0, 3, 10};
    // R: sapply(c(0, 3, 10), function(p) mean(dnorm(p, x, bw.nrd0(x))))
    expect_near(density(x, {}, grid), {0.0573489766337686, 0.166542926656396, 0.0219275028141777});
    // R: sapply(c(0, 3, 10), function(p) sum(w / sum(w) * dnorm(p, x, 1)))
    expect_near(density(x, w, grid, DensityScale::linear, 1), {0.0523808394304072, 0.214750684711429, 0.00990384117933469});
    // R: sapply(c(0, 3, 10), function(p) mean(dnorm(p, x, 1) + dnorm(p, -x, 1)))
    expect_near(density(x, {}, grid, DensityScale::reflected_at_zero, 1),
                {0.110182254215657, 0.17794440125178, 0.0217868489138862});
    // R: sapply(c(1, 3, 10), function(p) mean(dnorm(log(p), log(x), bw.nrd0(log(x)))) / p)
    expect_near(density(x, {}, std::vector<double>{1, 3, 10}, DensityScale::logarithmic),
                {0.179241057225417, 0.176939976331221, 0.0193838121303838});
}

TEST(Density, IntegratesToOneOnEveryScale) {
    const auto all = even_grid(-30, 60, 4001), positive = even_grid(0, 60, 4001), ratios = ratio_grid(1e-3, 1e4, 4001);
    EXPECT_NEAR(integral(all, density(x, w, all)), 1, 1e-4);
    EXPECT_NEAR(integral(positive, density(x, w, positive, DensityScale::reflected_at_zero)), 1, 1e-4);
    EXPECT_NEAR(integral(ratios, density(x, w, ratios, DensityScale::logarithmic)), 1, 1e-4);
}

TEST(Density, OfOneValueIsItsKernel) {
    const double peak = 1 / std::sqrt(2 * 3.14159265358979323846);
    const std::vector<double> one{4}, grid{4, 5};
    expect_near(density(one, {}, grid, DensityScale::linear, 1), {peak, peak * std::exp(-0.5)});
    EXPECT_TRUE(std::isnan(density(one, {}, grid)[0]));  // no rule gives a bandwidth for one value
    EXPECT_TRUE(std::isnan(density({}, {}, grid, DensityScale::linear, 1)[0]));
}

TEST(Density, LeavesOutWhatItsScaleCannotHold) {
    const std::vector<double> with{-1, 0, 2, 3}, positive{2, 3}, grid{2.5};
    EXPECT_EQ(density(with, {}, grid, DensityScale::logarithmic, 0.3), density(positive, {}, grid, DensityScale::logarithmic, 0.3));
    EXPECT_EQ(density(positive, {}, std::vector<double>{-1}, DensityScale::reflected_at_zero, 1)[0], 0);
}

}  // namespace

}  // namespace density_test
