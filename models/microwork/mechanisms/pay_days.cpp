#include "models/microwork/mechanisms/pay_days.hpp"

#include <algorithm>
#include <vector>

namespace microwork {

namespace {

bool is_pay_day(std::int32_t week, Seconds interval) {
    return interval.value > 0 && week % std::max<std::int64_t>(1, interval.value / sim::seconds_per_week) == 0;
}

}  // namespace

void PayDays::operator()(const sim::Step& step, const World& world, const Payment& payment, Accounts& accounts, MoneyLedger& money,
                         PlatformFlows& platforms) const {
    struct Totals {
        Money net, fee;
        std::int64_t payouts = 0;
    };
    constexpr std::size_t rows_of_chunk = 16384;  // an account is looked at and mostly left alone
    const std::size_t chunks = (accounts.rows() + rows_of_chunk - 1) / rows_of_chunk;
    std::vector<std::vector<Totals>> totals(chunks, std::vector<Totals>(world.platforms.size()));
    step.parallel.for_chunks(accounts.rows(), rows_of_chunk, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const AccountId a{r};
            const PlatformData& platform = world.platforms[accounts.platform[a]];
            if (accounts.balance[a].value <= 0 || !is_pay_day(step.week(), payment.interval(platform, accounts.country[a])))
                continue;
            const Payout payout = payment.pay_out(platform, a, accounts);
            Totals& of_platform = totals[chunk][accounts.platform[a]];
            of_platform.net += payout.net, of_platform.fee += payout.fee, of_platform.payouts += payout.made;
        }
    });
    for (const auto& of_chunk : totals)
        for (std::size_t p = 0; p < of_chunk.size(); ++p) {
            const sim::Id<PlatformFlow> flow{p};
            money.move(MoneyClass::below_threshold, MoneyClass::paid_out, of_chunk[p].net.value);
            money.move(MoneyClass::below_threshold, MoneyClass::rail_fee, of_chunk[p].fee.value);
            platforms.paid_out[flow] += of_chunk[p].net.value, platforms.rail_fees[flow] += of_chunk[p].fee.value;
            platforms.payouts[flow] += of_chunk[p].payouts;
        }
}

}  // namespace microwork
