// How fast the engine is: the small market on the engine against the plain reference program, in turn, in one run.
// The parallel variant is "two-phase": all workers of a fixed part of the step choose, then slots are settled in a fixed order.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/micromarket_reference.hpp"
#include "models/micromarket/micromarket.hpp"

namespace {

using micromarket::CheckValues;

struct Options {
    std::int64_t workers = 1'000'000;
    int steps = 96, rounds = 5;
    std::int64_t seed = 1, chunk = 4096, part = 0, parts = 0;
    bool json = false, phases = false;
};

constexpr std::array<int, 3> threads_of{0, 1, 2};  // 0 = the reference
constexpr std::array<const char*, 3> names{"reference", "engine, 1 thread", "engine, 2 threads"};

struct Run {
    double speed = 0;  ///< worker-steps a second
    CheckValues values;
    bool books_balance = false;
    std::string digest;
    double bytes_per_worker = 0;
};

double speed(const Options& o, double seconds) { return static_cast<double>(o.workers) * o.steps / seconds; }

Run run_engine(const Options& o, int threads) {
    micromarket::MicroMarket model;
    model.market.workers.set(o.workers);
    if (o.part > 0)
        model.market.part.set(o.part);
    if (o.parts > 0)
        model.market.parts.set(o.parts);
    const sim::Randomness randomness(static_cast<std::uint64_t>(o.seed), 0);
    const sim::Parallel parallel(threads);
    const sim::Clock clock = micromarket::MicroMarket::clock();
    model.found(randomness, parallel);
    const auto from = std::chrono::steady_clock::now();
    for (std::int32_t t = 0; t < o.steps; ++t)
        model.run_tick({t, clock, randomness, parallel, static_cast<std::size_t>(o.chunk)});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    if (o.phases)
        for (const auto& p : model.schedule().timings())
            fmt::print("  {} thread(s) {:>12}: {:6.3f} ns a worker-step\n", threads, p.name,
                       1e9 * p.seconds / (static_cast<double>(o.workers) * o.steps));
    Run run{speed(o, seconds), model.check_values(), true, model.digest(),
            static_cast<double>(model.bytes()) / static_cast<double>(o.workers)};
    try {
        model.audit({o.steps - 1, clock, randomness, parallel, 1}, sim::AuditDepth::recount);
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        run.books_balance = false;
    }
    return run;
}

Run run_one(const Options& o, std::size_t which) {
    if (threads_of[which] != 0)
        return run_engine(o, threads_of[which]);
    const ReferenceResult r = run_reference(o.workers, o.steps, static_cast<std::uint64_t>(o.seed));
    return {speed(o, r.seconds), CheckValues{r.check_values}, r.books_balance, {}, 0};
}

double median(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    const std::size_t n = v.size();
    return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/// The bands hold for a day; for other lengths the values are shown only.
bool check(const Options& o, const Run& run, const char* name) {
    bool good = run.books_balance;
    fmt::print("{}: books {}\n", name, run.books_balance ? "PASS" : "FAIL");
    for (std::size_t v = 0; v < CheckValues::count; ++v) {
        const auto [low, high] = CheckValues::band(v, static_cast<double>(o.workers), 1);
        const bool inside = run.values.value[v] >= low && run.values.value[v] <= high;
        const char* verdict = o.steps != 96 ? "not judged" : inside ? "PASS" : "FAIL";
        fmt::print("  {:<24} {:9.5f}  [{:8.5f}, {:8.5f}]  {}\n", CheckValues::names[v], run.values.value[v], low, high, verdict);
        good = good && (o.steps != 96 || inside);
    }
    return good;
}

using Rounds = std::vector<std::array<Run, 3>>;

Rounds run_all(const Options& o) {
    Rounds rounds(static_cast<std::size_t>(o.rounds));
    for (std::size_t r = 0; r < rounds.size(); ++r) {
        for (std::size_t i = 0; i < 3; ++i) {
            const std::size_t which = (r + i) % 3;
            rounds[r][which] = run_one(o, which);
        }
        fmt::print("round {}:", r + 1);
        for (std::size_t w = 0; w < 3; ++w)
            fmt::print("  {} {:.1f} M/s ({:.2f}x)", names[w], rounds[r][w].speed * 1e-6, rounds[r][w].speed / rounds[r][0].speed);
        fmt::print("\n");
        std::fflush(stdout);
    }
    return rounds;
}

std::string report(const Options& o, const Rounds& rounds) {
    std::string json =
        fmt::format("{{\"benchmark\":\"micromarket\",\"variant\":\"two-phase det\",\"n\":{},\"steps\":{},\"rounds\":{}", o.workers,
                    o.steps, o.rounds);
    fmt::print("\n{:<20} {:>16} {:>30}\n", "median of rounds", "M worker-steps/s", "times the reference (min, max)");
    for (std::size_t w = 0; w < 3; ++w) {
        std::vector<double> speeds, ratios;
        for (const auto& round : rounds) {
            speeds.push_back(round[w].speed);
            ratios.push_back(round[w].speed / round[0].speed);
        }
        const auto [low, high] = std::minmax_element(ratios.begin(), ratios.end());
        fmt::print("{:<20} {:>16.1f} {:>12.2f} ({:.2f}, {:.2f})\n", names[w], median(speeds) * 1e-6, median(ratios), *low, *high);
        json += fmt::format(
            ",\"threads_{}\":{{\"worker_steps_per_s\":{:.0f},\"ratio\":{:.4f},\"ratio_min\":{:.4f},\"ratio_max\":{:.4f}}}",
            threads_of[w], median(speeds), median(ratios), *low, *high);
    }
    fmt::print("engine: {:.1f} bytes a worker, batches included\n\n", rounds[0][1].bytes_per_worker);
    return json + fmt::format(",\"bytes_per_worker\":{:.2f}", rounds[0][1].bytes_per_worker);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app{"The small reference market on the engine against a plain program"};
    app.add_option("--n", o.workers, "workers")->check(CLI::Range(1'000, 1'000'000'000));
    app.add_option("--steps", o.steps, "steps; the check values hold for 96")->check(CLI::Range(1, 100'000));
    app.add_option("--rounds", o.rounds, "rounds")->check(CLI::Range(1, 1'000));
    app.add_option("--seed", o.seed, "seed")->check(CLI::NonNegativeNumber);
    app.add_option("--chunk", o.chunk, "workers handed to a thread at once")->check(CLI::Range(1, 1'000'000));
    app.add_option("--part", o.part, "most workers who choose at the same time");
    app.add_option("--parts", o.parts, "fewest parts of a step");
    app.add_flag("--phases", o.phases, "time of each phase");
    app.add_flag("--json", o.json, "one line of JSON at the end");
    CLI11_PARSE(app, argc, argv);

    const Rounds rounds = run_all(o);
    std::string json = report(o, rounds);
    bool good = check(o, rounds[0][0], "reference");
    good = check(o, rounds[0][1], "engine") && good;
    bool same = true;
    for (const auto& round : rounds)
        for (std::size_t w = 1; w < 3; ++w)
            same = same && round[w].digest == rounds[0][1].digest && round[w].books_balance;
    fmt::print("state after {} steps, all rounds, 1 and 2 threads: {} {}\n", o.steps, same ? "PASS" : "FAIL", rounds[0][1].digest);
    good = good && same;
    json += fmt::format(",\"check_values\":\"{}\",\"digest\":\"{}\",\"digests_equal\":{}}}", good ? "PASS" : "FAIL",
                        rounds[0][1].digest, same);
    if (o.json)
        fmt::print("{}\n", json);
    return good ? 0 : 1;
}
