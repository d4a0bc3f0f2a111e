#include "sim/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <vector>

namespace sim::parallel_test {

struct Chunk {
    std::size_t begin = 0, end = 0;
    int calls = 0;
    bool operator==(const Chunk&) const = default;
};

std::vector<Chunk> chunks_of(int threads, std::size_t items, std::size_t grain) {
    const Parallel parallel(threads);
    std::vector<Chunk> chunks((items + grain - 1) / grain);
    parallel.for_chunks(items, grain, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
        chunks.at(chunk).begin = begin;
        chunks[chunk].end = end;
        ++chunks[chunk].calls;
    });
    return chunks;
}

TEST(Parallel, ChunksCoverAllItemsOnceAndDoNotDependOnThreads) {
    for (const std::size_t items : {0UL, 1UL, 6UL, 7UL, 8UL, 1000UL})
        for (const std::size_t grain : {1UL, 7UL, 128UL}) {
            std::vector<Chunk> expected;
            for (std::size_t from = 0; from < items; from += grain)
                expected.push_back({from, std::min(items, from + grain), 1});
            for (const int threads : {1, 2, 3, 8})
                EXPECT_EQ(chunks_of(threads, items, grain), expected) << items << " items by " << grain << " on " << threads;
        }
}

TEST(Parallel, EverythingIsDoneWhenTheCallReturns) {
    const Parallel parallel(4);
    std::vector<int> done(10'000, 0);
    for (int round = 1; round <= 20; ++round) {
        parallel.for_chunks(done.size(), 16, [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                ++done[i];
        });
        // Read without a lock: the return of the call must order the writes of all threads before this.
        ASSERT_EQ(std::accumulate(done.begin(), done.end(), 0), round * 10'000);
    }
}

TEST(Parallel, AnExceptionReachesTheCallerAndTheCrewLivesOn) {
    for (const int threads : {1, 3}) {
        const Parallel parallel(threads);
        const auto fail_at_five = [](std::size_t chunk, std::size_t, std::size_t) {
            if (chunk == 5)
                throw std::runtime_error("five");
        };
        try {
            parallel.for_chunks(10, 1, fail_at_five);
            FAIL() << "nothing was thrown";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "five");
        }
        std::atomic<int> calls = 0;
        parallel.for_chunks(10, 1, [&](std::size_t, std::size_t, std::size_t) { ++calls; });
        EXPECT_EQ(calls, 10);
    }
}

TEST(Parallel, LessThanOneThreadIsOne) {
    EXPECT_EQ(Parallel(0).threads(), 1);
    EXPECT_EQ(Parallel(-3).threads(), 1);
    EXPECT_EQ(Parallel(5).threads(), 5);
}

/// Puts an environment variable back as it was.
class Variable {
  public:
    explicit Variable(const char* name) : name_(name) {
        if (const char* value = std::getenv(name))
            before_ = value;
    }
    ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    void set(const char* value) const { ::setenv(name_, value, 1); }

  private:
    const char* name_;
    std::optional<std::string> before_;
};

TEST(Parallel, ABatchSystemSaysHowManyThreadsTheJobMayUse) {
    const Variable slurm("SLURM_CPUS_PER_TASK");
    slurm.set("7");
    EXPECT_EQ(Parallel::available_threads(), 7);
    slurm.set("nonsense");
    EXPECT_GE(Parallel::available_threads(), 1);
    slurm.set("0");
    EXPECT_GE(Parallel::available_threads(), 1);
}

TEST(Parallel, NamesItsLibrary) {
    EXPECT_FALSE(Parallel::library().first.empty());
    EXPECT_FALSE(Parallel::library().second.empty());
}

TEST(FunctionRef, CallsTheObjectItselfNotACopy) {
    int calls = 0;
    auto counter = [&calls, own = std::make_unique<int>(40)](int n) { return ++calls, *own + n; };
    const FunctionRef<int(int)> ref(counter);
    EXPECT_EQ(ref(2), 42);
    EXPECT_EQ(FunctionRef<int(int)>(ref)(3), 43);
    EXPECT_EQ(calls, 2);
}

}  // namespace sim::parallel_test
