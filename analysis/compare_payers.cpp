#include <numeric>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

/// Whole micro-dollars, exact below 9 billion USD.
double micro(const ResultFile& run, std::string_view series) {
    const auto totals = run.totals(series);
    return std::accumulate(totals.begin(), totals.end(), 0.0);
}

/// Over the measured span, from series. No series holds levies of the span: `/ledgers` has them for the whole run.
void add_span(std::vector<Reading>& list, const ResultFile& run) {
    const auto say = [&](const char* name, const char* label, double value) {
        list.push_back({"span", "all", {name, label, "USD"}, value * 1e-6});
    };
    const double rewards = micro(run, "rewards"), commission = micro(run, "commission");
    const double pay = micro(run, "pay"), owner_cut = micro(run, "owner_cut");
    say("outlay", "requesters: outlay", rewards + commission);
    say("workers", "workers: pay credited", pay);
    say("owner_cut", "account owners: their cut", owner_cut);
    say("commission", "platforms: commission", commission);
    // Rewards are counted by platform, pay and cuts by country: the gap would show an error in either.
    say("gap", "outlay less receipts of all others", rewards - pay - owner_cut);
    say("rail_fees", "of workers' pay: fees of payouts", micro(run, "rail_fees"));
}

const char* label_of(const std::string& name) {
    static const std::pair<const char*, const char*> labels[] = {{"below_threshold", "workers: held on their accounts"},
                                                                 {"paid_out", "workers: paid out"},
                                                                 {"forfeited", "forfeited on banned accounts"},
                                                                 {"rail_fee", "payment rails: fees of payouts"},
                                                                 {"owner_cut", "account owners: their cut"},
                                                                 {"commission", "platforms: commission"},
                                                                 {"levy", "levies"}};
    for (const auto& [key, label] : labels)
        if (name == key)
            return label;
    return "";
}

/// Over the whole run, from the ledger of money.
void add_run(std::vector<Reading>& list, const ResultFile& run) {
    const auto classes = run.file().strings("/axes/money_ledger_class");
    const auto balance = run.file().read<std::int64_t>("/ledgers/money_ledger");
    const std::int64_t entered = run.file().attribute<std::int64_t>("/ledgers/money_ledger", "entered").value_or(0);
    const auto say = [&](const std::string& name, const std::string& label, std::int64_t value) {
        list.push_back({"run", "all", {name, label, "USD"}, static_cast<double>(value) * 1e-6});
    };
    say("outlay", "requesters: outlay", entered);
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < std::min(classes.size(), balance.size()); ++c) {
        const std::string label = label_of(classes[c]);
        say(classes[c], label.empty() ? classes[c] : label, balance[c]);
        sum += balance[c];
    }
    say("gap", "outlay less receipts of all others", entered - sum);
}

}  // namespace

std::vector<Reading> payer_readings(const ResultFile& run) {
    std::vector<Reading> list;
    add_span(list, run);
    add_run(list, run);
    return list;
}

}  // namespace analysis
