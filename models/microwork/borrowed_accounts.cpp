#include "models/microwork/borrowed_accounts.hpp"

#include <algorithm>
#include <vector>

namespace microwork {

namespace {

constexpr sim::Purpose lending{"borrowed_accounts.lend"};

/// Accounts of the countries that may sign up: whose names there are to borrow.
double eligible_accounts(const PlatformData& platform) {
    double sum = 0;
    for (std::size_t c = 0; c < platform.accounts.size(); ++c)
        sum += platform.signup_open[c] ? platform.accounts[c] : 0;
    return sum;
}

/// Draws an index with the given weights; the last one with a weight when rounding leaves something over.
std::size_t draw(sim::Dice& dice, const std::vector<double>& weights) {
    double sum = 0;
    for (const double w : weights)
        sum += w;
    double left = dice.uniform() * sum;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] > 0) {
            last = i;
            if ((left -= weights[i]) < 0)
                break;
        }
    return last;
}

}  // namespace

void BorrowedAccounts::lend(const sim::Randomness& randomness, std::uint64_t worker, std::uint8_t country,
                            AccountList& list) const {
    if (list.count == list.platform.size())
        return;
    sim::Dice dice = randomness.dice(lending, worker);
    if (!dice.chance(params.share().value))
        return;
    std::vector<double> weights(world_->platforms.size(), 0);
    const auto held_end = list.platform.begin() + static_cast<std::ptrdiff_t>(list.count);
    for (std::size_t p = 0; p < weights.size(); ++p)
        if (!world_->platforms[p].signup_open[country] &&
            std::find(list.platform.begin(), held_end, static_cast<std::uint8_t>(p)) == held_end)
            weights[p] = eligible_accounts(world_->platforms[p]);
    const std::size_t platform = draw(dice, weights);
    if (weights[platform] <= 0)
        return;  // no platform leaves this person out
    std::vector<double> names = world_->platforms[platform].accounts;
    for (std::size_t c = 0; c < names.size(); ++c)
        names[c] = world_->platforms[platform].signup_open[c] ? names[c] : 0;
    list.platform[list.count] = static_cast<std::uint8_t>(platform);
    list.borrowed[list.count] = 1;
    list.paper[list.count] = static_cast<std::uint8_t>(draw(dice, names));
    ++list.count;
}

Money owner_cut_of(Money amount, float kept) {
    constexpr std::int64_t parts = 1'000'000;
    return sim::part_of(amount, static_cast<std::int64_t>((1 - static_cast<double>(kept)) * parts + 0.5), parts);
}

}  // namespace microwork
