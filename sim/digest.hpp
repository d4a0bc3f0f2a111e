// SHA-256: how inputs, datasets and whole results are compared. The only room that knows OpenSSL.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace sim {

/// A SHA-256 in the making (FIPS 180-4). Bytes are added in order; `hex` ends it, after which nothing can be added.
class Sha256 {
  public:
    Sha256();
    void update(std::span<const std::byte> bytes);
    void update(std::string_view text) { update(std::as_bytes(std::span{text})); }
    /// The 64 lower-case hexadecimal digits of everything added so far.
    std::string hex();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// The SHA-256 of a text, as 64 hexadecimal digits.
std::string sha256_of(std::string_view text);

/// The SHA-256 of a file's bytes; `InputError` when it cannot be read to its end.
std::string sha256_of_file(const std::filesystem::path& path);

/// Version of the OpenSSL library in use, such as "3.0.17".
std::string openssl_version();

}  // namespace sim
