#include "sim/contract.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace sim::contract_test {

// A defect of the program is no bad input: it must not be caught with those.
static_assert(std::is_base_of_v<std::logic_error, ContractError> && !std::is_base_of_v<std::runtime_error, ContractError>);

TEST(Contract, ABrokenPromiseNamesItsPlaceWherePromisesAreChecked) {
    EXPECT_NO_THROW(expects(true, "one is one"));
    EXPECT_NO_THROW(ensures(true, "one is one"));
    if constexpr (!contracts_checked) {
        EXPECT_NO_THROW(expects(false, "unchecked")) << "costs nothing in a release build";
        return;
    }
    const std::source_location here = std::source_location::current();
    try {
        expects(false, "rows exist", here);
        FAIL() << "nothing was thrown";
    } catch (const ContractError& error) {
        EXPECT_EQ(std::string(error.what()),
                  std::string(here.file_name()) + ":" + std::to_string(here.line()) + ": expected: rows exist");
    }
    EXPECT_THROW(ensures(false, "the result is sorted"), ContractError);
}

TEST(Contract, CanBeCheckedWhileCompiling) {
    constexpr auto half = [](int n) {
        expects(n % 2 == 0, "an even number");
        return n / 2;
    };
    static_assert(half(4) == 2);
}

}  // namespace sim::contract_test
