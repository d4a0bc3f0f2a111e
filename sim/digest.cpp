#include "sim/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "sim/problem.hpp"

namespace sim {

namespace {

void require_openssl(int status) {
    if (status != 1)
        throw RunError("cannot compute a SHA-256 digest: OpenSSL refuses");
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require_openssl(context_ ? EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) : 0);
}

void Sha256::update(std::span<const std::byte> bytes) {
    require_openssl(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> raw{};
    require_openssl(EVP_DigestFinal_ex(context_.get(), raw.data(), nullptr));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : raw) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string sha256_of(std::string_view text) {
    Sha256 digest;
    digest.update(text);
    return digest.hex();
}

std::string sha256_of_file(const std::filesystem::path& path) {
    const auto fail = [&] { throw InputError(Problem{{path.string()}, "cannot be read", std::strerror(errno), ""}); };
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        fail();
    Sha256 digest;
    std::vector<std::byte> block(std::size_t{1} << 16);
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get()))
        digest.update(std::span<const std::byte>(block).first(got));
    if (std::ferror(file.get()))
        fail();
    return digest.hex();
}

std::string openssl_version() {
    const std::string_view text = OpenSSL_version(OPENSSL_VERSION);  // "OpenSSL 3.0.17 1 Jul 2025", in every version since 1.1
    const auto from = text.find(' ') + 1;
    return std::string(text.substr(from, text.find(' ', from) - from));
}

}  // namespace sim
