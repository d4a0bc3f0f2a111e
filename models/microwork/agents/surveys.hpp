// What studies that are tasks leave behind: the answers, and what people remember to answer. Both tables stay empty without such
// a study. No mechanism of the market reads them.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/agents/workers.hpp"

namespace microwork {

struct Recollection;
struct SurveyAnswer;

/// Weeks that people think of when they are asked for a typical one, and weeks in three months.
inline constexpr std::size_t typical_weeks = 4, weeks_in_a_quarter = 13;
/// Rings by week have one more place: the running week.
template <class T>
using TypicalRing = std::array<T, typical_weeks + 1>;
using PayRing = std::array<float, weeks_in_a_quarter + 1>;

/// What people remember of the last weeks: one row for each life, in the order of `Lives`.
struct Recollections final : sim::Records<Recollection> {
    Recollections() : Records("recollections", "what people remember when a study asks them") { hash_by("key"); }
    Column<std::uint64_t> key{this, "key", "structural key of the worker"};
    Column<PayRing> pay{this, "pay", "pay credited less fees of payouts, by week (ring), USD"};
    Column<TypicalRing<std::int32_t>> paid{this, "paid", "seconds of paid work by week (ring)"};
    Column<TypicalRing<std::int32_t>> unpaid{this, "unpaid", "unpaid seconds by week (ring): rejected work too"};
    Column<TypicalRing<std::int32_t>> online{this, "online", "seconds online in sessions that ended, by week (ring)"};
    Column<TypicalRing<std::int32_t>> night{this, "night", "of these, from 22 to 5 o'clock by the person's clock"};
    Column<TypicalRing<std::int32_t>> evening{this, "evening", "of these, from 18 to 22 o'clock"};
    Column<TypicalRing<std::uint16_t>> surveys{this, "surveys", "assignments of surveys handed in, by week (ring)"};
    Column<std::int64_t> seen_pay{this, "seen_pay", "micro-dollars credited less fees when the books were last looked at"};
    Column<Seconds32> seen_paid{this, "seen_paid", "paid work then"};
    Column<Seconds32> seen_unpaid{this, "seen_unpaid", "unpaid time then"};
    Column<std::uint32_t> rejected{this, "rejected", "assignments rejected since the run began"};
    Column<std::uint32_t> unexplained{this, "unexplained", "of these, without a reason"};
};

/// What somebody answers to "no", "yes", or that it does not apply.
enum class Answer : std::uint8_t { no, yes, not_applicable };

/// Answers to studies that are tasks, in the order in which they were handed in; those of one round of a tick by key.
struct SurveyAnswers final : sim::Records<SurveyAnswer> {
    SurveyAnswers() : Records("survey_answers", "answers to studies that are posted as tasks") { hash_by("key"); }
    Column<std::uint64_t> key{this, "key", "structural key of the worker"};
    Column<Instant> answered{this, "answered", "when it was handed in"};
    Column<std::uint32_t> wave{this, "wave", "number of the post"};
    Column<std::uint8_t> study{this, "study", "number of the study among those of the run"};
    Column<std::uint8_t> stratum{this, "stratum", "row of its design"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform on which it was posted"};
    Column<std::uint8_t> country{this, "country", "index of the country of residence"};
    Column<std::uint8_t> paper{this, "paper", "index of the account's country on paper"};
    Column<std::uint8_t> woman{this, "woman", "1 = woman"};
    Column<std::uint8_t> age_band{this, "age_band", "as in lives"};
    Column<std::uint8_t> degree{this, "degree", "1 = holds a university degree"};
    Column<std::uint8_t> status{this, "status", "activity status outside micro-work"};
    Column<std::uint8_t> caregiver{this, "caregiver", "1 = looks after somebody"};
    Column<std::uint8_t> condition{this, "condition", "1 = limiting health condition"};
    Column<std::uint8_t> connection{this, "connection", "class of the connection"};
    Column<std::uint8_t> platforms_used{this, "platforms_used", "platforms on which the person has handed in work"};
    Column<Answer> main_income{this, "main_income", "micro-work brings more than everything else"};
    Column<Answer> wants_more{this, "wants_more", "would do more micro-work"};
    Column<Answer> not_enough_tasks{this, "not_enough_tasks", "mainly for want of tasks"};
    Column<Answer> ever_rejected{this, "ever_rejected", "work was refused at least once"};
    Column<Answer> all_justified{this, "all_justified", "all refusals were justified"};
    Column<Answer> night_work{this, "night_work", "works at night"};
    Column<Answer> evening_work{this, "evening_work", "works in the evening"};
    Column<Answer> does_surveys{this, "does_surveys", "regularly does surveys"};
    Column<Answer> poor_household{this, "poor_household", "household income below the poverty line"};
    Column<std::uint32_t> rejections{this, "rejections", "assignments refused in the whole career"};
    Column<std::uint32_t> rejections_unexplained{this, "rejections_unexplained", "of these, without a reason"};
    Column<float> hours_paid{this, "hours_paid", "hours of paid work in a typical week, as told"};
    Column<float> hours_unpaid{this, "hours_unpaid", "unpaid hours in a typical week, as told"};
    Column<float> pay_week{this, "pay_week", "pay of a typical week, as told, USD"};
    Column<float> pay_month{this, "pay_month", "pay a month, mean of three months, as told, USD"};
    Column<float> true_hours_paid{this, "true_hours_paid", "hours of paid work in a typical week"};
    Column<float> true_hours_unpaid{this, "true_hours_unpaid", "unpaid hours in a typical week"};
    Column<float> true_pay_week{this, "true_pay_week", "pay of a typical week, USD"};
};

}  // namespace microwork
