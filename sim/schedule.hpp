// The order of the tick as a readable list. What a phase may change is written in the parameter list of its call operator;
// the compiler refuses a phase that reaches further than its kind allows.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/messages.hpp"
#include "sim/params.hpp"
#include "sim/rows.hpp"
#include "sim/step.hpp"
#include "sim/table.hpp"
#include "sim/walk.hpp"

namespace sim {

/// All tables and resources of a model, by type. Built once in declaration order; never copied.
template <class... Parts>
class State {
  public:
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    template <class T>
    T& get() {
        return std::get<T>(parts_);
    }
    template <class T>
    const T& get() const {
        return std::get<T>(parts_);
    }
    /// The tables among the parts, in declaration order: what is hashed and checkpointed.
    std::vector<TableBase*> tables() {
        std::vector<TableBase*> list;
        std::apply([&](Parts&... part) { (add_table(list, part), ...); }, parts_);
        return list;
    }

  private:
    template <class T>
    static void add_table(std::vector<TableBase*>& list, T& part) {
        if constexpr (std::is_base_of_v<TableBase, T>)
            list.push_back(&part);
    }
    std::tuple<Parts...> parts_;
};

/// The three kinds of phase: they differ in what they may write.
enum class Kind { mechanism, instrument, measure };

namespace detail {

template <class F>
struct signature_of;
template <class C, class... A>
struct signature_of<void (C::*)(A...) const> {
    using arguments = std::tuple<A...>;
};

/// What a row phase reaches of its table: one row, or the rows of a chunk.
template <class T>
struct is_own : std::false_type {};
template <class T>
struct is_own<Own<T>> : std::true_type {
    using table = T;
};
template <class T>
struct is_walk : std::false_type {};
template <class T>
struct is_walk<Walk<T>> : std::true_type {};
template <class T>
struct is_own<Walk<T>> : std::true_type {
    using table = T;
};

template <class T>
struct is_outbox : std::false_type {};
template <class M>
struct is_outbox<Outbox<M>> : std::true_type {
    using message = M;
};

template <class T>
struct is_rows : std::false_type {};
template <class T>
struct is_rows<Rows<T>> : std::true_type {
    using table = T;
};
/// What belongs to one chunk of a part of the state, such as a `Box` of `Boxes`: a phase over ranges may write it.
template <class T>
concept ChunkView = requires {
    typename T::chunk_resource;
};

template <class A>
inline constexpr bool writes = std::is_lvalue_reference_v<A> && !std::is_const_v<std::remove_reference_t<A>>;
template <class A>
using bare = std::remove_cvref_t<A>;

}  // namespace detail

/// A list of phases over the state `S`. `S::rules` names the part that only instruments write, `S::record` the part that only
/// measures write.
template <class S>
class Schedule {
    template <class P>
    using arguments_of = typename detail::signature_of<decltype(&P::operator())>::arguments;

    template <class A>
    static constexpr bool is_world = std::is_base_of_v<detail::bare<A>, S> && !std::is_empty_v<detail::bare<A>>;
    template <class A>
    static constexpr bool is_rules = std::is_same_v<detail::bare<A>, typename S::rules>;
    template <class A>
    static constexpr bool is_record = std::is_same_v<detail::bare<A>, typename S::record>;
    template <class A>
    static constexpr bool is_own = detail::is_own<detail::bare<A>>::value;
    template <class A>
    static constexpr bool is_walk = detail::is_walk<detail::bare<A>>::value;
    template <class A>
    static constexpr bool is_rows = detail::is_rows<detail::bare<A>>::value;
    template <class A>
    static constexpr bool is_outbox = detail::is_outbox<detail::bare<A>>::value;
    template <class A>
    static constexpr bool is_box = detail::ChunkView<detail::bare<A>>;

