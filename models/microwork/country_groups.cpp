#include "models/microwork/country_groups.hpp"

#include <algorithm>

namespace microwork {

std::vector<CountryGroup> read_groups(const sim::CsvTable& t, const World& world, sim::Problems& p) {
    t.require({"group", "iso2"}, p);
    std::vector<CountryGroup> groups;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const auto& name = t.text(r, "group", p);
        const int country = world.country(t.text(r, "iso2", p));
        if (country < 0) {
            p.add({t.where(r), "column \"iso2\": country \"" + t.text(r, "iso2", p) + "\" is not in the table of countries", "",
                   sim::did_you_mean(t.text(r, "iso2", p), world.country_codes())});
            continue;
        }
        auto group = std::find_if(groups.begin(), groups.end(), [&](const CountryGroup& g) { return g.name == name; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {name, {}});
        insert(group->members, static_cast<std::size_t>(country));
    }
    return groups;
}

CountrySet World::countries_of(std::string_view word) const {
    CountrySet set{};
    for (std::size_t c = 0; c < countries.size(); ++c)
        if (countries[c].iso2 == word || countries[c].region == word)
            insert(set, c);
    for (const auto& g : groups)
        if (g.name == word)
            set = joined(set, g.members);
    return set;
}

std::vector<std::string> World::country_words() const {
    std::vector<std::string> words = country_codes();
    for (const auto& g : groups)
        words.push_back(g.name);
    for (auto& r : regions())
        words.push_back(std::move(r));
    return words;
}

}  // namespace microwork
