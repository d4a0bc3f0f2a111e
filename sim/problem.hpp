// What is wrong with an input. Problems are collected at the door and shown all at once.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Where a problem was seen: a file with line and column (1-based; 0 = not known), or a place such as "--set".
struct Location {
    std::string file;
    int line = 0;
    int column = 0;

    std::string text() const;  ///< "file:line:column", without the parts that are not known
};

/// One problem: `where: what (why it matters) hint`. `why` and `hint` may be empty.
struct Problem {
    Location where;
    std::string what;
    std::string why;
    std::string hint;

    std::string text() const;
};

/// The input cannot be used. Carries every problem found; `what()` is their texts, one a line. Exit code 2.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<Problem> problems);
    explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}
    const std::vector<Problem>& problems() const { return problems_; }

  private:
    std::vector<Problem> problems_;
};

/// A run that began and could not be finished (disk full, a broken audit). Exit code 3.
class RunError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Collects problems while an input is read; `raise()` throws them all, sorted by place, when there is at least one.
class Problems {
  public:
    void add(Problem problem) { list_.push_back(std::move(problem)); }
    bool empty() const { return list_.empty(); }
    void raise() const;
    const std::vector<Problem>& list() const { return list_; }

  private:
    std::vector<Problem> list_;
};

/// The candidate nearest to `word` by edits, if it is near enough to be meant; "" otherwise.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean \"x\"?" for a near candidate, "" otherwise.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace sim