    template <Kind kind, class A>
    static constexpr void check_argument() {
        static_assert(!is_world<A>, "no phase receives the whole world: name the tables that it reads and writes");
        if constexpr (detail::writes<A> && kind == Kind::mechanism)
            static_assert(!is_rules<A>, "a mechanism reads the rules and never writes them: only instruments write rules");
        if constexpr (detail::writes<A> && kind == Kind::mechanism)
            static_assert(!is_record<A>, "a mechanism does not write the record: only measures do");
        if constexpr (detail::writes<A> && kind == Kind::instrument)
            static_assert(is_rules<A>, "an instrument writes rules and nothing else");
        if constexpr (detail::writes<A> && kind == Kind::measure)
            static_assert(is_record<A>, "a measure writes its record and nothing else");
    }
    template <class... A>
    static constexpr bool has_one_table_of_its_own(std::tuple<A...>*) {
        return (0 + ... + (is_own<A> ? 1 : 0)) <= 1;
    }
    template <class Table, class A>
    static constexpr bool walks_other_than() {
        if constexpr (is_own<A>)
            return !std::is_same_v<std::remove_const_t<typename detail::is_own<detail::bare<A>>::table>, Table>;
        else
            return false;
    }
    template <class Table, class... A>
    static constexpr bool walks(std::tuple<A...>*) {
        return !(walks_other_than<Table, A>() || ...);
    }
    template <class... A>
    static constexpr bool is_row_phase(std::tuple<A...>*) {
        return (is_own<A> || ...);
    }
    template <class... A>
    static constexpr bool is_range_phase(std::tuple<A...>*) {
        return (is_rows<A> || ...);
    }
    template <class... A>
    static constexpr bool row_phase_is_honest(std::tuple<A...>*) {
        return ((!detail::writes<A>)&&...);
    }
    template <class... A>
    static constexpr bool range_phase_is_honest(std::tuple<A...>*) {
        return ((!detail::writes<A> || is_box<A>)&&...);
    }
    template <Kind kind, class... A>
    static constexpr void check_all(std::tuple<A...>*) {
        (check_argument<kind, A>(), ...);
    }

  public:
    explicit Schedule(S& state) : state_(&state) {}
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;

    /// A phase that runs once in every tick (table phase), or once for every row of its own table (row phase).
    template <class Phase, class... Args>
    void then(Args&&... args) {
        add<Kind::mechanism, Phase>(1, std::forward<Args>(args)...);
    }
    /// As `then`, in the first tick of every day or week.
    template <class Phase, class... Args>
    void daily(Args&&... args) {
        add<Kind::mechanism, Phase>(day, std::forward<Args>(args)...);
    }
    template <class Phase, class... Args>
    void weekly(Args&&... args) {
        add<Kind::mechanism, Phase>(week, std::forward<Args>(args)...);
    }
    /// Phases repeated until no row of the table of `Ready` is ready, at most `rounds` times. Row phases walk the ready rows.
    template <class Ready, class... Phases>
    void waves(const Param<std::int64_t>& rounds) {
        static_assert((walks<std::remove_const_t<typename Ready::table>>(static_cast<arguments_of<Phases>*>(nullptr)) && ...),
                      "a row phase in a wave walks the table whose rows the wave selects");
        auto wave = std::make_shared<Wave>();
        (wave->phases.push_back(add_entry<Kind::mechanism, Phases>(1, true)), ...);
        entries_.push_back(Entry{"", {}, 1, false, 0, 0, 0, nullptr});
        wave->self = entries_.size() - 1;
        entries_[wave->self].run = [this, wave, limit = &rounds](const Step& step, S&) {
            run_wave<Ready>(*wave, step, (*limit)());
        };
    }
    /// Phases run in turn for one part of the rows after the other, so that each part sees what the parts before it left. The
    /// parts, `number(state)` of them, are equal runs of rows; no part depends on threads. Phases over `Rows` see the part alone.
    template <class... Phases>
    void in_parts(std::function<std::size_t(const S&)> number) {
        std::vector<std::size_t> phases;
        (phases.push_back(add_entry<Kind::mechanism, Phases>(1, true)), ...);
        entries_.push_back(Entry{"", {}, 1, false, 0, 0, 0, nullptr});
        entries_.back().run = [this, phases, number = std::move(number)](const Step& step, S& state) {
            parts_ = std::max<std::size_t>(1, number(state));
            for (part_ = 0; part_ < parts_; ++part_)
                for (const std::size_t p : phases)
                    timed(entries_[p], step);
            part_ = 0, parts_ = 1;
        };
    }
    /// The phase that writes the rules, before everything else.
    template <class Phase, class... Args>
    void policies(Args&&... args) {
        add<Kind::instrument, Phase>(1, std::forward<Args>(args)...);
    }
    /// A measure: runs in the last phase of every tick (or of the last tick of every day) and writes its record only.
    template <class Measure, class... Args>
    void observe(Args&&... args) {
        add<Kind::measure, Measure>(1, std::forward<Args>(args)...);
    }

    /// Runs one tick.
    void run(const Step& step) {
        for (auto& e : entries_)
            if (!e.in_wave && (e.every == 1 || (e.every == day && step.new_day()) || (e.every == week && step.new_week())))
                timed(e, step);
    }
    /// Called after every phase with its name (tests and per-mechanism hashes); costs nothing when empty.
    std::function<void(const Step&, std::string_view)> after_phase;

