#include "models/microwork/mechanisms/pay.hpp"

#include <algorithm>

namespace microwork {

Money commission(const PlatformData& platform, double cap, Money reward) {
    constexpr std::int64_t parts = 1'000'000;
    const auto share = static_cast<std::int64_t>(platform.commission * parts + 0.5);
    const Money due = std::max(sim::part_of(reward, share, parts), platform.minimum_fee);
    if (cap >= 1e6)
        return due;
    return std::min(due, sim::part_of(reward, static_cast<std::int64_t>(cap * parts + 0.5), parts));
}

namespace {

/// Remembers what a requester did: rejections displace requesters who always paid, never the other way round.
void remember(Lives& lives, LifeId life, std::uint16_t requester, std::int32_t approved, std::int32_t rejected,
              std::int32_t today) {
    auto& known = lives.known[life];
    auto& reviewed = lives.known_reviewed[life];
    auto& refused = lives.known_rejected[life];
    std::size_t slot = remembered;
    for (std::size_t k = 0; k < remembered; ++k)
        if (known[k] == requester)
            slot = k;
    if (slot == remembered) {
        // A place: an empty one, else the requester with the fewest decisions among those without rejections.
        std::uint32_t fewest = ~0u;
        for (std::size_t k = remembered; k-- > 0;) {
            const std::uint32_t worth = known[k] == no_requester ? 0 : reviewed[k] + (refused[k] > 0 ? 0x10000u : 1u);
            if (worth < fewest)
                fewest = worth, slot = k;
        }
        if (fewest >= 0x10000u && rejected == 0)
            return;
        if (rejected == 0 && fewest > static_cast<std::uint32_t>(approved))
            return;
        known[slot] = requester, reviewed[slot] = refused[slot] = 0;
        lives.known_refusal_day[life][slot] = -1;
    }
    const auto add = [](std::uint16_t& count, std::int32_t n) { count = static_cast<std::uint16_t>(std::min(65535, count + n)); };
    add(reviewed[slot], approved + rejected);
    add(refused[slot], rejected);
    if (rejected > 0)
        lives.known_refusal_day[life][slot] = today;
}

}  // namespace

void Pay::operator()(const sim::Step& step, const World& world, const Learning& learning, const Rules& rules,
                     const sim::Messages<Decision>& decided, Accounts& accounts, Lives& lives, MoneyLedger& money, TimeLedger& time,
                     CountryFlows& countries, PlatformFlows& platforms) const {
    const auto all = decided.all();
    const auto window = static_cast<float>(params.reviewed_window());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i + 8 < all.size())
            accounts.prefetch(all[i + 8].account);
        const Decision& d = all[i];
        const AccountId a = d.account;
        const LifeId life = accounts.owner[a];
        const std::uint8_t p = accounts.platform[a];
        const PlatformData& platform = world.platforms[p];
        const Money credit = d.reward * d.approved;
        const Money fee = commission(platform, rules.commission_cap[p], d.reward) * d.approved;
        money.enter(MoneyClass::below_threshold, credit.value);
        money.enter(MoneyClass::commission, fee.value);
        accounts.credited[a] += credit;
        accounts.balance[a] += credit;
        const sim::Id<PlatformFlow> flow{p};
        platforms.rewards[flow] += credit.value, platforms.commission[flow] += fee.value;
        if (accounts.balance[a] >= platform.payout_threshold && accounts.balance[a].value > 0) {
            money.move(MoneyClass::below_threshold, MoneyClass::paid_out, accounts.balance[a].value);
            accounts.paid_out[a] += accounts.balance[a];
            accounts.balance[a] = Money{0};
            ++platforms.payouts[flow];
        }

        const std::int32_t n = d.approved + d.rejected;
        const std::int32_t paid_time = d.paid_time().value;
        const std::int32_t lost_time = d.time.value - paid_time;
        accounts.under_review[a].value -= d.time.value;
        accounts.paid[a].value += paid_time, accounts.rejected_time[a].value += lost_time;
        time.move(TimeClass::under_review, TimeClass::paid, paid_time);
        time.move(TimeClass::under_review, TimeClass::rejected, lost_time);

        accounts.approved[a] += static_cast<std::uint32_t>(d.approved),
            accounts.rejected[a] += static_cast<std::uint32_t>(d.rejected);
        accounts.approved_span[a] += static_cast<std::uint32_t>(d.approved),
            accounts.rejected_span[a] += static_cast<std::uint32_t>(d.rejected);
        const float total = accounts.window_reviewed[a] + static_cast<float>(n), kept = std::min(1.0f, window / total);
        accounts.window_reviewed[a] = total * kept;
        accounts.window_rejected[a] = (accounts.window_rejected[a] + static_cast<float>(d.rejected)) * kept;

        const sim::Id<CountryFlow> country{accounts.country[a]};
        countries.credited[country] += credit.value;
        countries.approved[country] += d.approved, countries.rejected[country] += d.rejected;
        if (d.rejected > 0 || n >= 5)
            remember(lives, life, d.requester, d.approved, d.rejected, step.clock.day_of(step.tick));
        if (d.rejected > 0) {
            // Expected pay had counted on this money: a dollar entered it with a weight of about 1 / learning_hours.
            const double back = sim::in_dollars(d.reward * d.rejected) / learning.params.hours();
            lives.expected_pay[life] = HourlyPay{
                std::max(static_cast<float>(learning.params.lowest()), lives.expected_pay[life].value - static_cast<float>(back))};
        }
    }
}

}  // namespace microwork
