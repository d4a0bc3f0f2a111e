// How people tell hours and pay, and what they remember of the time of the day.
#include <gtest/gtest.h>

#include "models/microwork/surveys/questionnaire.hpp"
#include "models/microwork/surveys/recollections.hpp"

using namespace microwork;

namespace {

// Whole hours below ten, steps of five above; nobody who works says that it is nothing.
TEST(ToldHours, AreRoundedAsPeopleDo) {
    for (const auto& [hours, told] : {std::pair{0.0, 0.0},
                                      {0.05, 1.0},
                                      {1.49, 1.0},
                                      {1.5, 2.0},
                                      {9.4, 9.0},
                                      {9.9, 10.0},
                                      {10.0, 10.0},
                                      {12.4, 10.0},
                                      {12.5, 15.0},
                                      {26.0, 25.0},
                                      {88.0, 90.0}})
        EXPECT_EQ(told_hours(hours, 10), told) << hours;
    EXPECT_EQ(told_hours(12.4, 20), 12);
}

// Two digits, never less than a cent.
TEST(ToldPay, HasSoManyDigits) {
    for (const auto& [pay, told] : {std::pair{0.0, 0.0},
                                    {-3.0, 0.0},
                                    {0.004, 0.0},
                                    {0.347, 0.35},
                                    {1.26, 1.3},
                                    {12.37, 12.0},
                                    {99.7, 100.0},
                                    {123.0, 120.0},
                                    {3456.0, 3500.0}})
        EXPECT_NEAR(told_pay(pay, 2), told, 1e-9 * told) << pay;
    EXPECT_NEAR(told_pay(123.4, 3), 123, 1e-9);
}

constexpr std::int32_t hour = 3600, day = 86400;

TEST(SecondsBetween, CountTheLocalHours) {
    const auto night = [](std::int32_t from, std::int32_t to, std::int32_t offset = 0) {
        return seconds_between(Instant{from}, Instant{to}, offset, 22, 5);
    };
    EXPECT_EQ(night(0, day), 7 * hour);                               // 0 to 5, 22 to 24
    EXPECT_EQ(night(day + 23 * hour, 2 * day + 3 * hour), 4 * hour);  // over midnight
    EXPECT_EQ(night(0, 2 * hour), 2 * hour);                          // of the night before the first day
    EXPECT_EQ(night(6 * hour, 22 * hour), 0);
    EXPECT_EQ(night(0, 7 * day), 49 * hour);
    EXPECT_EQ(night(0, 2 * hour, -8 * hour), 0);                // 16 to 18 o'clock there
    EXPECT_EQ(night(5 * hour, 9 * hour, -8 * hour), 3 * hour);  // 21 to 1 o'clock
    EXPECT_EQ(seconds_between(Instant{17 * hour}, Instant{23 * hour}, 0, 18, 22), 4 * hour);
}

}  // namespace
