#include "analysis/person_ledger.hpp"

namespace analysis {

using namespace microwork;

PersonLedger ledger_of(const Lives& lives, const Accounts& accounts, const AccountFiles& files, LifeId life) {
    PersonLedger sum;
    for (AccountId a = lives.first_account[life]; a; a = accounts.next[a]) {
        ++sum.accounts;
        sum.paid += accounts.paid[a].value, sum.rejected_time += accounts.rejected_time[a].value,
            sum.under_review += accounts.under_review[a].value;
        sum.credited += accounts.credited[a].value, sum.balance += accounts.balance[a].value;
        sum.paid_out += accounts.paid_out[a].value, sum.forfeited += files.forfeited[accounts.file[a]].value;
        sum.rail_fees += accounts.rail_fees[a].value, sum.owner_cut += files.owner_cut[accounts.file[a]].value;
        sum.approved += accounts.approved_span[a], sum.rejected += accounts.rejected_span[a];
        sum.rejected_correct += accounts.rejected_correct[a];
        sum.ever_rejected = sum.ever_rejected || accounts.rejected[a] > 0;
    }
    return sum;
}

}  // namespace analysis
