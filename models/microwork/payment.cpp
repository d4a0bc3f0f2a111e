#include "models/microwork/payment.hpp"

#include <algorithm>
#include <sstream>

namespace microwork {

namespace {

constexpr std::int64_t parts = 1'000'000;

Money scaled(Money money, double factor) { return sim::part_of(money, static_cast<std::int64_t>(factor * parts + 0.5), parts); }

}  // namespace

Money Payment::threshold(const PlatformData& platform, std::size_t country) const {
    const PayoutRail* r = rail(platform, country);
    return scaled(r ? r->threshold : platform.payout_threshold, params.threshold_factor());
}

Money Payment::fee(const PlatformData& platform, std::size_t country, Money balance) const {
    const PayoutRail* r = rail(platform, country);
    if (!r)
        return Money{0};
    return std::min(balance, scaled(r->fee + scaled(balance, r->fee_share), params.fee_factor()));
}

Seconds Payment::interval(const PlatformData& platform, std::size_t country) const {
    const PayoutRail* r = rail(platform, country);
    return r ? r->interval : Seconds{0};
}

Payout Payment::pay_out(const PlatformData& platform, AccountId a, Accounts& accounts) const {
    const Money balance = accounts.balance[a];
    const std::uint8_t country = accounts.country[a];
    if (balance.value <= 0 || balance < threshold(platform, country))
        return {};
    const Money cost = fee(platform, country, balance);
    accounts.balance[a] = Money{0};
    accounts.paid_out[a] += balance - cost, accounts.rail_fees[a] += cost;
    accounts.payouts_unseen[a] = static_cast<std::uint8_t>(std::min(255, accounts.payouts_unseen[a] + 1));
    return {balance - cost, cost, true};
}

Seconds32 Payment::time_due(const World& world, Accounts& accounts, AccountId first) const {
    double seconds = 0;
    for (AccountId a = first; a; a = accounts.next[a]) {
        if (accounts.payouts_unseen[a] == 0)
            continue;
        if (const PayoutRail* r = rail(world.platforms[accounts.platform[a]], accounts.country[a]))
            seconds += accounts.payouts_unseen[a] * static_cast<double>(r->time.value) * params.time_factor();
        accounts.payouts_unseen[a] = 0;
    }
    return Seconds32{static_cast<std::int32_t>(std::min(seconds, 86400.0) + 0.5)};
}

void read_payment_rails(const sim::CsvTable& t, World& world, sim::Problems& p) {
    t.require({"platform_id", "countries", "threshold_usd", "fee_usd", "fee_pct", "minutes", "days"}, p);
    for (auto& platform : world.platforms)
        platform.rails.assign(world.countries.size(), {});
    for (std::size_t r = 0; r < t.rows(); ++r) {
        PayoutRail rail;
        rail.threshold = sim::dollars(t.number(r, "threshold_usd", {0, 10000}, p));
        rail.fee = sim::dollars(t.number(r, "fee_usd", {0, 1000}, p));
        rail.fee_share = t.number(r, "fee_pct", {0, 100}, p) / 100;
        rail.time = Seconds{static_cast<std::int64_t>(t.number(r, "minutes", {0, 1440}, p) * 60)};
        rail.interval = Seconds{static_cast<std::int64_t>(t.number(r, "days", {0, 366}, p) * 86400)};
        rail.in_table = true;
        const int index = world.platform(t.text(r, "platform_id", p));
        if (index < 0)
            continue;
        auto& rails = world.platforms[static_cast<std::size_t>(index)].rails;
        const auto hold = [&](std::size_t country) { rails[country] = rails[country].in_table ? rails[country] : rail; };
        std::istringstream codes(t.text(r, "countries", p));
        for (std::string code; std::getline(codes, code, ';');) {
            if (code == "*") {
                for (std::size_t c = 0; c < rails.size(); ++c)
                    hold(c);
            } else if (const int country = world.country(code); country >= 0) {
                hold(static_cast<std::size_t>(country));
            } else {
                p.add({t.where(r), "column \"countries\": country \"" + code + "\" is not in the table of countries", "",
                       sim::did_you_mean(code, world.country_codes())});
            }
        }
    }
}

void read_commission_schedules(const sim::CsvTable& t, World& world, sim::Problems& p) {
    t.require({"platform_id", "assignments_from", "extra_pct", "masters_pct"}, p);
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const std::int64_t from = t.integer(r, "assignments_from", {1, 1'000'000}, p);
        const double extra = t.number(r, "extra_pct", {0, 500}, p) / 100;
        const auto masters = t.optional_number(r, "masters_pct", {0, 500}, p);
        if (const int index = world.platform(t.text(r, "platform_id", p)); index >= 0) {
            auto& platform = world.platforms[static_cast<std::size_t>(index)];
            platform.surcharge_from = from, platform.surcharge = extra;
            platform.masters = masters.has_value(), platform.masters_fee = masters.value_or(0) / 100;
        }
    }
}

}  // namespace microwork
