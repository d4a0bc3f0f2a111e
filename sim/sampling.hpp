// Counts drawn from binomial and Poisson distributions. Boost's samplers form state through the C library's pow, exp and log, whose
// bits depend on the processor; these use `sim/elementary` alone. Both are inversions or the transformed rejection of
// W. Hörmann, "The generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993), and "The transformed rejection
// method for generating Poisson random variables", Insurance: Mathematics and Economics 12 (1993).
#pragma once

#include <cstdint>

#include "sim/random.hpp"

namespace sim {

/// Number of successes in `n` trials of probability `p`. 0 for n <= 0 or p <= 0, n for p >= 1.
std::int32_t binomial(Dice& dice, std::int32_t n, double p);

/// A Poisson count with the given mean, at most 2^31 - 1; 0 for a mean <= 0.
std::int32_t poisson(Dice& dice, double mean);

}  // namespace sim
