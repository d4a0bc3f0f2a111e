// Minimum pay for tasks, end to end: what it does, what it leaves alone, and where the work goes.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::minimum_task_pay {

using microwork::CountryFlows;

/// 20 USD an hour: nearly every batch of the tiny world pays less.
std::string policy(const std::string& keys) {
    return "[[policy]]\ninstrument = \"minimum-task-pay\"\nhourly = \"20 USD/h\"\n" + keys + "\n";
}
const std::string raise = "workers_in = [\"US\"]\ncut = 0.0\nexclude = 0.0\nmove = 0.0";
const std::string exclude = "workers_in = [\"US\"]\ncut = 0.0\nexclude = 1.0\nmove = 0.0";

/// Sum of a flow over countries that are, or are not, the United States.
std::int64_t sum(const microwork::MicroworkModel& model, decltype(CountryFlows::cuts) CountryFlows::*column, bool covered) {
    const auto& flows = model.market().get<CountryFlows>();
    const auto us = static_cast<std::size_t>(model.market().get<microwork::World>().country("US"));
    std::int64_t total = 0;
    for (std::size_t c = 0; c < flows.rows(); ++c)
        if ((c == us) == covered)
            total += (flows.*column)[sim::Id<microwork::CountryFlow>{c}];
    return total;
}
/// USD for an hour of work handed in by workers of the United States.
double covered_pay(const microwork::MicroworkModel& model) {
    return static_cast<double>(sum(model, &CountryFlows::credited, true)) * 1e-6 * 3600 /
           static_cast<double>(sum(model, &CountryFlows::submitted, true));
}

TEST(MinimumTaskPay, OfNobodyOrOfNothingChangesNoBit) {
    const std::string expected = fingerprint(*finished());
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("workers_in = []"))), expected);
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("workers_in = [\"US\"]\nfactor = 0.0"))), expected);
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("workers_in = [\"US\"]\ncompliance = 0.0"))), expected);
    EXPECT_EQ(fingerprint(*finished({}, 1, policy("workers_in = [\"KR\"]"))), expected) << "no worker of that country";
}

TEST(MinimumTaskPay, ChangesNothingBeforeItsFirstDay) {
    const Model without = load(), with = load({}, policy(raise + "\nstart = 2018-01-04"));
    const std::int32_t begins = without->measured_from() + 3 * without->clock().ticks_per_day();
    for (auto* model : {without.get(), with.get()})
        found_and_run(*model, 1, begins);
    EXPECT_EQ(fingerprint(*with), fingerprint(*without));
    for (auto* model : {without.get(), with.get()})
        run(*model, 1, begins, model->end_tick());
    EXPECT_GT(covered_pay(*with), covered_pay(*without));
}

/// Toloka with workers of Venezuela alone, who work nowhere else and do not move: nothing connects them with the workers who are
/// covered.
class Unconnected : public testing::Test {
  protected:
    Unconnected() {
        std::ifstream in(scenarios() / "data/tiny/platform_country.csv");
        std::ofstream out(table_);
        for (std::string line; std::getline(in, line);)
            if (line.find(",VE,") == std::string::npos && line.find("toloka,") == std::string::npos)
                out << line << '\n';
        out << "toloka,VE,130,1,assumption,made-up teaching number\n";
    }
    Model finished_with(const std::string& text) const {
        return finished(
            {"data.platform_country=" + table_.string(), "run.length=3w", "migrate.moves_per_year=0", "borrowed_accounts.share=0"},
            1, text);
    }
    tests::TempFolder folder_;
    std::filesystem::path table_ = folder_ / "platform_country.csv";
};

/// What the tables hold of one group: a country of people, or a platform of requesters and batches.
std::uint64_t group_of(const sim::TableBase& table, std::size_t group) {
    std::array<std::uint64_t, 256> groups{};
    table.add_hash(groups, sim::Parallel(1));
    return groups[group];
}
std::vector<std::uint64_t> state(microwork::MicroworkModel& model, const char* country, const char* platform) {
    const auto& world = model.market().get<microwork::World>();
    const auto c = static_cast<std::size_t>(world.country(country)), p = static_cast<std::size_t>(world.platform(platform));
    auto& m = model.market();
    using namespace microwork;
    std::vector<std::uint64_t> list{group_of(m.get<Workers>(), c),  group_of(m.get<Lives>(), c),   group_of(m.get<Accounts>(), c),
                                    group_of(m.get<Sessions>(), c), group_of(m.get<Batches>(), p), group_of(m.get<FillTimes>(), p)};
    const auto& flows = m.get<CountryFlows>();
    for (const auto column : {&CountryFlows::sessions, &CountryFlows::online, &CountryFlows::submitted, &CountryFlows::credited,
                              &CountryFlows::rejected, &CountryFlows::exits})
        list.push_back(static_cast<std::uint64_t>((flows.*column)[sim::Id<CountryFlow>{c}]));
    return list;
}

TEST_F(Unconnected, ACountryStaysAsItIsBitForBit) {
    const Model without = finished_with(""), with = finished_with(policy("workers_in = [\"US\", \"IN\", \"EU\"]"));
    EXPECT_EQ(state(*with, "VE", "toloka"), state(*without, "VE", "toloka"));
    EXPECT_GT(state(*without, "VE", "toloka")[8], 3600u * 100) << "there is work";
    const auto connected = state(*with, "NG", "microworkers"), before = state(*without, "NG", "microworkers");
    for (std::size_t i = 1; i < 6; ++i)
        EXPECT_NE(connected[i], before[i]) << "uncovered, but on the same platform: table " << i;
}

}  // namespace tiny::minimum_task_pay
