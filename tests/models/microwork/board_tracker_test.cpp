// A tracker of the board: batches with a known posting and a known end.
#include "models/microwork/surveys/board_tracker.hpp"

#include <gtest/gtest.h>

#include "tests/models/microwork/shipped.hpp"

namespace microwork::board_tracker_test {

/// A board on which the test posts and takes; looks are at the end of every second tick from the tick `first`.
class Tracked : public testing::Test {
  protected:
    static constexpr std::int32_t first = 4;
    Tracked() : model_(shipped::model({"surveys.on=[\"track-2014\"]"})), clock_(model_->clock()) {
        boards_.prepare(model_->market().get<World>().platforms.size());
    }
    const Surveys& surveys() const { return model_->market().get<Surveys>(); }
    const SurveyDesign& study() const { return *surveys().find(SurveyKind::track); }
    std::uint8_t platform(const char* id) const { return static_cast<std::uint8_t>(model_->market().get<World>().platform(id)); }

    BatchId post(std::uint64_t key, std::int32_t open, const char* on, BatchId row = {}) {
        const BatchId b = row ? row : batches_.append();
        batches_.key[b] = key, batches_.open[b] = open, batches_.platform[b] = platform(on);
        boards_.platform[batches_.platform[b]].newest.push_back(b);
        return b;
    }
    void look(std::int32_t tick) {
        TrackBoard{}({tick, clock_, randomness_, parallel_, 16}, {first}, surveys(), boards_, batches_, sightings_, seen_);
    }
    void look(std::int32_t from, std::int32_t to) {
        for (std::int32_t tick = from; tick < to; ++tick)
            look(tick);
    }
    bool complete(SightingId s, std::int32_t end) const {
        return sightings_.last_open[s] < latest_look(study(), clock_, {first}, end);
    }

    const std::unique_ptr<MicroworkModel> model_;
    const sim::Clock clock_;
    const sim::Randomness randomness_{1, 0};
    const sim::Parallel parallel_{1};
    Boards boards_;
    Batches batches_;
    Sightings sightings_;
    SeenBatches seen_;
};

TEST_F(Tracked, LooksFallOnTheEndOfEverySecondTick) {
    EXPECT_EQ(ticks_between_looks(study(), clock_), 2);
    post(1, 10, "amt");
    look(0, 5);
    EXPECT_EQ(sightings_.rows(), 0u) << "not before the span, and not at the end of its first tick";
    look(5);
    ASSERT_EQ(sightings_.rows(), 1u);
    EXPECT_EQ(sightings_.first_seen[SightingId{0u}], clock_.begin(6));
    EXPECT_EQ(latest_look(study(), clock_, {first}, 6), clock_.begin(6));
    EXPECT_EQ(latest_look(study(), clock_, {first}, 7), clock_.begin(6));
    EXPECT_EQ(latest_look(study(), clock_, {first}, 8), clock_.begin(8));
}

/// Posted in tick 6 and emptied in tick 12: seen at the ends of the ticks 7 (begin of 8), 9 and 11 (begin of 12).
TEST_F(Tracked, ABatchIsCompleteAtTheLastLookWithWorkRemaining) {
    look(4, 6);
    const BatchId b = post(1, 10, "amt");
    batches_.reward[b] = sim::dollars(0.05), batches_.gate[b] = 500, batches_.requester[b] = 33, batches_.type[b] = 5;
    const BatchId stays = post(2, 7, "amt");
    look(6, 9);
    batches_.open[b] = 4;  // some of it is taken
    look(9, 12);
    batches_.open[b] = 0;
    look(12, 20);
    ASSERT_EQ(sightings_.rows(), 2u);
    const SightingId s{0u}, t{1u};
    EXPECT_EQ(sightings_.key[s], 1u);
    EXPECT_EQ(sightings_.size[s], 10) << "as it was when first seen";
    EXPECT_EQ(sightings_.reward[s], sim::dollars(0.05));
    EXPECT_EQ(sightings_.gate[s], 500u);
    EXPECT_EQ(sightings_.requester[s], 33);
    EXPECT_EQ(sightings_.type[s], 5);
    EXPECT_EQ(sightings_.first_seen[s], clock_.begin(8));
    EXPECT_EQ(sightings_.last_open[s], clock_.begin(12));
    EXPECT_TRUE(complete(s, 20));
    EXPECT_FALSE(complete(t, 20)) << "censored: work remains at the latest look";
    EXPECT_FALSE(complete(t, 21)) << "and still is when the run ends between two looks";
    EXPECT_EQ(batches_.open[stays], 7);
}

TEST_F(Tracked, ABatchThatOpensAgainIsTheSameBatch) {
    const BatchId b = post(1, 3, "amt");
    look(4, 8);
    batches_.open[b] = 0;
    look(8, 12);
    batches_.open[b] = 1;  // a rejected assignment is asked for again
    look(12, 14);
    batches_.open[b] = 0;
    look(14, 18);
    ASSERT_EQ(sightings_.rows(), 1u);
    EXPECT_EQ(sightings_.last_open[SightingId{0u}], clock_.begin(14));
    EXPECT_EQ(sightings_.size[SightingId{0u}], 3);
}

TEST_F(Tracked, ARowThatIsUsedAgainIsAnotherBatch) {
    const BatchId b = post(1, 3, "amt");
    look(4, 6);
    boards_.platform[platform("amt")].newest.clear();
    post(9, 5, "amt", b);
    look(6, 10);
    ASSERT_EQ(sightings_.rows(), 2u);
    EXPECT_EQ(sightings_.last_open[SightingId{0u}], clock_.begin(6));
    EXPECT_EQ(sightings_.key[SightingId{1u}], 9u);
    EXPECT_EQ(sightings_.first_seen[SightingId{1u}], clock_.begin(8));
}

TEST_F(Tracked, WhatComesAndGoesBetweenTwoLooksOrIsElsewhereIsNotSeen) {
    look(4, 6);
    const BatchId b = post(1, 3, "amt");
    look(6);
    batches_.open[b] = 0;
    post(2, 3, "clickworker");
    look(7, 12);
    EXPECT_EQ(sightings_.rows(), 0u);
}

}  // namespace microwork::board_tracker_test
