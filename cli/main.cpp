// The door: turns words into options, and exceptions into messages and exit codes.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "analysis/compare.hpp"
#include "cli/commands.hpp"
#include "sim/problem.hpp"

namespace {

void add_scenario(CLI::App& command, cli::ScenarioOptions& options) {
    command.add_option("scenario", options.scenario, "scenario (TOML)")->required();
    command.add_option("--set", options.overrides, "override a parameter: section.key=value (may be repeated)")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->take_all();
}

void add_run(CLI::App& app, cli::RunOptions& o, std::function<int()>& chosen) {
    CLI::App& run = *app.add_subcommand("run", "run a scenario: progress on stderr, a table on stdout, the result as HDF5");
    run.footer("Example: microwork run scenarios/baseline.toml -o results/baseline.h5 --seed 2 --set run.length=4w");
    add_scenario(run, o.scenario);
    run.add_option("-o,--output", o.output, "result file [results/<scenario>.h5]");
    run.add_option_function<std::int64_t>(
        "--seed", [&o](std::int64_t s) { o.scenario.overrides.push_back(fmt::format("run.seed={}", s)); }, "seed (run.seed)");
    run.add_option("--replicates", o.replicates, "independent runs under one seed, one file each")->check(CLI::Range(1, 100000));
    run.add_option("--threads", o.threads, "threads [as many as may be used]; no result depends on it")->check(CLI::Range(1, 1024));
    run.add_option_function<std::string>(
        "--checkpoint-every", [&o](const std::string& s) { o.scenario.overrides.push_back("run.checkpoint_every=" + s); },
        "simulated time between checkpoints, such as 4w");
    run.add_option("--checkpoint", o.checkpoint, "checkpoint file [<output>.checkpoint]");
    run.add_flag("--resume", o.resume, "go on from the checkpoint");
    run.add_flag("-f,--force", o.force, "replace an existing result");
    run.add_flag_callback(
        "-q,--quiet", [&o] { o.verbosity = cli::Verbosity::quiet; }, "no progress, no table");
    run.add_flag_callback(
        "--json", [&o] { o.format = cli::Format::json; }, "the table as JSON");
    run.callback([&] { chosen = [&o] { return cli::run(o); }; });
}

void add_trace(CLI::App& app, cli::TraceOptions& o, std::function<int()>& chosen) {
    CLI::App& trace =
        *app.add_subcommand("trace", "traced workers of a result: who they are, and one worker's life event by event");
    trace.footer("Example: microwork trace results/baseline.h5 --worker FR-000123 --from 2018-01-01 --to 2018-01-07");
    trace.add_option("result", o.file, "result (HDF5)")->required();
    CLI::Option* worker = trace.add_option("--worker", o.worker, "whose timeline to show [a line for each traced worker]");
    trace.add_option("--from", o.from, "first day, on the worker's clock")->needs(worker);
    trace.add_option("--to", o.to, "last day")->needs(worker);
    trace.add_option("--limit", o.limit, "events to show [all]")->needs(worker);
    trace.add_flag_callback(
        "--json", [&o] { o.format = cli::Format::json; }, "a JSON object a line");
    trace.callback([&] { chosen = [&o] { return cli::trace(o); }; });
}

void add_targets(CLI::App& app, cli::TargetsOptions& o, std::function<int()>& chosen) {
    CLI::App& targets =
        *app.add_subcommand("targets", "the scoreboard: published figures beside what a result shows through the same instrument");
    targets.footer("Example: microwork targets results/baseline.h5");
    targets.add_option("results", o.files, "result (HDF5), or several replicates of one scenario")->required();
    targets.add_option("--targets", o.targets, "table of targets (CSV) [the one that comes with the program]");
    targets.add_flag_callback(
        "--json", [&o] { o.format = cli::Format::json; }, "as JSON");
    targets.callback([&] { chosen = [&o] { return cli::targets(o); }; });
}

void add_survey(CLI::App& app, cli::SurveyOptions& o, std::function<int()>& chosen) {
    CLI::App& survey =
        *app.add_subcommand("survey", "a survey of the simulated market: its tables, their bias against the census, its microdata");
    survey.footer("Example: microwork survey results/baseline.h5 --instrument ilo-2017 -o answers.csv");
    survey.add_option("result", o.file, "result (HDF5)")->required();
    CLI::Option* name =
        survey.add_option("--instrument", o.survey, "which survey, such as ilo-2017 [a line for each in the result]");
    CLI::Option* output = survey.add_option("-o,--output", o.output, "write the answers as CSV, with a codebook")->needs(name);
    survey.add_option("--codebook", o.codebook, "file of the codebook [<output>.codebook.md]")->needs(output);
    survey.add_flag("-f,--force", o.force, "replace existing files");
    survey.add_flag_callback(
        "--json", [&o] { o.format = cli::Format::json; }, "the tables as JSON");
    survey.callback([&] { chosen = [&o] { return cli::survey(o); }; });
}

void add_compare(CLI::App& app, cli::CompareOptions& o, std::function<int()>& chosen) {
    CLI::App& compare =
        *app.add_subcommand("compare", "results of scenarios against a base: differences, over common random numbers");
    compare.footer(
        "Example: microwork compare results/base.r0.h5 results/base.r1.h5 results/reform.r0.h5 results/reform.r1.h5\n"
        "The first file's scenario is the base; runs are paired by seed and replicate, and two pairs or more give intervals.");
    compare.add_option("results", o.files, "results (HDF5), a run of the base first")->required()->expected(-2);
    compare
        .add_option("--by", o.by,
                    fmt::format("sections to show, with commas: {} [all]", fmt::join(analysis::comparison_topics(), ", ")))
        ->delimiter(',')
        ->type_name("SECTION")
        ->expected(1)
        ->take_all();
    compare.add_flag("--all", o.all, "every country, not the largest fifteen and the others");
    compare.add_flag_callback(
        "--json", [&o] { o.format = cli::Format::json; }, "as JSON");
    compare.callback([&] { chosen = [&o] { return cli::compare(o); }; });
}

void add_export(CLI::App& app, cli::ExportOptions& o, std::function<int()>& chosen) {
    CLI::App& out =
        *app.add_subcommand("export", "a table of a result as CSV for spreadsheets, Stata, R; without TABLE: what there is");
    out.footer("Example: microwork export results/baseline.h5 workers --usd -o workers.csv --codebook workers-codebook.csv");
    out.add_option("result", o.file, "result (HDF5)")->required();
    out.add_option("table", o.table, "such as workers, countries, series/pay, distributions/pay_total_time");
    out.add_option("-o,--output", o.output, "file [standard output]");
    out.add_option("--format", o.format, "csv or tsv [csv]")->check(CLI::IsMember({"csv", "tsv"}));
    out.add_option("--columns", o.columns, "which columns, in this order: a,b,c [all]")->delimiter(',')->allow_extra_args(false);
    out.add_flag("--codes", o.codes, "codes as numbers, not as words (the codebook tells what they mean)");
    out.add_flag("--usd", o.dollars, "money in USD, not in 1e-6 USD");
    out.add_flag("--measured", o.measured, "series: the measured span only, without burn-in");
    out.add_option("--codebook", o.codebook, "write variables, units, meanings and values to this file");
    out.add_flag("-f,--force", o.force, "replace existing files");
    out.callback([&] { chosen = [&o] { return cli::export_table(o); }; });
}

void add_report(CLI::App& app, cli::ReportOptions& o, std::function<int()>& chosen) {
    CLI::App& report =
        *app.add_subcommand("report", "results as one page for a browser, with charts and tables, that needs no network");
    report.footer(
        "Example: microwork report results/baseline.h5 -o baseline.html\n"
        "Files that differ in seed or replicate alone give intervals; files of another scenario are compared with the first.");
    report.add_option("result", o.files, "results (HDF5)")->required();
    report.add_option("-o,--output", o.output, "page (HTML)")->required();
    report.add_flag("-f,--force", o.force, "replace an existing page");
    report.callback([&] { chosen = [&o] { return cli::report(o); }; });
}

void print_problems(const sim::InputError& error) {
    for (const auto& p : error.problems())
        fmt::print(stderr, "{}\n", p.text());
    if (error.problems().size() > 1)
        fmt::print(stderr, "{} problems\n", error.problems().size());
}

int guarded(const std::function<int()>& command) {
    try {
        return command();
    } catch (const sim::InputError& error) {
        print_problems(error);
        return cli::wrong_input;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr,
                   "error: out of memory (microwork describe tells what a scenario needs) choose a smaller population.scale\n");
        return cli::run_failed;
    } catch (const std::exception& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return cli::run_failed;
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Microwork: an agent-based simulation of the global micro-work labour market"};
    app.require_subcommand(0, 1);
    app.footer(
        "Example: microwork run scenarios/baseline.toml\nExit codes: 0 success, 2 wrong usage or scenario, 3 a run that failed, 75 "
        "stopped with a checkpoint");
    cli::RunOptions run;
    run.command_line.assign(argv, argv + argc);
    cli::ScenarioOptions scenario;
    cli::TraceOptions trace;
    cli::TargetsOptions targets;
    cli::SurveyOptions survey;
    cli::CompareOptions compare;
    cli::ExportOptions exported;
    cli::ReportOptions report;
    cli::Format format = cli::Format::text;
    cli::Topic topic = cli::Topic::parameters;
    std::function<int()> chosen;
    bool version = false;
    app.add_flag("--version", version, "version, commit, compiler and libraries");
    add_run(app, run, chosen);
    add_trace(app, trace, chosen);
    add_targets(app, targets, chosen);
    add_survey(app, survey, chosen);
    add_compare(app, compare, chosen);
    add_export(app, exported, chosen);
    add_report(app, report, chosen);
    CLI::App& check = *app.add_subcommand("check", "validate a scenario: every error at once, with file, line and column");
    check.footer("Example: microwork check my.toml");
    add_scenario(check, scenario);
    check.callback([&] { chosen = [&] { return cli::check(scenario); }; });
    CLI::App& describe = *app.add_subcommand("describe", "a scenario in plain words: who, when, what differs, what it will need");
    describe.footer("Example: microwork describe scenarios/france.toml");
    add_scenario(describe, scenario);
    describe.callback([&] { chosen = [&] { return cli::describe(scenario); }; });
    CLI::App& params = *app.add_subcommand("params", "every parameter: meaning, unit, default, range, source");
    params.footer("Example: microwork params | grep -A2 search");
    params.add_flag_callback(
        "--json", [&] { format = cli::Format::json; }, "as JSON");
    // For the reference pages, and for whoever writes a mechanism: not in the help, but in CONTRIBUTING.md.
    params
        .add_flag_callback(
            "--tables", [&] { topic = cli::Topic::tables; }, "tables of the state, phases of the tick, series")
        ->group("");
    params.callback([&] { chosen = [&] { return cli::params(topic, format); }; });
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? cli::success : cli::wrong_input;
    }
    if (version)
        return guarded([] { return cli::version(); });
    if (!chosen) {
        fmt::print(stderr, "{}", app.help());
        return cli::wrong_input;
    }
    return guarded(chosen);
}
