// The draws of a worker in a step. Each is a function of worker and step: a look can be repeated and shows the same batches.
#pragma once

#include <array>
#include <cstdint>

#include "models/micromarket/mechanisms.hpp"
#include "sim/random.hpp"

namespace micromarket {

/// The 32-bit number below which a random word lies with probability p.
constexpr std::uint32_t threshold(double p) {
    const double scaled = p * 0x1p32;
    return scaled >= 0x1p32 - 1 ? 0xffffffffU : static_cast<std::uint32_t>(static_cast<std::int64_t>(scaled));
}

/// Keys of the draws of one step.
struct LookKeys {
    explicit LookKeys(const sim::Step& step);
    std::uint64_t on_line, rejected;
    std::array<std::uint64_t, looks_per_step> look;
};

}  // namespace micromarket
