#include "sim/params.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <array>
#include <filesystem>
#include <fstream>

#include "sim/contract.hpp"
#include "tests/support/temp_folder.hpp"

namespace sim::params_test {

namespace fs = std::filesystem;

Date day(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}}; }

struct Search : ParamGroup {
    Search() : ParamGroup("search") {}
    Param<Seconds> time_per_look{this,     "time_per_look", Seconds{8}, {Seconds{1}, Seconds{600}}, "mean time to read one listing",
                                 "assumed"};
    Param<std::int64_t> listings{this, "listings_viewed", 8, {1, 100}, "listings looked at per page", "assumed"};
    Param<double> distance{this, "distance", 1.5, {0.1, 20}, "how far", "a paper", "km"};
};

/// One parameter of every other type.
struct Every : ParamGroup {
    Every() : ParamGroup("every.kind") {}
    Param<bool> flag{this, "flag", true, "whether", "assumed"};
    Param<std::string> word{this, "word", "plain", "any text", "assumed"};
    Param<std::vector<std::string>> words{this, "words", {"EU", "US"}, "some texts", "assumed"};
    Param<fs::path> file{this, "file", "table.csv", "a table", "assumed"};
    Param<Date> start{this, "start", day(2018, 1, 1), {day(2010, 1, 1), day(2030, 12, 31)}, "first day", "assumed"};
    Param<Money> fee{this, "fee", dollars(0.05), {Money{0}, dollars(100)}, "price of a listing", "assumed"};
    Param<HourlyPay> pay{this, "pay", HourlyPay{1.55F}, {HourlyPay{0}, HourlyPay{100}}, "pay hoped for", "assumed"};
    Param<Share> share{this, "share", Share{0.8F}, "part that does", "assumed"};
    ChoiceParam mode{this, "mode", "fast", {"fast", "slow"}, "the way", "assumed"};
};

class Params : public testing::Test {
  protected:
    Params() {
        options_.data_folder = "/base/data";
        options_.table_sections = {"policy", "shock"};
    }
    /// The messages when the text is bound.
    std::string bound(const std::string& text, const std::vector<std::string>& overrides = {}) {
        problems_ = {};
        scenario_ = Scenario::from_text(text, "s.toml", "/home/user", overrides, problems_);
        bind_params(scenario_, groups_, options_, problems_);
        std::string all;
        for (const Problem& problem : problems_.list())
            all += (all.empty() ? "" : "\n") + problem.text();
        return all;
    }

    Search search_;
    Every every_;
    std::array<ParamGroup*, 2> groups_{&search_, &every_};
    BindOptions options_;
    Problems problems_;
    Scenario scenario_;
};

TEST_F(Params, DescribeThemselves) {
    ASSERT_EQ(search_.params().size(), 3U);
    const ParamBase& look = *search_.params()[0];
    EXPECT_EQ(look.path(), "search.time_per_look");
    EXPECT_EQ(look.type_text(), "duration");
    EXPECT_EQ(look.unit(), "s");
    EXPECT_EQ(look.default_text(), "\"8s\"");
    EXPECT_EQ(look.range_text(), "1s to 10min");
    EXPECT_EQ(look.source(), "assumed");
    EXPECT_EQ(search_.listings.range_text(), "1 to 100");
    EXPECT_EQ(search_.distance.range_text(), "0.1 to 20 km");
    EXPECT_EQ(every_.pay.range_text(), "0 USD/h to 100 USD/h");
    EXPECT_EQ(every_.pay.default_text(), "\"1.55 USD/h\"");
    EXPECT_EQ(every_.fee.unit(), "USD");
    EXPECT_EQ(every_.share.range_text(), "0 to 1");
    EXPECT_EQ(every_.mode.range_text(), "one of fast, slow");
    EXPECT_EQ(every_.start.range_text(), "2010-01-01 to 2030-12-31");
    EXPECT_EQ(every_.words.default_text(), "[\"EU\", \"US\"]");
}

