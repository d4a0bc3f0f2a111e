#include "sim/simulation.hpp"

#include <array>
#include <chrono>

#include "sim/checkpoint.hpp"

namespace sim {

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Expected run time from which checkpoints are written by wall time.
constexpr double long_run_seconds = 300;

class Loop {
  public:
    Loop(Model& model, const LoopOptions& options)
        : model_(model), options_(options), tables_(model.tables()), began_(now()), last_checkpoint_(began_) {}

    LoopResult run(const Clock& clock, const Randomness& randomness, const Parallel& parallel, std::size_t chunk) {
        std::int32_t tick = options_.first_tick;
        for (; tick < options_.end_tick; ++tick) {
            if (options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed) != 0) {
                checkpoint(tick);
                result_.ended = Ended::stopped;
                break;
            }
            const Step step{tick, clock, randomness, parallel, chunk};
            if (tick != options_.first_tick && is_checkpoint_due(tick))
                checkpoint(tick);
            hash(step);
            model_.run_tick(step);
            const bool recount = options_.audit == "tick" || (options_.audit == "day" && step.new_day()) ||
                                 (options_.audit == "week" && step.new_week());
            model_.audit(step, recount ? AuditDepth::recount : AuditDepth::totals);
            if (options_.progress)
                options_.progress({tick + 1, options_.first_tick, options_.end_tick, now() - began_});
        }
        result_.next_tick = tick;
        result_.seconds = now() - began_;
        return result_;
    }

  private:
    void hash(const Step& step) {
        const double from = now();
        if (step.new_week()) {
            for (std::size_t t = 0; t < tables_.size(); ++t)
                model_.hashes().add(*tables_[t], step.parallel, static_cast<std::uint8_t>(t), step.tick, 0);
        } else if (step.tick % options_.hash_every == 0) {
            for (const std::size_t t : model_.busy_tables())
                model_.hashes().add(*tables_[t], step.parallel, static_cast<std::uint8_t>(t), step.tick, 0);
        }
        result_.hash_seconds += now() - from;
    }

    bool is_checkpoint_due(std::int32_t tick) const {
        if (options_.checkpoint_file.empty())
            return false;
        if (options_.checkpoint_every > 0)
            return tick % options_.checkpoint_every == 0;
        const double done = tick - options_.first_tick, all = options_.end_tick - options_.first_tick;
        const double expected = (now() - began_) / done * all;
        return expected > long_run_seconds && now() - last_checkpoint_ > options_.checkpoint_wall_seconds;
    }

    void checkpoint(std::int32_t tick) {
        if (options_.checkpoint_file.empty())
            return;
        const double from = now();
        write_checkpoint(options_.checkpoint_file, {tick, options_.scenario, options_.scenario_digest, model_.name()}, tables_);
        last_checkpoint_ = now();
        result_.checkpoint_seconds += last_checkpoint_ - from;
        ++result_.checkpoints;
    }

    Model& model_;
    const LoopOptions& options_;
    std::vector<TableBase*> tables_;
    double began_, last_checkpoint_;
    LoopResult result_;
};

}  // namespace

void StateHashes::add(const TableBase& of, const Parallel& parallel, std::uint8_t index, std::int32_t at,
                      std::uint16_t phase_number) {
    std::array<std::uint64_t, 256> by_group{};
    of.add_hash(by_group, parallel);
    for (std::size_t g = 0; g < by_group.size(); ++g) {
        if (by_group[g] == 0)
            continue;
        const row_id row = append();
        tick[row] = at, table[row] = index, group[row] = static_cast<std::uint8_t>(g), phase[row] = phase_number,
        hash[row] = by_group[g];
    }
}

LoopResult run_loop(Model& model, const Clock& clock, const Randomness& randomness, const Parallel& parallel, std::size_t chunk,
                    const LoopOptions& options) {
    return Loop(model, options).run(clock, randomness, parallel, chunk);
}

}  // namespace sim
