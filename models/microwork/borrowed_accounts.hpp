// Who works under somebody else's name: people of countries that a platform leaves out, on the account of an eligible one, with a
// cut for the owner and the risk of being found out. Model, section 5.
#pragma once

#include <cstdint>

#include "models/microwork/agents/workers.hpp"
#include "models/microwork/people.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

class BorrowedAccounts {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("borrowed_accounts") {}
        Param<Share> share{this,
                           "share",
                           Share{0.02f},
                           {Share{0}, Share{1}},
                           "people left out by at least one platform who work there on a borrowed account",
                           "founding document 004 names fake accounts and identities; size assumed"};
        Param<Share> owner_share{
            this,     "owner_share", Share{0.3f}, {Share{0}, Share{1}}, "share of every credit that the owner of the account keeps",
            "assumed"};
        Param<double> found_out{
            this,    "found_out_per_year", 0.5, {0.0, 100.0}, "rate at which a borrowed account is found out and banned", "assumed",
            "1/year"};
    } params;

    /// The world must outlive this object.
    void prepare(const World& world) { world_ = &world; }

    /// Adds the account that the person borrows, if so, to those that the person holds: one more platform, drawn among those that
    /// do not let the country sign up by the size of their eligible countries, and one of these countries on paper.
    void lend(const sim::Randomness& randomness, std::uint64_t worker, std::uint8_t country, AccountList& list) const;

  private:
    const World* world_ = nullptr;
};

/// What the owner of the account takes of an amount of which `kept` stays with the worker, rounded half up.
Money owner_cut_of(Money amount, float kept);

}  // namespace microwork
