#include "models/microwork/demand.hpp"

#include <algorithm>
#include <array>

#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose requester_traits{"demand.requester"};
constexpr sim::Purpose batch_draws{"demand.batch"};
constexpr sim::Purpose posting_gaps{"demand.posting_gaps"};
constexpr sim::Purpose control_traits{"demand.control"};
constexpr sim::Purpose eligibility{"demand.eligible"};
constexpr sim::Purpose approval_asked{"demand.approval"};
constexpr sim::Purpose client_refusals{"demand.client_refusal"};

constexpr std::array<double, 22> reward_grid{.01, .02, .03, .04, .05, .06, .08, .10, .15, .20, .25,
                                             .30, .50, .75, 1,   1.5, 2,   2.5, 3,   5,   6,   10};

/// Standardised log size of the k-th of n requesters, the largest first: fixed quantiles.
double size_score(std::size_t k, std::size_t n) {
    return el::normal_quantile((static_cast<double>(n - k) - 0.5) / static_cast<double>(n));
}

std::vector<double> running_sizes(std::size_t n, double log_sd) {
    std::vector<double> running(n);
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k)
        running[k] = sum += el::exp(log_sd * size_score(k, n));
    for (double& size : running)
        size /= sum;
    return running;
}

bool is_round(double usd) {
    constexpr std::array<double, 5> round{.05, .10, .25, .50, 1};
    return std::find(round.begin(), round.end(), usd) != round.end();
}

}  // namespace

Money round_reward(double usd, double u) {
    if (usd <= reward_grid.front())
        return sim::dollars(reward_grid.front());
    if (usd >= reward_grid.back())
        return sim::dollars(reward_grid.back());
    const auto above = std::upper_bound(reward_grid.begin(), reward_grid.end(), usd);
    const double low = *(above - 1), high = *above;
    // Linear interpolation on the log scale gives the chance of the upper one; round amounts attract.
    const double at = (el::log(usd) - el::log(low)) / (el::log(high) - el::log(low));
    const double up = at * (is_round(high) ? 3 : 1), down = (1 - at) * (is_round(low) ? 3 : 1);
    return sim::dollars(u * (up + down) < up ? high : low);
}

void Demand::prepare(const World& world, const Activity& activity) {
    world_ = &world;
    weekly_hours_.clear(), batch_hours_.clear(), type_share_.clear(), buyers_.clear(), served_.clear(),
        platform_family_hours_.clear();
    sizes_.clear(), first_requester_.clear();
    family_hours_ = {};
    std::uint32_t requesters = 0;
    for (const auto& p : world.platforms) {
        first_requester_.push_back(requesters);
        requesters += static_cast<std::uint32_t>(p.requesters);
        sizes_.push_back(running_sizes(static_cast<std::size_t>(p.requesters), params.size_log_sd()));
        double held = 0, shares = 0;
        for (const double a : p.accounts)
            held += a;
        // Time is spread over a person's accounts, so a platform has the hours of its accounts at 1.5 accounts a person.
        const double persons = held / accounts_per_person;
        weekly_hours_.push_back(params.level() * paid_share_of_time_online * persons * activity.expected_hours(p.hours_multiplier));
        std::vector<double> running;
        for (std::size_t t = 0; t < world.task_types.size(); ++t)
            running.push_back(shares += p.task_share[t] / (world.task_types[t].mean_hours() * params.batch_size()));
        double hours = 0;
        for (std::size_t t = 0; t < running.size(); ++t)
            hours += p.task_share[t];
        platform_family_hours_.emplace_back();
        for (std::size_t t = 0; hours > 0 && t < running.size(); ++t) {
            const auto family = static_cast<std::size_t>(world.task_types[t].family);
            const double wanted = weekly_hours_.back() * p.task_share[t] / hours;
            family_hours_[family] += wanted, platform_family_hours_.back()[family] += wanted;
        }
        served_.emplace_back();
        for (std::size_t c = 0; c < p.accounts.size(); ++c)
            if (p.accounts[c] > 0 || p.signup_open[c])
                insert(served_.back(), c);
        batch_hours_.push_back(shares > 0 ? hours / shares : 1);
        for (double& share : running)
            share = shares > 0 ? share / shares : 1;
        type_share_.push_back(std::move(running));
    }
    double buyers = 0;
    for (const auto& c : world.countries)
        buyers_.push_back(buyers += c.buyer_share);
    for (double& b : buyers_)
        b = buyers > 0 ? b / buyers : 1;
}

