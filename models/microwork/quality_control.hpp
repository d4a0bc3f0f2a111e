// What a requester's quality control refuses of one submission. Model rules, section 9; founding documents 000, 002 and 003.
#pragma once

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

struct QualityParams : sim::ParamGroup {
    QualityParams() : ParamGroup("review") {}
    Param<sim::Share> gold_items{this,
                                 "gold_items",
                                 sim::Share{0.15f},
                                 {sim::Share{0}, sim::Share{1}},
                                 "share of assignments that are gold questions",
                                 "task types table: 10 to 20 %"};
    Param<sim::Share> gold_failures{this,
                                    "gold_failures",
                                    sim::Share{0.3f},
                                    {sim::Share{0}, sim::Share{1}},
                                    "share of failed gold questions above which a submission is rejected",
                                    "Appen: 70 % accuracy (platforms table)"};
    Param<double> manual_sample{
        this, "manual_sample", 0.2, {0.0, 1.0}, "share of assignments that a requester who looks at a sample looks at", "assumed"};
    Param<double> manual_false_refusal{
        this, "manual_false_refusal", 0.02, {0.0, 1.0}, "correct assignments of the sample that are refused in error", "assumed"};
    Param<double> manual_miss{this,     "manual_miss", 0.3, {0.0, 1.0}, "wrong assignments of the sample that are not noticed",
                              "assumed"};
    Param<bool> refusals_keep_data{this, "refusals_keep_data", true,
                                   "requesters who refuse a whole batch keep the data and ask for no replacement",
                                   "founding document 002"};
    Param<Seconds> client_delay{this,
                                "client_delay",
                                Seconds{4 * 86400},
                                {Seconds{0}, Seconds{60 * 86400}},
                                "mean time from the checkers' acceptance to the client's decision",
                                "assumed"};
};

/// Answers that agree with common sense ("usual") and those that do not: right and wrong, except on items that mislead.
struct Answers {
    std::int32_t usual = 0, unusual = 0;
    std::int32_t sum() const { return usual + unusual; }
    friend Answers operator-(Answers a, Answers b) { return {a.usual - b.usual, a.unusual - b.unusual}; }
};

/// What a requester with this quality control refuses of a submission; `agreement` is the share of usual answers in the batch.
Answers refused_by(const QualityParams& params, QualityControl control, const TaskTypeData& type, double agreement,
                   Answers submitted, sim::Dice dice);

/// The correct ones among these answers: usual answers on plain items, unusual ones on misleading items.
std::int32_t correct_among(Answers answers, double misleading, sim::Dice& dice);

/// Chance that an answer is refused as the minority among `redundancy` answers to an item, its own included, when each other
/// answer agrees with it with probability `agree`. A tie refuses nobody. Closed form (binomial).
double minority_chance(int redundancy, double agree);

}  // namespace microwork
