#include "sim/problem.hpp"

#include <algorithm>
#include <tuple>

namespace sim {
namespace {

std::string joined(const std::vector<Problem>& problems) {
    std::string all;
    for (const Problem& problem : problems)
        all += (all.empty() ? "" : "\n") + problem.text();
    return all;
}

/// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions, swaps of neighbours.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::string Location::text() const {
    std::string text = file;
    if (line > 0)
        text += ":" + std::to_string(line);
    if (line > 0 && column > 0)
        text += ":" + std::to_string(column);
    return text;
}

std::string Problem::text() const {
    const std::string place = where.text();
    std::string text = place.empty() ? what : place + ": " + what;
    if (!why.empty())
        text += " (" + why + ")";
    if (!hint.empty())
        text += (why.empty() ? ", " : " ") + hint;
    return text;
}

InputError::InputError(std::vector<Problem> problems) : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

void Problems::raise() const {
    if (list_.empty())
        return;
    std::vector<Problem> sorted = list_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) < std::tie(b.where.file, b.where.line, b.where.column);
    });
    throw InputError(std::move(sorted));
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 200;
    if (word.size() > longest)
        return "";
    std::string best;
    std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;  // a third of the letters may be wrong
    for (const std::string& candidate : candidates) {
        const std::size_t length = std::max(word.size(), candidate.size());
        if (length > longest || length - std::min(word.size(), candidate.size()) >= fewest)
            continue;
        if (const std::size_t count = edits(word, candidate); count < fewest && count < length) {
            fewest = count;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string near = nearest(word, candidates);
    return near.empty() ? "" : "did you mean \"" + near + "\"?";
}

}  // namespace sim