QualityControl Demand::draw_control(double u) const {
    const double gold = params.gold_share().value, majority = gold + params.majority_share().value,
                 arbitrary = majority + params.arbitrary_share().value, manual = arbitrary + params.manual_share().value;
    if (u < gold)
        return QualityControl::gold;
    if (u < majority)
        return QualityControl::majority;
    if (u < arbitrary)
        return QualityControl::arbitrary;
    return u < manual ? QualityControl::manual : QualityControl::approve_all;
}

CountrySet Demand::draw_eligible(sim::Dice& dice, std::size_t home) const {
    CountrySet set{};
    const double kind = dice.uniform();
    for (std::size_t c = 0; c < world_->countries.size(); ++c) {
        bool in = c == home;
        if (kind < params.worldwide().value)
            in = true;
        else if (kind < params.worldwide().value + params.country_list().value)
            in = in || dice.chance(params.listed());
        if (in)
            insert(set, c);
    }
    return set;
}

void Demand::found_requesters(const sim::Randomness& randomness, Requesters& requesters) const {
    for (std::size_t p = 0; p < world_->platforms.size(); ++p) {
        const PlatformData& platform = world_->platforms[p];
        const auto n = static_cast<std::size_t>(platform.requesters);
        for (std::size_t k = 0; k < n; ++k) {
            const RequesterId r = requesters.append();
            requesters.key[r] = sim::mix(platform.key, k + 1);
            sim::Dice dice = randomness.dice(requester_traits, requesters.key[r]);
            requesters.platform[r] = static_cast<std::uint8_t>(p);
            const bool french = platform.id == "foulefactory";
            const auto drawn =
                static_cast<std::size_t>(std::upper_bound(buyers_.begin(), buyers_.end(), dice.uniform()) - buyers_.begin());
            const std::size_t home = french ? platform.owner_country : std::min(drawn, world_->countries.size() - 1);
            requesters.home[r] = static_cast<std::uint8_t>(home);
            const double size = sizes_[p][k] - (k > 0 ? sizes_[p][k - 1] : 0);
            requesters.size[r] = static_cast<float>(size);
            requesters.batches_per_week[r] = static_cast<float>(weekly_hours_[p] * size / batch_hours_[p]);
            const bool gated = dice.chance(platform.id == "amt" ? params.gate_share().value : 0.0);
            requesters.gate[r] = gated ? static_cast<std::uint32_t>(params.gate()) : 0;
            requesters.log_pay[r] =
                static_cast<float>(params.log_pay() + platform.log_pay_shift + params.log_pay_size() * size_score(k, n) +
                                   params.log_pay_sd() * dice.normal() + (gated ? params.log_pay_gated() : 0));
            requesters.control[r] = draw_control(dice.uniform());
            sim::Dice control = randomness.dice(control_traits, requesters.key[r]);
            requesters.two_stage[r] = control.chance(params.two_stage().value) && platform.managed;
            requesters.gives_reason[r] = !control.chance(params.without_reason().value);
            requesters.keeps_data[r] = control.chance(params.keeps_data().value);
            const bool asks = randomness.dice(approval_asked, requesters.key[r]).chance(params.approval_share().value);
            requesters.approval[r] = asks ? static_cast<float>(platform.approval_threshold) : 0;
            // How many numbers it takes depends on the kind: no other draw may come after them.
            sim::Dice list = randomness.dice(eligibility, requesters.key[r]);
            requesters.eligible[r] = draw_eligible(list, home);
            CountrySet home_alone{};
            insert(home_alone, home);
            if (requesters.eligible[r] == home_alone)
                requesters.log_pay[r] += static_cast<float>(params.log_pay_home());
            const double delay = dice.lognormal(static_cast<double>(params.review_median().value), params.review_log_sd());
            requesters.review_delay[r] = Seconds{static_cast<std::int64_t>(delay)};
        }
    }
}

