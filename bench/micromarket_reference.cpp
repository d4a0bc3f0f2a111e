#include "bench/micromarket_reference.hpp"

#include <algorithm>
#include <bitset>
#include <chrono>
#include <cmath>
#include <random>
#include <vector>

namespace {

constexpr int countries = 100, looks = 5, lifetime = 16;
constexpr double minutes_per_step = 15, rejected = 0.05, newest = 0.05;

struct Worker {
    std::uint8_t country = 0;
    float skill = 1, reservation = 0;
    double earnings = 0;
    float paid = 0, unpaid = 0, average = 0;
};

struct Batch {
    double reward = 0, duration = 0;
    int free_slots = 0, age = 0;
    std::uint64_t eligible[2] = {};

    bool open_to(unsigned country) const { return (eligible[country / 64] >> (country % 64) & 1) != 0; }
};

class Market {
  public:
    Market(std::int64_t size, std::uint64_t seed)
        : random_(seed),
          workers_(static_cast<std::size_t>(size)),
          batches_(static_cast<std::size_t>(std::max<std::int64_t>(1, size / 100))) {
        std::uniform_int_distribution<int> country(0, countries - 1), age(0, lifetime - 1);
        for (Worker& w : workers_) {
            w.country = static_cast<std::uint8_t>(country(random_));
            w.skill = static_cast<float>(std::clamp(std::exp(0.25 * normal_(random_)), 0.5, 2.0));
            w.reservation = static_cast<float>(3 * std::exp(0.5 * normal_(random_)));
        }
        for (Batch& b : batches_) {
            b = fresh();
            b.age = age(random_);
        }
        for (int hour = 0; hour < 24; ++hour)
            on_line_[hour] = 0.05 + 0.35 * (1 + std::cos(2 * M_PI * (hour - 15) / 24)) / 2;
    }

    void step(int t) {
        const int hour = t / 4 % 24;
        for (Worker& w : workers_)
            if (uniform_(random_) < on_line_[(hour + w.country % 24) % 24])
                act(w);
        for (Batch& b : batches_)
            if (b.free_slots == 0 || ++b.age >= lifetime) {
                b = fresh();
                ++replaced_;
            }
        ++steps_;
    }

    std::array<double, 7> check_values() const {
        const Sums s = sums();
        const auto people = static_cast<double>(workers_.size());
        return {static_cast<double>(online_) / people / steps_,
                static_cast<double>(matched_) / static_cast<double>(online_),
                paid_ / static_cast<double>(matched_),
                4 * paid_ / static_cast<double>(online_),
                s.average / people,
                s.paid / (s.paid + s.unpaid),
                static_cast<double>(replaced_) / static_cast<double>(batches_.size()) / steps_};
    }
    bool books_balance() const {
        const Sums s = sums();
        const double time = minutes_per_step * static_cast<double>(online_);
        return std::abs(s.earnings - paid_) < 1e-8 * paid_ && std::abs(s.paid + s.unpaid - time) < 1e-5 * time;
    }

  private:
    struct Sums {
        double earnings = 0, paid = 0, unpaid = 0, average = 0;
    };
    Sums sums() const {
        Sums s;
        for (const Worker& w : workers_) {
            s.earnings += w.earnings;
            s.paid += static_cast<double>(w.paid);
            s.unpaid += static_cast<double>(w.unpaid);
            s.average += static_cast<double>(w.average);
        }
        return s;
    }

    Batch fresh() {
        std::uniform_int_distribution<int> duration(3, 15), slots(10, 100);
        Batch b;
        b.duration = duration(random_);
        b.reward = 0.8 * std::exp(0.75 * normal_(random_));
        b.free_slots = slots(random_);
        const bool everywhere = uniform_(random_) < 0.5;
        for (auto& word : b.eligible)
            word = everywhere ? ~std::uint64_t{0} : random_() & random_();
        return b;
    }

    void act(Worker& w) {
        std::uniform_int_distribution<std::size_t> pick(0, batches_.size() - 1);
        Batch* best = nullptr;
        double best_wage = static_cast<double>(w.reservation);
        for (int look = 0; look < looks; ++look) {
            Batch& b = batches_[pick(random_)];
            if (b.free_slots == 0 || !b.open_to(w.country))
                continue;
            const double wage = 60 * b.reward * static_cast<double>(w.skill) / b.duration;
            if (wage > best_wage) {
                best_wage = wage;
                best = &b;
            }
        }
        double earned = 0, minutes = 0;
        if (best != nullptr) {
            --best->free_slots;
            ++matched_;
            if (uniform_(random_) >= rejected) {
                earned = best->reward;
                minutes = std::min(minutes_per_step, best->duration / static_cast<double>(w.skill));
            }
        }
        w.earnings += earned;
        w.paid += static_cast<float>(minutes);
        w.unpaid += static_cast<float>(minutes_per_step - minutes);
        w.average += static_cast<float>(newest * (4 * earned - static_cast<double>(w.average)));
        paid_ += earned;
        ++online_;
    }

    std::mt19937_64 random_;
    std::uniform_real_distribution<double> uniform_{0, 1};
    std::normal_distribution<double> normal_;
    std::vector<Worker> workers_;
    std::vector<Batch> batches_;
    double on_line_[24] = {};
    std::int64_t online_ = 0, matched_ = 0, replaced_ = 0;
    double paid_ = 0;
    int steps_ = 0;
};

}  // namespace

ReferenceResult run_reference(std::int64_t workers, int steps, std::uint64_t seed) {
    Market market(workers, seed);
    const auto from = std::chrono::steady_clock::now();
    for (int t = 0; t < steps; ++t)
        market.step(t);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    return {seconds, market.check_values(), market.books_balance()};
}
