#include "models/microwork/skills.hpp"

#include <algorithm>
#include <cmath>

namespace microwork {

namespace {

constexpr sim::Purpose family_skills{"skills.family"};
constexpr sim::Purpose command_of_english{"skills.english"};

constexpr double own_language = 4;  // above every need
constexpr double points_a_level = 100;

}  // namespace

std::array<float, task_families> Skills::by_family(const sim::Randomness& randomness, std::uint64_t key, float general, double mean,
                                                   double sd) const {
    // The general skill stays the mean of the families, and each of them has its distribution.
    const double rho = params.correlation(), own = sd * std::sqrt(1 - rho * rho);
    const double pulled = (rho - 1) * (static_cast<double>(general) - mean);
    sim::Dice dice = randomness.dice(family_skills, key);
    std::array<float, task_families> skill{};
    for (float& s : skill)
        s = general + static_cast<float>(pulled + own * dice.normal());
    return skill;
}

double Skills::english(const sim::Randomness& randomness, std::uint64_t key, const CountryData& home, bool degree) const {
    if (!params.language() || home.english == EnglishStatus::native)
        return own_language;
    const double score = home.english_score > 0 ? home.english_score : params.usual_score();
    const double usual = (score - params.zero_score()) / points_a_level + params.chosen() + (degree ? params.degree() : 0) +
                         (home.english == EnglishStatus::official ? params.official() : 0);
    return std::max(0.0, usual + params.spread() * randomness.dice(command_of_english, key).normal());
}

double Skills::command(const PlatformData& platform, double english) const { return platform.english ? english : own_language; }

std::uint8_t Skills::barred(double command) const {
    unsigned bits = 0;
    for (int need = 1; need <= 3; ++need)
        bits |= need - command > params.gate() ? 1u << need : 0u;
    return static_cast<std::uint8_t>(bits);
}

double Skills::loss(const TaskTypeData& type, float command) const {
    return params.gap_cost() * std::max(0.0, type.language_need - static_cast<double>(command));
}

}  // namespace microwork
