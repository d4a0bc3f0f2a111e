#include "analysis/trace_file.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "sim/problem.hpp"

namespace analysis {

using namespace microwork;

namespace {

struct EventRow {
    std::int32_t tick;
    std::int64_t utc, local;
    std::uint16_t worker, requester;
    std::uint8_t kind, detail, platform, type;
    std::uint64_t batch;
    std::int32_t assignments, pages, seconds;
    std::int64_t money;
    float reservation_wage, expected_pay;
};

template <std::size_t n>
std::vector<std::string> names_of(const std::array<TraceWord, n>& words) {
    std::vector<std::string> names;
    for (const TraceWord& w : words)
        names.emplace_back(w.name);
    return names;
}
template <std::size_t n>
std::vector<std::string> meanings_of(const std::array<TraceWord, n>& words) {
    std::vector<std::string> meanings;
    for (const TraceWord& w : words)
        meanings.emplace_back(w.meaning);
    return meanings;
}

/// The names of a table's rows, and at their end one for "none".
std::vector<std::string> with_none(std::vector<std::string> names) { return names.emplace_back("none"), names; }
std::vector<std::string> type_ids(const World& world) {
    std::vector<std::string> ids;
    for (const auto& type : world.task_types)
        ids.push_back(type.id);
    return ids;
}

std::vector<sim::Field> event_fields(const World& world) {
    const auto with_unit = [](sim::Field f, const char* unit) { return f.unit = unit, f; };
    return {
        with_unit(sim::field("utc", &EventRow::utc, "when it began, in seconds since 1970-01-01 00:00 UTC"), "s"),
        with_unit(sim::field("local", &EventRow::local, "the same on the worker's clock: utc plus the worker's utc_offset"), "s"),
        sim::field("worker", &EventRow::worker, "row of the worker in /trace/workers and /trace/names"),
        sim::field("kind", &EventRow::kind, "what happened; the attribute meanings says more", names_of(trace_kinds)),
        sim::field("detail", &EventRow::detail, "what more there is to say; meanings", names_of(trace_details)),
        sim::field("platform", &EventRow::platform, "platform", with_none(world.platform_ids())),
        sim::field("requester", &EventRow::requester, "number of the requester; 65535 = none"),
        sim::field("batch", &EventRow::batch, "structural key of the batch; 0 = none"),
        sim::field("type", &EventRow::type, "task type", with_none(type_ids(world))),
        with_unit(sim::field("assignments", &EventRow::assignments, "assignments in question"), "assignments"),
        with_unit(sim::field("pages", &EventRow::pages, "pages of listings looked at"), "pages"),
        with_unit(sim::field("seconds", &EventRow::seconds, "how long it took"), "s"),
        with_unit(sim::field("money", &EventRow::money, "the sum in question"), "1e-6 USD"),
        with_unit(sim::field("reservation_wage", &EventRow::reservation_wage, "reservation wage at that moment"), "USD/h"),
        with_unit(sim::field("expected_pay", &EventRow::expected_pay, "learned net pay per hour online at that moment"), "USD/h")};
}

/// What is kept, and the looks and waits of those who are online still.
std::vector<EventRow> event_rows(const MicroworkModel& model) {
    const Market& m = model.market();
    const auto& people = m.get<Traced>();
    const auto& lives = m.get<Lives>();
    const auto& kept = m.get<TraceEvents>();
    const auto& world = m.get<World>();
    const std::int64_t origin = std::chrono::seconds(model.clock().origin().time_since_epoch()).count();
    const auto time = [&](EventRow& row, Instant at) {
        row.utc = origin + at.value;
        row.local = row.utc + lives.zone[people.life[TracedId{row.worker}]] * 900;
    };
    std::vector<EventRow> rows;
    for (std::size_t r = 0; r < kept.rows(); ++r) {
        const TraceEventId e{r};
        EventRow row{};
        row.tick = kept.tick[e], row.worker = kept.person[e];
        row.kind = static_cast<std::uint8_t>(kept.kind[e]), row.detail = static_cast<std::uint8_t>(kept.detail[e]);
        row.platform = kept.platform[e] == nothing ? static_cast<std::uint8_t>(world.platforms.size()) : kept.platform[e];
        row.type = kept.type[e] == nothing ? static_cast<std::uint8_t>(world.task_types.size()) : kept.type[e];
        row.requester = kept.requester[e], row.batch = kept.batch[e];
        (kept.kind[e] == TraceKind::look ? row.pages : row.assignments) = kept.count[e];
        row.seconds = kept.seconds[e].value, row.money = kept.money[e].value;
        row.reservation_wage = kept.reservation_wage[e].value, row.expected_pay = kept.expected_pay[e].value;
        time(row, kept.time[e]);
        rows.push_back(row);
    }
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        const auto open = [&](TraceKind kind, Instant from, Seconds32 seconds, std::uint32_t pages) {
            if (seconds.value == 0 && pages == 0)
                return;
            const SessionId id = lives.session[people.life[p]];
            EventRow row{};
            row.tick = sim::never.value, row.worker = static_cast<std::uint16_t>(r), row.kind = static_cast<std::uint8_t>(kind);
            row.platform = static_cast<std::uint8_t>(world.platforms.size());
            row.type = static_cast<std::uint8_t>(world.task_types.size()), row.requester = no_requester;
            row.pages = static_cast<std::int32_t>(pages), row.seconds = seconds.value;
            row.reservation_wage = m.get<Sessions>().reservation_wage[id].value;
            row.expected_pay = lives.expected_pay[people.life[p]].value;
            time(row, from);
            rows.push_back(row);
        };
        open(TraceKind::look, people.look_from[p], people.look_time[p], people.look_pages[p]);
        open(TraceKind::wait, people.wait_from[p], people.wait_time[p], 0);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const EventRow& a, const EventRow& b) { return a.tick != b.tick ? a.tick < b.tick : a.worker < b.worker; });
    return rows;
}

}  // namespace

