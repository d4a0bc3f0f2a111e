// The tiny scenario, number by number. A change of the model shows here as a difference between two texts; when it is meant,
// MICROWORK_ACCEPT=1 writes the new text, and the change is reviewed with the file.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "analysis/summary.hpp"
#include "tests/properties/tiny_world.hpp"

namespace tiny::golden {

using microwork::CountryFlows;
using microwork::PlatformFlows;

std::string report() {
    const Model model = finished();
    const auto summary = analysis::summarise(*model, model->end_tick());
    std::string text = "# scenarios/tiny.toml, seed 1. Written by golden_tests with MICROWORK_ACCEPT=1.\n";
    const auto line = [&](std::string_view name, std::int64_t value) { text += fmt::format("{:<34} {:>16}\n", name, value); };
    line("people registered", summary.world.registered);
    line("people online in the week", summary.world.online);
    line("people measured", summary.world.measured);
    line("assignments approved in the week", summary.world.approved);
    line("assignments rejected in the week", summary.world.rejected);
    line("pay in the week, micro-dollars", summary.world.pay_micro);
    for (const auto& [name, column] : std::vector<std::pair<const char*, decltype(CountryFlows::cuts) CountryFlows::*>>{
             {"sessions", &CountryFlows::sessions},
             {"seconds online", &CountryFlows::online},
             {"claims cut by outages", &CountryFlows::cuts},
             {"people who left", &CountryFlows::exits}})
        line(name, flow(*model, column));
    for (const auto& [name, column] : std::vector<std::pair<const char*, decltype(PlatformFlows::claims) PlatformFlows::*>>{
             {"batches posted", &PlatformFlows::batches},
             {"assignments posted", &PlatformFlows::posted},
             {"claims", &PlatformFlows::claims},
             {"claims lost", &PlatformFlows::lost},
             {"assignments approved", &PlatformFlows::approved},
             {"rejected after gold questions", &PlatformFlows::rejected_gold},
             {"rejected as minority", &PlatformFlows::rejected_majority},
             {"refused without a reason", &PlatformFlows::rejected_arbitrary},
             {"expired", &PlatformFlows::expired},
             {"rewards, micro-dollars", &PlatformFlows::rewards},
             {"commission, micro-dollars", &PlatformFlows::commission},
             {"payouts", &PlatformFlows::payouts}})
        line(name, flow(*model, column));
    text += "# Hashes of the tables at the end.\n" + fingerprint(*model);
    return text;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> list;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        list.push_back(line);
    return list;
}

/// Lines that differ, old and new.
std::string difference(const std::string& old_text, const std::string& new_text) {
    const auto before = lines(old_text), after = lines(new_text);
    std::string text;
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const std::string a = i < before.size() ? before[i] : "", b = i < after.size() ? after[i] : "";
        if (a != b)
            text += "  - " + a + "\n  + " + b + "\n";
    }
    return text;
}

TEST(Golden, TinyScenario) {
    const std::filesystem::path file = std::filesystem::path(MICROWORK_SOURCE_DIR) / "tests" / "golden" / "tiny.txt";
    const std::string now = report();
    if (const char* accept = std::getenv("MICROWORK_ACCEPT"); accept != nullptr && std::string_view(accept) == "1") {
        std::ofstream out(file);
        out << now;
        ASSERT_TRUE(out.flush()) << file;
        GTEST_SKIP() << "accepted: " << file;
    }
    std::ifstream in(file);
    ASSERT_TRUE(in) << file << " cannot be read; MICROWORK_ACCEPT=1 writes it";
    std::stringstream then;
    then << in.rdbuf();
    EXPECT_EQ(difference(then.str(), now), "")
        << "The tiny scenario has changed. If that is meant, run again with MICROWORK_ACCEPT=1 and say why in the commit.";
}

}  // namespace tiny::golden
