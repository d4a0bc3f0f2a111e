// Contracts: functions, on in debug builds and in CI (MICROWORK_CHECKS), compiled to nothing otherwise.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace sim {

/// A promise inside the program was broken: a defect of the program, never of its input.
class ContractError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

#if defined(MICROWORK_CHECKS) || !defined(NDEBUG)
inline constexpr bool contracts_checked = true;
#else
inline constexpr bool contracts_checked = false;
#endif

/// Throws `ContractError` naming the caller when the precondition does not hold.
constexpr void expects(bool condition, const char* meaning, const std::source_location at = std::source_location::current()) {
    if constexpr (contracts_checked)
        if (!condition)
            throw ContractError(std::string(at.file_name()) + ":" + std::to_string(at.line()) + ": expected: " + meaning);
}

/// As `expects`, for what a function promises about its result.
constexpr void ensures(bool condition, const char* meaning, const std::source_location at = std::source_location::current()) {
    expects(condition, meaning, at);
}

}  // namespace sim
