// Text for the standard output or a file that is either complete or absent.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace analysis {

/// Writes text as it comes. A file is written beside its target and renamed by `commit`; without `commit` nothing remains. Devices
/// and pipes are written to directly. What cannot be written (disk full, a reader that has gone) throws `RunError` with the reason.
class TextOutput {
  public:
    enum class IfExists { refuse, replace };

    static TextOutput standard() { return TextOutput(stdout, "the standard output"); }
    /// `InputError` for a file that exists (under `refuse`) or cannot be made; `option` names it in hints, such as "-o".
    static TextOutput file(const std::filesystem::path& target, IfExists if_exists, std::string_view option);
    TextOutput(TextOutput&& other) noexcept;
    TextOutput& operator=(TextOutput&&) = delete;
    ~TextOutput();

    void write(std::string_view text);
    /// Everything has been written: closes a file and gives it its name.
    void commit();

  private:
    TextOutput(std::FILE* stream, std::string name) : stream_(stream), name_(std::move(name)) {}
    [[noreturn]] void fail() const;
    bool owns() const { return stream_ != nullptr && stream_ != stdout; }

    std::FILE* stream_;
    std::string name_;
    std::filesystem::path part_, target_;  ///< empty when written to directly
};

}  // namespace analysis
