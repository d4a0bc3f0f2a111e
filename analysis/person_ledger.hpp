// A person's ledger over the measured span: the rows of the person's accounts, added up.
#pragma once

#include <cstdint>

#include "models/microwork/agents/workers.hpp"

namespace analysis {

struct PersonLedger {
    std::int32_t accounts = 0;
    std::int64_t paid = 0, rejected_time = 0, under_review = 0;                           ///< seconds of work by what became of it
    std::int64_t credited = 0;                                                            ///< micro-dollars in the span
    std::int64_t balance = 0, paid_out = 0, forfeited = 0, rail_fees = 0, owner_cut = 0;  ///< micro-dollars since the run began
    std::int64_t approved = 0, rejected = 0;                                              ///< assignments decided on in the span
    std::int64_t rejected_correct = 0;                                                    ///< since the run began
    bool ever_rejected = false;                                                           ///< in the whole career
};

PersonLedger ledger_of(const microwork::Lives& lives, const microwork::Accounts& accounts, const microwork::AccountFiles& files,
                       microwork::LifeId life);

}  // namespace analysis
