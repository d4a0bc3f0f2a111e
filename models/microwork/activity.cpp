#include "models/microwork/activity.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose activity_traits{"activity.traits"};
constexpr sim::Purpose candidate_gaps{"activity.candidate_gaps"};
constexpr sim::Purpose log_in{"activity.log_in"};

/// E[min(X, cap)] for log-normal X with the given median and log standard deviation.
double capped_lognormal_mean(double median, double log_sd, double cap) {
    if (log_sd == 0)
        return std::min(median, cap);
    const double z = el::log(cap / median) / log_sd;
    return median * el::exp(0.5 * log_sd * log_sd) * el::normal_cdf(z - log_sd) + cap * (1 - el::normal_cdf(z));
}

/// Running shares of a country's accounts over the platforms that count; all 0 when there are none.
template <class Counts>
std::vector<double> running_shares(const World& world, std::size_t country, Counts&& counts) {
    std::vector<double> running;
    double sum = 0;
    for (const auto& p : world.platforms)
        running.push_back(sum += counts(p) ? p.accounts[country] : 0);
    for (double& share : running)
        share = sum > 0 ? share / sum : 0;
    return running;
}

}  // namespace

void Activity::prepare(const World& world) {
    world_ = &world;
    platform_shares_.clear(), open_shares_.clear();
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        platform_shares_.push_back(running_shares(world, c, [](const PlatformData&) { return true; }));
        open_shares_.push_back(running_shares(world, c, [c](const PlatformData& p) { return p.signup_open[c] != 0; }));
        if (open_shares_.back().back() == 0)
            open_shares_.back() = platform_shares_.back();  // nowhere open: as before
    }
}

double Activity::sessions(bool regular, double score, double multiplier) const {
    const double median = regular ? params.regular_median() : params.casual_median();
    const double log_sd = regular ? params.regular_log_sd() : params.casual_log_sd();
    const double cap = regular ? params.regular_cap() : params.casual_cap();
    return std::min(cap, multiplier * median * el::exp(log_sd * score));
}

ActivityTraits Activity::traits(const sim::Randomness& randomness, std::uint64_t key, std::uint8_t country, bool entrant) const {
    const CountryData& home = world_->countries[country];
    const auto& shares = entrant ? open_shares_[country] : platform_shares_[country];
    ActivityTraits t;
    // A newcomer is somebody who will be active: drawn again, under the next number, until that is so (or 64 times).
    for (std::uint32_t attempt = 0;; ++attempt) {
        sim::Dice dice = randomness.dice(activity_traits, key, attempt);
        const double platform = dice.uniform();
        t.platform = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(
            std::upper_bound(shares.begin(), shares.end(), platform) - shares.begin(), std::ssize(shares) - 1));
        t.regular = dice.chance(params.regular_share().value);
        t.intensity_score = dice.normal();
        t.main_income = dice.chance(t.regular ? params.regular_main_income().value : params.casual_main_income().value);
        t.sessions_per_week = sessions(t.regular, t.intensity_score, world_->platforms[t.platform].hours_multiplier);
        t.zone = zone_of(home, dice.uniform());
        const double style = t.style = dice.uniform();
        const bool americas = home.utc_offset_h <= -2;
        t.rhythm = style < params.side_job().value ? &world_->worker_side_job : &world_->worker_general;
        if (t.regular && !americas)
            t.rhythm = style < params.us_aligned().value ? &world_->worker_us_aligned : &world_->worker_general;
        if (!entrant || attempt == 63 || dice.chance(1 - el::exp(-params.entrant_weeks() * t.sessions_per_week)))
            return t;
    }
}

sim::Instant Activity::next_candidate(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& t,
                                      std::uint32_t n, sim::Instant from, std::int32_t origin_second_of_week) const {
    const double rate = bound * t.sessions_per_week / 168;  // per hour of mean rhythm
    if (rate <= 0)
        return sim::never;
    const double hours = randomness.dice(candidate_gaps, key, n).exponential() / rate;
    if (hours > 500'000)
        return sim::never;
    constexpr std::int64_t week = sim::seconds_per_week;
    const std::int64_t local = (std::int64_t{from.value} + origin_second_of_week + t.zone * 900 + week) % week;
    const double seconds = t.rhythm->advance(static_cast<double>(local), hours);
    const double at = from.value + std::max(1.0, seconds);
    return at < sim::never.value ? sim::Instant{static_cast<std::int32_t>(at)} : sim::never;
}

sim::Dice Activity::decision(const sim::Randomness& randomness, std::uint64_t key, std::uint32_t n) {
    return randomness.dice(log_in, key, n);
}

LogInCandidate Activity::upcoming(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& t, std::uint32_t n,
                                  sim::Instant from, std::int32_t origin_second_of_week) const {
    for (;; ++n) {
        from = next_candidate(randomness, key, t, n, from, origin_second_of_week);
        if (from == sim::never || decision(randomness, key, n).uniform() * bound < highest_attractiveness * most_log_ins_)
            return {n, from};
    }
}

double Activity::draw_hours(sim::Dice& dice, bool regular) const {
    const double mean = regular ? params.regular_hours() : params.casual_hours();
    const double log_sd = regular ? params.regular_hours_log_sd() : params.casual_hours_log_sd();
    return dice.lognormal(mean * el::exp(-0.5 * log_sd * log_sd), log_sd);
}

double Activity::expected_hours(double multiplier) const {
    const double regular = params.regular_share().value;
    const double casual_sessions =
        capped_lognormal_mean(std::max(1e-9, multiplier * params.casual_median()), params.casual_log_sd(), params.casual_cap());
    const double regular_sessions =
        capped_lognormal_mean(std::max(1e-9, multiplier * params.regular_median()), params.regular_log_sd(), params.regular_cap());
    return (1 - regular) * casual_sessions * params.casual_hours() + regular * regular_sessions * params.regular_hours();
}

double Activity::share_active_within(double weeks) const {
    constexpr int points = 2000;
    double sum = 0;
    for (int i = 0; i < points; ++i) {
        const double score = el::normal_quantile((i + 0.5) / points);
        for (const bool regular : {false, true})
            sum += (regular ? params.regular_share().value : 1 - params.regular_share().value) *
                   (1 - el::exp(-weeks * sessions(regular, score, 1)));
    }
    return sum / points;
}

}  // namespace microwork