std::uint32_t Demand::draw_by_size(double u, std::size_t platform) const {
    const auto& sizes = sizes_[platform];
    const auto k = std::min<std::ptrdiff_t>(std::upper_bound(sizes.begin(), sizes.end(), u) - sizes.begin(), std::ssize(sizes) - 1);
    return first_requester_[platform] + static_cast<std::uint32_t>(k);
}

std::uint8_t Demand::draw_type(double u, std::size_t platform) const {
    const auto& shares = type_share_[platform];
    return static_cast<std::uint8_t>(
        std::min<std::ptrdiff_t>(std::upper_bound(shares.begin(), shares.end(), u) - shares.begin(), std::ssize(shares) - 1));
}

BatchDraft Demand::draft(const sim::Randomness& randomness, const Requesters& requesters, RequesterId r) const {
    sim::Dice dice = randomness.dice(batch_draws, batch_key(requesters.key[r], requesters.posted[r]));
    const std::size_t platform = requesters.platform[r];
    BatchDraft b;
    b.type = draw_type(dice.uniform(), platform);
    const TaskTypeData& type = world_->task_types[b.type];
    const double items = dice.lognormal(type.items_median * params.batch_size(), type.items_log_sd);
    b.items = std::max(1.0, items + 0.5 < 2e9 ? static_cast<double>(static_cast<std::int64_t>(items + 0.5)) : 2e9);
    b.thinning = dice.uniform();
    // The mean over batches is the task type's nominal time.
    const double spread = params.seconds_sd();
    b.seconds = std::max(1.0, dice.lognormal(type.seconds * el::exp(-0.5 * spread * spread), spread));
    b.instruction_s = type.instruction_s;
    const double believed = b.seconds * el::exp(params.estimate_bias() + params.estimate_sd() * dice.normal());
    const double hourly = type.reward * 3600 / type.seconds * el::exp(static_cast<double>(requesters.log_pay[r]));
    b.reward = hourly * believed / 3600;
    b.rounding = dice.uniform();
    b.refused_whole = requesters.control[r] == QualityControl::arbitrary && dice.chance(params.arbitrary_refusal().value);
    b.refused_by_client =
        requesters.two_stage[r] &&
        randomness.dice(client_refusals, requesters.key[r], requesters.posted[r]).chance(params.client_refusal().value);
    return b;
}

sim::Instant Demand::next_post(const sim::Randomness& randomness, const Requesters& requesters, RequesterId r, sim::Instant from,
                               std::int32_t origin_second_of_week) const {
    const double rate = static_cast<double>(requesters.batches_per_week[r]) / 168;
    if (rate <= 0)
        return sim::never;
    const double hours = randomness.dice(posting_gaps, requesters.key[r], requesters.posted[r]).exponential() / rate;
    if (hours > 500'000)
        return sim::never;
    constexpr std::int64_t week = sim::seconds_per_week;
    const auto zone = static_cast<std::int64_t>(world_->countries[requesters.home[r]].utc_offset_h * 3600);
    const std::int64_t local = ((from.value + origin_second_of_week + zone) % week + week) % week;
    const double at = from.value + world_->requester.advance(static_cast<double>(local), hours);
    return at < sim::never.value ? sim::Instant{static_cast<std::int32_t>(at)} : sim::never;
}

}  // namespace microwork
