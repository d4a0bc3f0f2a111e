// Commission: the platform's share, rounded half up, at least its minimum fee, at most the cap.
#include <gtest/gtest.h>

#include "models/microwork/mechanisms/pay.hpp"

namespace microwork::pay_test {

struct Row {
    double share;
    std::int64_t minimum, reward, cap_millionths, expected;  ///< micro-dollars; cap -1 = none
    const char* why;
};

TEST(Commission, Table) {
    const std::vector<Row> table{
        {0.20, 0, 1'000'000, -1, 200'000, "the plain share"},
        {0.20, 10'000, 1'000'000, -1, 200'000, "above the minimum"},
        {0.20, 10'000, 50'000, -1, 10'000, "just the minimum: 20 % of 5 cents is 1 cent"},
        {0.20, 10'000, 10'000, -1, 10'000, "a cent on a cent"},
        {0.20, 10'000, 0, -1, 10'000, "the minimum holds without a reward too"},
        {0.125, 0, 4, -1, 1, "0.5 is rounded up"},
        {0.125, 0, 3, -1, 0, "0.375 is rounded down"},
        {0.125, 0, 12, -1, 2, "1.5 is rounded up"},
        {0.333333, 0, 3, -1, 1, "0.999999 is rounded to 1"},
        {0.40, 0, 1'000'000, 100'000, 100'000, "a cap of 10 %"},
        {0.40, 0, 1'000'000, 400'000, 400'000, "a cap that does not bite"},
        {0.20, 10'000, 10'000, 300'000, 3'000, "the cap goes before the minimum fee"},
        {0.20, 10'000, 5, 100'000, 1, "the cap is rounded half up too"},
        {0.20, 10'000, 1'000'000, 0, 0, "a cap of nothing"},
        {0.00, 0, 1'000'000, -1, 0, "no commission"},
    };
    for (const Row& row : table) {
        PlatformData platform;
        platform.commission = row.share, platform.minimum_fee = Money{row.minimum};
        const double cap =
            row.cap_millionths < 0 ? std::numeric_limits<double>::infinity() : static_cast<double>(row.cap_millionths) * 1e-6;
        EXPECT_EQ(commission(platform, commission_share(platform), cap, Money{row.reward}).value, row.expected) << row.why;
    }
}

}  // namespace microwork::pay_test