    struct Timing {
        std::string name;
        double seconds;
        double parallel_seconds;  ///< of these, spent where all threads can help
        std::uint64_t calls;
    };
    /// Wall time of each phase so far, in the order of the tick.
    std::vector<Timing> timings() const {
        std::vector<Timing> list;
        for (const auto& e : entries_)
            if (!e.name.empty())
                list.push_back({e.name, e.seconds, e.parallel_seconds, e.calls});
        return list;
    }
    /// The parameter groups of all phases, in the order of the tick.
    const std::vector<ParamGroup*>& param_groups() const { return groups_; }
    /// Rounds in which rows were still ready when the limit was reached.
    std::uint64_t unfinished_waves() const { return unfinished_waves_; }

  private:
    static constexpr int day = 2, week = 3;
    struct Entry {
        std::string name;
        std::function<void(const Step&, S&)> run;
        int every;
        bool in_wave;
        double seconds, parallel_seconds;
        std::uint64_t calls;
        std::shared_ptr<void> phase;
    };
    struct Wave {
        std::vector<std::size_t> phases;
        std::size_t self = 0;
    };

    void timed(Entry& e, const Step& step) {
        const auto from = std::chrono::steady_clock::now();
        const double parallel_before = step.parallel.seconds();
        e.run(step, *state_);
        e.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
        e.parallel_seconds += step.parallel.seconds() - parallel_before;
        ++e.calls;
        if (after_phase && !e.name.empty())
            after_phase(step, e.name);
    }

    template <Kind kind, class Phase, class... Args>
    void add(int every, Args&&... args) {
        add_entry<kind, Phase>(every, false, std::forward<Args>(args)...);
    }

    template <Kind kind, class Phase, class... Args>
    std::size_t add_entry(int every, bool in_wave, Args&&... args) {
        using Arguments = arguments_of<Phase>;
        check_all<kind>(static_cast<Arguments*>(nullptr));
        auto phase = std::make_shared<Phase>(std::forward<Args>(args)...);
        if constexpr (requires { phase->params; })
            groups_.push_back(&phase->params);
        Entry e{std::string(Phase::name), {}, every, in_wave, 0, 0, 0, phase};
        if constexpr (is_range_phase(static_cast<Arguments*>(nullptr))) {
            static_assert(range_phase_is_honest(static_cast<Arguments*>(nullptr)),
                          "a phase over a range of rows reaches these rows and its own boxes only: take everything else as const");
            e.run = [this, p = phase.get()](const Step& step, S&) { run_ranges(*p, step, static_cast<Arguments*>(nullptr)); };
        } else if constexpr (is_row_phase(static_cast<Arguments*>(nullptr))) {
            static_assert(has_one_table_of_its_own(static_cast<Arguments*>(nullptr)), "a row phase has one table of its own");
            static_assert(row_phase_is_honest(static_cast<Arguments*>(nullptr)),
                          "a row phase reaches its own row and its own outbox only: take everything else as const");
            e.run = [this, p = phase.get()](const Step& step, S&) { run_rows(*p, step, static_cast<Arguments*>(nullptr)); };
        } else {
            e.run = [p = phase.get(), this](const Step& step, S&) { call(*p, step, static_cast<Arguments*>(nullptr)); };
        }
        entries_.push_back(std::move(e));
        return entries_.size() - 1;
    }

    template <class A>
    decltype(auto) provide(const Step& step) {
        using T = detail::bare<A>;
        if constexpr (std::is_same_v<T, Step>)
            return (step);
        else if constexpr (detail::writes<A>)
            return (state_->template get<T>());
        else
            return (std::as_const(*state_).template get<T>());
    }
    template <class Phase, class... A>
    void call(const Phase& phase, const Step& step, std::tuple<A...>*) {
        phase(provide<A>(step)...);
    }

