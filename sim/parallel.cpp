#include "sim/parallel.hpp"

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <thread>
#include <vector>

#ifndef MICROWORK_PARALLEL_THREADS
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/version.h>
#endif

namespace sim {

namespace {

using Work = FunctionRef<void(std::size_t, std::size_t, std::size_t)>;

void run_chunk(const Work& work, std::size_t chunk, std::size_t items, std::size_t grain) {
    work(chunk, chunk * grain, std::min(items, (chunk + 1) * grain));
}

}  // namespace

#ifndef MICROWORK_PARALLEL_THREADS

struct Parallel::Crew {
    explicit Crew(int threads)
        : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)), arena(threads) {}
    tbb::global_control limit;  // lets a run have more threads than there are processors: nothing may depend on it
    tbb::task_arena arena;

    void run(std::size_t chunks, std::size_t items, std::size_t grain, const Work& work) {
        arena.execute([&] {
            tbb::parallel_for(tbb::blocked_range<std::size_t>(0, chunks, 1), [&](const tbb::blocked_range<std::size_t>& range) {
                for (std::size_t c = range.begin(); c != range.end(); ++c)
                    run_chunk(work, c, items, grain);
            });
        });
    }
};

std::pair<std::string, std::string> Parallel::library() { return {"oneTBB", TBB_runtime_version()}; }

#else

/// Plain threads with a static split: what the thread sanitizer can see into.
struct Parallel::Crew {
    explicit Crew(int count) : threads(count) {}
    int threads;
#ifdef MICROWORK_PLANT_RACE
    // Written by all threads and guarded by nothing, on purpose: the thread sanitizer has to report it, or it proves nothing.
    std::size_t chunks_run = 0;
#endif

    void run(std::size_t chunks, std::size_t items, std::size_t grain, const Work& work) {
        const auto crew = static_cast<std::size_t>(threads);
        std::vector<std::exception_ptr> failures(crew);
        std::vector<std::thread> pool;
        for (std::size_t t = 0; t < crew; ++t)
            pool.emplace_back([&, t] {
                try {
                    for (std::size_t c = chunks * t / crew; c < chunks * (t + 1) / crew; ++c) {
                        run_chunk(work, c, items, grain);
#ifdef MICROWORK_PLANT_RACE
                        ++chunks_run;
#endif
                    }
                } catch (...) {
                    failures[t] = std::current_exception();
                }
            });
        for (auto& thread : pool)
            thread.join();
        for (const auto& failure : failures)
            if (failure)
                std::rethrow_exception(failure);
    }
};

std::pair<std::string, std::string> Parallel::library() { return {"threads", "C++ standard library"}; }

#endif

Parallel::Parallel(int threads) : threads_(std::max(1, threads)), crew_(std::make_unique<Crew>(std::max(1, threads))) {}
Parallel::~Parallel() = default;

void Parallel::for_chunks(std::size_t items, std::size_t grain, Work work) const {
    const std::size_t chunks = (items + grain - 1) / grain;
    const auto alone = [&] {
        for (std::size_t c = 0; c < chunks; ++c)
            run_chunk(work, c, items, grain);
    };
    if (chunks <= 2)  // waking other threads costs more than a few chunks are worth
        return alone();
    const auto from = std::chrono::steady_clock::now();
    threads_ == 1 ? alone() : crew_->run(chunks, items, grain, work);
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

int Parallel::available_threads() {
    if (const char* slurm = std::getenv("SLURM_CPUS_PER_TASK"))
        if (const int n = std::atoi(slurm); n > 0)
            return n;
    cpu_set_t mask;
    CPU_ZERO(&mask);
    return ::sched_getaffinity(0, sizeof mask, &mask) == 0 ? std::max(1, CPU_COUNT(&mask)) : 1;
}

}  // namespace sim
