#include "analysis/text_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "sim/problem.hpp"

namespace analysis {

namespace fs = std::filesystem;

TextOutput TextOutput::file(const fs::path& target, IfExists if_exists, std::string_view option) {
    std::error_code error;
    const fs::file_status status = fs::status(target, error);
    const auto refuse = [&](std::string what, std::string why, std::string hint) {
        throw sim::InputError(sim::Problem{{target.string(), 0, 0}, std::move(what), std::move(why), std::move(hint)});
    };
    const std::string another = "another " + std::string(option);
    if (fs::is_directory(status))
        refuse("cannot be written", "it is a folder", "use " + another);
    const bool direct = fs::exists(status) && !fs::is_regular_file(status);
    if (fs::exists(status) && !direct && if_exists == IfExists::refuse)
        refuse("already exists", "", "use --force or " + another);
    const fs::path part = direct ? target : fs::path(target.string() + ".part");
    std::FILE* stream = std::fopen(part.c_str(), "w");
    if (stream == nullptr)
        refuse("cannot be written", std::strerror(errno), "use " + another);
    TextOutput output(stream, target.string());
    if (!direct)
        output.part_ = part, output.target_ = target;
    return output;
}

TextOutput::TextOutput(TextOutput&& other) noexcept
    : stream_(std::exchange(other.stream_, nullptr)),
      name_(std::move(other.name_)),
      part_(std::move(other.part_)),
      target_(std::move(other.target_)) {}

TextOutput::~TextOutput() {
    if (!owns())
        return;
    std::fclose(stream_);
    if (!part_.empty())
        ::unlink(part_.c_str());
}

void TextOutput::fail() const { throw sim::RunError("cannot write " + name_ + ": " + std::strerror(errno)); }

void TextOutput::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size())
        fail();
}

void TextOutput::commit() {
    if (std::fflush(stream_) != 0 || (!part_.empty() && ::fsync(::fileno(stream_)) != 0))
        fail();
    if (!owns())
        return;
    const bool closed = std::fclose(std::exchange(stream_, nullptr)) == 0;
    if (!closed || (!part_.empty() && std::rename(part_.c_str(), target_.c_str()) != 0)) {
        const int reason = errno;
        if (!part_.empty())
            ::unlink(part_.c_str());
        errno = reason;
        fail();
    }
}

}  // namespace analysis
