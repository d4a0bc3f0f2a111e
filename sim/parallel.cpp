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
#else
#include <condition_variable>
#include <mutex>
#include <utility>
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

/// Plain threads with a static split: what the thread sanitizer can see into. They wait for work between two calls.
struct Parallel::Crew {
    explicit Crew(int count) : failures(static_cast<std::size_t>(count)) {
        for (std::size_t t = 1; t < failures.size(); ++t)
            pool.emplace_back([this, t] { serve(t); });
    }
    ~Crew() {
        {
            const std::lock_guard lock(mutex);
            stopped = true;
        }
        wake.notify_all();
        for (auto& thread : pool)
            thread.join();
    }

    void run(std::size_t chunks, std::size_t items, std::size_t grain, const Work& work) {
        {
            const std::lock_guard lock(mutex);
            job = {chunks, items, grain, &work};
            ++call, busy = pool.size();
        }
        wake.notify_all();
        take_part(0);
        std::unique_lock lock(mutex);
        finished.wait(lock, [&] { return busy == 0; });
        std::exception_ptr first;
        for (auto& failure : failures)
            if (const auto mine = std::exchange(failure, nullptr); mine && !first)
                first = mine;
        if (first)
            std::rethrow_exception(first);
    }

  private:
    struct Job {
        std::size_t chunks, items, grain;
        const Work* work;
    };
    void serve(std::size_t t) {
        for (std::uint64_t seen = 0;; ++seen) {
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return stopped || call > seen; });
                if (stopped)
                    return;
            }
            take_part(t);
            const std::lock_guard lock(mutex);
            if (--busy == 0)
                finished.notify_one();
        }
    }
    void take_part(std::size_t t) {
        const std::size_t crew = failures.size();
        try {
            for (std::size_t c = job.chunks * t / crew; c < job.chunks * (t + 1) / crew; ++c) {
                run_chunk(*job.work, c, job.items, job.grain);
#ifdef MICROWORK_PLANT_RACE
                ++chunks_run;
#endif
            }
        } catch (...) {
            failures[t] = std::current_exception();
        }
    }

    std::vector<std::exception_ptr> failures;
    std::vector<std::thread> pool;
    std::mutex mutex;
    std::condition_variable wake, finished;
    Job job{};
    std::uint64_t call = 0;
    std::size_t busy = 0;
    bool stopped = false;
#ifdef MICROWORK_PLANT_RACE
    // Written by all threads and guarded by nothing, on purpose: the thread sanitizer has to report it, or it proves nothing.
    std::size_t chunks_run = 0;
#endif
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
