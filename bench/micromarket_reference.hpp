// The yardstick: the small market as a plain program, one thread, one struct a worker, the standard library's generator.
#pragma once

#include <array>
#include <cstdint>

/// What a run of the reference took and found.
struct ReferenceResult {
    double seconds = 0;  ///< wall time of the steps
    std::array<double, 7> check_values{};
    bool books_balance = false;
};

ReferenceResult run_reference(std::int64_t workers, int steps, std::uint64_t seed);