    template <class A>
    void open_outbox(std::size_t chunks) {
        if constexpr (is_outbox<A>)
            state_->template get<Messages<typename detail::is_outbox<detail::bare<A>>::message>>().open(chunks);
    }
    template <class A>
    void join_outbox() {
        if constexpr (is_outbox<A>)
            state_->template get<Messages<typename detail::is_outbox<detail::bare<A>>::message>>().join();
    }
    template <class A>
    decltype(auto) provide_row(const Step& step, std::size_t row, std::size_t chunk) {
        using T = detail::bare<A>;
        if constexpr (is_own<A>)
            return T(state_->template get<std::remove_const_t<typename detail::is_own<T>::table>>(), row);
        else if constexpr (is_outbox<A>)
            return state_->template get<Messages<typename detail::is_outbox<T>::message>>().outbox(chunk);
        else
            return provide<A>(step);
    }
    template <class A>
    decltype(auto) provide_walk(const Step& step, std::size_t begin, std::size_t end, std::size_t chunk) {
        if constexpr (is_walk<A>)
            return detail::bare<A>(state_->template get<std::remove_const_t<typename detail::is_own<detail::bare<A>>::table>>(),
                                   in_wave_ ? ready_.data() : nullptr, begin, end - begin);
        else
            return provide_row<A>(step, begin, chunk);
    }
    template <class... A>
    std::size_t own_rows() {
        std::size_t rows = 0;
        ((rows = is_own<A> ? own_rows_of<A>() : rows), ...);
        return rows;
    }
    template <class A>
    std::size_t own_rows_of() {
        if constexpr (is_own<A>)
            return state_->template get<std::remove_const_t<typename detail::is_own<detail::bare<A>>::table>>().rows();
        else
            return 0;
    }
    template <class Phase, class... A>
    void run_rows(const Phase& phase, const Step& step, std::tuple<A...>*) {
        const bool selected = in_wave_;
        const std::size_t rows = selected ? ready_.size() : own_rows<A...>();
        const std::size_t chunks = (rows + step.chunk - 1) / step.chunk;
        (open_outbox<A>(chunks), ...);
        step.parallel.for_chunks(rows, step.chunk, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
            if constexpr ((is_walk<A> || ...))
                phase(provide_walk<A>(step, begin, end, chunk)...);
            else
                for (std::size_t i = begin; i < end; ++i)
                    phase(provide_row<A>(step, selected ? ready_[i] : i, chunk)...);
        });
        (join_outbox<A>(), ...);
    }

    /// The rows of the present part, in chunks. All tables of one phase over ranges have the same number of rows.
    template <class Phase, class... A>
    void run_ranges(const Phase& phase, const Step& step, std::tuple<A...>*) {
        const std::size_t rows = range_rows<A...>(), first = rows * part_ / parts_, last = rows * (part_ + 1) / parts_;
        const std::size_t chunks = (last - first + step.chunk - 1) / step.chunk;
        (open_outbox<A>(chunks), ...);
        (open_box<A>(chunks), ...);
        step.parallel.for_chunks(last - first, step.chunk, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
            phase(provide_range<A>(step, first + begin, first + end, chunk)...);
        });
        (join_outbox<A>(), ...);
    }
    template <class A>
    void open_box(std::size_t chunks) {
        if constexpr (is_box<A>)
            state_->template get<typename detail::bare<A>::chunk_resource>().open(chunks);
    }
    template <class A>
    decltype(auto) provide_range(const Step& step, std::size_t begin, std::size_t end, std::size_t chunk) {
        using T = detail::bare<A>;
        if constexpr (is_rows<A>)
            return T(state_->template get<std::remove_const_t<typename detail::is_rows<T>::table>>(), begin, end);
        else if constexpr (is_box<A>)
            return (state_->template get<typename T::chunk_resource>().at(chunk));
        else
            return provide_row<A>(step, begin, chunk);
    }
    template <class... A>
    std::size_t range_rows() {
        std::size_t rows = 0;
        ((rows = is_rows<A> ? range_rows_of<A>() : rows), ...);
        return rows;
    }
    template <class A>
    std::size_t range_rows_of() {
        if constexpr (is_rows<A>)
            return state_->template get<std::remove_const_t<typename detail::is_rows<detail::bare<A>>::table>>().rows();
        else
            return 0;
    }

    template <class Ready>
    void run_wave(const Wave& wave, const Step& step, std::int64_t rounds) {
        using Table = std::remove_const_t<typename Ready::table>;
        const Table& table = state_->template get<Table>();
        ready_.clear();
        for (std::uint32_t row = 0; row < table.rows(); ++row)
            if (Ready::in(step, table, typename Table::row_id{row}))
                ready_.push_back(row);
        in_wave_ = true;
        for (std::int64_t round = 0; !ready_.empty(); ++round) {
            if (round == rounds) {
                ++unfinished_waves_;
                break;
            }
            for (const std::size_t p : wave.phases)
                timed(entries_[p], step);
            std::erase_if(ready_, [&](std::uint32_t row) { return !Ready::in(step, table, typename Table::row_id{row}); });
        }
        in_wave_ = false;
    }

    S* state_;
    std::vector<Entry> entries_;
    std::vector<ParamGroup*> groups_;
    std::vector<std::uint32_t> ready_;
    bool in_wave_ = false;
    std::size_t part_ = 0, parts_ = 1;
    std::uint64_t unfinished_waves_ = 0;
};

}  // namespace sim
