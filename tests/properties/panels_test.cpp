// Studies that only read the market: they change nothing in it, and what they hold adds up to the market's own books.
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/panel_tables.hpp"
#include "models/microwork/surveys/work_log.hpp"
#include "sim/checkpoint.hpp"
#include "tests/properties/tiny_world.hpp"
#include "tests/support/temp_folder.hpp"

namespace tiny::panels {

using namespace microwork;

Overrides with(Overrides more = {}) {
    more.push_back("surveys.on=[\"log-2016\",\"track-2014\",\"register-2018\"]");
    return more;
}

TEST(Panels, ChangeNothingInTheMarket) {
    const Model off = finished(), on = finished(with());
    auto expected = table_hashes(*off), found = table_hashes(*on);
    ASSERT_GT(on->market().get<WorkLogs>().rows(), 50u);
    ASSERT_GT(on->market().get<Sightings>().rows(), 20u);
    for (const char* own : {"work_logs", "logged_accounts", "logged_requesters", "logged_wages", "sightings", "seen_batches"}) {
        EXPECT_EQ(expected.erase(own), 1u) << own;
        EXPECT_EQ(found.erase(own), 1u) << own;
    }
    EXPECT_EQ(found, expected);
}

TEST(Panels, CostNoRowWhenTheyAreOff) {
    const Model off = finished();
    const Market& m = off->market();
    EXPECT_EQ(m.get<WorkLogs>().rows() + m.get<LoggedAccounts>().rows() + m.get<LoggedRequesters>().rows() +
                  m.get<LoggedWages>().rows() + m.get<Sightings>().rows() + m.get<SeenBatches>().rows(),
              0u);
}

TEST(Panels, DoNotDependOnThreadsOrChunks) {
    const std::string expected = fingerprint(*finished(with({"run.chunk=128"}), 1));
    EXPECT_EQ(fingerprint(*finished(with({"run.chunk=7"}), 3)), expected);
    EXPECT_EQ(fingerprint(*finished(with({"run.chunk=1"}), 2)), expected);
}

TEST(Panels, ResumeBitForBit) {
    const std::string expected = fingerprint(*finished(with()));
    for (const std::int32_t at : {300, 672, 673, 1000, 1343}) {
        const Model first = load(with());
        found_and_run(*first, 1, at);
        const tests::TempFolder folder;
        const auto file = folder / "run.checkpoint";
        sim::write_checkpoint(file, {at, "", "", first->name()}, first->tables());
        const Model second = load(with());
        sim::read_checkpoint(file, second->tables());
        second->restored(at);
        run(*second, 2, at, second->end_tick());
        EXPECT_EQ(fingerprint(*second), expected) << "stopped before tick " << at;
    }
}

/// A run in the middle of which the measured span begins, or from its first tick.
class Books : public testing::TestWithParam<const char*> {
  protected:
    Books() : model_(load(with({GetParam()}))) {
        model_->found(randomness(*model_), sim::Parallel(1));
        run(*model_, 1, 0, model_->measured_from());
        before_ = flows();
        run(*model_, 1, model_->measured_from(), model_->end_tick());
        after_ = flows();
    }
    struct Flows {
        std::int64_t handed_in = 0, returned = 0, approved = 0, rejected = 0, in_hand = 0;
    };
    Flows flows() const {
        const auto& f = market().get<PlatformFlows>();
        const sim::Id<PlatformFlow> amt{static_cast<std::size_t>(market().get<World>().platform("amt"))};
        const auto& batches = market().get<Batches>();
        std::int64_t in_hand = 0;
        for (std::size_t r = 0; r < batches.rows(); ++r)
            if (const BatchId b{r}; batches.key[b] != 0 && batches.platform[b] == amt.row)
                in_hand += batches.in_progress[b];
        return {f.handed_in[amt], f.returned[amt], f.approved[amt],
                f.rejected_gold[amt] + f.rejected_majority[amt] + f.rejected_manual[amt] + f.rejected_arbitrary[amt] +
                    f.rejected_client[amt] + f.rejected_incomplete[amt],
                in_hand};
    }
    const Market& market() const { return model_->market(); }

