#include "models/microwork/mechanisms/pay.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "models/microwork/commission.hpp"
#include "sim/contract.hpp"
#include "sim/owner_groups.hpp"

namespace microwork {

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
        lives.known_refusal_day[life][slot] = static_cast<std::int16_t>(today);
}

/// What a member of the forum reports of a requester.
struct Report {
    std::uint16_t requester;
    std::uint32_t approved, rejected;
};

/// Rails without pay days pay out at once.
void pay_at_once(const Payment& payment, const PlatformData& platform, AccountId a, Accounts& accounts, Till& till) {
    if (payment.interval(platform, accounts.country[a]).value > 0)
        return;
    const Payout payout = payment.pay_out(platform, a, accounts);
    const sim::Id<PlatformFlow> flow{accounts.platform[a]};
    till.money.move(MoneyClass::below_threshold, MoneyClass::paid_out, payout.net.value);
    till.money.move(MoneyClass::below_threshold, MoneyClass::rail_fee, payout.fee.value);
    till.platforms.paid_out[flow] += payout.net.value, till.platforms.rail_fees[flow] += payout.fee.value;
    till.platforms.payouts[flow] += payout.made;
}

/// To the account's balance; the owner's cut of a borrowed account; everything is lost on a banned one.
void split_credit(const BorrowedAccounts& borrowed, AccountId a, Money reward, Accounts& accounts, AccountFiles& files,
                  Till& till) {
    const Money cut = accounts.borrowed[a] ? owner_cut_of(reward, 1 - borrowed.params.owner_share().value) : Money{0};
    const Money own = reward - cut;
    const bool lost = accounts.status[a] == AccountStatus::banned;
    till.money.enter(lost ? MoneyClass::forfeited : MoneyClass::below_threshold, own.value);
    till.money.enter(MoneyClass::owner_cut, cut.value);
    accounts.credited[a] += own;
    const FileId file = accounts.file[a];
    sim::expects(file.row != 0 || !(lost || accounts.borrowed[a]), "what is banned or borrowed has a file");
    if (accounts.borrowed[a])
        files.owner_cut[file] += cut;
    (lost ? files.forfeited[file] : accounts.balance[a]) += own;
    const sim::Id<CountryFlow> flow{accounts.country[a]};
    till.countries.credited[flow] += own.value, till.countries.owner_cut[flow] += cut.value;
}

/// Credits the approved assignments; the requester pays the commission on top.
void credit(const Decision& d, const PlatformData& platform, const BorrowedAccounts& borrowed, double cap, Accounts& accounts,
            AccountFiles& files, Till& till) {
    const Money reward = d.reward * d.approved, fee = commission(platform, d.fee, cap, d.reward) * d.approved;
    split_credit(borrowed, d.account, reward, accounts, files, till);
    till.money.enter(MoneyClass::commission, fee.value);
    const sim::Id<PlatformFlow> flow{accounts.platform[d.account]};
    till.platforms.rewards[flow] += reward.value, till.platforms.commission[flow] += fee.value;
}

/// Moves the time and the counts of the submission, and the window of the approval rate.
void count_decision(const Decision& d, const Reputation& reputation, Accounts& accounts, Till& till) {
    const AccountId a = d.account;
    const std::int32_t n = d.approved + d.rejected;
    const std::int32_t paid_time = d.paid_time().value;
    const std::int32_t lost_time = d.time.value - paid_time;
    accounts.under_review[a].value -= d.time.value;
    accounts.paid[a].value += paid_time, accounts.rejected_time[a].value += lost_time;
    till.time.move(TimeClass::under_review, TimeClass::paid, paid_time);
    till.time.move(TimeClass::under_review, TimeClass::rejected, lost_time);
    const auto approved = static_cast<std::uint32_t>(d.approved), rejected = static_cast<std::uint32_t>(d.rejected);
    const float in_window = reputation.in_window(accounts.approved[a] + accounts.rejected[a]) + static_cast<float>(n);
    accounts.approved[a] += approved, accounts.rejected[a] += rejected;
    accounts.rejected_correct[a] += static_cast<std::uint32_t>(d.rejected_correct);
    accounts.approved_span[a] += approved, accounts.rejected_span[a] += rejected;
    // What is beyond the window fades out of it.
    const float kept = std::min(1.0f, static_cast<float>(reputation.params.window()) / in_window);
    accounts.window_rejected[a] = (accounts.window_rejected[a] + static_cast<float>(d.rejected)) * kept;
    const sim::Id<CountryFlow> flow{accounts.country[a]};
    till.countries.approved[flow] += d.approved, till.countries.rejected[flow] += d.rejected;
}

