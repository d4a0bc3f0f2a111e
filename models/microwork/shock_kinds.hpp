// The kinds of shock: what each does to the conditions, for the countries and platforms that it names (none = all).
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/microwork/conditions.hpp"
#include "sim/params.hpp"

namespace microwork {

/// The keys that every kind has: whom it hits.
struct ShockParams : sim::ParamGroup {
    ShockParams() : ParamGroup("shock") {}
    Param<std::vector<std::string>> countries{this, "countries", std::vector<std::string>{}, "countries hit; none = all",
                                              "set by the scenario"};

    bool hits(const CountryData& country) const { return listed(countries(), country.iso2); }

  protected:
    static bool listed(const std::vector<std::string>& list, const std::string& id) {
        return list.empty() || std::find(list.begin(), list.end(), id) != list.end();
    }
    ~ShockParams() = default;
};

/// As above, for kinds that hit platforms.
struct PlatformShockParams : ShockParams {
    Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms hit; none = all",
                                              "set by the scenario"};

    bool hits_platform(const PlatformData& platform) const { return listed(platforms(), platform.id); }

  protected:
    ~PlatformShockParams() = default;
};

struct Lockdown {
    static constexpr const char* name = "lockdown";
    static constexpr const char* meaning = "people at home register and log in more often; demand stays as it is";
    struct Params final : ShockParams {
        Param<double> log_ins{this,       "log_ins",           1.31,
                              {0.0, 2.0}, "factor on log-ins", "Appen +31 % during Covid (founding document 003)"};
        Param<double> entry{this, "entry", 1.5, {0.0, 100.0}, "factor on registrations", "assumed"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        for (std::size_t i = 0; i < world.countries.size(); ++i)
            if (params.hits(world.countries[i]))
                c.log_ins[i] *= params.log_ins(), c.entry[i] *= params.entry();
    }
};

struct Hyperinflation {
    static constexpr const char* name = "hyperinflation";
    static constexpr const char* meaning =
        "what a spare hour earns at home falls to this share in dollars: lower reservation wages from the next log-in on, fewer "
        "exits, more registrations because pay is in dollars";
    struct Params final : ShockParams {
        Param<double> outside{this, "outside", 0.3, {0.001, 1.0}, "factor on the outside option in dollars", "assumed"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        for (std::size_t i = 0; i < world.countries.size(); ++i)
            if (params.hits(world.countries[i]))
                c.outside[i] *= params.outside();
    }
};

struct Blackout {
    static constexpr const char* name = "blackout";
    static constexpr const char* meaning =
        "these people cannot be online: open sessions end with the work in hand, nobody of them logs in until it is over";
    struct Params final : ShockParams {
        Param<sim::Share> offline{
            this, "offline", sim::Share{1.0f}, {sim::Share{0}, sim::Share{1}}, "share of people offline", "set by the scenario"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        for (std::size_t i = 0; i < world.countries.size(); ++i)
            if (params.hits(world.countries[i]))
                c.dark[i] = std::max(c.dark[i], static_cast<double>(params.offline().value));
    }
};

struct SignupClosure {
    static constexpr const char* name = "signup-closure";
    static constexpr const char* meaning =
        "people of these countries cannot register any more; who has an account keeps it; newcomers who are turned away go "
        "away, those inside look for another platform";
    struct Params final : PlatformShockParams {
    } params;
    void operator()(const World& world, Conditions& c) const {
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            for (std::size_t i = 0; params.hits_platform(world.platforms[p]) && i < world.countries.size(); ++i)
                if (params.hits(world.countries[i]))
                    c.signup_closed[p][i] = 1;
    }
};

struct PlatformClosure {
    static constexpr const char* name = "platform-closure";
    static constexpr const char* meaning =
        "nothing new is posted, nobody signs up and nobody comes online there; work begun is finished and paid; people register "
        "elsewhere, requesters do not";
    struct Params final : sim::ParamGroup {
        Params() : ParamGroup("shock") {}
        Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms that close; none = all",
                                                  "set by the scenario"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        const auto& list = params.platforms();
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            if (list.empty() || std::find(list.begin(), list.end(), world.platforms[p].id) != list.end())
                c.closed[p] = 1;
    }
};

struct RequesterExit {
    static constexpr const char* name = "requester-exit";
    static constexpr const char* meaning =
        "a share of the requesters at home in these countries posts nothing (no reaction is modelled)";
    struct Params final : PlatformShockParams {
        Param<sim::Share> share{
            this, "share", sim::Share{1.0f}, {sim::Share{0}, sim::Share{1}}, "share of requesters who go", "set by the scenario"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            for (std::size_t i = 0; params.hits_platform(world.platforms[p]) && i < world.countries.size(); ++i)
                if (params.hits(world.countries[i]))
                    c.withdrawn[p][i] = std::max(c.withdrawn[p][i], static_cast<double>(params.share().value));
    }
};

struct FeeRiseShock {
    static constexpr const char* name = "fee-rise";
    static constexpr const char* meaning =
        "the platforms take more of the reward on batches posted from then on; what was posted before keeps the old fees. Rewards "
        "stay: requesters pay on top, cut volume where their budget asks for it and, as the price of the platform rises over eight "
        "weeks, all want less; they turn to models where these are cheaper; a cap on commissions holds for the whole. Requesters "
        "do not go to other platforms";
    struct Params final : sim::ParamGroup {
        Params() : ParamGroup("shock") {}
        Param<std::vector<std::string>> platforms{this, "platforms", std::vector<std::string>{}, "platforms hit; none = all",
                                                  "set by the scenario"};
        Param<double> commission{this,
                                 "commission",
                                 0.1,
                                 {-5.0, 5.0},
                                 "share of every reward that is added to the commission",
                                 "AMT, 21 July 2015: from 10 to 20 % (S_MT4A, S_TR1505)"};
        Param<double> surcharge{this,
                                "surcharge",
                                0.2,
                                {-5.0, 5.0},
                                "share added further where an item has many assignments, or everybody may answer once only",
                                "AMT, 21 July 2015: 20 points for ten or more assignments (S_MT4A, S_TR1507)"};
        Param<std::int64_t> many_from{
            this, "many_from", 10, {1, 1'000'000}, "assignments of an item from which it has many", "AMT (S_MT4A)", "assignments"};
        Param<double> masters{this,
                              "masters",
                              0,
                              {-5.0, 5.0},
                              "share added further on work for Masters; AMT in 2015: -0.15, from 20 points to 5 (S_MT4A)",
                              "set by the scenario"};
    } params;
    void operator()(const World& world, Conditions& c) const {
        const auto& list = params.platforms();
        for (std::size_t p = 0; p < world.platforms.size(); ++p)
            if (list.empty() || std::find(list.begin(), list.end(), world.platforms[p].id) != list.end())
                c.fee_rises[p].push_back({params.commission(), params.surcharge(), params.masters(), params.many_from()});
    }
};

/// The catalogue: one line per kind.
template <class Visitor>
void each_shock_kind(Visitor&& visit) {
    visit.template operator()<Lockdown>();
    visit.template operator()<Hyperinflation>();
    visit.template operator()<Blackout>();
    visit.template operator()<SignupClosure>();
    visit.template operator()<PlatformClosure>();
    visit.template operator()<RequesterExit>();
    visit.template operator()<FeeRiseShock>();
}

}  // namespace microwork