void write_trace(sim::ResultWriter& writer, const MicroworkModel& model) {
    const Market& m = model.market();
    const auto& people = m.get<Traced>();
    std::vector<std::string> names;
    for (std::size_t r = 0; r < people.rows(); ++r) {
        const TracedId p{r};
        names.push_back(traced_name(m.get<World>().countries[people.country[p]].iso2, people.number[p]));
    }
    writer.strings("/trace/names", names, {"", "traced people by name: country, and number among its entrants", "", {}});
    writer.table("/trace/events", event_fields(m.get<World>()), event_rows(model),
                 {"", "what happened to traced people in the measured span: by tick, worker, and as it happened", "", {}});
    writer.attribute("/trace/events/kind", {"meanings", meanings_of(trace_kinds)});
    writer.attribute("/trace/events/detail", {"meanings", meanings_of(trace_details)});
}

const std::string& TraceFile::word(std::size_t worker, const std::string& column) const {
    return workers.at(column).words.at(static_cast<std::size_t>(number(worker, column)));
}

int TraceFile::find(std::string name) const {
    for (char& c : name)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (const auto dash = name.find('-'); dash != std::string::npos && name.size() - dash <= 6)
        name.insert(dash + 1, 7 - (name.size() - dash), '0');
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

namespace {

std::vector<std::string> words_of(const sim::Hdf5Reader& file, const std::string& table, const std::string& column) {
    return file.attribute<std::vector<std::string>>(table + "/" + column, "names").value_or(std::vector<std::string>{});
}

void read_workers(const sim::Hdf5Reader& file, TraceFile& trace) {
    trace.names = file.strings("/trace/names");
    for (const auto& name : file.columns("/trace/workers"))
        trace.workers[name] = {file.column<double>("/trace/workers", name), words_of(file, "/trace/workers", name)};
    for (const auto& [name, column] : trace.workers)
        if (column.values.size() != trace.names.size())
            throw sim::InputError(sim::Problem{
                {file.file().string(), 0, 0}, "/trace/workers and /trace/names have different lengths", "the file is damaged", ""});
}

/// Where a word stands in the program's own list: files of other versions may have other numbers for it.
template <class Enum, std::size_t n>
std::vector<Enum> known_words(const sim::Hdf5Reader& file, const std::string& column, const std::array<TraceWord, n>& words) {
    std::vector<Enum> list;
    for (const auto& name : words_of(file, "/trace/events", column)) {
        const auto at = std::find_if(words.begin(), words.end(), [&](const TraceWord& w) { return w.name == name; });
        if (at == words.end())
            throw sim::InputError(sim::Problem{{file.file().string(), 0, 0},
                                               "/trace/events has the unknown " + column + " \"" + name + "\"",
                                               "written by a newer version",
                                               "update the program"});
        list.push_back(static_cast<Enum>(at - words.begin()));
    }
    return list;
}

void read_events(const sim::Hdf5Reader& file, TraceFile& trace) {
    const std::string table = "/trace/events";
    const auto kinds = known_words<TraceKind>(file, "kind", trace_kinds);
    const auto details = known_words<TraceDetail>(file, "detail", trace_details);
    const auto platforms = words_of(file, table, "platform"), types = words_of(file, table, "type");
    const auto whole = [&](const char* name) { return file.column<std::int64_t>(table, name); };
    const auto utc = whole("utc"), local = whole("local"), worker = whole("worker"), kind = whole("kind"), detail = whole("detail"),
               platform = whole("platform"), type = whole("type"), requester = whole("requester"),
               assignments = whole("assignments"), pages = whole("pages"), seconds = whole("seconds"), money = whole("money");
    const auto batch = file.column<std::uint64_t>(table, "batch");
    const auto wage = file.column<double>(table, "reservation_wage"), expected = file.column<double>(table, "expected_pay");
    const auto word = [](const std::vector<std::string>& words, std::int64_t n) {
        const std::string& name = words.at(static_cast<std::size_t>(n));
        return name == "none" ? std::string() : name;
    };
    for (std::size_t i = 0; i < utc.size(); ++i)
        trace.events.push_back({utc[i], local[i], static_cast<std::uint32_t>(worker[i]),
                                kinds.at(static_cast<std::size_t>(kind[i])), details.at(static_cast<std::size_t>(detail[i])),
                                word(platforms, platform[i]), word(types, type[i]),
                                requester[i] == no_requester ? -1 : requester[i], batch[i], assignments[i], pages[i], seconds[i],
                                money[i], wage[i], expected[i]});
}

}  // namespace

TraceFile read_trace(const std::filesystem::path& path) {
    const sim::Hdf5Reader file = sim::Hdf5Reader::open(path);
    file.require(sim::result_format, sim::result_format_version, sim::result_format_version);
    if (!file.exists("/trace"))
        throw sim::InputError(sim::Problem{{path.string(), 0, 0},
                                           "holds no trace",
                                           "nobody was traced in that run",
                                           "run it with --set trace.sample=4, or with trace.workers"});
    TraceFile trace;
    trace.from = file.attribute<std::string>("/", "measured_from").value_or("");
    trace.to = file.attribute<std::string>("/", "measured_to").value_or("");
    read_workers(file, trace);
    read_events(file, trace);
    return trace;
}

}  // namespace analysis
