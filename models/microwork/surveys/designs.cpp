#include "models/microwork/surveys/designs.hpp"

#include <algorithm>

namespace microwork {

std::vector<std::string> survey_kinds() { return {"S-TASK-FIRST", "S-TASK-OPEN", "CAPREC", "LOG", "TRACK", "REG"}; }

namespace {

Seconds seconds_of(double value, double unit) { return Seconds{static_cast<std::int64_t>(value * unit + 0.5)}; }

CountrySet eligible_of(const sim::CsvTable& t, std::size_t row, const World& world, sim::Problems& p) {
    const std::string& word = t.text(row, "eligibility", p);
    CountrySet set{};
    if (word == "all") {
        for (std::size_t c = 0; c < world.countries.size(); ++c)
            insert(set, c);
        return set;
    }
    set = world.countries_of(word);
    if (is_empty(set))
        p.add({t.where(row), "column \"eligibility\": \"" + word + "\" stands for no country", "",
               sim::did_you_mean(word, world.country_words())});
    return set;
}

SurveyStratum read_stratum(const sim::CsvTable& t, std::size_t r, const World& world, sim::Problems& p) {
    const auto number = [&](std::string_view column, double most, double otherwise) {
        return t.optional_number(r, column, {0, most}, p).value_or(otherwise);
    };
    SurveyStratum s;
    const std::string& platform = t.text(r, "platform_id", p);
    if (!platform.empty())
        s.platform = world.platform(platform) < 0 ? SurveyStratum::not_in_the_run : world.platform(platform);
    s.wanted = static_cast<std::int64_t>(number("wanted", 1e9, 0));
    s.reward = sim::dollars(number("reward_usd", 1000, 0));
    s.length = seconds_of(number("minutes", 1440, 0), 60);
    s.waves = std::max<std::int64_t>(1, static_cast<std::int64_t>(number("waves", 1000, 1)));
    s.wave_step = seconds_of(number("wave_step_hours", 8760, 0), 3600);
    s.window = seconds_of(number("window_days", 3660, 0), 86400);
    s.start = seconds_of(number("start_days", 3660, 0), 86400);
    s.eligible = eligible_of(t, r, world, p), s.eligibility = t.text(r, "eligibility", p);
    s.repeat_after = seconds_of(number("repeat_days", 3660, 0), 86400);
    s.answer_probability = number("answer_probability", 1, 1);
    s.inclusion_exponent = number("inclusion_exponent", 10, 0);
    return s;
}

}  // namespace

std::vector<SurveyDesign> read_survey_designs(const sim::CsvTable& t, const World& world, sim::Problems& p) {
    t.require({"survey", "instrument", "platform_id", "wanted", "reward_usd", "minutes", "waves", "wave_step_hours", "window_days",
               "start_days", "eligibility", "repeat_days", "answer_probability", "inclusion_exponent", "title", "source"},
              p);
    std::vector<SurveyDesign> designs;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const std::string &name = t.text(r, "survey", p), &word = t.text(r, "instrument", p);
        const auto words = survey_kinds();
        const auto kind = std::find(words.begin(), words.end(), word);
        if (kind == words.end()) {
            p.add({t.where(r), "column \"instrument\": \"" + word + "\" is no instrument", "", sim::did_you_mean(word, words)});
            continue;
        }
        if (designs.empty() || designs.back().name != name)
            designs.push_back(
                {name, t.text(r, "title", p), t.text(r, "source", p), static_cast<SurveyKind>(kind - words.begin()), {}});
        designs.back().strata.push_back(read_stratum(t, r, world, p));
    }
    return designs;
}

/// So many answers as the share of the world that is simulated would give; posts of a quarter of an hour become rarer.
static void bring_to_scale(SurveyDesign& design, double scale) {
    for (SurveyStratum& s : design.strata) {
        if (s.wanted > 0)
            s.wanted = std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(s.wanted) * scale + 0.5));
        if (design.kind == SurveyKind::recapture)
            s.wave_step = Seconds{static_cast<std::int64_t>(static_cast<double>(s.wave_step.value) / scale + 0.5)};
    }
}

void Surveys::prepare(const World& world, double scale, sim::Problems& problems) {
    designs_.clear();
    std::vector<std::string> names;
    for (const auto& d : world.surveys)
        names.push_back(d.name);
    for (const std::string& name : params.on()) {
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            problems.add({params.on.where(), "surveys.on: there is no study \"" + name + "\"",
                          "the table of designs does not have it", sim::did_you_mean(name, names)});
            continue;
        }
        SurveyDesign design = world.surveys[static_cast<std::size_t>(at - names.begin())];
        std::erase_if(design.strata, [](const SurveyStratum& s) { return s.platform == SurveyStratum::not_in_the_run; });
        if (design.strata.empty()) {
            problems.add({params.on.where(), "surveys.on: \"" + name + "\" surveys no platform of this run", "", ""});
            continue;
        }
        if (find(design.kind) != nullptr) {
            problems.add({params.on.where(),
                          "surveys.on: \"" + name + "\" and \"" + find(design.kind)->name + "\" observe in the same way",
                          "a run has room for one study of each instrument", ""});
            continue;
        }
        bring_to_scale(design, scale * params.size());
        designs_.push_back(std::move(design));
    }
}

const SurveyDesign* Surveys::find(SurveyKind kind) const {
    const auto at = std::find_if(designs_.begin(), designs_.end(), [&](const SurveyDesign& d) { return d.kind == kind; });
    return at == designs_.end() ? nullptr : &*at;
}

}  // namespace microwork
