// A fee rise: on top of the platform's schedule, on what is posted from its first day on, to the micro-dollar.
#include <gtest/gtest.h>

#include <cmath>

#include "models/microwork/commission.hpp"
#include "tests/models/microwork/shipped.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::fee_rise_test {

std::string messages(const std::string& entries) {
    return shipped::messages("[run]\nstart = 2018-01-01\n\n[[shock]]\nkind = \"fee-rise\"\n" + entries);
}

TEST(FeeRise, WrongOnesAreRefusedWithTheirPlace) {
    EXPECT_EQ(messages("platforms = [\"amtt\"]\n"),
              "s.toml:4:1: platform \"amtt\" is not in the table of platforms, did you mean \"amt\"?");
    EXPECT_EQ(messages("commission = 9\n"), "s.toml:6:14: \"shock.commission\" = 9 is out of range (allowed: -5 to 5)");
    EXPECT_EQ(
        messages("countries = [\"FR\"]\n"),
        "s.toml:6:1: unknown key \"countries\" in [[shock]], known: commission, many_from, masters, platforms, surcharge, kind, "
        "start, end");
    EXPECT_EQ(messages("start = 2017-12-01\n"),
              "s.toml:4:1: the shock begins on 2017-12-01, before the first measured day 2018-01-01 (the burn-in must be without "
              "shocks)");
}

TEST(FeeRise, SaysWhatItChangesAndWhichReactionsAreModelled) {
    const auto model = shipped::model({}, "[[shock]]\nkind = \"fee-rise\"\nplatforms = [\"amt\"]\nstart = 2018-02-01\n");
    const auto sentences = model->market().get<Shocks>().sentences();
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(sentences[0].find("fee-rise from 2018-02-01: the platforms take more of the reward on batches posted from then on"),
              0u)
        << sentences[0];
    for (const char* part : {"requesters pay on top, cut volume where their budget asks for it", "turn to models",
                             "Requesters do not go to other platforms", "; commission = 0.1; surcharge = 0.2"})
        EXPECT_NE(sentences[0].find(part), std::string::npos) << part << ": " << sentences[0];
}

