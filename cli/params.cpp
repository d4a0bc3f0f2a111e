#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.hpp"
#include "models/microwork/microwork.hpp"
#include "models/microwork/policies.hpp"
#include "models/microwork/shocks.hpp"
#include "models/microwork/tick.hpp"

namespace cli {

namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

/// A JSON list of what `json_of` makes of each element.
template <class List, class F>
std::string json_list(const List& list, F&& json_of) {
    std::vector<std::string> parts;
    for (const auto& element : list)
        parts.push_back(json_of(element));
    return fmt::format("[{}]", fmt::join(parts, ",\n "));
}

void print_text(const sim::ParamBase& p) {
    fmt::print("{}\n    {}{}; default {}{}{}\n    source: {}\n", p.path(), p.meaning(),
               p.unit().empty() || p.unit() == "1" ? "" : " [" + p.unit() + "]", p.default_text(),
               p.range_text().empty() ? "" : "; " + p.range_text(), "", p.source());
}

std::string json_of(const sim::ParamBase& p) {
    return fmt::format(R"({{"path":{},"meaning":{},"type":{},"unit":{},"default":{},"range":{},"source":{}}})", in_quotes(p.path()),
                       in_quotes(p.meaning()), in_quotes(p.type_text()), in_quotes(p.unit()), in_quotes(p.default_text()),
                       in_quotes(p.range_text()), in_quotes(p.source()));
}

int print_parameters(Format format) {
    const microwork::MicroworkModel model;
    std::vector<const sim::ParamBase*> all;
    for (const auto* group : model.param_groups())
        all.insert(all.end(), group->params().begin(), group->params().end());
    if (format == Format::json) {
        fmt::print("{}\n", json_list(all, [](const auto* p) { return json_of(*p); }));
        return success;
    }
    for (const auto* p : all)
        print_text(*p);
    fmt::print("\nInstruments of [[policy]] entries (with the keys instrument, start, end):\n");
    for (const auto& i : microwork::instruments()) {
        fmt::print("{}\n    {}\n", i.name, i.meaning);
        for (const auto* p : i.params->params())
            fmt::print("    {} ({}): {}\n", p->name(), p->type_text(), p->meaning());
    }
    fmt::print("\nKinds of [[shock]] entries (with the keys kind, start, end):\n");
    for (const auto& k : microwork::shock_kinds()) {
        fmt::print("{}\n    {}\n", k.name, k.meaning);
        for (const auto* p : k.params->params())
            fmt::print("    {} ({}): {}\n", p->name(), p->type_text(), p->meaning());
    }
    return success;
}

/// The state, the order of the tick and the measures as they are declared. No input table is read.
struct Declared {
    Declared() {
        microwork::order_of_the_tick(schedule, run.rounds);
        microwork::observe(schedule, market, 1);
        // The width of a packed row is settled when memory for the first one is asked for.
        for (auto* table : market.tables())
            table->reserve(1);
    }
    sim::RunParams run;
    microwork::Market market;
    sim::Schedule<microwork::Market> schedule{market};
};

constexpr std::string_view name_of(sim::Role role) {
    constexpr std::string_view names[] = {"state", "link", "scratch"};
    return names[static_cast<std::size_t>(role)];
}

std::string json_of(const sim::ColumnInfo& c) {
    return fmt::format(R"({{"name":{},"type":"{}","count":{},"bytes":{},"unit":{},"role":"{}","meaning":{}}})", in_quotes(c.name),
                       sim::name_of(c.type), c.count, c.bytes(), in_quotes(c.unit), name_of(c.role), in_quotes(c.meaning));
}

std::string json_of(const sim::TableBase& t) {
    return fmt::format(R"({{"name":{},"meaning":{},"layout":"{}","row_bytes":{},"columns":{}}})", in_quotes(t.name()),
                       in_quotes(t.meaning()), t.layout() == sim::TableBase::Layout::records ? "records" : "arrays", t.row_bytes(),
                       json_list(t.columns(), [](const auto& c) { return json_of(c); }));
}

template <class Spec>
std::string json_of(const Spec& s) {
    return fmt::format(R"({{"name":{},"unit":{},"axis":{},"meaning":{}}})", in_quotes(s.name), in_quotes(s.unit), in_quotes(s.axis),
                       in_quotes(s.description));
}

/// An instrument of a policy, or a kind of shock.
template <class Info>
std::string json_of_entry(const Info& i) {
    return fmt::format(R"({{"name":{},"meaning":{},"params":{}}})", in_quotes(i.name), in_quotes(i.meaning),
                       json_list(i.params->params(), [](const auto* p) { return json_of(*p); }));
}

void print_tables_as_text(Declared& declared) {
    for (const auto* t : declared.market.tables()) {
        fmt::print("{}: {} ({} bytes a row)\n", t->name(), t->meaning(), t->row_bytes());
        for (const auto& c : t->columns())
            fmt::print("    {:<22} {}{} {}: {}\n", c.name, sim::name_of(c.type), c.count > 1 ? fmt::format("[{}]", c.count) : "",
                       c.unit, c.meaning);
    }
    fmt::print("\nOrder of the tick:\n");
    for (const auto& phase : declared.schedule.timings())
        fmt::print("    {}\n", phase.name);
}

int print_tables(Format format) {
    Declared declared;
    if (format == Format::text) {
        print_tables_as_text(declared);
        return success;
    }
    const auto& record = declared.market.get<sim::Recorder>();
    fmt::print("{{\"tables\":{},\n\"phases\":{},\n\"series\":{},\n\"histograms\":{},\n\"instruments\":{},\n\"shocks\":{}}}\n",
               json_list(declared.market.tables(), [](const auto* t) { return json_of(*t); }),
               json_list(declared.schedule.timings(), [](const auto& phase) { return in_quotes(phase.name); }),
               json_list(record.series(), [](const auto& s) { return json_of(s); }),
               json_list(record.histograms(), [](const auto& h) { return json_of(h); }),
               json_list(microwork::instruments(), [](const auto& i) { return json_of_entry(i); }),
               json_list(microwork::shock_kinds(), [](const auto& k) { return json_of_entry(k); }));
    return success;
}

}  // namespace

int params(Topic topic, Format format) { return topic == Topic::parameters ? print_parameters(format) : print_tables(format); }

}  // namespace cli
