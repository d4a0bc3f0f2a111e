// The parallel seam. Threads, and the library behind them, are named in parallel.cpp and nowhere else.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace sim {

/// A reference to a callable, without ownership: valid while the callable lives.
template <class Signature>
class FunctionRef;
template <class R, class... A>
class FunctionRef<R(A...)> {
  public:
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef>) FunctionRef(F&& f)  // NOLINT: implicit on purpose
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
          call_([](void* o, A... a) -> R { return (*static_cast<std::remove_reference_t<F>*>(o))(std::forward<A>(a)...); }) {}
    R operator()(A... a) const { return call_(object_, std::forward<A>(a)...); }

  private:
    void* object_;
    R (*call_)(void*, A...);
};

/// A crew of threads. Work is handed out in chunks whose boundaries do not depend on the number of threads.
class Parallel {
  public:
    explicit Parallel(int threads);
    ~Parallel();
    Parallel(const Parallel&) = delete;
    Parallel& operator=(const Parallel&) = delete;

    int threads() const { return threads_; }

    /// Calls `work(chunk, begin, end)` for every chunk of `grain` items of [0, items); returns when all are done.
    void for_chunks(std::size_t items, std::size_t grain, FunctionRef<void(std::size_t, std::size_t, std::size_t)> work) const;

    /// Wall time spent so far in calls of `for_chunks` with three chunks or more: what more threads could shorten. Calls inside
    /// calls are not expected.
    double seconds() const { return seconds_; }

    /// As many threads as this process may use: SLURM_CPUS_PER_TASK if set, else the affinity mask.
    static int available_threads();
    /// Name and version of the library behind the seam, for provenance.
    static std::pair<std::string, std::string> library();

  private:
    struct Crew;
    int threads_;
    std::unique_ptr<Crew> crew_;
    mutable double seconds_ = 0;
};

}  // namespace sim