/// AMT before July 2015 and after: 10 and 20 % for a few assignments, 10 and 40 % for ten or more, 30 and 25 % for Masters.
TEST(FeeRise, IsThatOfAmtIn2015) {
    PlatformData before;
    before.commission = 0.10, before.masters_fee = 0.20, before.minimum_fee = sim::dollars(0.005);
    const std::vector<FeeRise> rise{{0.10, 0.20, -0.15, 10}};
    EXPECT_EQ(commission_share(before), 100'000u);
    EXPECT_EQ(commission_share(before, {.assignments = 9}, rise), 200'000u);
    EXPECT_EQ(commission_share(before, {.assignments = 10}), 100'000u);
    EXPECT_EQ(commission_share(before, {.assignments = 10}, rise), 400'000u);
    EXPECT_EQ(commission_share(before, {.masters = true}), 300'000u);
    EXPECT_EQ(commission_share(before, {.masters = true}, rise), 250'000u);
    EXPECT_EQ(commission_share(before, {.assignments = 10}, std::vector<FeeRise>{rise[0], rise[0]}), 700'000u) << "rises add up";
    EXPECT_EQ(commission_share(before, {}, std::vector<FeeRise>{{-0.5, 0, 0, 1}}), 0u) << "and nobody is paid for posting";
    EXPECT_EQ(commission(before, 400'000, 0.25, sim::dollars(1)), sim::dollars(0.25)) << "a cap holds for the whole";
}

/// Three measured weeks without any burn-in, so that the shock may hold from the first batch on; or from the second week on.
tiny::Model market(const std::string& shock, tiny::Overrides more = {}, std::int32_t until = 2 * 7 * 96) {
    more.insert(more.end(), {"run.burn_in=0d", "run.length=3w", "run.audit=day"});
    tiny::Model model = tiny::load(more, shock);
    tiny::found_and_run(*model, 1, until);
    return model;
}
std::string rise(const std::string& parameters, const std::string& start = "2018-01-01") {
    return "[[shock]]\nkind = \"fee-rise\"\nstart = " + start + "\n" + parameters + "\n";
}
/// Micro-dollars that a platform took, and the rewards that it took them of.
std::pair<std::int64_t, std::int64_t> taken(const MicroworkModel& model, const char* platform) {
    const sim::Id<PlatformFlow> row{static_cast<std::size_t>(model.market().get<World>().platform(platform))};
    const auto& flows = model.market().get<PlatformFlows>();
    return {flows.commission[row], flows.rewards[row]};
}

/// Clickworker takes 40 % and has no minimum fee; rewards are whole cents, so shares of them are exact. The identity of money is
/// checked every day of these runs.
TEST(FeeRise, IsBookedToTheMicroDollar) {
    for (const auto& [text, share] : {std::pair{std::string(), 40}, std::pair{rise("commission = 0.1\nsurcharge = 0"), 50},
                                      std::pair{rise("commission = -0.15\nsurcharge = 0"), 25},
                                      std::pair{rise("commission = 0.2\nsurcharge = 0.3\nmany_from = 1"), 90}}) {
        const tiny::Model model = market(text);
        const auto [commission, rewards] = taken(*model, "clickworker");
        EXPECT_GT(rewards, 0);
        EXPECT_EQ(commission * 100, rewards * share) << text;
        const auto& money = model->market().get<MoneyLedger>();
        EXPECT_EQ(money[MoneyClass::commission], tiny::flow(*model, &PlatformFlows::commission));
    }
}

TEST(FeeRise, LeavesACapToHold) {
    const std::string cap = "[[policy]]\ninstrument = \"commission-cap\"\nshare = 0.45\nplatforms = [\"clickworker\"]\n";
    const auto [commission, rewards] = taken(*market(rise("commission = 0.3\nsurcharge = 0") + cap), "clickworker");
    EXPECT_EQ(commission * 100, rewards * 45);
    const auto [toloka, toloka_rewards] = taken(*market(rise("commission = 0.3\nsurcharge = 0") + cap), "toloka");
    EXPECT_EQ(toloka * 100, toloka_rewards * 60) << "which is not capped";
}

constexpr std::int32_t begins = 7 * 96;

TEST(FeeRise, ChangesNoBitBeforeItBeginsNorWithoutSize) {
    const std::string later = rise("commission = 0.5", "2018-01-08"), none = rise("commission = 0\nsurcharge = 0", "2018-01-08");
    EXPECT_EQ(tiny::fingerprint(*market(later, {}, begins)), tiny::fingerprint(*market("", {}, begins)));
    EXPECT_EQ(tiny::fingerprint(*market(none)), tiny::fingerprint(*market("")));
    EXPECT_NE(tiny::fingerprint(*market(later)), tiny::fingerprint(*market("")));
}

TEST(FeeRise, IsForWhatIsPostedFromThenOn) {
    const tiny::Model model =
        market(rise("commission = 0.5\nsurcharge = 0\nplatforms = [\"toloka\"]", "2018-01-08"), {}, begins + 24);
    const auto& batches = model->market().get<Batches>();
    const int toloka = model->market().get<World>().platform("toloka"),
              click = model->market().get<World>().platform("clickworker");
    int old = 0, young = 0;
    for (std::size_t r = 0; r < batches.rows(); ++r) {
        const BatchId b{r};
        if (batches.key[b] == 0)
            continue;
        const bool after = batches.posted[b].value >= begins * 900;
        if (batches.platform[b] == toloka) {
            EXPECT_EQ(batches.fee[b], after ? 800'000u : 300'000u);
            ++(after ? young : old);
        } else if (batches.platform[b] == click) {
            EXPECT_EQ(batches.fee[b], 400'000u);
        }
    }
    EXPECT_GT(old, 0);
    EXPECT_GT(young, 0);
}

/// Commission of the whole reward on top: every batch is the same, smaller or gone, by budget and by the price.
TEST(FeeRise, RequestersWantLess) {
    const tiny::Overrides still{"adaptation.step=0"};
    const tiny::Model with = market(rise("commission = 1", "2018-01-08"), still, 3 * 7 * 96),
                      without = market("", still, 3 * 7 * 96);
    const auto posted = [](const MicroworkModel& model) { return static_cast<double>(tiny::flow(model, &PlatformFlows::posted)); };
    const double first = posted(*market("", still, begins));
    EXPECT_LT(posted(*with) - first, 0.9 * (posted(*without) - first));
    const auto& [after, before] = std::tie(with->market().get<PlatformPrices>(), without->market().get<PlatformPrices>());
    for (std::size_t p = 0; p < after.rows(); ++p) {
        const PlatformPrices::row_id row{p};
        EXPECT_GT(after.price[row], before.price[row]);
        EXPECT_LT(after.volume[row], before.volume[row]);
    }
    EXPECT_LE(tiny::flow(*with, &PlatformFlows::batches), tiny::flow(*without, &PlatformFlows::batches));
}

}  // namespace microwork::fee_rise_test
