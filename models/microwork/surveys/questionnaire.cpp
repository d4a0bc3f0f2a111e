#include "models/microwork/surveys/questionnaire.hpp"

#include <algorithm>
#include <numeric>

#include "sim/sampling.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose recall{"surveys.recall"};
constexpr sim::Purpose households{"surveys.household"};
constexpr sim::Purpose past_refusals{"surveys.past_refusals"};

constexpr double hours_a_month = 52.0 / 12 * 40, weeks_a_month = weeks_in_a_quarter / 3.0;

Answer yes_if(bool yes) { return yes ? Answer::yes : Answer::no; }

/// Sum of the weeks that are over: all places but that of the running week.
template <class Ring>
double sum_before(const Ring& ring, std::int32_t week) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (i != static_cast<std::size_t>(week) % ring.size())
            sum += static_cast<double>(ring[i]);
    return sum;
}

/// Sum of all places: the running week counts.
template <class Ring>
double sum_with(const Ring& ring) {
    return static_cast<double>(std::accumulate(ring.begin(), ring.end(), std::int64_t{0}));
}

double share(std::int64_t part, std::int64_t all) { return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0; }

}  // namespace

double told_hours(double hours, double limit) {
    if (hours <= 0)
        return 0;
    const double step = hours < limit ? 1 : 5;
    return std::max(1.0, static_cast<double>(static_cast<std::int64_t>(hours / step + 0.5)) * step);
}

double told_pay(double amount, std::int64_t digits) {
    if (amount <= 0)
        return 0;
    double unit = 1, top = 1;
    for (std::int64_t d = 0; d < digits; ++d)
        top *= 10;
    while (amount >= top * unit)
        unit *= 10;
    while (unit > 0.01 && amount < top * unit / 10)  // nobody counts less than a cent
        unit /= 10;
    return static_cast<double>(static_cast<std::int64_t>(amount / unit + 0.5)) * unit;
}

/// What the ledgers say of the weeks that a person thinks of.
struct Questionnaire::Typical {
    double paid = 0, unpaid = 0;  ///< hours a week
    double pay = 0;               ///< USD a week
    double pay_month = 0;         ///< USD
    double online = 0;            ///< hours a week
};

Questionnaire::Typical Questionnaire::typical(LifeId life) const {
    const Recollections::row_id r{life.row};
    const std::int32_t now = step.week(), since = now - workers.entry_week[lives.worker[life]];
    const double weeks = std::clamp<std::int32_t>(since, 1, typical_weeks);
    const double quarter = std::clamp<std::int32_t>(since, 1, weeks_in_a_quarter);
    double pay = 0;
    for (std::int32_t w = std::max(0, now - static_cast<std::int32_t>(typical_weeks)); w < now; ++w)
        pay += static_cast<double>(memory.pay[r][static_cast<std::size_t>(w) % memory.pay[r].size()]);
    Typical t;
    t.paid = sum_before(memory.paid[r], now) / 3600 / weeks, t.unpaid = sum_before(memory.unpaid[r], now) / 3600 / weeks;
    t.pay = pay / weeks;
    t.pay_month = sum_before(memory.pay[r], now) / quarter * weeks_a_month;
    t.online = sum_before(memory.online[r], now) / 3600 / weeks;
    return t;
}

