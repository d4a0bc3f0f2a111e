#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdlib>

#include "analysis/results.hpp"
#include "analysis/summary.hpp"
#include "cli/commands.hpp"
#include "cli/loading.hpp"
#include "cli/progress.hpp"
#include "sim/checkpoint.hpp"
#include "sim/digest.hpp"
#include "sim/provenance.hpp"

namespace cli {

namespace fs = std::filesystem;

namespace {

/// Set by signals: the loop stops before the next tick. A second Ctrl-C ends the program at once.
std::atomic<int> stop_signal{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int signal) {
    if (stop_signal.exchange(signal) == SIGINT && signal == SIGINT)
        std::_Exit(130);
}

void catch_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    for (const int s : {SIGINT, SIGTERM, SIGUSR1})
        ::sigaction(s, &action, nullptr);
}

fs::path default_output(const fs::path& scenario) { return fs::path("results") / (scenario.stem().string() + ".h5"); }

/// results/x.h5 -> results/x.r3.h5 when several replicates are written.
fs::path replicate_path(const fs::path& output, int replicate, int replicates) {
    if (replicates == 1)
        return output;
    fs::path path = output;
    path.replace_filename(fmt::format("{}.r{}{}", output.stem().string(), replicate, output.extension().string()));
    return path;
}

class Run {
  public:
    Run(const RunOptions& options, int replicate)
        : options_(options),
          output_(replicate_path(options.output.empty() ? default_output(options.scenario.scenario) : options.output, replicate,
                                 options.replicates)) {
        ScenarioOptions scenario = options.scenario;
        if (options.replicates > 1)
            scenario.overrides.push_back(fmt::format("run.replicate={}", replicate));
        loaded_ = load(scenario);
        checkpoint_ = options.checkpoint.empty() ? fs::path(output_.string() + ".checkpoint") : options.checkpoint;
        make_default_folder();
    }

    int operator()() {
        using Exists = sim::ResultWriter::IfExists;
        // Opened before the run, so that a result that cannot be written is known now and not in an hour.
        sim::ResultWriter writer(output_, options_.force || continues_partial_result() ? Exists::replace : Exists::refuse);
        auto& model = *loaded_.model;
        const int threads = number_of_threads();
        const sim::Parallel parallel(threads);
        sim::Provenance provenance = sim::collect({threads, options_.command_line, model.inputs(), engine_libraries()});
        const sim::Randomness randomness(static_cast<std::uint64_t>(model.run.seed()),
                                         static_cast<std::uint32_t>(model.run.replicate()));
        sim::LoopOptions loop = loop_options(model);
        if (options_.resume)
            loop.first_tick = restore(loop.scenario_digest);
        else
            model.found(randomness, parallel);
        greet(threads, loop.first_tick);
        ProgressBar bar(model.clock(), model.measured_from());
        if (options_.verbosity == Verbosity::normal)
            loop.progress = [&](const sim::Progress& p) { bar.show(p); };
        const sim::LoopResult result =
            sim::run_loop(model, model.clock(), randomness, parallel, static_cast<std::size_t>(model.run.chunk()), loop);
        bar.finish();
        return conclude(writer, provenance, result);
    }

  private:
    int number_of_threads() const { return options_.threads > 0 ? options_.threads : sim::Parallel::available_threads(); }

    /// The result of a run that was stopped gives way to that of the run that goes on.
    bool continues_partial_result() const {
        std::error_code ignored;
        if (!options_.resume || !fs::exists(output_, ignored))
            return false;
        return sim::Hdf5Reader::open(output_).attribute<std::int64_t>("/", "complete") == 0;
    }

    void make_default_folder() const {
        if (!options_.output.empty())
            return;
        std::error_code error;
        fs::create_directories(output_.parent_path(), error);
    }

    sim::LoopOptions loop_options(const microwork::MicroworkModel& model) const {
        sim::LoopOptions loop;
        loop.end_tick = model.end_tick();
        loop.hash_every = model.hash_every();
        loop.audit = model.run.audit();
        loop.checkpoint_every = static_cast<std::int32_t>(model.run.checkpoint_every().value / model.run.tick().value);
        loop.checkpoint_file = checkpoint_;
        loop.scenario = sim::resolved_toml(loaded_.scenario, model.param_groups());
        loop.scenario_digest = resume_digest(model);
        loop.stop = &stop_signal;
        return loop;
    }

    /// What must be the same when a run goes on: every parameter but those that change no result or only where it ends.
    std::string resume_digest(const microwork::MicroworkModel& model) const {
        std::string text;
        for (const auto* group : model.param_groups())
            for (const auto* p : group->params())
                if (const auto path = p->path(); path != "run.chunk" && path != "run.checkpoint_every" && path != "run.audit" &&
                                                 !path.starts_with("output.") && !path.starts_with("data."))
                    text += path + "=" + p->value_text() + "\n";
        for (const auto& sentence : model.market().get<microwork::Policies>().sentences())
            text += sentence + "\n";
        for (const auto& input : model.inputs())
            text += sim::sha256_of_file(input) + "\n";
        return sim::sha256_of(text);
    }

    std::int32_t restore(const std::string& digest) {
        const sim::CheckpointHead head = sim::read_checkpoint_head(checkpoint_);
        if (head.scenario_digest != digest)
            throw sim::InputError(sim::Problem{{checkpoint_.string(), 0, 0},
                                               "the checkpoint was written by a run with other parameters or tables",
                                               "a resumed run must be the same run",
                                               "run without --resume, or with the scenario and --set of that run"});
        auto& model = *loaded_.model;
        auto tables = model.tables();
        sim::read_checkpoint(checkpoint_, tables);
        model.restored(head.tick);
        return head.tick;
    }

