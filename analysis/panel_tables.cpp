#include "analysis/panel_tables.hpp"

#include <algorithm>
#include <limits>

#include "analysis/register_tables.hpp"
#include "models/microwork/surveys/board_tracker.hpp"
#include "models/microwork/surveys/work_log.hpp"

namespace analysis {

using namespace microwork;

namespace {

sim::Field with_unit(sim::Field field, const char* unit) { return field.unit = unit, field; }

double hours_of(Seconds32 time) { return static_cast<double>(time.value) / sim::seconds_per_hour; }

std::string group_of(const SurveyDesign& study) { return "/surveys/" + study.name; }

void describe(sim::ResultWriter& writer, const SurveyDesign& study, std::int64_t taken) {
    const std::string group = group_of(study);
    std::int64_t wanted = 0;
    for (const SurveyStratum& s : study.strata)
        wanted += s.wanted;
    writer.attribute(group, {"instrument", survey_kinds()[static_cast<std::size_t>(study.kind)]});
    writer.attribute(group, {"title", study.title});
    writer.attribute(group, {"wanted", wanted});
    writer.attribute(group, {"taken", taken});
}

struct LogRow {
    std::uint64_t key;
    std::uint8_t country, woman;
    std::uint32_t accepted, submitted, returned, approved, rejected;
    double hours, pay, wage;
    std::uint32_t gated;
    double gated_hours, gated_pay;
    std::uint32_t research;
    double research_hours, research_pay;
    std::uint8_t platform;
};

LogRow log_row(const Market& m, WorkLogId log) {
    const auto& logs = m.get<WorkLogs>();
    const LifeId life = m.get<Accounts>().owner[logs.account[log]];
    LogRow row{};
    row.key = m.get<Lives>().key[life], row.country = m.get<Lives>().country[life], row.woman = m.get<Lives>().woman[life];
    row.accepted = logs.accepted[log], row.submitted = logs.submitted[log], row.returned = logs.returned[log];
    row.approved = logs.approved[log], row.rejected = logs.rejected[log];
    row.hours = hours_of(logs.time[log]), row.pay = sim::in_dollars(logs.pay[log]);
    row.wage = row.hours > 0 ? row.pay / row.hours : std::numeric_limits<double>::quiet_NaN();
    row.gated = logs.gated[log], row.gated_hours = hours_of(logs.gated_time[log]);
    row.gated_pay = sim::in_dollars(logs.gated_pay[log]);
    row.research = logs.research[log], row.research_hours = hours_of(logs.research_time[log]);
    row.research_pay = sim::in_dollars(logs.research_pay[log]);
    row.platform = logs.platform[log];
    return row;
}

std::vector<sim::Field> log_fields(const World& world) {
    std::vector<sim::Field> fields{sim::field("key", &LogRow::key, "structural key of the worker: as in /workers"),
                                   sim::field("country", &LogRow::country, "country of residence", world.country_codes()),
                                   sim::field("woman", &LogRow::woman, "gender", {"no", "yes"})};
    const auto add = [&](const char* name, auto member, const char* unit, const char* meaning) {
        fields.push_back(with_unit(sim::field(name, member, meaning), unit));
    };
    add("accepted", &LogRow::accepted, "assignments", "assignments accepted");
    add("submitted", &LogRow::submitted, "assignments", "assignments handed in");
    add("returned", &LogRow::returned, "assignments", "assignments given back or lost to an outage");
    add("approved", &LogRow::approved, "assignments", "assignments approved in the span");
    add("rejected", &LogRow::rejected, "assignments", "assignments rejected in the span");
    add("hours", &LogRow::hours, "h", "time from picking work up to handing it in or giving it back, short gaps between joined");
    add("pay", &LogRow::pay, "USD", "rewards approved in the span, less the cut of a borrowed account's owner");
    add("wage", &LogRow::wage, "USD/h", "pay over hours; NaN without hours");
    add("gated", &LogRow::gated, "assignments", "handed in of batches that ask for a minimum count of approved assignments");
    add("gated_hours", &LogRow::gated_hours, "h", "of the hours, what these added: their stretches and the joined gap before each");
    add("gated_pay", &LogRow::gated_pay, "USD", "of the pay, that of such batches");
    add("research", &LogRow::research, "assignments", "handed in of surveys and experiments");
    add("research_hours", &LogRow::research_hours, "h", "of the hours, what these added");
    add("research_pay", &LogRow::research_pay, "USD", "of the pay, that of surveys and experiments");
    fields.push_back(sim::field("platform", &LogRow::platform, "the platform of the account", world.platform_ids()));
    return fields;
}

struct WageRow {
    double edge_from, edge_to;
    std::int64_t tasks, gated_tasks;
};

void write_wages(sim::ResultWriter& writer, const SurveyDesign& study, const LoggedWages& wages) {
    const auto& edges = logged_wage_edges();
    std::vector<WageRow> rows;
    for (std::size_t bin = 0; bin < wages.rows(); ++bin) {
        const LoggedWages::row_id r{bin};
        rows.push_back({bin == 0 ? 0 : edges[bin - 1], bin < edges.size() ? edges[bin] : std::numeric_limits<double>::infinity(),
                        wages.tasks[r], wages.gated[r]});
    }
    const std::vector<sim::Field> fields{
        with_unit(sim::field("edge_from", &WageRow::edge_from, "lower edge of the bin"), "USD/h"),
        with_unit(sim::field("edge_to", &WageRow::edge_to, "upper edge, not in the bin"), "USD/h"),
        with_unit(sim::field("tasks", &WageRow::tasks, "assignments handed in"), "assignments"),
        with_unit(sim::field("gated_tasks", &WageRow::gated_tasks, "of these, with a minimum count of approved ones"),
                  "assignments")};
    writer.table(group_of(study) + "/wages", fields, rows,
                 {"",
                  "assignments handed in, of all accounts of the platform, by hourly pay: reward over the time from picking the "
                  "work up to handing it in",
                  "",
                  {}});
}

struct RequesterRow {
    std::uint32_t requester;
    double offered;
    std::int64_t batches;
    double reward_mass;
};

void write_requesters(sim::ResultWriter& writer, const SurveyDesign& study, const LoggedRequesters& offers) {
    std::vector<RequesterRow> rows;
    for (std::size_t i = 0; i < offers.rows(); ++i) {
        const LoggedRequesters::row_id r{i};
        if (offers.batches[r] > 0)
            rows.push_back({static_cast<std::uint32_t>(i),
                            static_cast<double>(offers.offered[r]) * 1e-6 / static_cast<double>(offers.batches[r]),
                            offers.batches[r], sim::in_dollars(offers.mass[r])});
    }
    const std::vector<sim::Field> fields{
        sim::field("requester", &RequesterRow::requester, "number of the requester"),
        with_unit(sim::field("offered", &RequesterRow::offered, "mean over its batches of the reward for an hour of true time"),
                  "USD/h"),
        with_unit(sim::field("batches", &RequesterRow::batches, "batches posted in the span"), "batches"),
        with_unit(sim::field("reward_mass", &RequesterRow::reward_mass, "rewards of all assignments in them"), "USD")};
    writer.table(group_of(study) + "/requesters", fields, rows,
                 {"", "requesters of the platform who posted in the span: what they offer", "", {}});
}

void write_log(sim::ResultWriter& writer, const Market& m, const sim::Randomness& randomness, const SurveyDesign& study) {
    std::vector<LogRow> rows;
    for (const SurveyStratum& stratum : study.strata)
        for (const WorkLogId log : draw_panel(randomness, stratum, m.get<WorkLogs>(), m.get<Accounts>()))
            rows.push_back(log_row(m, log));
    writer.table(group_of(study) + "/answers", log_fields(m.get<World>()), rows,
                 {"", "a panel of accounts with a task handed in, one row each: their log of work over the measured span", "", {}});
    write_requesters(writer, study, m.get<LoggedRequesters>());
    write_wages(writer, study, m.get<LoggedWages>());
    describe(writer, study, std::ssize(rows));
}

struct TrackRow {
    std::uint64_t batch;
    std::uint16_t requester;
    std::uint8_t type;
    double reward;
    std::int32_t size;
    std::int64_t first_seen, last_open;
    std::uint8_t complete;
    std::uint32_t gate;
    std::uint8_t platform;
};

std::vector<TrackRow> track_rows(const MicroworkModel& model, const SurveyDesign& study, std::int32_t next_tick) {
    const auto& seen = model.market().get<Sightings>();
    const std::int64_t origin = std::chrono::seconds(model.clock().origin().time_since_epoch()).count();
    const Instant last = latest_look(study, model.clock(), model.market().get<MeasuredSpan>(), next_tick);
    std::vector<TrackRow> rows;
    for (std::size_t r = 0; r < seen.rows(); ++r) {
        const SightingId s{r};
        rows.push_back({seen.key[s], seen.requester[s], seen.type[s], sim::in_dollars(seen.reward[s]), seen.size[s],
                        origin + seen.first_seen[s].value, origin + seen.last_open[s].value, seen.last_open[s] < last, seen.gate[s],
                        seen.platform[s]});
    }
    std::sort(rows.begin(), rows.end(), [](const TrackRow& a, const TrackRow& b) {
        return a.first_seen != b.first_seen ? a.first_seen < b.first_seen : a.batch < b.batch;
    });
    return rows;
}

void write_track(sim::ResultWriter& writer, const MicroworkModel& model, const SurveyDesign& study, std::int32_t next_tick) {
    const World& world = model.market().get<World>();
    std::vector<std::string> types;
    for (const auto& type : world.task_types)
        types.push_back(type.id);
    const std::vector<sim::Field> fields{
        sim::field("batch", &TrackRow::batch, "structural key of the batch"),
        sim::field("requester", &TrackRow::requester, "number of the requester"),
        sim::field("type", &TrackRow::type, "task type", types),
        with_unit(sim::field("reward", &TrackRow::reward, "reward of an assignment"), "USD"),
        with_unit(sim::field("size", &TrackRow::size, "assignments open when it was first seen"), "assignments"),
        with_unit(sim::field("first_seen", &TrackRow::first_seen, "first look that saw it"), "s since 1970-01-01 UTC"),
        with_unit(sim::field("last_open", &TrackRow::last_open, "latest look that saw work remaining"), "s since 1970-01-01 UTC"),
        sim::field("complete", &TrackRow::complete, "gone or nothing open at the latest look; no = censored by the end of the span",
                   {"no", "yes"}),
        with_unit(sim::field("gate", &TrackRow::gate, "approved assignments that it asks for; 0 = none"), "assignments"),
        sim::field("platform", &TrackRow::platform, "the platform", world.platform_ids())};
    const auto rows = track_rows(model, study, next_tick);
    writer.table(group_of(study) + "/answers", fields, rows,
                 {"", "batches seen on the board, one row each, in the order in which they were first seen", "", {}});
    describe(writer, study, std::ssize(rows));
}

}  // namespace

void write_panels(sim::ResultWriter& writer, const MicroworkModel& model, std::int32_t next_tick, int threads) {
    const Market& m = model.market();
    const Surveys& surveys = m.get<Surveys>();
    const sim::Randomness randomness(static_cast<std::uint64_t>(model.run.seed()),
                                     static_cast<std::uint32_t>(model.run.replicate()));
    if (const SurveyDesign* study = surveys.find(SurveyKind::log); study != nullptr)
        write_log(writer, m, randomness, *study);
    if (const SurveyDesign* study = surveys.find(SurveyKind::track); study != nullptr)
        write_track(writer, model, *study, next_tick);
    if (const SurveyDesign* study = surveys.find(SurveyKind::registers); study != nullptr) {
        const Registers registers = count_registers(randomness, sim::Parallel(threads), m);
        describe(writer, *study, write_registers(writer, group_of(*study), m.get<World>(), registers));
    }
}

}  // namespace analysis
