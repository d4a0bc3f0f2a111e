#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace cli {

std::string duration_text(double seconds) {
    const auto s = static_cast<std::int64_t>(seconds + 0.5);
    if (s < 60)
        return fmt::format("{} s", s);
    if (s < 3600)
        return fmt::format("{} min {:02} s", s / 60, s % 60);
    return fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

ProgressBar::ProgressBar(const sim::Clock& clock, std::int32_t measured_from)
    : clock_(clock), measured_from_(measured_from), terminal_(::isatty(STDERR_FILENO) != 0) {}

void ProgressBar::show(const sim::Progress& p) {
    const double done = static_cast<double>(p.tick - p.first_tick) / static_cast<double>(p.end_tick - p.first_tick);
    if (terminal_ ? p.seconds - last_shown_ < 0.2 && done < 1 : static_cast<int>(done * 10) == last_tenth_)
        return;
    last_shown_ = p.seconds;
    last_tenth_ = static_cast<int>(done * 10);
    const double days = static_cast<double>(p.tick - p.first_tick) / clock_.ticks_per_day();
    const double left = done > 0 ? p.seconds / done * (1 - done) : 0;
    const std::string text = fmt::format("{} {:3.0f} %  {:.1f} days/s  {} left", clock_.text(p.tick), done * 100,
                                         p.seconds > 0 ? days / p.seconds : 0, duration_text(left));
    const char* phase = p.tick < measured_from_ ? "burn-in " : "measured";
    if (!terminal_) {
        fmt::print(stderr, "{} {}\n", phase, text);
        return;
    }
    constexpr int width = 24;
    const int filled = static_cast<int>(done * width);
    fmt::print(stderr, "\r{} [{}{}] {}\033[K", phase, std::string(static_cast<std::size_t>(filled), '='),
               std::string(static_cast<std::size_t>(width - filled), ' '), text);
    std::fflush(stderr);
}

void ProgressBar::finish() {
    if (terminal_ && last_shown_ >= 0)
        fmt::print(stderr, "\r\033[K");
}

}  // namespace cli