    const Model model_;
    Flows before_, after_;
};
INSTANTIATE_TEST_SUITE_P(Panels, Books, testing::Values("run.burn_in=1w", "run.burn_in=0s"));

TEST_P(Books, OfThePlatformAreTheSumsOfTheLogs) {
    const auto& logs = market().get<WorkLogs>();
    EXPECT_GT(after_.handed_in, before_.handed_in);
    EXPECT_GT(after_.rejected, before_.rejected);
    EXPECT_EQ(total(logs, &WorkLogs::submitted), after_.handed_in - before_.handed_in);
    EXPECT_EQ(total(logs, &WorkLogs::returned), after_.returned - before_.returned);
    EXPECT_EQ(total(logs, &WorkLogs::approved), after_.approved - before_.approved);
    EXPECT_EQ(total(logs, &WorkLogs::rejected), after_.rejected - before_.rejected);
    EXPECT_EQ(total(market().get<LoggedWages>(), &LoggedWages::tasks), after_.handed_in - before_.handed_in);
    EXPECT_EQ(total(market().get<LoggedWages>(), &LoggedWages::gated), total(logs, &WorkLogs::gated));
}

TEST_P(Books, OfEachAccountAreItsLog) {
    const auto& logs = market().get<WorkLogs>();
    const auto& accounts = market().get<Accounts>();
    const std::int32_t span = market().get<MeasuredSpan>().first_tick;
    for (std::size_t r = 0; r < logs.rows(); ++r) {
        const WorkLogId log{r};
        const AccountId a = logs.account[log];
        ASSERT_EQ(logs.key[log], accounts.key[a]);
        EXPECT_EQ(logs.approved[log], accounts.approved_span[a]);
        EXPECT_EQ(logs.rejected[log], accounts.rejected_span[a]);
        EXPECT_EQ(logs.pay[log], accounts.credited[a]);
        EXPECT_LE(logs.gated_time[log], logs.time[log]);
        EXPECT_LE(logs.until[log], model_->clock().begin(model_->end_tick()));
        if (span == 0) {  // no work was begun before the span
            EXPECT_GE(logs.time[log], accounts.paid[a] + accounts.rejected_time[a] + accounts.under_review[a]);
        }
    }
}

/// Whatever is accepted, or was in hand before, is handed in, comes back or is in hand.
TEST_P(Books, OfWorkAcceptedBalance) {
    const auto& logs = market().get<WorkLogs>();
    EXPECT_GT(after_.in_hand, 0);
    EXPECT_EQ(total(logs, &WorkLogs::accepted) + before_.in_hand,
              total(logs, &WorkLogs::submitted) + total(logs, &WorkLogs::returned) + after_.in_hand);
}

TEST_P(Books, PoolsAreTheAccountsThatHandedIn) {
    const auto& logs = market().get<WorkLogs>();
    std::int64_t pool = 0;
    for (std::size_t r = 0; r < logs.rows(); ++r)
        pool += logs.submitted[WorkLogId{r}] > 0;
    const World& world = market().get<World>();
    EXPECT_EQ(pools(world.platforms.size(), market().get<Accounts>(),
                    market().get<CarriedWork>())[static_cast<std::size_t>(world.platform("amt"))],
              pool);
}

/// The hours of the week and the days of the span hold the same people; so do countries and platforms at work.
TEST_P(Books, OfPresenceAgree) {
    const auto& record = market().get<sim::Recorder>();
    const auto from = static_cast<std::size_t>(model_->clock().day_of(model_->measured_from()));
    const auto series = [&](std::string_view name) {
        for (std::size_t i = 0; i < record.series().size(); ++i)
            if (record.series()[i].name == name)
                return record.total({i}, from, record.days());
        return std::int64_t{-1};
    };
    EXPECT_GT(series("online"), 0);
    EXPECT_EQ(total(market().get<LocalHours>(), &LocalHours::online), series("online"));
    EXPECT_GT(series("working"), 0);
    EXPECT_EQ(series("platform_working"), series("working"));
}

/// The log of requesters holds every batch posted; the tracker also those that were there before, and not those that come and go
/// between two looks.
TEST_P(Books, OfPostingAreSeen) {
    const auto& offers = market().get<LoggedRequesters>();
    std::int64_t posted = 0;
    const auto& record = market().get<sim::Recorder>();
    const auto amt = static_cast<std::size_t>(market().get<World>().platform("amt"));
    for (std::size_t i = 0; i < record.series().size(); ++i)
        if (record.series()[i].name == "batches_posted") {
            const auto first = static_cast<std::size_t>(model_->clock().day_of(model_->measured_from()));
            posted = record.value({i}, record.days() - 1, amt) - (first > 0 ? record.value({i}, first - 1, amt) : 0);
        }
    EXPECT_EQ(total(offers, &LoggedRequesters::batches), posted);
    EXPECT_LE(market().get<Sightings>().rows(), static_cast<std::size_t>(posted) + market().get<Batches>().rows());
    EXPECT_GE(static_cast<double>(market().get<Sightings>().rows()), 0.5 * static_cast<double>(posted));
}

/// What other programs rely on: groups, columns and remarks of the three studies.
TEST(Panels, AreWrittenAsTheyAreDocumented) {
    const Model model = finished(with());
    const tests::TempFolder folder;
    const auto file = folder / "panels.h5";
    {
        sim::ResultWriter writer(file, sim::ResultWriter::IfExists::refuse);
        analysis::write_panels(writer, *model, model->end_tick(), 2);
        writer.commit();
    }
    const auto result = sim::Hdf5Reader::open(file);
    using Words = std::vector<std::string>;
    EXPECT_EQ(result.columns("/surveys/log-2016/answers"),
              (Words{"key", "country", "woman", "accepted", "submitted", "returned", "approved", "rejected", "hours", "pay", "wage",
                     "gated", "gated_hours", "gated_pay", "research", "research_hours", "research_pay", "platform"}));
    EXPECT_EQ(result.columns("/surveys/log-2016/requesters"), (Words{"requester", "offered", "batches", "reward_mass"}));
    EXPECT_EQ(result.columns("/surveys/log-2016/wages"), (Words{"edge_from", "edge_to", "tasks", "gated_tasks"}));
    EXPECT_EQ(result.columns("/surveys/track-2014/answers"),
              (Words{"batch", "requester", "type", "reward", "size", "first_seen", "last_open", "complete", "gate", "platform"}));
    EXPECT_EQ(result.columns("/surveys/register-2018/answers"), (Words{"platform", "country", "registrations"}));
    EXPECT_EQ(result.columns("/surveys/register-2018/people"), (Words{"country", "registrations", "people", "ever_worked"}));
    const std::string log = "/surveys/log-2016";
    EXPECT_EQ(result.attribute<std::string>(log, "instrument"), "LOG");
    EXPECT_EQ(result.attribute<std::int64_t>(log, "wanted"), 2676);
    // The tiny world has fewer accounts than the study wanted: all are in the panel, and the panel is the platform.
    std::int64_t accounts = 0;
    const auto& logs = model->market().get<WorkLogs>();
    for (std::size_t r = 0; r < logs.rows(); ++r)
        accounts += logs.submitted[WorkLogId{r}] > 0;
    EXPECT_EQ(result.attribute<std::int64_t>(log, "taken"), accounts);
    const auto hours = result.column<double>(log + "/answers", "hours"), pay = result.column<double>(log + "/answers", "pay"),
               wage = result.column<double>(log + "/answers", "wage");
    ASSERT_EQ(std::ssize(hours), accounts);
    for (std::size_t i = 0; i < hours.size(); ++i)
        EXPECT_DOUBLE_EQ(wage[i] * hours[i], pay[i]);
    const std::int64_t start = 1'514'764'800;  // 2018-01-01, as `date -u -d 2018-01-01 +%s` says
    const auto seen = result.column<std::int64_t>("/surveys/track-2014/answers", "first_seen");
    EXPECT_EQ(seen.front(), start + 1800) << "the first look is at the end of the span's second quarter of an hour";
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    const auto complete = result.column<std::int64_t>("/surveys/track-2014/answers", "complete");
    const auto last = result.column<std::int64_t>("/surveys/track-2014/answers", "last_open");
    for (std::size_t i = 0; i < seen.size(); ++i)
        EXPECT_EQ(complete[i] == 1, last[i] < start + 7 * 86400);
}

}  // namespace tiny::panels
