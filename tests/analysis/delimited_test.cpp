#include "analysis/delimited.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

#include "sim/random.hpp"

// A name of its own: several files are compiled as one for the address sanitizer.
namespace delimited_test {

using namespace analysis;

namespace {

std::string number(auto value) {
    fmt::memory_buffer text;
    append_number(text, value);
    return fmt::to_string(text);
}

std::string dollars(std::int64_t micro) {
    fmt::memory_buffer text;
    append_dollars(text, micro);
    return fmt::to_string(text);
}

TEST(Cell, IsQuotedOnlyWhereItMustBe) {  // RFC 4180, sections 2.5 to 2.7
    EXPECT_EQ(cell_of("plain text", Separator::comma), "plain text");
    EXPECT_EQ(cell_of("a,b", Separator::comma), "\"a,b\"");
    EXPECT_EQ(cell_of("say \"no\"", Separator::comma), "\"say \"\"no\"\"\"");
    EXPECT_EQ(cell_of("\"", Separator::comma), "\"\"\"\"");
    EXPECT_EQ(cell_of("two\nlines\r", Separator::comma), "\"two\nlines\r\"");
    EXPECT_EQ(cell_of("a\tb", Separator::comma), "a\tb");
}

TEST(Cell, HasNoTabsOrLinesBetweenTabs) {
    EXPECT_EQ(cell_of("a\tb\nc", Separator::tab), "a b c");
    EXPECT_EQ(cell_of("a,\"b\"", Separator::tab), "a,\"b\"");
}

TEST(Number, ReadsBackAsTheSame) {
    EXPECT_EQ(number(0.1), "0.1");
    EXPECT_EQ(number(0.1F), "0.1");
    EXPECT_EQ(number(3.0), "3");
    EXPECT_EQ(number(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(number(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "");
    constexpr sim::Purpose bits{"test.bits"};
    sim::Dice dice = sim::Randomness(3, 0).dice(bits, 0);
    for (int i = 0; i < 1000; ++i) {
        const double value = std::ldexp(dice.uniform() - 0.5, static_cast<int>(dice.below(400)) - 200);
        EXPECT_EQ(std::strtod(number(value).c_str(), nullptr), value);
        const auto narrow = static_cast<float>(value);
        EXPECT_EQ(std::strtof(number(narrow).c_str(), nullptr), narrow);
    }
}

TEST(Dollars, AreExact) {
    EXPECT_EQ(dollars(1250000), "1.25");
    EXPECT_EQ(dollars(-1), "-0.000001");
    EXPECT_EQ(dollars(0), "0");
    EXPECT_EQ(dollars(7000000), "7");
    EXPECT_EQ(dollars(100), "0.0001");
    EXPECT_EQ(dollars(9007199254740993), "9007199254.740993");  // beyond what a double holds
    EXPECT_EQ(dollars(std::numeric_limits<std::int64_t>::min()), "-9223372036854.775808");
}

}  // namespace

}  // namespace delimited_test