void Questionnaire::about_the_person(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const {
    answers.key[a] = lives.key[life];
    answers.country[a] = lives.country[life];
    answers.woman[a] = lives.woman[life], answers.age_band[a] = lives.age_band[life];
    answers.degree[a] = lives.degree[life], answers.status[a] = lives.status[life];
    answers.caregiver[a] = lives.caregiver[life], answers.condition[a] = lives.condition[life];
    answers.connection[a] = lives.connection[life];
}

void Questionnaire::about_the_work(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const {
    const Typical week = typical(life);
    tell(life, week, a, answers);
    think(life, week, a, answers);
    complain(life, a, answers);
    std::uint8_t platforms = 0;
    for (AccountId account = lives.first_account[life]; account; account = accounts.next[account])
        platforms += accounts.approved[account] + accounts.rejected[account] > 0 || accounts.under_review[account].value > 0;
    answers.platforms_used[a] = std::max<std::uint8_t>(1, platforms);
}

/// Numbers, as they are told.
void Questionnaire::tell(LifeId life, const Typical& week, SurveyAnswers::row_id a, SurveyAnswers& answers) const {
    sim::Dice dice = step.dice(recall, lives.key[life]);
    const double limit = params.hours_limit(), sd = params.recall_sd();
    const auto recalled = [&](double hours) { return static_cast<float>(told_hours(hours * dice.lognormal(1, sd), limit)); };
    const auto amount = [&](double dollars) { return static_cast<float>(told_pay(dollars, params.pay_digits())); };
    answers.hours_paid[a] = recalled(week.paid);
    const double unpaid = week.unpaid * dice.lognormal(1, sd);
    answers.hours_unpaid[a] = unpaid < 0.5 ? 0 : static_cast<float>(told_hours(unpaid, limit));
    answers.pay_week[a] = amount(week.pay), answers.pay_month[a] = amount(week.pay_month);
    answers.true_hours_paid[a] = static_cast<float>(week.paid), answers.true_hours_unpaid[a] = static_cast<float>(week.unpaid);
    answers.true_pay_week[a] = static_cast<float>(week.pay);
}

/// What else there is in life, and whether there should be more work.
void Questionnaire::think(LifeId life, const Typical& week, SurveyAnswers::row_id a, SurveyAnswers& answers) const {
    const std::uint64_t key = lives.key[life];
    const Recollections::row_id r{life.row};
    const CountryData& home = world.countries[lives.country[life]];
    const bool has_job = lives.status[life] == static_cast<std::uint8_t>(ActivityStatus::employed);
    sim::Dice dice = step.randomness.dice(households, key);
    const double household = dice.lognormal(has_job ? 1 : params.household_idle(), params.household_sd());
    const double other =
        lives.main_income[life]
            ? 0
            : home.wage_proxy * hours_a_month * dice.lognormal(has_job ? 1 : params.other_income_idle(), params.other_income_sd());
    answers.poor_household[a] = yes_if(household < params.poverty_line());
    answers.main_income[a] = yes_if(week.pay_month > other);

    const bool entrant = workers.entry_week[lives.worker[life]] != 0;
    const ActivityTraits traits = activity.traits(step.randomness, key, workers.country[lives.worker[life]], entrant);
    const double hours_wanted =
        traits.sessions_per_week * (traits.regular ? activity.params.regular_hours() : activity.params.casual_hours());
    const double scarce = static_cast<double>(lives.scarcity[life]);
    const bool wants_more = scarce > params.scarce() || week.online < hours_wanted;
    // Other reasons to stop: a target reached in the last week, care and breaks, the connection.
    const bool had_enough = lives.satisfied_until[life].value > step.begin().value - sim::seconds_per_week;
    const double called_away = share(lives.interrupted[life].value, lives.online[life].value),
                 cut_off = share(lives.cut_off[life].value, lives.online[life].value);
    answers.wants_more[a] = yes_if(wants_more);
    answers.not_enough_tasks[a] = yes_if(wants_more && !had_enough && scarce > called_away && scarce > cut_off);
    const double online = sum_with(memory.online[r]);
    answers.night_work[a] = yes_if(online > 0 && sum_with(memory.night[r]) >= params.time_of_day() * online);
    answers.evening_work[a] = yes_if(online > 0 && sum_with(memory.evening[r]) >= params.time_of_day() * online);
    answers.does_surveys[a] = yes_if(sum_with(memory.surveys[r]) >= static_cast<double>(params.regular_tasks()));
}

/// Refusals of the whole career: what lies before the run was as unjust, and as silent, as its platform has been since.
void Questionnaire::complain(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const {
    const Recollections::row_id r{life.row};
    std::int64_t refused = 0, refused_correct = 0;
    for (AccountId account = lives.first_account[life]; account; account = accounts.next[account])
        refused += accounts.rejected[account], refused_correct += accounts.rejected_correct[account];
    const sim::Id<PlatformFlow> p{answers.platform[a]};
    const std::int64_t rejected = flows.rejected_gold[p] + flows.rejected_majority[p] + flows.rejected_manual[p] +
                                  flows.rejected_arbitrary[p] + flows.rejected_client[p] + flows.rejected_incomplete[p];
    const auto before = static_cast<std::int32_t>(std::max<std::int64_t>(0, refused - memory.rejected[r]));
    sim::Dice dice = step.randomness.dice(past_refusals, lives.key[life]);
    const std::int32_t unjust = sim::binomial(dice, before, share(flows.rejected_correct[p], rejected)),
                       silent = sim::binomial(dice, before, share(flows.unexplained[p], rejected));
    answers.ever_rejected[a] = yes_if(refused > 0);
    answers.all_justified[a] = refused == 0 ? Answer::not_applicable : yes_if(refused_correct + unjust == 0);
    answers.rejections[a] = static_cast<std::uint32_t>(refused);
    answers.rejections_unexplained[a] = memory.unexplained[r] + static_cast<std::uint32_t>(silent);
}

}  // namespace microwork
