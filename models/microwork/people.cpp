#include "models/microwork/people.hpp"

#include <algorithm>
#include <boost/random/discrete_distribution.hpp>
#include <cmath>

#include "sim/elementary.hpp"
#include "sim/sampling.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose person_traits{"people.traits"};
constexpr sim::Purpose person_accounts{"people.accounts"};
constexpr sim::Purpose person_career{"people.career"};

template <std::size_t n>
std::uint8_t pick(sim::Dice& dice, const std::array<double, n>& shares) {
    return static_cast<std::uint8_t>(boost::random::discrete_distribution<int, double>(shares.begin(), shares.end())(dice));
}

std::uint32_t count(sim::Dice& dice, double mean) { return static_cast<std::uint32_t>(sim::poisson(dice, mean)); }

}  // namespace

void People::prepare(const World& world, const Activity& activity) {
    world_ = &world;
    activity_ = &activity;
    const int amt = world.platform("amt");
    double sum = 0, weight = 0;
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        const double w = amt >= 0 ? world.platforms[static_cast<std::size_t>(amt)].accounts[c] : world.countries[c].accounts;
        sum += w * world.countries[c].wage_proxy, weight += w;
    }
    reference_wage_ = weight > 0 ? sum / weight : 1;
}

People::Circumstances People::circumstances(sim::Dice& dice, const CountryData& home) const {
    Circumstances c{};
    c.woman = dice.chance(home.women);
    c.age_band = pick(dice, home.age);
    c.degree = dice.chance(home.degree);
    c.status = pick(dice, home.status);
    c.caregiver = dice.chance(c.woman ? home.caregiver_women : home.caregiver_men);
    c.connection = pick(dice, home.connection);
    c.backup = dice.chance(params.mobile_data().value);
    c.condition = dice.chance(home.limiting_condition) || c.status == static_cast<std::uint8_t>(ActivityStatus::unable_health);
    return c;
}

bool People::kept_from_jobs(const sim::Randomness& randomness, std::uint64_t key, std::uint8_t country) const {
    sim::Dice dice = randomness.dice(person_traits, key);
    const Circumstances c = circumstances(dice, world_->countries[country]);
    return kept_from_jobs(randomness, key, c.condition, c.status);
}

void People::draw(const sim::Randomness& randomness, const ActivityTraits& traits, Lives& lives, LifeId life) const {
    const CountryData& home = world_->countries[lives.country[life]];
    sim::Dice dice = randomness.dice(person_traits, lives.key[life]);
    const Circumstances c = circumstances(dice, home);
    lives.woman[life] = c.woman, lives.age_band[life] = c.age_band, lives.degree[life] = c.degree;
    lives.status[life] = c.status, lives.caregiver[life] = c.caregiver, lives.condition[life] = c.condition;
    lives.connection[life] = c.connection, lives.backup[life] = c.backup;
    lives.regular[life] = traits.regular;
    lives.main_income[life] = traits.main_income;
    lives.zone[life] = traits.zone;
    lives.speed[life] = static_cast<float>(dice.lognormal(1, params.speed_log_sd()));
    lives.skill[life] = static_cast<float>(params.skill_mean() + params.skill_sd() * dice.normal());

    // Lower pay is acceptable to those whom a condition keeps from other jobs.
    const bool excluded = kept_from_jobs(randomness, lives, life);
    const double rho = params.wage_intensity();
    const double score = rho * traits.intensity_score + std::sqrt(1 - rho * rho) * dice.normal();
    const double relative_wage = el::log(home.wage_proxy / reference_wage_);
    const double log_wage = el::log(params.wage_median()) + params.wage_of_country() * relative_wage +
                            (traits.main_income ? params.wage_main_income() : 0) + (excluded ? params.wage_condition() : 0) +
                            params.wage_log_sd() * score;
    lives.baseline_wage[life] = HourlyPay{static_cast<float>(el::exp(log_wage))};
    lives.expected_pay[life] = first_pay();

    RequesterNumbers nobody;
    nobody.fill(no_requester);
    lives.known[life] = nobody;
    lives.known_refusal_day[life] = {-1, -1, -1, -1};
}

AccountList People::accounts(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits,
                             std::uint8_t country, bool entrant) const {
    AccountList list;
    list.platform[list.count++] = traits.platform;
    if (entrant)
        return list;  // newcomers register on one platform
    sim::Dice dice = randomness.dice(person_accounts, key);
    const double u = dice.uniform();
    const double four = traits.regular ? params.regular_fourth() : params.fourth_account();
    const double three = four + (traits.regular ? params.regular_third() : params.third_account());
    const double two = three + (traits.regular ? params.regular_second() : params.second_account());
    const std::size_t wanted = u < four ? 4 : u < three ? 3 : u < two ? 2 : 1;
    while (list.count < wanted) {
        double sum = 0;
        const auto weight = [&](std::size_t p) {
            const auto held = std::find(list.platform.begin(), list.platform.begin() + static_cast<std::ptrdiff_t>(list.count),
                                        static_cast<std::uint8_t>(p));
            return held != list.platform.begin() + static_cast<std::ptrdiff_t>(list.count) ? 0.0
                                                                                           : world_->platforms[p].accounts[country];
        };
        for (std::size_t p = 0; p < world_->platforms.size(); ++p)
            sum += weight(p);
        if (sum <= 0)
            break;  // the country is served by no further platform
        double left = dice.uniform() * sum;
        for (std::size_t p = 0; p < world_->platforms.size(); ++p)
            if (weight(p) > 0) {
                list.platform[list.count] = static_cast<std::uint8_t>(p);
                if ((left -= weight(p)) < 0)
                    break;
            }
        ++list.count;
    }
    return list;
}

Career People::career(const sim::Randomness& randomness, std::uint64_t account_key, const ActivityTraits& traits,
                      std::size_t accounts, const PlatformData& platform, bool entrant) const {
    if (entrant)
        return {};
    sim::Dice dice = randomness.dice(person_career, account_key);
    const double weeks = std::min(dice.exponential() * params.tenure_weeks(), 8 * 52.0);
    Career c;
    c.approved = count(dice, std::min(1e6, past_hours(traits) * weeks * params.tasks_per_hour() / static_cast<double>(accounts)));
    const std::uint32_t clusters = count(dice, c.approved * params.past_rejection() / params.past_cluster());
    c.rejected = std::min(c.approved, clusters + count(dice, clusters * (params.past_cluster() - 1)));
    c.approved -= c.rejected;
    if (c.approved > 0)
        c.balance = Money{static_cast<std::int64_t>(dice.uniform() * static_cast<double>(platform.payout_threshold.value))};
    return c;
}

double People::past_hours(const ActivityTraits& traits) const {
    return traits.sessions_per_week * (traits.regular ? activity_->params.regular_hours() : activity_->params.casual_hours());
}

double People::past_exposure(const ActivityTraits& traits, const AccountList& accounts, bool entrant) const {
    if (entrant)
        return 0;
    double per_hour = 0;  // mean over the accounts
    for (std::size_t i = 0; i < accounts.count; ++i)
        per_hour += world_->platforms[accounts.platform[i]].harm / static_cast<double>(accounts.count);
    return harm.at_rest(past_hours(traits) * paid_share_of_time_online, per_hour);
}

}  // namespace microwork
