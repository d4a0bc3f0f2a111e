// What a requester offers: the batch it has drafted, at the prices, under the rules and in the volume that hold when it is posted.
#pragma once

#include "models/microwork/demand.hpp"
#include "models/microwork/rules.hpp"
#include "models/microwork/world.hpp"
#include "sim/random.hpp"

namespace microwork {

/// How a requester takes a minimum pay that its batch would miss.
enum class Reaction : std::uint8_t { ignore, raise, cut, exclude, move };
/// By two keyed draws of the requester: whether it complies, and how. More compliance is a superset.
Reaction reaction_to(const sim::Randomness& randomness, std::uint64_t requester, const MinimumPay& rule);

/// What the requester and its market have come to.
struct PostingTerms {
    double scale = 1;             ///< share of the world that is kept
    double pay_shift = 0;         ///< log of target pay over first target pay
    double family_volume = 1;     ///< factor on items: the outlook of the family of tasks
    double price_volume = 1;      ///< factor on items: the platform's price
    double replaced = 0;          ///< share of the items that the requester gives to models
    std::uint32_t fee = 0;        ///< commission at present, in millionths of the reward
    std::uint32_t first_fee = 0;  ///< commission by the platform's own schedule
};

struct Offer {
    std::int64_t assignments = 0;  ///< none = not posted
    std::int64_t replaced = 0;     ///< that models do instead
    Money reward;
    CountrySet eligible{};
    std::uint32_t fee = 0;  ///< commission, in millionths of the reward
    Money cost;             ///< outlay for one approved assignment, commission included
    Money reference;        ///< what it would be at the requester's first pay, without policies and shocks
};

/// The least reward of a task of so many seconds under a minimum pay, in whole cents: rewards are posted in cents.
Money least_reward(double hourly, double seconds);

/// Nothing is drawn here but the traits of the requester: the draft's own uniforms decide on rounding.
Offer make_offer(const sim::Randomness& randomness, const World& world, const Demand& demand, const Rules& rules,
                 const Requesters& requesters, RequesterId r, const BatchDraft& draft, const PostingTerms& now);

}  // namespace microwork
