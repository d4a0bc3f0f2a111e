#include "sim/random.hpp"

namespace sim {

namespace {

// Known answers published with Philox: a wrong generator does not compile.
constexpr std::uint32_t ones = 0xffffffffU;
static_assert(philox4x32_10({0, 0, 0, 0}, {0, 0}) == PhiloxCounter{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U});
static_assert(philox4x32_10({ones, ones, ones, ones}, {ones, ones}) ==
              PhiloxCounter{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU});
static_assert(philox4x32_10({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}) ==
              PhiloxCounter{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U});

// The ends of the unit interval stay outside, in both precisions.
constexpr std::uint64_t all_bits = ~std::uint64_t{0};
static_assert(open_unit(0) > 0.0 && open_unit(all_bits) < 1.0 && open_unit(0) == 1.0 - open_unit(all_bits));
static_assert(open_unit_f(0) > 0.0F && open_unit_f(all_bits) < 1.0F && open_unit_f(0) == 1.0F - open_unit_f(all_bits));

}  // namespace

}  // namespace sim
