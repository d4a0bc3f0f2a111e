#include "sim/messages.hpp"

#include <gtest/gtest.h>

namespace sim::messages_test {

std::vector<int> list(const Messages<int>& messages) { return {messages.all().begin(), messages.all().end()}; }

TEST(Messages, StandInTheOrderOfTheChunksNotOfTheWriting) {
    Messages<int> messages;
    messages.open(3);
    messages.outbox(2).put(5);
    messages.outbox(0).put(1);
    messages.outbox(2).put(6);
    messages.outbox(0).put(2);
    EXPECT_TRUE(messages.all().empty()) << "nothing is heard before the join";
    messages.join();
    EXPECT_EQ(list(messages), (std::vector<int>{1, 2, 5, 6}));
}

TEST(Messages, OpeningAgainForgetsTheLastRound) {
    Messages<int> messages;
    messages.open(4);
    for (std::size_t c = 0; c < 4; ++c)
        messages.outbox(c).put(static_cast<int>(c));
    messages.join();
    messages.open(2);
    messages.outbox(1).put(9);
    messages.join();
    EXPECT_EQ(list(messages), (std::vector<int>{9})) << "boxes of the larger round are neither kept nor joined";
    messages.open(0);
    messages.join();
    EXPECT_TRUE(messages.all().empty());
}

TEST(Messages, ClearEmptiesWhatWasJoined) {
    Messages<int> messages;
    messages.open(1);
    messages.outbox(0).put(3);
    messages.join();
    messages.clear();
    EXPECT_TRUE(messages.all().empty());
}

TEST(Messages, CanBeAnsweredInPlace) {
    Messages<int> messages;
    messages.open(1);
    messages.outbox(0).put(3);
    messages.join();
    messages.all()[0] = 4;
    EXPECT_EQ(list(messages), (std::vector<int>{4}));
}

}  // namespace sim::messages_test