    void greet(int threads, std::int32_t first_tick) const {
        if (options_.verbosity == Verbosity::quiet)
            return;
        const auto& model = *loaded_.model;
        fmt::print(stderr, "{}: {} people, {} requesters; {} to {}, measured from {}; seed {}, replicate {}; {} thread{}{}\n",
                   loaded_.scenario.title().empty() ? options_.scenario.scenario.string() : loaded_.scenario.title(),
                   model.market().get<microwork::Workers>().rows(), model.market().get<microwork::Requesters>().rows(),
                   sim::date_text(model.clock().origin()), sim::date_text(model.clock().date(model.end_tick())),
                   sim::date_text(model.run.start()), model.run.seed(), model.run.replicate(), threads, threads == 1 ? "" : "s",
                   first_tick > 0 ? "; resumed at " + model.clock().text(first_tick) : "");
    }

    int conclude(sim::ResultWriter& writer, sim::Provenance& provenance, const sim::LoopResult& result) {
        const auto& model = *loaded_.model;
        analysis::write_results(writer, model, loaded_.scenario, result.next_tick, number_of_threads());
        sim::finish(provenance);
        sim::write(provenance, writer);
        write_timings(writer, result);
        write_memory(writer);
        const std::string digest = writer.digest();
        const bool stopped_early = result.ended == sim::Ended::stopped;
        writer.commit();
        const analysis::Summary summary = analysis::summarise(model, result.next_tick);
        if (options_.format == Format::json)
            fmt::print("{}", analysis::summary_json(summary, output_.string(), digest));
        else if (options_.verbosity == Verbosity::normal)
            fmt::print("{}", analysis::summary_table(summary, model.market().get<microwork::World>()));
        if (options_.verbosity == Verbosity::normal)
            fmt::print(stderr, "\n{} in {} ({:.0f} MiB at most); digest {}\n", output_.string(),
                       duration_text(provenance.wall_seconds), static_cast<double>(provenance.peak_memory_bytes) / 1048576,
                       digest.substr(0, 16));
        warn_of_carried_time(result.next_tick);
        if (!stopped_early) {
            std::error_code ignored;
            if (options_.resume || result.checkpoints > 0) {
                fs::remove(checkpoint_, ignored);
                fs::remove(checkpoint_.string() + ".previous", ignored);
            }
            return success;
        }
        fmt::print(stderr, "stopped at {}; the result so far is in {}; go on with --resume (checkpoint {})\n",
                   model.clock().text(result.next_tick), output_.string(), checkpoint_.string());
        return stopped;
    }

    /// A few ticks are nothing: what is left of one is done in the next.
    void warn_of_carried_time(std::int32_t ticks) const {
        const auto& model = *loaded_.model;
        const std::uint64_t carried = model.schedule().unfinished_waves();
        if (carried * 100 > static_cast<std::uint64_t>(ticks))
            fmt::print(
                stderr,
                "note: in {} of {} ticks the rounds of search (run.rounds = {}) did not bring everybody to the end of the tick, "
                "and sessions drag on: raise run.rounds or search.wait\n",
                carried, ticks, model.run.rounds());
    }

    void write_timings(sim::ResultWriter& writer, const sim::LoopResult& result) const {
        std::vector<std::string> names{"state_hashes", "checkpoints"};
        std::vector<double> seconds{result.hash_seconds, result.checkpoint_seconds}, parallel(2);
        for (const auto& t : loaded_.model->schedule().timings())
            names.push_back(t.name), seconds.push_back(t.seconds), parallel.push_back(t.parallel_seconds);
        writer.strings("/provenance/phases", names, {"", "phases of the tick", "", {}});
        writer.dataset("/provenance/phase_seconds", seconds, {"s", "wall time in each phase", "", {}});
        writer.dataset("/provenance/phase_parallel_seconds", parallel,
                       {"s", "of these, spent in parts that more threads shorten (0: not told)", "", {}});
        writer.attribute("/provenance", {"loop_seconds", result.seconds});
        writer.attribute("/provenance",
                         {"ticks_carried_over", static_cast<std::int64_t>(loaded_.model->schedule().unfinished_waves())});
    }

    void write_memory(sim::ResultWriter& writer) const {
        std::vector<std::string> names;
        std::vector<std::int64_t> rows, bytes;
        for (const auto* table : loaded_.model->tables()) {
            names.emplace_back(table->name());
            rows.push_back(static_cast<std::int64_t>(table->rows()));
            bytes.push_back(static_cast<std::int64_t>(table->rows() * table->row_bytes()));
        }
        writer.strings("/provenance/tables", names, {"", "tables of the state", "", {}});
        writer.dataset("/provenance/table_rows", rows, {"", "rows at the end", "", {}});
        writer.dataset("/provenance/table_bytes", bytes, {"B", "memory of these rows", "", {}});
    }

    const RunOptions& options_;
    fs::path output_, checkpoint_;
    Loaded loaded_;
};

}  // namespace

int run(const RunOptions& options) {
    catch_signals();
    for (int r = 0; r < options.replicates; ++r)
        if (const int code = Run(options, r)(); code != success)
            return code;
    return success;
}

}  // namespace cli
