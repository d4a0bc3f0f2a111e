#include "models/microwork/country_tables.hpp"

#include <algorithm>
#include <set>

#include "sim/random.hpp"

namespace microwork {

using sim::CsvTable;
using sim::NumberRange;
using sim::Problems;

std::uint64_t key_of(std::string_view id) {
    std::uint64_t h = 0xcbf29ce484222325ull;
    for (const char c : id)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    return sim::mix64(h);
}

namespace {

constexpr NumberRange share{0, 1};
constexpr NumberRange percent{0, 100};

EnglishStatus read_english(const CsvTable& t, std::size_t row, Problems& p) {
    const std::vector<std::string> words{"native", "official", "foreign"};
    const auto& word = t.text(row, "english_status", p);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        p.add({t.where(row), "column \"english_status\": \"" + word + "\" is none of native, official, foreign", "",
               sim::did_you_mean(word, words)});
        return EnglishStatus::foreign;
    }
    return static_cast<EnglishStatus>(found - words.begin());
}

}  // namespace

std::vector<CountryData> read_countries(const CsvTable& t, Problems& p) {
    t.require({"iso2", "name", "ilo_region", "utc_offset_std_weighted", "tz_span_h", "mean_wage_proxy_usd_h", "saidi_sim_h_yr",
               "saifi_sim_per_yr", "disability_sim_pct", "oli_buyer_share_apr2017_pct", "english_status", "ef_epi_score",
               "min_wage_usd_h_best"},
              p);
    std::vector<CountryData> list(t.rows());
    for (std::size_t r = 0; r < t.rows(); ++r) {
        CountryData& c = list[r];
        c.iso2 = t.text(r, "iso2", p), c.name = t.text(r, "name", p), c.region = t.text(r, "ilo_region", p);
        c.key = key_of(c.iso2);
        c.utc_offset_h = t.number(r, "utc_offset_std_weighted", {-12, 14}, p);
        c.zone_span_h = t.number(r, "tz_span_h", {0, 24}, p);
        c.wage_proxy = t.number(r, "mean_wage_proxy_usd_h", {0.01, 1000}, p);
        c.minimum_wage = t.optional_number(r, "min_wage_usd_h_best", {0, 1000}, p).value_or(0);
        c.outages_per_year = t.number(r, "saifi_sim_per_yr", {0, 1e5}, p);
        c.outage_hours_year = t.number(r, "saidi_sim_h_yr", {0, 8760}, p);
        c.limiting_condition = t.number(r, "disability_sim_pct", percent, p) / 100;
        c.english = read_english(t, r, p);
        c.english_score = t.optional_number(r, "ef_epi_score", {0, 1000}, p).value_or(0);
        c.buyer_share = t.optional_number(r, "oli_buyer_share_apr2017_pct", percent, p).value_or(0) / 100;
    }
    return list;
}

void read_demographics(const CsvTable& t, World& world, Problems& p) {
    t.require({"iso2", "share_women"}, p);
    std::set<std::string> seen;
    for (std::size_t r = 0; r < t.rows(); ++r) {
        const int index = world.country(t.text(r, "iso2", p));
        if (index < 0)
            continue;
        seen.insert(t.text(r, "iso2", p));
        CountryData& c = world.countries[static_cast<std::size_t>(index)];
        const auto value = [&](std::string_view column) { return t.number(r, column, share, p); };
        c.women = value("share_women"), c.degree = value("share_degree");
        c.caregiver_women = value("caregiver_women"), c.caregiver_men = value("caregiver_men");
        c.age = {value("age_18_24"), value("age_25_34"), value("age_35_44"), value("age_45_plus")};
        c.status = {value("employed"), value("student"), value("unemployed"), value("home_or_care"), value("unable_health")};
        c.mobile_only = value("mobile_only");
        c.connection = {value("connection_class_0"), value("connection_class_1"), value("connection_class_2")};
    }
    for (const auto& c : world.countries)
        if (!seen.contains(c.iso2))
            p.add({{t.rows() > 0 ? t.where(0).file : "demographics", 0, 0},
                   "country \"" + c.iso2 + "\" has no row",
                   "every country of the run needs its people",
                   ""});
}

}  // namespace microwork
