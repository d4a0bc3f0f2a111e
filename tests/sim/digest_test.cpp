#include "sim/digest.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sim/problem.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

// Known answers of FIPS 180-4's examples: a digest written today must be comparable with sha256sum and with any other program.
constexpr std::string_view digest_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view digest_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view digest_of_a_million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Digest, GivesThePublishedAnswers) {
    EXPECT_EQ(sim::sha256_of("abc"), digest_of_abc);
    EXPECT_EQ(sim::sha256_of(""), digest_of_nothing);
    EXPECT_EQ(sim::sha256_of(std::string(1'000'000, 'a')), digest_of_a_million_a);
}

TEST(Digest, DoesNotDependOnHowTheBytesArrive) {
    sim::Sha256 sum;
    for (int i = 0; i < 1000; ++i)
        sum.update(std::string(1000, 'a'));
    EXPECT_EQ(sum.hex(), digest_of_a_million_a);
}

TEST(Digest, OfAFileIsThatOfItsBytes) {
    const tests::TempFolder folder;
    const auto path = folder / "million";
    std::ofstream(path, std::ios::binary) << std::string(1'000'000, 'a');
    EXPECT_EQ(sim::sha256_of_file(path), digest_of_a_million_a);
}

TEST(Digest, NamesAFileThatCannotBeRead) {
    const auto message = [](const char* path) -> std::string {
        try {
            return sim::sha256_of_file(path);
        } catch (const sim::InputError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(message("/nowhere/x.csv"), "/nowhere/x.csv: cannot be read (No such file or directory)");
    // A folder opens and fails only when it is read, so a loop that ignores read errors would call it empty.
    EXPECT_EQ(message("/"), "/: cannot be read (Is a directory)");
}

TEST(Digest, KnowsTheVersionOfItsLibrary) { EXPECT_TRUE(std::isdigit(sim::openssl_version().front())) << sim::openssl_version(); }

}  // namespace
