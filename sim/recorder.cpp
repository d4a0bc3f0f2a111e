#include "sim/recorder.hpp"

#include <algorithm>
#include <array>

#include "sim/contract.hpp"
#include "sim/hdf5_file.hpp"

namespace sim {

SeriesId Recorder::add(SeriesSpec spec) {
    series_at_.push_back(append_rows(days_ * spec.members));
    series_.push_back(std::move(spec));
    return {series_.size() - 1};
}

HistogramId Recorder::add(HistogramSpec spec) {
    expects(spec.edges.size() >= 2, "a histogram has at least one bin");
    histogram_at_.push_back(append_rows((spec.edges.size() - 1) * spec.members));
    histograms_.push_back(std::move(spec));
    return {histograms_.size() - 1};
}

std::int64_t Recorder::total(SeriesId s, std::size_t from, std::size_t to) const {
    std::int64_t sum = 0;
    for (std::size_t m = 0; m < series_[s.index].members; ++m) {
        if (series_[s.index].kind == SeriesSpec::Kind::running) {
            sum += to == 0 ? 0 : value(s, to - 1, m);
            sum -= from == 0 ? 0 : value(s, from - 1, m);
            continue;
        }
        for (std::size_t d = from; d < to; ++d)
            sum += value(s, d, m);
    }
    return sum;
}

void Recorder::count(HistogramId h, std::size_t member, double v, std::int64_t times) {
    const auto& edges = histograms_[h.index].edges;
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, v);
    const auto bin = static_cast<std::size_t>(above - edges.begin()) - 1;
    cells_[row_id{histogram_at_[h.index] + member * (edges.size() - 1) + bin}] += times;
}

void Recorder::clear(HistogramId h) {
    const auto& spec = histograms_[h.index];
    const std::size_t cells = (spec.edges.size() - 1) * spec.members;
    for (std::size_t i = 0; i < cells; ++i)
        cells_[row_id{histogram_at_[h.index] + i}] = 0;
}

std::span<const std::int64_t> Recorder::bins(HistogramId h, std::size_t member) const {
    const std::size_t n = histograms_[h.index].edges.size() - 1;
    return cells_.all().subspan(histogram_at_[h.index] + member * n, n);
}

void Recorder::write(ResultWriter& writer, std::size_t days_done) const {
    for (std::size_t i = 0; i < series_.size(); ++i) {
        const SeriesSpec& spec = series_[i];
        std::vector<std::int64_t> values(days_done * spec.members);
        for (std::size_t d = 0; d < days_done; ++d)
            for (std::size_t m = 0; m < spec.members; ++m) {
                const std::int64_t before = spec.kind == SeriesSpec::Kind::running && d > 0 ? value({i}, d - 1, m) : 0;
                values[d * spec.members + m] = value({i}, d, m) - before;
            }
        std::vector<std::size_t> dims{days_done};
        DatasetInfo info{spec.unit, spec.description, "", {"day"}};
        if (!spec.axis.empty())
            dims.push_back(spec.members), info.axes.push_back(spec.axis);
        if (spec.divisor == 1) {
            writer.dataset("/series/" + spec.name, values, dims, info);
            continue;
        }
        std::vector<double> means(values.size());
        std::transform(values.begin(), values.end(), means.begin(),
                       [&](std::int64_t v) { return static_cast<double>(v) / static_cast<double>(spec.divisor); });
        writer.dataset("/series/" + spec.name, means, dims, info);
    }
    for (std::size_t i = 0; i < histograms_.size(); ++i) {
        const HistogramSpec& spec = histograms_[i];
        const std::size_t n = spec.edges.size() - 1;
        writer.axis({spec.name + "_edges", spec.unit, {}, spec.edges});
        std::vector<std::int64_t> values;
        for (std::size_t m = 0; m < spec.members; ++m) {
            const auto b = bins({i}, m);
            values.insert(values.end(), b.begin(), b.end());
        }
        std::vector<std::size_t> dims;
        DatasetInfo info{
            "count", spec.description + " (bin i lies between edge i and edge i+1 of /axes/" + spec.name + "_edges)", "", {}};
        if (!spec.axis.empty())
            dims.push_back(spec.members), info.axes.push_back(spec.axis);
        dims.push_back(n);
        if (!info.axes.empty())
            info.axes.push_back(spec.name + "_bin");
        writer.axis({spec.name + "_bin", "bin", {}, [&] {
                         std::vector<double> v(n);
                         for (std::size_t k = 0; k < n; ++k)
                             v[k] = static_cast<double>(k);
                         return v;
                     }()});
        if (info.axes.empty())
            info.axes.push_back(spec.name + "_bin");
        writer.dataset("/distributions/" + spec.name, values, dims, info);
    }
}

}  // namespace sim
