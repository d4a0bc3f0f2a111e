// The market at several sizes: worker-ticks per second, nanoseconds per online worker and tick, bytes per person, share of time
// per mechanism. Times are of one run of each size, one after the other; quote the ratios.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "models/microwork/microwork.hpp"
#include "sim/provenance.hpp"

namespace {

using namespace microwork;

struct Options {
    std::vector<double> people{1e5, 1e6};
    std::vector<int> threads{1, 2};
    std::int32_t days = 14, warm_up = 14;  ///< whole days: those online are recorded by day
    std::string scenario = "scenarios/baseline.toml";
    bool details = true;
};

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::vector<double> numbers(const char* text) {
    std::vector<double> list;
    for (char* at = const_cast<char*>(text); *at != 0;) {
        list.push_back(std::strtod(at, &at));
        if (*at == ',')
            ++at;
        else if (*at != 0)
            std::exit(2);
    }
    return list;
}

/// Registered people in the tables at scale 1.
constexpr double everybody = 4713333;

struct Measured {
    double founded = 0, seconds = 0, cpu = 0;
    std::int64_t online_ticks = 0, people = 0;
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Measured measure(const Options& o, double people, int threads, bool details) {
    sim::Problems problems;
    const auto scenario = sim::Scenario::load(o.scenario,
                                              {fmt::format("population.scale={}", people / everybody), "run.burn_in=\"0d\"",
                                               fmt::format("run.length=\"{}d\"", o.warm_up + o.days)},
                                              problems);
    problems.raise();
    MicroworkModel model;
    model.load(scenario, "scenarios/data", problems);
    problems.raise();
    const sim::Parallel parallel(threads);
    const sim::Randomness randomness(1, 0);
    Measured m;
    const double begin = now();
    model.found(randomness, parallel);
    m.founded = now() - begin;
    sim::LoopOptions loop;
    loop.hash_every = model.hash_every();
    loop.audit = "none";
    loop.end_tick = o.warm_up * model.clock().ticks_per_day();
    sim::run_loop(model, model.clock(), randomness, parallel, 128, loop);
    const auto before = model.schedule().timings();
    loop.first_tick = loop.end_tick, loop.end_tick += o.days * model.clock().ticks_per_day();
    const double cpu = cpu_seconds(), parallel_before = parallel.seconds();
    const auto result = sim::run_loop(model, model.clock(), randomness, parallel, 128, loop);
    m.cpu = cpu_seconds() - cpu;
    m.seconds = result.seconds;
    const auto& record = model.market().get<sim::Recorder>();
    m.online_ticks = record.total({0}, static_cast<std::size_t>(o.warm_up), static_cast<std::size_t>(o.warm_up + o.days));
    m.people = static_cast<std::int64_t>(model.market().get<Workers>().rows());
    if (details) {
        fmt::print("    {:<24}{:>7.1f} %\n", "outside parallel parts",
                   100 * (1 - (parallel.seconds() - parallel_before) / result.seconds));
        fmt::print("    {:<24}{:>7.1f} %\n", "state hashes", 100 * result.hash_seconds / result.seconds);
        const auto after = model.schedule().timings();
        for (std::size_t i = 0; i < after.size(); ++i)
            if (const double share = (after[i].seconds - before[i].seconds) / result.seconds; share > 0.005)
                fmt::print(
                    "    {:<24}{:>7.1f} %   {:>7.1f} ns x threads per online worker and tick, {:>5.1f} % of the loop serial\n",
                    after[i].name, 100 * share,
                    (after[i].seconds - before[i].seconds) * 1e9 * threads / static_cast<double>(m.online_ticks),
                    100 * (share - (after[i].parallel_seconds - before[i].parallel_seconds) / result.seconds));
        const Market& market = model.market();
        const auto line = [&](const char* name, const sim::TableBase& t) {
            fmt::print("    {:<16} {:>9} rows x {:>4} B = {:>8.1f} MiB, {:>6.1f} B per registered person\n", name, t.rows(),
                       t.row_bytes(), static_cast<double>(t.rows() * t.row_bytes()) / 1048576,
                       static_cast<double>(t.rows() * t.row_bytes()) / static_cast<double>(m.people));
        };
        line("workers", market.get<Workers>()), line("lives", market.get<Lives>()), line("accounts", market.get<Accounts>()),
            line("sessions", market.get<Sessions>());
        line("batches", market.get<Batches>()), line("submissions", market.get<Submissions>()),
            line("participations", market.get<Participations>());
        fmt::print("    search rounds cut off at the limit: {}\n", model.schedule().unfinished_waves());
    }
    return m;
}

/// A whole number of days, at least so many; anything else ends the program.
int whole_days(const std::string& key, const char* text, int least) {
    const double days = numbers(text).at(0);
    if (days == static_cast<int>(days) && days >= least)
        return static_cast<int>(days);
    fmt::print(stderr, "{} {}: a whole number of days is needed, at least {}\n", key, text, least);
    std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i];
        if (key == "--people")
            o.people = numbers(argv[i + 1]);
        else if (key == "--days")
            o.days = whole_days(key, argv[i + 1], 1);
        else if (key == "--warm-up")
            o.warm_up = whole_days(key, argv[i + 1], 0);
        else if (key == "--scenario")
            o.scenario = argv[i + 1];
        else if (key == "--threads") {
            o.threads.clear();
            for (const double t : numbers(argv[i + 1]))
                o.threads.push_back(static_cast<int>(t));
        } else {
            fmt::print(stderr,
                       "usage: bench_market [--people 1e5,1e6] [--threads 1,2] [--days 14] [--warm-up 14] [--scenario FILE]\n");
            return 2;
        }
    }
    fmt::print("{:>10} {:>7} {:>9} {:>9} {:>12} {:>14} {:>16} {:>12}\n", "people", "threads", "found s", "loop s", "online mean",
               "ns/online-tick", "M worker-ticks/s", "year, s");
    for (const double people : o.people)
        for (const int threads : o.threads) {
            const Measured m = measure(o, people, threads, false);
            const double ticks = o.days * 96.0;
            fmt::print(
                "{:>10} {:>7} {:>9.2f} {:>9.2f} {:>12.0f} {:>14.0f} {:>16.1f} {:>12.0f}   cpu {:.2f} s, {:.0f} ns cpu per "
                "online-tick\n",
                m.people, threads, m.founded, m.seconds, static_cast<double>(m.online_ticks) / ticks,
                m.seconds * 1e9 * threads / static_cast<double>(m.online_ticks),
                static_cast<double>(m.people) * ticks / m.seconds * 1e-6, m.seconds * 365.25 / o.days, m.cpu,
                m.cpu * 1e9 / static_cast<double>(m.online_ticks));
        }
    for (const int threads : o.threads) {
        fmt::print("\nwhere the time goes ({:.0f} people, {} thread{})\n", o.people.back(), threads, threads == 1 ? "" : "s");
        measure(o, o.people.back(), threads, true);
    }
    fmt::print("peak memory of this process: {:.0f} MiB\n", static_cast<double>(sim::peak_memory_bytes()) / 1048576);
    return 0;
}
