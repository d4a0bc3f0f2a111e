// Randomness is addressed, never sequential: a draw is a pure function of seed, replicate, purpose, agent, tick and index.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "sim/elementary.hpp"

namespace sim {

/// Strong bijective mixer of 64 bits (xor-shift and multiply, constants "moremur" of P. Evensen, 2019, after an odd offset).
constexpr std::uint64_t mix64(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15U;
    x ^= x >> 27;
    x *= 0x3c79ac492ba7b653U;
    x ^= x >> 33;
    x *= 0x1c69b3f74ac4ae35U;
    return x ^ (x >> 27);
}

/// A key made of two parts, as in `mix(country, n)`: not symmetric, and one-to-one in each part while the other is held.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return mix64(mix64(a) ^ b); }

/// What a draw is for. Names are unique over the whole program; the number is a hash (FNV-1a, mixed) of the name.
struct Purpose {
    std::string_view name;
    std::uint64_t id;

    consteval explicit Purpose(const char* n) : name(n), id(0xcbf29ce484222325U) {
        for (const char c : name)
            id = (id ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        id = mix64(id);
    }
};

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// 128 random bits for a counter and a key (J. Salmon, M. Moraes, R. Dror, D. Shaw, 2011: Philox4x32 with ten rounds).
constexpr PhiloxCounter philox4x32_10(PhiloxCounter c, PhiloxKey k) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = std::uint64_t{0xd2511f53U} * c[0];
        const std::uint64_t second = std::uint64_t{0xcd9e8d57U} * c[2];
        c = {static_cast<std::uint32_t>(second >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(second),
             static_cast<std::uint32_t>(first >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(first)};
        k = {k[0] + 0x9e3779b9U, k[1] + 0xbb67ae85U};
    }
    return c;
}

/// A uniform number strictly between 0 and 1 from a random word: an odd multiple of 2^-53, so that 1 - u is as likely as u.
constexpr double open_unit(std::uint64_t word) {
    return (static_cast<double>(static_cast<std::int64_t>(word >> 12)) + 0.5) * 0x1p-52;
}

/// The same for loops in single precision: an odd multiple of 2^-24 from the upper bits, never rounded to 0 or 1.
constexpr float open_unit_f(std::uint64_t word) {
    return (static_cast<float>(static_cast<std::int32_t>(word >> 41)) + 0.5F) * 0x1p-23F;
}

/// The draws of one agent for one purpose at one tick: 64-bit words for any standard distribution, two a Philox block.
/// The n-th word depends on key, agent, tick and n only. Meant to be made where it is used, on the stack.
class Dice {
  public:
    using result_type = std::uint64_t;

    constexpr Dice(std::uint64_t key, std::uint64_t agent, std::uint32_t tick)
        : counter_{0, tick, static_cast<std::uint32_t>(agent), static_cast<std::uint32_t>(agent >> 32)},
          key_{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)} {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    constexpr result_type operator()() {
        if (second_is_kept_) {
            second_is_kept_ = false;
            return second_;
        }
        const PhiloxCounter block = philox4x32_10(counter_, key_);
        ++counter_[0];
        second_ = block[2] | (std::uint64_t{block[3]} << 32);
        second_is_kept_ = true;
        return block[0] | (std::uint64_t{block[1]} << 32);
    }

    /// Uniform on [0, 1): a multiple of 2^-53.
    constexpr double uniform() { return static_cast<double>(static_cast<std::int64_t>((*this)() >> 11)) * 0x1p-53; }
    /// Uniform on (0, 1): never 0 and never 1, an odd multiple of 2^-53.
    constexpr double uniform_open() { return open_unit((*this)()); }
    /// Uniform on 0 ... n-1 (0 for n = 0) by multiplying and shifting: no probability is wrong by more than 2^-32 of itself.
    constexpr std::uint32_t below(std::uint32_t n) {
        const std::uint64_t word = (*this)();
        return static_cast<std::uint32_t>(((word >> 32) * n + (((word & 0xffffffffU) * n) >> 32)) >> 32);
    }
    /// True with probability p; never for p = 0, always for p = 1.
    constexpr bool chance(double p) { return uniform() < p; }
    /// Exponential with mean 1, by inversion.
    double exponential() { return -elementary::log(uniform_open()); }
    /// Standard normal, by inversion.
    double normal() { return elementary::normal_quantile(uniform_open()); }
    /// Log-normal: `median` times the exponential of a normal number with standard deviation `log_sd`.
    double lognormal(double median, double log_sd) { return median * elementary::exp(log_sd * normal()); }

  private:
    PhiloxCounter counter_;
    PhiloxKey key_;
    std::uint64_t second_ = 0;
    bool second_is_kept_ = false;
};

/// All randomness of one run: a seed, and the number of the replicate under it.
class Randomness {
  public:
    constexpr Randomness(std::uint64_t seed, std::uint32_t replicate) : root_(mix64(mix(seed, replicate))) {}

    /// The key of all draws for a purpose; made once per phase.
    constexpr std::uint64_t key(Purpose purpose) const { return mix64(root_ ^ purpose.id); }  // mix(mix(seed, replicate), id)
    constexpr Dice dice(Purpose purpose, std::uint64_t agent, std::uint32_t tick = 0) const { return {key(purpose), agent, tick}; }

  private:
    std::uint64_t root_;
};

/// 32 random bits for a number under a key: two rounds of xor-shift and multiply (constants of C. Wellons, 2018), the halves of
/// the key between them. One-to-one in `n`. Only 32-bit operations, so that loops over many numbers become vector code.
constexpr std::uint32_t word32(std::uint64_t key, std::uint32_t n) {
    std::uint32_t x = n ^ static_cast<std::uint32_t>(key);
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    x ^= (x >> 16) ^ static_cast<std::uint32_t>(key >> 32);
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    return x ^ (x >> 16);
}

/// A random word mapped to 0 ... n-1 by multiplying and shifting.
constexpr std::uint32_t below(std::uint32_t word, std::uint32_t n) {
    return static_cast<std::uint32_t>((std::uint64_t{word} * n) >> 32);
}

/// The random word of the ordered pair (a, b) under a key: the same at every look. A mixer, because Philox would cost more
/// than the search that asks; in a loop over `b` the part of `a` is worked out once.
constexpr std::uint64_t pair_word(std::uint64_t key, std::uint64_t a, std::uint64_t b) { return mix(mix(key, a), b); }

/// The pair's own uniform number, strictly between 0 and 1.
constexpr double pair_uniform(std::uint64_t key, std::uint64_t a, std::uint64_t b) { return open_unit(pair_word(key, a, b)); }

/// The pair's own standard Gumbel number (mean 0.5772, variance pi^2/6): added to values, its argmax draws logit shares.
inline double pair_gumbel(std::uint64_t key, std::uint64_t a, std::uint64_t b) {
    return -elementary::log(-elementary::log(pair_uniform(key, a, b)));
}

/// `pair_uniform` in single precision for hot loops: 2^-24 to 1 - 2^-24.
constexpr float pair_uniform_f(std::uint64_t key, std::uint64_t a, std::uint64_t b) { return open_unit_f(pair_word(key, a, b)); }

/// `pair_gumbel` in single precision for hot loops: within -2.82 and 16.64, with steps of up to 1.1 at the very top.
inline float pair_gumbel_f(std::uint64_t key, std::uint64_t a, std::uint64_t b) {
    return -elementary::log(-elementary::log(pair_uniform_f(key, a, b)));
}

}  // namespace sim
