#include <algorithm>
#include <array>
#include <bit>

#include "models/micromarket/look.hpp"
#include "models/micromarket/mechanisms.hpp"

namespace micromarket {

namespace {

constexpr std::uint32_t most_at_once = 512, vector = 16;
/// One value for each worker; the loops run over whole vectors.
template <class T>
using Lanes = std::array<T, most_at_once + vector>;

/// Workers on line of one country, lane by lane. The lanes beyond the last worker hold copies.
class Crowd {
  public:
    Lanes<std::uint32_t> worker;
    std::uint8_t country = 0;

    std::size_t count() const { return count_; }
    std::size_t lanes() const { return lanes_; }

    /// Lists who of the workers [begin, end), at most 512, is on line: draws first, in vectors; then the list, without branches.
    void come_on_line(std::uint32_t begin, std::uint32_t end, std::uint64_t key, std::uint32_t below) {
        Lanes<std::uint32_t> here;
        const std::uint32_t whole = (end - begin + vector - 1) / vector * vector;
        for (std::uint32_t i = 0; i < whole; ++i)
            here[i] = sim::word32(key, begin + i) < below;
        count_ = 0;
        for (std::uint32_t i = 0; i < end - begin; ++i) {
            worker[count_] = begin + i;
            count_ += here[i];
        }
        std::fill_n(worker.begin() + count_, vector, begin);
        lanes_ = (count_ + vector - 1) / vector * vector;
    }

  private:
    std::size_t count_ = 0, lanes_ = 0;
};

/// Goes through the workers of a chunk, country by country.
class Arrivals {
  public:
    Arrivals(const sim::Rows<const Workers>& workers, const Groups& groups, const Rhythm& rhythm, std::int32_t tick,
             std::uint64_t key)
        : groups_(groups),
          rhythm_(rhythm),
          least_(workers[&Workers::least_rate]),
          first_(workers.begin()),
          next_(static_cast<std::uint32_t>(workers.begin())),
          end_(static_cast<std::uint32_t>(workers.end())),
          tick_(tick),
          key_(key),
          group_(groups.of(workers.begin())) {}

    /// Lists the next workers on line and asks for their records; false when there are no more.
    bool next(Crowd& crowd) {
        if (next_ == end_)
            return false;
        while (groups_.first[GroupId{group_ + 1}] <= next_)
            ++group_;
        crowd.country = groups_.country[GroupId{group_}];
        const std::uint32_t until = std::min({next_ + most_at_once, groups_.first[GroupId{group_ + 1}], end_});
        crowd.come_on_line(next_, until, key_, rhythm_.threshold(tick_, crowd.country));
        for (std::size_t l = 0; l < crowd.count(); ++l)
            least_.prefetch(crowd.worker[l] - first_);
        next_ = until;
        return true;
    }

  private:
    const Groups& groups_;
    const Rhythm& rhythm_;
    sim::Strided<const float> least_;
    std::size_t first_;
    std::uint32_t next_, end_;
    std::int32_t tick_;
    std::uint64_t key_;
    std::size_t group_;
};

/// The best of the batches that each worker of a crowd looks at.
class Choice {
  public:
    Lanes<std::uint32_t> batch;
    Lanes<std::uint32_t> pays;  ///< the same, but no batch where the work will be rejected

    void choose(const Crowd& crowd, const sim::Strided<const float>& least, std::size_t first, const LookKeys& keys,
                const Batches& batches) {
        for (std::size_t l = 0; l < crowd.lanes(); ++l)
            best_[l] = least[crowd.worker[l] - first];
        std::fill_n(batch.begin(), crowd.lanes(), batches.nothing());
        for (std::size_t k = 0; k < looks_per_step; ++k) {
            look(crowd, keys.look[k], batches);
            compare(crowd.lanes());
        }
    }
    void reject(const Crowd& crowd, std::uint64_t key, std::uint32_t below, std::uint32_t nothing) {
        for (std::size_t l = 0; l < crowd.lanes(); ++l)
            pays[l] = sim::word32(key, crowd.worker[l]) < below ? nothing : batch[l];
    }

  private:
    /// Draws one batch for everybody and reads what it offers: 0 to whom it is not open.
    void look(const Crowd& crowd, std::uint64_t key, const Batches& batches) {
        const auto count = static_cast<std::uint32_t>(batches.count());
        const float* rate = batches.rate.all().data();
        const std::uint32_t* open_to = (batches.*eligible[crowd.country / 32]).all().data();
        const unsigned to_top = 31U - crowd.country % 32U;
        for (std::size_t l = 0; l < crowd.lanes(); ++l)
            seen_[l] = sim::below(sim::word32(key, crowd.worker[l]), count);
        for (std::size_t l = 0; l < crowd.lanes(); ++l) {
            const auto mask = static_cast<std::uint32_t>(static_cast<std::int32_t>(open_to[seen_[l]] << to_top) >> 31);
            offer_[l] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(rate[seen_[l]]) & mask);
        }
    }
    void compare(std::size_t lanes) {
        for (std::size_t l = 0; l < lanes; ++l) {
            batch[l] = offer_[l] > best_[l] ? seen_[l] : batch[l];
            best_[l] = std::max(best_[l], offer_[l]);
        }
    }

    Lanes<std::uint32_t> seen_;
    Lanes<float> offer_, best_;
};

}  // namespace

void Search::operator()(const sim::Step& step, sim::Rows<const Workers> workers, const Rhythm& rhythm, const Groups& groups,
                        const Batches& batches, sim::Box<Look>& looks, sim::OwnerDesk::Wishes& wishes) const {
    const LookKeys keys(step);
    const std::uint32_t rejected_below = threshold(params.rejected()), nothing = batches.nothing();
    const auto least = workers[&Workers::least_rate];
    Look* into = looks.room(workers.size());
    std::uint32_t kept = 0;
    wishes.renew(workers.size());
    Arrivals arrivals(workers, groups, rhythm, step.tick, keys.on_line);
    Choice choice;
    std::array<Crowd, 2> crowds;  // while one chooses, the records of the next are on their way from memory
    std::size_t now = 0;
    for (bool more = arrivals.next(crowds[now]); more; now = 1 - now) {
        more = arrivals.next(crowds[1 - now]);
        const Crowd& crowd = crowds[now];
        choice.choose(crowd, least, workers.begin(), keys, batches);
        choice.reject(crowd, keys.rejected, rejected_below, nothing);
        for (std::size_t l = 0; l < crowd.count(); ++l, ++kept) {
            into[kept] = {crowd.worker[l], choice.pays[l]};
            wishes.put({choice.batch[l], kept}, choice.batch[l] != nothing);
        }
    }
    looks.keep(kept);
}

}  // namespace micromarket
