#include "sim/problem.hpp"

#include <gtest/gtest.h>

namespace sim::problem_test {

TEST(Problem, TextFollowsTheGrammar) {
    const Location place{"a.toml", 3, 7};
    EXPECT_EQ((Problem{place, "what", "why", "hint"}.text()), "a.toml:3:7: what (why) hint");
    EXPECT_EQ((Problem{place, "what", "", "hint"}.text()), "a.toml:3:7: what, hint");
    EXPECT_EQ((Problem{place, "what", "why", ""}.text()), "a.toml:3:7: what (why)");
    EXPECT_EQ((Problem{{"a.csv", 3, 0}, "what", "", ""}.text()), "a.csv:3: what");
    EXPECT_EQ((Problem{{"--set", 0, 0}, "what", "", ""}.text()), "--set: what");
    EXPECT_EQ((Problem{{}, "what", "", ""}.text()), "what");
}

TEST(Problem, RaiseSortsByPlaceAndKeepsTheOrderWithinOne) {
    Problems problems;
    EXPECT_NO_THROW(problems.raise());
    problems.add({{"b", 1, 1}, "4", "", ""});
    problems.add({{"a", 10, 1}, "3", "", ""});
    problems.add({{"a", 9, 2}, "1", "", ""});
    problems.add({{"a", 9, 2}, "2", "", ""});
    try {
        problems.raise();
        FAIL() << "problems were found, yet nothing was thrown";
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(), "a:9:2: 1\na:9:2: 2\na:10:1: 3\nb:1:1: 4");
        EXPECT_EQ(error.problems().size(), 4U);
    }
}

TEST(Nearest, FindsTypingErrorsAndOnlyThose) {
    const std::vector<std::string> words{"listings_viewed", "time_per_look", "seed"};
    EXPECT_EQ(nearest("listing_viewed", words), "listings_viewed");  // one letter missing
    EXPECT_EQ(nearest("tiem_per_look", words), "time_per_look");     // two swapped
    EXPECT_EQ(nearest("sede", words), "seed");                       // a swap is one edit, not two
    EXPECT_EQ(nearest("banana", words), "");
    EXPECT_EQ(nearest("x", {"y"}), "");  // nothing in common
    EXPECT_EQ(nearest("", words), "");
    EXPECT_EQ(nearest(std::string(100'000, 'a'), words), "");
    EXPECT_EQ(did_you_mean("sed", words), "did you mean \"seed\"?");
    EXPECT_EQ(did_you_mean("banana", words), "");
}

}  // namespace sim::problem_test
