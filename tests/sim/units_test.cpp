#include "sim/units.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <filesystem>
#include <fstream>
#include <limits>

#include "tests/support/temp_folder.hpp"

namespace sim::units_test {

TEST(Units, DurationsNeedAKnownUnitAndWholeSeconds) {
    EXPECT_EQ(parse_duration("15min"), Seconds{900});
    EXPECT_EQ(parse_duration(" 8 s "), Seconds{8});
    EXPECT_EQ(parse_duration("2h"), Seconds{7200});
    EXPECT_EQ(parse_duration("7d"), Seconds{604'800});
    EXPECT_EQ(parse_duration("8w"), Seconds{8 * 604'800});
    EXPECT_EQ(parse_duration("1.1h"), Seconds{3960});  // not whole in binary, whole for the reader
    for (const char* bad : {"", "15", "min", "15m", "15 MIN", "0.5s", "nan s", "inf s", "1e300w", "1h30min"})
        EXPECT_EQ(parse_duration(bad), std::nullopt) << bad;
}

TEST(Units, AmountsNameTheirCurrency) {
    const auto pay = parse_amount("1.55 USD/h");
    ASSERT_TRUE(pay);
    EXPECT_EQ(pay->number, 1.55);
    EXPECT_EQ(pay->currency, "USD");
    EXPECT_TRUE(pay->per_hour);
    EXPECT_FALSE(parse_amount("0.05EUR")->per_hour);
    for (const char* bad : {"12", "12 usd", "USD 12", "12 US", "12 USD/d", "$12", "12 USD USD"})
        EXPECT_FALSE(parse_amount(bad)) << bad;
}

TEST(Units, FormatsAreShortAndExact) {
    EXPECT_EQ(format_duration(Seconds{0}), "0s");
    EXPECT_EQ(format_duration(Seconds{5400}), "90min");
    EXPECT_EQ(format_duration(Seconds{-8 * 604'800}), "-8w");
    EXPECT_EQ(format_money(dollars(12)), "12 USD");
    EXPECT_EQ(format_money(Money{-50'000}), "-0.05 USD");
    EXPECT_EQ(format_money(Money{1'000'001}), "1.000001 USD");
    EXPECT_EQ(format_money(Money{std::numeric_limits<std::int64_t>::min()}), "-9223372036854.775808 USD");
    EXPECT_EQ(format_pay(HourlyPay{1.55F}), "1.55 USD/h");
}

RC_GTEST_PROP(Units, EveryDurationIsReadBackExactly, ()) {
    const Seconds duration{*rc::gen::inRange<std::int64_t>(-4'000'000'000, 4'000'000'000)};
    RC_ASSERT(parse_duration(format_duration(duration)) == duration);
}

RC_GTEST_PROP(Units, EveryAmountUpToTwoBillionDollarsIsReadBackExactly, ()) {
    const Money amount{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000'000, 2'000'000'000'000'000)};
    const auto read = parse_amount(format_money(amount));
    RC_ASSERT(read.has_value());
    RC_ASSERT(dollars(read->number) == amount);
}

class Rates : public testing::Test {
  protected:
    ExchangeRates load(const std::string& text, int year) {
        std::ofstream(folder_ / "rates.csv") << text;
        return ExchangeRates::load(folder_ / "rates.csv", year, problems_);
    }
    std::string first() const { return problems_.list().empty() ? "" : problems_.list().front().text(); }

    tests::TempFolder folder_;
    Problems problems_;
};

TEST_F(Rates, TheDollarIsKnownWithoutAnyFile) {
    EXPECT_EQ(ExchangeRates{}.usd_per("USD"), 1.0);
    EXPECT_EQ(ExchangeRates{}.usd_per("EUR"), std::nullopt);
}

TEST_F(Rates, TheNearestYearCountsAndOfTwoTheEarlier) {
    const std::string text = "year,currency,usd_per_unit\n2018,EUR,1.18\n2014,EUR,1.33\n2016,GBP,1.35\n";
    EXPECT_EQ(load(text, 2017).usd_per("EUR"), 1.18);
    EXPECT_EQ(load(text, 2016).usd_per("EUR"), 1.33);
    EXPECT_EQ(load(text, 1990).usd_per("EUR"), 1.33);
    EXPECT_EQ(load(text, 2030).usd_per("GBP"), 1.35);
    EXPECT_TRUE(problems_.empty()) << first();
}

TEST_F(Rates, AnUnknownCurrencyListsTheKnownOnes) {
    const ExchangeRates rates = load("year,currency,usd_per_unit\n2018,EUR,1.18\n", 2018);
    EXPECT_EQ(rates.usd_per("EUU", {"a.toml", 2, 3}, problems_), std::nullopt);
    EXPECT_EQ(first(), "a.toml:2:3: unknown currency \"EUU\" (known: EUR, USD) did you mean \"EUR\"?");
}

TEST_F(Rates, BadRowsAreProblems) {
    const std::string file = (folder_ / "rates.csv").string();
    load("year,currency,usd_per_unit\n2018,EUR,1.18\n2018,EUR,1.19\n", 2018);
    EXPECT_EQ(first(), file + ":3: EUR has two rates for 2018, remove one of them");
    problems_ = {};
    load("year,currency,usd_per_unit\n2018,eur,1.18\n", 2018);
    EXPECT_EQ(first(), file + ":2: column \"currency\": \"eur\" is not a code of three capital letters");
    problems_ = {};
    load("year,currency,usd_per_unit\n2018,EUR,0\n", 2018);
    EXPECT_EQ(first(), file + ":2: column \"usd_per_unit\": \"0\" is outside of 1e-09 to 1e+09");
    problems_ = {};
    load("year,currency,rate\n2018,EUR,1\n", 2018);
    EXPECT_EQ(first(), file + ":1: there is no column \"usd_per_unit\"");
}

TEST_F(Rates, TheShippedTableIsRead) {
    const ExchangeRates rates =
        ExchangeRates::load(std::filesystem::path(MICROWORK_SOURCE_DIR) / "scenarios/data/exchange_rates.csv", 2018, problems_);
    EXPECT_TRUE(problems_.empty()) << first();
    EXPECT_EQ(rates.usd_per("EUR"), 1.18);
    EXPECT_EQ(rates.currencies(), (std::vector<std::string>{"BRL", "EUR", "GBP", "INR", "USD"}));
}

}  // namespace sim::units_test
