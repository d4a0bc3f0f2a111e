// What a row phase says to the rest of the world: messages, collected chunk by chunk and joined in the order of the rows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

/// Where the rows of one chunk put their messages.
template <class M>
class Outbox {
  public:
    explicit Outbox(std::vector<M>& into) : into_(&into) {}
    void put(const M& message) const { into_->push_back(message); }

  private:
    std::vector<M>* into_;
};

/// All messages of one kind. After `join` they stand in the order of the rows that sent them, whatever the chunks were.
template <class M>
class Messages {
  public:
    using message_type = M;

    void open(std::size_t chunks) {
        if (boxes_.size() < chunks)
            boxes_.resize(chunks);
        used_ = chunks;
        for (std::size_t c = 0; c < chunks; ++c)
            boxes_[c].clear();
    }
    Outbox<M> outbox(std::size_t chunk) { return Outbox<M>(boxes_[chunk]); }
    void join() {
        all_.clear();
        for (std::size_t c = 0; c < used_; ++c)
            all_.insert(all_.end(), boxes_[c].begin(), boxes_[c].end());
    }
    void clear() { all_.clear(); }

    std::span<M> all() { return all_; }
    std::span<const M> all() const { return all_; }

  private:
    std::vector<std::vector<M>> boxes_;
    std::vector<M> all_;
    std::size_t used_ = 0;
};

template <class M>
class Boxes;

/// Items of one chunk, kept from phase to phase: a later phase over the same rows finds in its box what an earlier one left.
template <class M>
class Box {
  public:
    using chunk_resource = Boxes<M>;

    /// Room for `count` items, whatever was there before; then `keep` says how many of them were used.
    M* room(std::size_t count) {
        if (items_.size() < count)
            items_.resize(count);
        return items_.data();
    }
    void keep(std::size_t count) { kept_ = count; }
    std::span<M> all() { return {items_.data(), kept_}; }
    std::span<const M> all() const { return {items_.data(), kept_}; }

  private:
    std::vector<M> items_;
    std::size_t kept_ = 0;
};

/// The boxes of all chunks, in the order of their rows. Nothing is joined or cleared: whoever fills a box says what it keeps.
template <class M>
class Boxes {
  public:
    void open(std::size_t chunks) {
        if (boxes_.size() < chunks)
            boxes_.resize(chunks);
        used_ = chunks;
    }
    Box<M>& at(std::size_t chunk) { return boxes_[chunk]; }
    const Box<M>& at(std::size_t chunk) const { return boxes_[chunk]; }
    std::span<Box<M>> all() { return {boxes_.data(), used_}; }
    std::span<const Box<M>> all() const { return {boxes_.data(), used_}; }

  private:
    std::vector<Box<M>> boxes_;
    std::size_t used_ = 0;
};

}  // namespace sim
