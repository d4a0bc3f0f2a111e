#include <fmt/format.h>

#include "cli/commands.hpp"
#include "models/microwork/microwork.hpp"
#include "models/microwork/policies.hpp"

namespace cli {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

void print_text(const sim::ParamBase& p) {
    fmt::print("{}\n    {}{}; default {}{}{}\n    source: {}\n", p.path(), p.meaning(), p.unit().empty() || p.unit() == "1" ? "" : " [" + p.unit() + "]", p.default_text(),
               p.range_text().empty() ? "" : "; " + p.range_text(), "", p.source());
}

std::string json_of(const sim::ParamBase& p) {
    return fmt::format(R"({{"path":{},"meaning":{},"type":{},"unit":{},"default":{},"range":{},"source":{}}})", quoted(p.path()), quoted(p.meaning()), quoted(p.type_text()), quoted(p.unit()),
                       quoted(p.default_text()), quoted(p.range_text()), quoted(p.source()));
}

}  // namespace

int params(Format format) {
    const microwork::MicroworkModel model;
    if (format == Format::json) {
        std::string list;
        for (const auto* group : model.param_groups())
            for (const auto* p : group->params())
                list += (list.empty() ? "" : ",\n ") + json_of(*p);
        fmt::print("[{}]\n", list);
        return success;
    }
    for (const auto* group : model.param_groups())
        for (const auto* p : group->params())
            print_text(*p);
    fmt::print("\nInstruments of [[policy]] entries (with the keys instrument, start, end):\n");
    for (const auto& i : microwork::instruments()) {
        fmt::print("{}\n    {}\n", i.name, i.meaning);
        for (const auto* p : i.params->params())
            fmt::print("    {} ({}): {}\n", p->name(), p->type_text(), p->meaning());
    }
    return success;
}

}  // namespace cli
