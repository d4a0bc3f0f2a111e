#include "sim/provenance.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "sim/digest.hpp"
#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

namespace fs = std::filesystem;

class ProvenanceOf : public testing::Test {
  protected:
    void SetUp() override { std::ofstream(folder_ / "a.toml") << "abc"; }
    sim::RunFacts facts() const { return {3, {"microwork", "run", "a.toml"}, {folder_ / "a.toml"}, {{"tbb", "2021.8"}}}; }

    tests::TempFolder folder_;
};

TEST_F(ProvenanceOf, ARunNamesProgramMachineAndInputs) {
    ::setenv("SLURM_JOB_ID", "4711", 1);
    auto p = sim::collect(facts());
    ::unsetenv("SLURM_JOB_ID");
    EXPECT_EQ(p.slurm_job_id, "4711");
    EXPECT_EQ(p.threads, 3);
    ASSERT_EQ(p.inputs.size(), 1u);
    EXPECT_EQ(p.inputs[0].sha256, sim::sha256_of("abc"));
    EXPECT_TRUE(std::regex_match(p.started, std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)"))) << p.started;
    EXPECT_TRUE(std::regex_match(p.commit, std::regex("unknown|[0-9a-f]{40}"))) << p.commit;
    EXPECT_TRUE(std::regex_match(p.uncommitted_digest, std::regex("|[0-9a-f]{64}"))) << p.uncommitted_digest;
    for (const auto& known : {p.version, p.compiler, p.parallel_backend, p.host, p.cpu_model, p.operating_system})
        EXPECT_FALSE(known.empty());
    for (const auto& [name, version] : p.libraries)
        EXPECT_TRUE(std::regex_match(version, std::regex(R"(\d+\.\d+.*)"))) << name << " " << version;
    EXPECT_EQ(p.libraries.back().first, "tbb");
}

TEST_F(ProvenanceOf, AnInputThatCannotBeReadIsNamed) {
    auto with_missing = facts();
    with_missing.inputs.push_back(folder_ / "none.csv");
    EXPECT_THROW(sim::collect(with_missing), sim::InputError);
}

TEST_F(ProvenanceOf, WallTimeRunsFromCollectToFinish) {
    auto p = sim::collect(facts());
    ::usleep(50'000);
    sim::finish(p);
    EXPECT_GE(p.wall_seconds, 0.05);
    EXPECT_LT(p.wall_seconds, 30);
}

// Sizes in performance claims rest on this number: it must see memory that is touched, and keep it once it is given back.
TEST_F(ProvenanceOf, PeakMemorySeesWhatWasTouched) {
    constexpr std::int64_t block = std::int64_t{96} << 20;
    const auto before = sim::peak_memory_bytes();
    { const std::vector<char> touched(static_cast<std::size_t>(block), 'x'); }
    const auto after = sim::peak_memory_bytes();
    EXPECT_GT(after, block);
    EXPECT_LT(after, before + block + (std::int64_t{16} << 20));
}

// Everything that differs between equal runs lies below /provenance, so that two results can be compared by digest.
TEST_F(ProvenanceOf, ItIsStoredAndLeavesTheDigestAlone) {
    sim::ResultWriter writer(folder_ / "x.h5", sim::ResultWriter::IfExists::refuse);
    writer.dataset("/a", std::vector<int>{1, 2}, {});
    const auto digest = writer.digest();
    auto p = sim::collect(facts());
    sim::finish(p);
    sim::write(p, writer);
    EXPECT_EQ(writer.digest(), digest);
    writer.commit();

    const auto reader = sim::Hdf5Reader::open(folder_ / "x.h5");
    EXPECT_EQ(reader.attribute<std::string>("/provenance", "digest"), digest);
    EXPECT_EQ(reader.digest(), digest);
    EXPECT_EQ(reader.attribute<std::int64_t>("/provenance", "peak_memory_bytes"), p.peak_memory_bytes);
    EXPECT_EQ(reader.attribute<double>("/provenance", "wall_seconds"), p.wall_seconds);
    EXPECT_EQ(reader.attribute<std::vector<std::string>>("/provenance", "command_line"), p.command_line);
    EXPECT_EQ(reader.strings("/provenance/inputs/path"), std::vector<std::string>{(folder_ / "a.toml").string()});
    EXPECT_EQ(reader.strings("/provenance/inputs/sha256"), std::vector<std::string>{sim::sha256_of("abc")});
}

TEST_F(ProvenanceOf, VersionLinesNameProgramCommitCompilerAndLibraries) {
    const auto text = sim::version_line({{"tbb", "2021.8"}});
    const std::regex form(R"(microwork [^\n]+\ncommit [^\n]+\nbuilt by [^\n]+\nlibraries: hdf5 [^\n]+, tbb 2021\.8)");
    EXPECT_TRUE(std::regex_match(text, form)) << text;
}

}  // namespace