/// What the person makes of it, and tells in the forum: decisions that are remembered are those that are reported.
void learn(const Decision& d, const Learning& learning, std::int32_t today, LifeId life, Lives& lives,
           std::vector<Report>& reports) {
    if (d.rejected > 0 || d.approved >= 5) {
        remember(lives, life, d.requester, d.approved, d.rejected, today);
        if (lives.forum[life])
            reports.push_back({d.requester, static_cast<std::uint32_t>(d.approved), static_cast<std::uint32_t>(d.rejected)});
    }
    if (d.rejected == 0)
        return;
    // Expected pay had counted on this money: a dollar entered it with a weight of about 1 / learning_hours.
    const double back = sim::in_dollars(d.reward * d.rejected) / learning.params.hours();
    lives.expected_pay[life] = HourlyPay{
        std::max(static_cast<float>(learning.params.lowest()), lives.expected_pay[life].value - static_cast<float>(back))};
}

/// Rows are given by whatever else happens, so they must not decide: of two decisions on one account in a tick, the first may fill
/// the window of its approval rate, or bring its balance over the threshold.
std::vector<std::uint32_t> in_order_of_key(std::span<const Decision> all, std::span<const std::uint32_t> items) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
    keyed.reserve(items.size());
    for (const std::uint32_t i : items)
        keyed.emplace_back(all[i].key, i);
    std::sort(keyed.begin(), keyed.end());
    std::vector<std::uint32_t> list;
    list.reserve(items.size());
    for (const auto& [key, i] : keyed)
        list.push_back(i);
    return list;
}

}  // namespace

void Pay::operator()(const sim::Step& step, const World& world, const Learning& learning, const BorrowedAccounts& borrowed,
                     const Reputation& reputation, const Payment& payment, const Rules& rules,
                     const sim::Messages<Decision>& decided, Tills& tills, Accounts& accounts, AccountFiles& files, Lives& lives,
                     Requesters& requesters, MoneyLedger& money, TimeLedger& time, CountryFlows& countries,
                     PlatformFlows& platforms) const {
    const auto all = decided.all();
    const std::int32_t today = step.clock.day_of(step.tick);
    // A person's accounts and memory are touched by one thread alone, decision after decision.
    const sim::OwnerGroups people(step.parallel, all.size(), step.chunk, [&](std::size_t i) {
        if (i + 16 < all.size())
            accounts.prefetch(all[i + 16].account);
        return accounts.owner[all[i].account].row;
    });
    std::vector<std::vector<Report>> reports(people.count());
    people.serve(step.parallel, [&](std::size_t group, std::span<const std::uint32_t> unsorted) {
        const auto items = in_order_of_key(all, unsorted);
        Till& till = tills[group];
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i + 8 < items.size())
                accounts.prefetch(all[items[i + 8]].account);
            const Decision& d = all[items[i]];
            const std::uint8_t p = accounts.platform[d.account];
            credit(d, world.platforms[p], borrowed, rules.commission_cap[p], accounts, files, till);
            pay_at_once(payment, world.platforms[p], d.account, accounts, till);
            count_decision(d, reputation, accounts, till);
            learn(d, learning, today, accounts.owner[d.account], lives, reports[group]);
        }
    });
    tills.empty_into(people.count(), money, time, countries, platforms);
    for (const auto& of_group : reports)
        for (const Report& report : of_group) {
            const RequesterId r{report.requester};
            requesters.forum_approved[r] += report.approved, requesters.forum_rejected[r] += report.rejected;
        }
}

}  // namespace microwork
