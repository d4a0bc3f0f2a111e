#include "analysis/inclusion.hpp"

#include <algorithm>
#include <limits>

namespace analysis {

using namespace microwork;

namespace {

struct Person {
    std::int32_t online;
    std::uint64_t key;
};

/// Sorted keys of those who answered.
std::vector<std::uint64_t> respondents_of(const SurveyAnswers& answers, std::size_t study) {
    std::vector<std::uint64_t> keys;
    for (std::size_t r = 0; r < answers.rows(); ++r)
        if (const SurveyAnswers::row_id a{r}; answers.study[a] == study)
            keys.push_back(answers.key[a]);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// Whom the study might have asked, fewest hours first.
std::vector<Person> askable(const Lives& lives, const Accounts& accounts, const SurveyDesign& design) {
    const auto is_open_to = [&](AccountId a) {
        return std::any_of(design.strata.begin(), design.strata.end(), [&](const SurveyStratum& s) {
            return s.platform == accounts.platform[a] && contains(s.eligible, accounts.paper[a]);
        });
    };
    std::vector<Person> people;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        bool may_answer = false;
        for (AccountId a = lives.first_account[life]; a && !may_answer; a = accounts.next[a])
            may_answer = is_open_to(a);
        if (may_answer && lives.online[life].value > 0)
            people.push_back({lives.online[life].value, lives.key[life]});
    }
    std::sort(people.begin(), people.end(),
              [](const Person& a, const Person& b) { return a.online != b.online ? a.online < b.online : a.key < b.key; });
    return people;
}

}  // namespace

std::vector<Inclusion> inclusion_by_hours(const Market& market, std::size_t study) {
    constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
    const auto answered = respondents_of(market.get<SurveyAnswers>(), study);
    const auto people = askable(market.get<Lives>(), market.get<Accounts>(), market.get<Surveys>().designs()[study]);
    std::vector<Inclusion> groups;
    for (std::size_t d = 0; d < 10; ++d) {
        const std::size_t from = people.size() * d / 10, to = people.size() * (d + 1) / 10;
        Inclusion group{static_cast<std::uint8_t>(d + 1), not_known, not_known, static_cast<std::int64_t>(to - from), 0};
        if (to > from)
            group.hours_from = people[from].online / 3600.0, group.hours_to = people[to - 1].online / 3600.0;
        for (std::size_t i = from; i < to; ++i)
            group.respondents += std::binary_search(answered.begin(), answered.end(), people[i].key);
        groups.push_back(group);
    }
    return groups;
}

}  // namespace analysis
