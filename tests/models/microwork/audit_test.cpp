// What the audit is for: whatever does not balance is named, with both numbers. Faults are planted in the books of a market that
// has run for some days, one at a time.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "models/microwork/audit.hpp"
#include "sim/problem.hpp"
#include "tests/properties/tiny_world.hpp"

namespace microwork::audit_test {

class Audited : public testing::Test {
  protected:
    Audited() : model_(tiny::load()) { tiny::found_and_run(*model_, 1, end); }
    Market& market() { return model_->market(); }
    void audit(sim::AuditDepth depth = sim::AuditDepth::recount) {
        const auto clock = model_->clock();
        const auto randomness = tiny::randomness(*model_);
        const sim::Parallel parallel(1);
        audit_market({end, clock, randomness, parallel, 128}, market(), depth);
    }
    /// Adds one to a number, expects what the audit says of it, and takes it back.
    template <class T>
    void plant(T& number, const std::string& expected) {
        number = static_cast<T>(number + 1);
        try {
            audit();
            ADD_FAILURE() << "not noticed: " << expected;
        } catch (const sim::RunError& error) {
            EXPECT_TRUE(std::string_view(error.what()).find(expected) != std::string_view::npos) << error.what();
            EXPECT_TRUE(std::string_view(error.what()).ends_with("(the books do not balance: a defect of the program)"));
        }
        number = static_cast<T>(number - 1);
        audit();
    }
    BatchId open_batch() {
        const auto& batches = market().get<Batches>();
        for (const Board& board : market().get<Boards>().platform)
            for (const BatchId b : board.newest)
                if (batches.open[b] > 0)
                    return b;
        return {};
    }
    static constexpr std::int32_t end = 3 * 96;
    const tiny::Model model_;
};

TEST_F(Audited, ATillThatNobodyEmptied) {
    audit();
    plant(market().get<Tills>()[3].platforms.claims[sim::Id<PlatformFlow>{1}], "numbers left in tills: 1 is not 0");
    plant(market().get<Tills>()[0].countries.approved[sim::Id<CountryFlow>{2}], "numbers left in tills: 1 is not 0");
}

TEST_F(Audited, ABoardOutOfStepWithItsBatches) {
    const BatchId b = open_batch();
    ASSERT_TRUE(b) << "nothing is on the boards";
    plant(market().get<Boards>().listing[b.row].key, "listings out of step with their batches: 1 is not 0");
    plant(market().get<Batches>().open[b], "listings out of step with their batches: ");
}

TEST_F(Audited, MoneyOnAccounts) {
    auto& accounts = market().get<Accounts>();
    auto& files = market().get<AccountFiles>();
    plant(accounts.balance[AccountId{0u}].value, "money below payout thresholds, ledger and accounts");
    plant(accounts.paid_out[AccountId{0u}].value, "money paid out, ledger and accounts");
    plant(files.forfeited[FileId{0u}].value, "pay forfeited, ledger and accounts");
    plant(files.owner_cut[FileId{0u}].value, "cut of account owners, ledger and accounts");
}

TEST_F(Audited, TimeOfPeople) {
    auto& lives = market().get<Lives>();
    plant(lives.online[LifeId{0u}].value, "time of a person = time online + work carried over");
    plant(lives.search[LifeId{0u}].value, "time of a person = time online + work carried over");
    plant(market().get<Accounts>().under_review[AccountId{0u}].value, "work under review, ledger and accounts");
}

/// Between two full counts only the totals are looked at: that takes no time.
TEST_F(Audited, TotalsAloneSeeNoSingleAccount) {
    auto& balance = market().get<Accounts>().balance[AccountId{0u}].value;
    ++balance;
    audit(sim::AuditDepth::totals);
    EXPECT_THROW(audit(), sim::RunError);
}

}  // namespace microwork::audit_test