TEST_F(Params, TakeTheValuesOfTheScenarioAndRememberTheirPlace) {
    EXPECT_EQ(
        bound("[search]\ntime_per_look = \"2min\"\nlistings_viewed = 3\ndistance = 2\n[every.kind]\nflag = false\nword = \"x\"\n"
              "words = []\nfile = \"mine.csv\"\nstart = 2018-03-05\nfee = \"0.25 USD\"\npay = \"2 USD/h\"\nshare = 1\nmode = "
              "\"slow\"\n"),
        "");
    EXPECT_EQ(search_.time_per_look(), Seconds{120});
    EXPECT_EQ(search_.listings + 0, 3);
    EXPECT_EQ(search_.distance(), 2.0);
    EXPECT_FALSE(every_.flag());
    EXPECT_EQ(every_.word(), "x");
    EXPECT_TRUE(every_.words().empty());
    EXPECT_EQ(every_.file(), "/home/user/mine.csv");
    EXPECT_EQ(every_.start(), day(2018, 3, 5));
    EXPECT_EQ(every_.fee(), Money{250'000});
    EXPECT_EQ(every_.pay(), HourlyPay{2});
    EXPECT_EQ(every_.share(), Share{1});
    EXPECT_EQ(every_.mode.index(), 1U);
    EXPECT_TRUE(search_.listings.is_set());
    EXPECT_EQ(search_.listings.where().text(), "s.toml:3:19");

    EXPECT_EQ(bound(""), "");  // binding again begins from the defaults
    EXPECT_EQ(search_.listings(), 8);
    EXPECT_FALSE(search_.listings.is_set());
    EXPECT_EQ(every_.file(), "/base/data/table.csv");
}

TEST_F(Params, OverridesWin) {
    EXPECT_EQ(bound("[search]\ntime_per_look = \"2min\"\n", {"search.time_per_look=15s", "every.kind.pay=2 USD/h"}), "");
    EXPECT_EQ(search_.time_per_look(), Seconds{15});
    EXPECT_EQ(every_.pay(), HourlyPay{2});
    EXPECT_EQ(bound("", {"search.listings_viewed=many"}), "--set: \"search.listings_viewed\" = \"many\" is not a whole number");
}

TEST_F(Params, OtherCurrenciesAreConverted) {
    const tests::TempFolder folder;
    const fs::path file = folder / "rates.csv";
    std::ofstream(file) << "year,currency,usd_per_unit\n2018,EUR,1.18\n";
    options_.rates = ExchangeRates::load(file, 2018, problems_);
    EXPECT_EQ(bound("[every.kind]\nfee = \"0.05 EUR\"\npay = \"10 EUR/h\"\n"), "");
    EXPECT_EQ(every_.fee(), Money{59'000});
    EXPECT_EQ(every_.pay(), HourlyPay{11.8F});
    EXPECT_EQ(
        bound("[every.kind]\nfee = \"0.05 EUX\"\n"),
        "s.toml:2:7: \"every.kind.fee\" = \"0.05 EUX\" is in the unknown currency EUX (known: EUR, USD) did you mean \"EUR\"?");
}

TEST_F(Params, WrongDurationsSayWhatIsPossible) {
    const std::string units = "(a duration has one of the units s, min, h, d, w) ";
    const std::string where = "s.toml:2:17: \"search.time_per_look\" = ";
    const auto with = [&](const std::string& value) { return bound("[search]\ntime_per_look = " + value + "\n"); };
    EXPECT_EQ(with("15"), where + "15 has no unit " + units + "write \"15s\" or \"15min\"");
    EXPECT_EQ(with("\"15\""), where + "\"15\" has no unit " + units + "write \"15s\" or \"15min\"");
    EXPECT_EQ(with("\"5mni\""), where + "\"5mni\" has the unknown unit \"mni\" " + units + "did you mean \"min\"?");
    EXPECT_EQ(with("true"), where + "true is not a duration " + units + "write for example \"15min\"");
    EXPECT_EQ(with("\"1.5s\""), where + "\"1.5s\" is not a whole number of seconds (time is counted in whole seconds)");
    EXPECT_EQ(with("\"1h\""), where + "\"1h\" is out of range (allowed: 1s to 10min)");
    EXPECT_EQ(search_.time_per_look(), Seconds{8});
}

TEST_F(Params, WrongAmountsSayWhatIsPossible) {
    const auto fee = [&](const std::string& value) { return bound("[every.kind]\nfee = " + value + "\n").substr(29); };
    const auto pay = [&](const std::string& value) { return bound("[every.kind]\npay = " + value + "\n").substr(29); };
    EXPECT_EQ(bound("[every.kind]\nfee = 12\n"),
              "s.toml:2:7: \"every.kind.fee\" = 12 has no currency (an amount of money names its currency) write \"12 USD\"");
    EXPECT_EQ(fee("\"12 usd\""),
              "= \"12 usd\" has the unknown unit \"usd\" (an amount of money is written with a currency of three capital "
              "letters) write \"12 USD\"");
    EXPECT_EQ(fee("\"12 USD/h\""), "= \"12 USD/h\" is not an amount of money, write \"12 USD\"");
    EXPECT_EQ(fee("false"), "= false is not an amount of money, write for example \"12 USD\"");
    EXPECT_EQ(fee("\"100.01 USD\""), "= \"100.01 USD\" is out of range (allowed: 0 USD to 100 USD)");
    EXPECT_EQ(fee("\"1e300 USD\""), "= \"1e300 USD\" is out of range (no amount may exceed 9e12 USD)");
    EXPECT_EQ(pay("\"12 USD\""), "= \"12 USD\" is not pay per hour, write \"12 USD/h\"");
    EXPECT_EQ(pay("1.5"), "= 1.5 has no currency (pay per hour names its currency) write \"1.5 USD/h\"");
    EXPECT_EQ(pay("\"-1 USD/h\""), "= \"-1 USD/h\" is out of range (allowed: 0 USD/h to 100 USD/h)");
    EXPECT_EQ(pay("\"5 INR/h\""), "= \"5 INR/h\" is in the unknown currency INR (known: USD)");
}

TEST_F(Params, WrongTypesAndRangesHaveTheirPlace) {
    EXPECT_EQ(
        bound("[search]\nlistings_viewed = 101\ndistance = nan\n[every.kind]\nflag = \"yes\"\nword = 3\nwords = \"EU\"\nfile = 1\n"
              "start = \"2018-01-01\"\nshare = 80\nmode = \"fats\"\n"),
        "s.toml:8:8: \"every.kind.file\" = 1 is not the name of a file, put it in quotes\n"
        "s.toml:5:8: \"every.kind.flag\" = \"yes\" is neither true nor false, write true or false without quotes\n"
        "s.toml:11:8: \"every.kind.mode\" = \"fats\" is not known (one of fast, slow) did you mean \"fast\"?\n"
        "s.toml:10:9: \"every.kind.share\" = 80 is out of range (allowed: 0 to 1)\n"
        "s.toml:9:9: \"every.kind.start\" = \"2018-01-01\" is not a date, write the date without quotes: 2018-01-31\n"
        "s.toml:6:8: \"every.kind.word\" = 3 is not a text, put it in quotes\n"
        "s.toml:7:9: \"every.kind.words\" = \"EU\" is not a list of texts, write [\"EU\"]\n"
        "s.toml:3:12: \"search.distance\" = nan is out of range (allowed: 0.1 to 20 km)\n"
        "s.toml:2:19: \"search.listings_viewed\" = 101 is out of range (allowed: 1 to 100)");
    EXPECT_EQ(bound("[search]\nlistings_viewed = 8.0\ndistance = \"2 km\"\n"),
              "s.toml:3:12: \"search.distance\" = \"2 km\" is not a number, write a number without quotes and unit\n"
              "s.toml:2:19: \"search.listings_viewed\" = 8.0 is not a whole number");
}

TEST_F(Params, UnknownKeysNameTheNearestKnownOne) {
    EXPECT_EQ(bound("[search]\nlisting_viewed = 3\n"),
              "s.toml:2:1: unknown key \"search.listing_viewed\", did you mean \"search.listings_viewed\"?");
    EXPECT_EQ(bound("[serach]\nlistings_viewed = 3\n"),
              "s.toml:2:1: unknown key \"serach.listings_viewed\", did you mean \"search.listings_viewed\"?");
    EXPECT_EQ(bound("listings_viewed = 3\n"),
              "s.toml:1:1: unknown key \"listings_viewed\", did you mean \"search.listings_viewed\"?");
    EXPECT_EQ(bound("[search]\nzzz = 3\n"),
              "s.toml:2:1: unknown key \"search.zzz\", known in [search]: distance, listings_viewed, time_per_look");
    EXPECT_EQ(bound("[zzz]\nzzz = 3\n"), "s.toml:2:1: unknown key \"zzz.zzz\", known sections: every.kind, search");
    EXPECT_EQ(bound("", {"search.listing_viewed=3"}),
              "--set: unknown key \"search.listing_viewed\", did you mean \"search.listings_viewed\"?");
}

TEST_F(Params, ListsOfTablesAreLeftToTheirReadersWhenTheyAreKnown) {
    EXPECT_EQ(bound("[[policy]]\nanything = 3\n[[policy]]\n[[shock]]\n"), "");
    EXPECT_EQ(bound("policy = []\n"), "");
    EXPECT_EQ(bound("[[polcy]]\na = 1\n"), "s.toml:1:1: unknown list of tables [[polcy]], did you mean \"policy\"?");
    EXPECT_EQ(bound("[[zzz]]\na = 1\n"), "s.toml:1:1: unknown list of tables [[zzz]], known lists: policy, shock");
    EXPECT_EQ(bound("[[search]]\nlistings_viewed = 1\n"), "s.toml:1:1: unknown list of tables [[search]], write [search]");
    EXPECT_EQ(bound("[policy]\na = 1\n"), "s.toml:2:1: unknown key \"policy.a\" (\"policy\" is a list of tables) write [[policy]]");
}

TEST_F(Params, OneTableOfAListIsBoundAlike) {
    struct MinimumPay : ParamGroup {
        MinimumPay() : ParamGroup("policy") {}
        Param<HourlyPay> hourly{this, "hourly", HourlyPay{10}, {HourlyPay{0}, HourlyPay{100}}, "least pay", "law"};
        Param<Share> compliance{this, "compliance", Share{1}, "part of requesters who obey", "assumed"};
    } policy;
    ASSERT_EQ(bound("[[policy]]\ninstrument = \"minimum\"\nhourly = \"12 USD/h\"\ncompliance = 0.8\n"
                    "[[policy]]\ninstrument = \"minimum\"\nhourly = 12\ncompliace = 0.8\nzzz = 1\n"),
              "");
    bind_table(scenario_.tables("policy")[0], policy, {"instrument"}, options_, problems_);
    EXPECT_TRUE(problems_.empty());
    EXPECT_EQ(policy.hourly(), HourlyPay{12});
    EXPECT_EQ(policy.compliance(), Share{0.8F});
    bind_table(scenario_.tables("policy")[1], policy, {"instrument"}, options_, problems_);
    EXPECT_EQ(policy.hourly(), HourlyPay{10});  // nothing is left of the table before
    ASSERT_EQ(problems_.list().size(), 3U);
    EXPECT_EQ(problems_.list()[0].text(), "s.toml:8:1: unknown key \"compliace\" in [[policy]], did you mean \"compliance\"?");
    EXPECT_EQ(problems_.list()[1].text(),
              "s.toml:7:10: \"policy.hourly\" = 12 has no currency (pay per hour names its currency) write \"12 USD/h\"");
    EXPECT_EQ(problems_.list()[2].text(), "s.toml:9:1: unknown key \"zzz\" in [[policy]], known: compliance, hourly, instrument");
}

TEST_F(Params, TwoOfOneNameAreADefectOfTheProgram) {
    Search again;
    std::array<ParamGroup*, 2> twice{&search_, &again};
    EXPECT_THROW(bind_params(scenario_, twice, options_, problems_), ContractError);
}

TEST_F(Params, TheResolvedScenarioIsReadable) {
    ASSERT_EQ(bound("title = \"T\"\n[search]\nlistings_viewed = 3\n[[policy]]\nb.c = [1, 2.0]\na = \"x\"\n"), "");
    std::array<ParamGroup*, 1> only_search{&search_};
    EXPECT_EQ(
        resolved_toml(scenario_, only_search),
        "title = \"T\"\ndescription = \"\"\nschema = 1\n\n[search]\n# mean time to read one listing [s]\ntime_per_look = \"8s\"\n"
        "# listings looked at per page\nlistings_viewed = 3\n# how far [km]\ndistance = 1.5\n\n[[policy]]\na = \"x\"\nb.c = [1, "
        "2.0]\n");
    EXPECT_NE(resolved_toml(scenario_, groups_).find("\nfile = \"../../base/data/table.csv\"\n"), std::string::npos);
}

/// Values of every parameter, drawn from their whole ranges and written by the parameters themselves.
void draw(Search& search, Every& every) {
    search.time_per_look.set(Seconds{*rc::gen::inRange<std::int64_t>(1, 601)});
    search.listings.set(*rc::gen::inRange<std::int64_t>(1, 101));
    search.distance.set(0.1 + 19.9 * static_cast<double>(*rc::gen::inRange<std::int64_t>(0, 1'000'003)) / 1'000'003.0);
    every.flag.set(*rc::gen::arbitrary<bool>());
    const auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));  // control characters and quotes included
    every.word.set(*text);
    every.words.set(*rc::gen::container<std::vector<std::string>>(text));
    every.file.set("/data/" + *rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'z')) + "x.csv");
    every.start.set(day(2010, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 7000)));
    every.fee.set(Money{*rc::gen::inRange<std::int64_t>(0, 100'000'001)});
    every.pay.set(HourlyPay{static_cast<float>(*rc::gen::inRange(0, 10'000'019)) / 100'001.0F});
    every.share.set(Share{static_cast<float>(*rc::gen::inRange(0, 1'000'004)) / 1'000'003.0F});
    every.mode.set(*rc::gen::element<std::string>("fast", "slow"));
}

RC_GTEST_PROP(ResolvedScenario, GivesTheSameValuesWhenReadAgain, ()) {
    Search search, search_again;
    Every every, every_again;
    draw(search, every);
    const std::array<ParamGroup*, 2> groups{&search, &every}, groups_again{&search_again, &every_again};
    Problems problems;
    const Scenario given = Scenario::from_text("title = \"a \\\"b\\\"\"\n[[policy]]\nx = [1, 2.0, true, 2018-01-01]\n", "given",
                                               "/home", {}, problems);
    const std::string text = resolved_toml(given, groups);
    const Scenario again = Scenario::from_text(text, "again", "/home", {}, problems);
    BindOptions options;
    options.table_sections = {"policy"};
    bind_params(again, groups_again, options, problems);
    for (const Problem& problem : problems.list())
        RC_FAIL(problem.text() + "\n" + text);
    RC_ASSERT(search.time_per_look() == search_again.time_per_look());
    RC_ASSERT(search.distance() == search_again.distance());
    RC_ASSERT(every.word() == every_again.word());
    RC_ASSERT(every.words() == every_again.words());
    RC_ASSERT(every.file() == every_again.file());
    RC_ASSERT(every.fee() == every_again.fee());
    RC_ASSERT(every.pay() == every_again.pay());
    RC_ASSERT(every.share() == every_again.share());
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (std::size_t i = 0; i < groups[g]->params().size(); ++i) {
            RC_ASSERT(groups[g]->params()[i]->value_text() == groups_again[g]->params()[i]->value_text());
            RC_ASSERT(groups_again[g]->params()[i]->is_set());
        }
    RC_ASSERT(again.title() == given.title());
    RC_ASSERT(resolved_toml(again, groups_again) == text);
}

}  // namespace sim::params_test
