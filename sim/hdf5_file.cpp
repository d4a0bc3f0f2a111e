#include "sim/hdf5_file.hpp"

#define H5_USE_110_API
#include <fcntl.h>
#include <hdf5.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <numeric>

#include "sim/contract.hpp"
#include "sim/digest.hpp"
#include "sim/problem.hpp"

namespace sim {

namespace {

static_assert(std::endian::native == std::endian::little, "columns are written as they lie in memory, which must be little-endian");

constexpr std::size_t chunk_elements = std::size_t{1} << 16;
constexpr std::size_t chunk_row_bytes = std::size_t{1} << 19;
constexpr std::size_t smallest_compressed_bytes = 4096;

/// The library refused something; the public functions turn it into an error about the file.
class LibraryError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The heart of a library message: a failed system call is hidden between addresses and times, which differ from run to run.
std::string essence(std::string_view text) {
    constexpr std::string_view before = "error message = '";
    const auto start = text.find(before);
    if (start == std::string_view::npos)
        return std::string(text);
    const auto rest = text.substr(start + before.size());
    return std::string(rest.substr(0, rest.find('\'')));
}

/// What the library says about its last error: the outermost and the innermost of its texts.
std::string library_text() {
    std::vector<std::string> texts;
    const auto collect = [](unsigned, const H5E_error2_t* error, void* to) -> herr_t {
        if (error->desc != nullptr)
            static_cast<std::vector<std::string>*>(to)->push_back(essence(error->desc));
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, collect, &texts);
    if (texts.empty())
        return "no reason given";
    return texts.front() == texts.back() ? texts.front() : texts.front() + "; " + texts.back();
}

template <class Status>
Status checked(Status status, std::string_view what) {
    if (status < 0)
        throw LibraryError(std::string(what) + ": " + library_text());
    return status;
}

/// Owns one id of the library.
template <herr_t (*Close)(hid_t)>
class Handle {
  public:
    Handle() = default;
    Handle(hid_t id, std::string_view what) : id_(checked(id, what)) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Handle& operator=(Handle&& other) noexcept { return std::swap(id_, other.id_), *this; }
    ~Handle() {
        if (id_ >= 0)
            Close(id_);
    }
    operator hid_t() const { return id_; }
    void close(std::string_view what) { checked(Close(std::exchange(id_, H5I_INVALID_HID)), what); }

  private:
    hid_t id_ = H5I_INVALID_HID;
};

using FileHandle = Handle<H5Fclose>;
using GroupHandle = Handle<H5Gclose>;
using DatasetHandle = Handle<H5Dclose>;
using ObjectHandle = Handle<H5Oclose>;
using SpaceHandle = Handle<H5Sclose>;
using TypeHandle = Handle<H5Tclose>;
using AttributeHandle = Handle<H5Aclose>;
using PropertyHandle = Handle<H5Pclose>;

/// First call of every entry. The library prints its errors by default, a setting of each thread; and what it does at exit, after
/// a file that could not be closed, is to crash, while here nothing is left to do then.
void prepare_library() {
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

hid_t stored_type(DataType type) {
    const hid_t types[] = {H5T_STD_I8LE,  H5T_STD_I16LE, H5T_STD_I32LE, H5T_STD_I64LE,  H5T_STD_U8LE,
                           H5T_STD_U16LE, H5T_STD_U32LE, H5T_STD_U64LE, H5T_IEEE_F32LE, H5T_IEEE_F64LE};
    return types[static_cast<std::size_t>(type)];
}

bool is_float(DataType type) { return type == DataType::f32 || type == DataType::f64; }
bool is_signed(DataType type) { return is_float(type) || type <= DataType::i64; }

/// The number type of a library type; none for texts, rows and the like.
std::optional<DataType> number_type(hid_t type) {
    const auto kind = H5Tget_class(type);
    if (kind != H5T_INTEGER && kind != H5T_FLOAT)
        return std::nullopt;
    for (int i = 0; i <= static_cast<int>(DataType::f64); ++i)
        if (H5Tequal(type, stored_type(static_cast<DataType>(i))) > 0)
            return static_cast<DataType>(i);
    return std::nullopt;
}

/// Whether every value of `stored` is a value of `wanted`; `double` is allowed for any number.
bool fits(DataType stored, DataType wanted) {
    if (stored == wanted || wanted == DataType::f64)
        return true;
    if (is_float(stored) || is_float(wanted))
        return false;
    return size_of(stored) < size_of(wanted) && (is_signed(wanted) || !is_signed(stored));
}

TypeHandle text_type() {
    TypeHandle type(H5Tcopy(H5T_C_S1), "text type");
    checked(H5Tset_size(type, H5T_VARIABLE), "text type");
    checked(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
    return type;
}

SpaceHandle space_of(std::span<const std::size_t> dims) {
    if (dims.empty())
        return {H5Screate(H5S_SCALAR), "scalar"};
    const std::vector<hsize_t> extents(dims.begin(), dims.end());
    return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), "shape"};
}

std::size_t product(std::span<const std::size_t> dims) {
    return std::accumulate(dims.begin(), dims.end(), std::size_t{1}, std::multiplies<>());
}

std::string absolute(std::string_view path) { return path.starts_with('/') ? std::string(path) : "/" + std::string(path); }

/// "/a/b/c" -> "/a", "/a/b", "/a/b/c"; nothing for "/".
std::vector<std::string> prefixes(const std::string& path) {
    std::vector<std::string> list;
    for (auto end = path.find('/', 1); path.size() > 1; end = path.find('/', end + 1)) {
        list.push_back(path.substr(0, end));
        if (end == std::string::npos)
            break;
    }
    return list;
}

/// The library answers only for the last link of a path, so each one is asked for.
bool exists_in(hid_t file, const std::string& path) {
    return std::ranges::all_of(prefixes(path), [&](const auto& part) { return H5Lexists(file, part.c_str(), H5P_DEFAULT) > 0; });
}

std::vector<const char*> pointers(std::span<const std::string> texts) {
    std::vector<const char*> list;
    for (const auto& text : texts) {
        if (text.find('\0') != std::string::npos)
            throw LibraryError("a text contains a NUL character, which HDF5 cannot store");
        list.push_back(text.c_str());
    }
    return list;
}

std::string dims_text(std::span<const std::size_t> dims) {
    std::string text;
    for (const auto dim : dims)
        text += (text.empty() ? "" : "x") + std::to_string(dim);
    return text.empty() ? "scalar" : text;
}

/// A text enters a digest with its closing NUL, so that ("ab", "c") and ("a", "bc") differ.
std::string texts_digest(std::span<const std::string> texts) {
    Sha256 sum;
    for (const auto& text : texts)
        sum.update(std::string_view(text.c_str(), text.size() + 1));
    return sum.hex();
}

/// Where a digest leaves out what differs between equal runs.
bool in_provenance(std::string_view path) { return path == "/provenance" || path.starts_with("/provenance/"); }

std::string digest_of_lines(const std::map<std::string, std::string>& lines) {
    Sha256 sum;
    for (const auto& [path, rest] : lines)
        sum.update(path + " " + rest + "\n");
    return sum.hex();
}

void write_attribute_data(hid_t object, const std::string& name, hid_t type, const SpaceHandle& space, const void* data) {
    AttributeHandle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), name);
    if (H5Sget_simple_extent_npoints(space) > 0)
        checked(H5Awrite(attribute, type, data), name);
}

void write_value(hid_t object, const std::string& name, std::span<const std::string> texts, const SpaceHandle& space) {
    write_attribute_data(object, name, text_type(), space, pointers(texts).data());
}

template <class Number>
void write_value(hid_t object, const std::string& name, std::span<const Number> numbers, const SpaceHandle& space) {
    write_attribute_data(object, name, stored_type(data_type<Number>()), space, numbers.data());
}

void write_attribute(hid_t object, const Attribute& attribute) {
    const auto write = [&]<class T>(const T& value) {
        if constexpr (requires { typename T::allocator_type::value_type; } && !std::is_same_v<T, std::string>) {
            const std::size_t dims[] = {value.size()};
            write_value(object, attribute.name, std::span<const typename T::value_type>(value), space_of(dims));
        } else {
            write_value(object, attribute.name, std::span<const T>(&value, 1), space_of({}));
        }
    };
    std::visit(write, attribute.value);
}

void write_info(hid_t dataset, const DatasetInfo& info) {
    write_attribute(dataset, {"unit", info.unit});
    write_attribute(dataset, {"description", info.description});
    if (!info.source.empty())
        write_attribute(dataset, {"source", info.source});
    if (!info.axes.empty()) {
        write_attribute(dataset, {"axes", info.axes});
        write_attribute(dataset, {"DIMENSION_LABELS", info.axes});
    }
}

/// Whole trailing dimensions first, so that a chunk holds neighbours.
std::vector<hsize_t> chunk_of(std::span<const std::size_t> dims, std::size_t elements) {
    std::vector<hsize_t> chunk(dims.size());
    for (std::size_t i = dims.size(); i-- > 0;) {
        chunk[i] = std::min(dims[i], std::max<std::size_t>(elements, 1));
        elements /= chunk[i];
    }
    return chunk;
}

std::filesystem::path folder_of(const std::filesystem::path& target) {
    return target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
}

void sync(const std::filesystem::path& path, std::string_view what) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        throw LibraryError(std::string(what) + ": " + std::strerror(reason));
}

/// Refuses what can be known to fail before a run has spent hours.
void check_target(const std::filesystem::path& target, ResultWriter::IfExists if_exists) {
    std::error_code ignored;
    const auto refuse = [&](std::string what, std::string why, std::string hint) {
        throw InputError(Problem{{target.string()}, std::move(what), std::move(why), std::move(hint)});
    };
    if (!std::filesystem::is_directory(folder_of(target), ignored))
        refuse("cannot be written", "there is no folder " + folder_of(target).string(), "create it or use another -o");
    if (!std::filesystem::exists(target, ignored))
        return;
    if (!std::filesystem::is_regular_file(target, ignored))
        refuse("cannot be written", "it exists and is not a file", "use another -o");
    if (if_exists == ResultWriter::IfExists::refuse)
        refuse("already exists", "a finished result is never overwritten", "use --force or another -o");
}

/// Creates the file that is written to, unless another writer holds its lock: the library truncates first and asks later.
void claim(const std::filesystem::path& target, const std::filesystem::path& part) {
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0)
        throw InputError(Problem{{target.string()}, "cannot be written", std::strerror(errno), "use another -o"});
    const bool taken = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    if (taken)
        throw InputError(Problem{{target.string()}, "is being written", "another run holds " + part.string(), "use another -o"});
}

}  // namespace

struct ResultWriter::Impl {
    std::filesystem::path target;
    std::filesystem::path part;
    IfExists if_exists;
    Compression compression;
    FileHandle file{};
    std::map<std::string, std::string> lines{};
    std::map<std::string, Axis> axes{};
    bool claimed = false;
    bool broken = false;

    ~Impl() {
        if (claimed)
            ::unlink(part.c_str());
        if (file >= 0)
            divert();
    }

    /// What is thrown away need not fit on the disk: the library keeps a file that it cannot close half alive, so let it close.
    void divert() const {
        void* descriptor = nullptr;
        const int sink = ::memfd_create("discarded", MFD_CLOEXEC);
        if (sink < 0)
            return;
        if (H5Fget_vfd_handle(file, H5P_DEFAULT, &descriptor) >= 0)
            ::dup2(sink, *static_cast<const int*>(descriptor));
        ::close(sink);
    }

    template <class Action>
    void guarded(Action action) {
        prepare_library();
        const std::string about = "cannot write " + target.string() + ": ";
        if (std::exchange(broken, true))
            throw RunError(about + "an earlier write failed");
        try {
            action();
        } catch (const LibraryError& error) {
            throw RunError(about + error.what());
        }
        broken = false;
    }

    void open() {
        const PropertyHandle access(H5Pcreate(H5P_FILE_ACCESS), "access");
        checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "access");
        const PropertyHandle creation(H5Pcreate(H5P_FILE_CREATE), "creation");
        checked(H5Pset_obj_track_times(creation, 0), "creation");
        file = FileHandle(H5Fcreate(part.c_str(), H5F_ACC_TRUNC, creation, access), "create");
    }

    void make_group(const std::string& path) const {
        const PropertyHandle creation(H5Pcreate(H5P_GROUP_CREATE), path);
        checked(H5Pset_obj_track_times(creation, 0), path);
        for (const auto& group : prefixes(path))
            if (H5Lexists(file, group.c_str(), H5P_DEFAULT) <= 0)
                GroupHandle(H5Gcreate2(file, group.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), group);
    }

    PropertyHandle layout(std::span<const std::size_t> dims, std::size_t element_bytes, std::size_t elements_per_chunk) const {
        PropertyHandle creation(H5Pcreate(H5P_DATASET_CREATE), "layout");
        checked(H5Pset_obj_track_times(creation, 0), "layout");
        if (compression == Compression::none || product(dims) * element_bytes < smallest_compressed_bytes)
            return creation;
        checked(H5Pset_chunk(creation, static_cast<int>(dims.size()), chunk_of(dims, elements_per_chunk).data()), "chunks");
        checked(H5Pset_shuffle(creation), "shuffle");
        checked(H5Pset_deflate(creation, 1), "gzip");
        return creation;
    }

    /// Creates a dataset and writes all of it. No chunk cache: each chunk is whole and goes to the disk at once, where it may fail.
    DatasetHandle store(const std::string& path, hid_t type, hid_t memory_type, std::span<const std::size_t> dims, const void* data,
                        const PropertyHandle& creation) const {
        make_group(path.substr(0, path.rfind('/')));
        const PropertyHandle access(H5Pcreate(H5P_DATASET_ACCESS), path);
        checked(H5Pset_chunk_cache(access, 0, 0, 1), path);
        DatasetHandle dataset(H5Dcreate2(file, path.c_str(), type, space_of(dims), H5P_DEFAULT, creation, access), path);
        if (product(dims) > 0)
            checked(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), path);
        return dataset;
    }

    void store_texts(const std::string& path, std::span<const std::string> texts, std::span<const std::size_t> dims,
                     const DatasetInfo& info) {
        PropertyHandle creation(H5Pcreate(H5P_DATASET_CREATE), "layout");
        checked(H5Pset_obj_track_times(creation, 0), "layout");
        const auto type = text_type();
        write_info(store(path, type, type, dims, pointers(texts).data(), creation), info);
        note(path, "text", dims, [&] { return texts_digest(texts); });
    }

    template <class Digest>
    void note(const std::string& path, const std::string& type, std::span<const std::size_t> dims, Digest digest) {
        if (!in_provenance(path))
            lines.emplace(path, type + " " + dims_text(dims) + " " + digest());
    }

    void finish() {
        checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "flush");  // may fail, and then leaves a file that can still be closed
        file.close("close");
        sync(part, "sync");
        if (if_exists == IfExists::refuse && std::filesystem::exists(target))
            throw LibraryError("it has come into being since the run began");
        if (std::rename(part.c_str(), target.c_str()) != 0)
            throw LibraryError(std::string("rename: ") + std::strerror(errno));
        claimed = false;
        sync(folder_of(target), "sync of the folder");
    }
};

ResultWriter::ResultWriter(std::filesystem::path target, IfExists if_exists, std::string_view format, int format_version,
                           Compression compression)
    : impl_(new Impl{std::move(target), {}, if_exists, compression}) {
    impl_->part = impl_->target.string() + ".part";
    check_target(impl_->target, if_exists);
    claim(impl_->target, impl_->part);
    impl_->claimed = true;
    impl_->guarded([&] {
        impl_->open();
        write_attribute(impl_->file, {"format", std::string(format)});
        write_attribute(impl_->file, {"format_version", std::int64_t{format_version}});
    });
}

ResultWriter::ResultWriter(ResultWriter&&) noexcept = default;
ResultWriter::~ResultWriter() = default;

void ResultWriter::axis(const Axis& axis) {
    const auto [known, is_new] = impl_->axes.emplace(axis.name, axis);
    if (!is_new && known->second != axis)
        throw ContractError("the axis \"" + axis.name + "\" is said twice, differently");
    if (!is_new)
        return;
    const DatasetInfo info{axis.unit, "what the dimension \"" + axis.name + "\" runs over", "", {}};
    if (axis.labels.empty())
        dataset("/axes/" + axis.name, axis.values, info);
    else
        strings("/axes/" + axis.name, axis.labels, info);
}

void ResultWriter::require_shape(std::string_view path, std::span<const std::size_t> dims, std::size_t count) const {
    if (product(dims) != count)
        throw ContractError(absolute(path) + ": " + std::to_string(count) + " values cannot have the shape " + dims_text(dims));
}

void ResultWriter::dataset(std::string_view path, DataType type, std::span<const std::size_t> dims, const void* data,
                           const DatasetInfo& info) {
    expects(info.axes.empty() || info.axes.size() == dims.size(), "a dataset names no axis or one for each dimension");
    const std::string name = absolute(path);
    impl_->guarded([&] {
        const auto creation = impl_->layout(dims, size_of(type), chunk_elements);
        write_info(impl_->store(name, stored_type(type), stored_type(type), dims, data, creation), info);
        impl_->note(name, std::string(name_of(type)), dims, [&] {
            Sha256 sum;
            sum.update({static_cast<const std::byte*>(data), product(dims) * size_of(type)});
            return sum.hex();
        });
    });
}

void ResultWriter::table(std::string_view path, std::span<const Field> fields, std::size_t rows, std::size_t row_bytes,
                         const void* data, const DatasetInfo& info) {
    const std::string name = absolute(path);
    const std::size_t dims[] = {rows};
    std::vector<std::string> names;
    std::vector<std::byte> column;
    for (const auto& field : fields) {
        const std::size_t bytes = size_of(field.type);
        column.resize(rows * bytes);
        const std::byte* from = static_cast<const std::byte*>(data) + field.offset;
        for (std::size_t row = 0; row < rows; ++row, from += row_bytes)
            std::memcpy(column.data() + row * bytes, from, bytes);
        const std::string column_path = name + "/" + field.name;
        dataset(column_path, field.type, dims, column.data(), {field.unit, field.description, info.source, info.axes});
        if (!field.enum_names.empty())
            attribute(column_path, {"names", field.enum_names});
        names.push_back(field.name);
    }
    attribute(name, {"description", info.description});
    attribute(name, {"columns", names});
}

void ResultWriter::strings(std::string_view path, std::span<const std::string> values, const DatasetInfo& info) {
    const std::size_t dims[] = {values.size()};
    impl_->guarded([&] { impl_->store_texts(absolute(path), values, dims, info); });
}

void ResultWriter::text(std::string_view path, std::string_view value, const DatasetInfo& info) {
    const std::string text(value);
    impl_->guarded([&] { impl_->store_texts(absolute(path), {&text, 1}, {}, info); });
}

void ResultWriter::attribute(std::string_view path, const Attribute& attribute) {
    const std::string name = absolute(path);
    impl_->guarded([&] {
        if (!exists_in(impl_->file, name))
            impl_->make_group(name);
        write_attribute(ObjectHandle(H5Oopen(impl_->file, name.c_str(), H5P_DEFAULT), name), attribute);
    });
}

std::string ResultWriter::digest() const { return digest_of_lines(impl_->lines); }

void ResultWriter::commit() {
    impl_->guarded([&] { impl_->finish(); });
    impl_->broken = true;
}

struct Hdf5Reader::Impl {
    std::filesystem::path path;
    FileHandle file{};

    [[noreturn]] void fail(std::string what, std::string why = "", std::string hint = "") const {
        throw InputError(Problem{{path.string()}, std::move(what), std::move(why), std::move(hint)});
    }

    /// What the library refuses to read, in a file that it opened, is damaged.
    template <class Action>
    auto guarded(Action action) const {
        prepare_library();
        try {
            return action();
        } catch (const LibraryError& error) {
            fail("cannot be read", error.what());
        }
    }

    void open() {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        const int reason = errno;
        if (descriptor < 0)
            fail("cannot be read", std::strerror(reason));
        ::close(descriptor);
        if (std::filesystem::is_directory(path))
            fail("cannot be read", "it is a folder");
        guarded([&] {
            if (H5Fis_hdf5(path.c_str()) <= 0)
                fail("is not an HDF5 file");
            file = FileHandle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open");
        });
    }

    DatasetHandle dataset(const std::string& name) const {
        if (!exists_in(file, name))
            fail("has no dataset " + name);
        return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), name};
    }

    std::vector<std::size_t> dims_of(hid_t dataset, const std::string& name) const {
        const SpaceHandle space(H5Dget_space(dataset), name);
        std::vector<hsize_t> dims(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space), name)));
        checked(H5Sget_simple_extent_dims(space, dims.data(), nullptr), name);
        return {dims.begin(), dims.end()};
    }

    /// Elements of a dataset, believed only if so many can be stored in its bytes (gzip packs at most 1032 to 1).
    std::size_t count_of(hid_t dataset, const std::string& name) const {
        const TypeHandle type(H5Dget_type(dataset), name);
        const double most = 1100.0 * (static_cast<double>(H5Dget_storage_size(dataset)) + 64.0);
        double bytes = static_cast<double>(H5Tget_size(type));
        const auto dims = dims_of(dataset, name);
        for (const auto dim : dims)
            bytes *= static_cast<double>(dim);
        if (bytes > most)
            fail("is damaged", name + " claims " + dims_text(dims) + " values");
        return product(dims);
    }

    /// The dataset of a column; an error names the columns that there are.
    std::string column_path(const std::string& table, std::string_view column) const {
        const std::string name = table + "/" + std::string(column);
        if (!exists_in(file, name))
            fail("has no column " + std::string(column) + " in " + table, "", did_you_mean(column, names_in(table)));
        return name;
    }

    std::vector<std::string> texts(const std::string& name) const {
        const auto set = dataset(name);
        const TypeHandle stored(H5Dget_type(set), name);
        if (H5Tis_variable_str(stored) <= 0)
            fail(name + " does not hold texts");
        std::vector<char*> pointers(count_of(set, name));
        if (pointers.empty())
            return {};
        const auto type = text_type();
        checked(H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), name);
        std::vector<std::string> list;
        for (const char* text : pointers)
            list.emplace_back(text == nullptr ? "" : text);
        H5Dvlen_reclaim(type, SpaceHandle(H5Dget_space(set), name), H5P_DEFAULT, pointers.data());
        return list;
    }

    std::vector<std::string> names_in(const std::string& group) const {
        const GroupHandle handle(H5Gopen2(file, group.c_str(), H5P_DEFAULT), group);
        H5G_info_t info{};
        checked(H5Gget_info(handle, &info), group);
        std::vector<std::string> names;
        for (hsize_t i = 0; i < info.nlinks; ++i) {
            const auto size =
                checked(H5Lget_name_by_idx(handle, ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT), group);
            std::string name(static_cast<std::size_t>(size), '\0');
            H5Lget_name_by_idx(handle, ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size() + 1, H5P_DEFAULT);
            names.push_back(std::move(name));
        }
        std::ranges::sort(names);
        return names;
    }

    static std::string type_text(hid_t type) {
        const auto number = number_type(type);
        return number ? std::string(name_of(*number)) : "text";
    }

    std::string bytes_digest(hid_t dataset, hid_t type, const std::string& name) const;
    void add_lines(const std::string& group, std::map<std::string, std::string>& lines) const;
};

/// Read in blocks of whole leading rows, so that a large column is never in memory at once.
std::string Hdf5Reader::Impl::bytes_digest(hid_t dataset, hid_t type, const std::string& name) const {
    auto dims = dims_of(dataset, name);
    const SpaceHandle all(H5Dget_space(dataset), name);
    const std::size_t element_bytes = H5Tget_size(type), total = count_of(dataset, name);
    Sha256 sum;
    if (total == 0)
        return sum.hex();
    if (dims.empty())
        dims = {1};
    const std::size_t leading_bytes = total / dims[0] * element_bytes;
    const std::size_t step = std::max<std::size_t>(1, chunk_row_bytes * 8 / leading_bytes);
    std::vector<std::byte> block(std::min(step, dims[0]) * leading_bytes);
    for (std::size_t first = 0; first < dims[0]; first += step) {
        std::vector<hsize_t> start(dims.size(), 0), count(dims.begin(), dims.end());
        start[0] = first;
        count[0] = std::min(step, dims[0] - first);
        const hsize_t elements = count[0] * (total / dims[0]);
        const SpaceHandle memory(H5Screate_simple(1, &elements, nullptr), name);
        if (H5Sget_simple_extent_type(all) == H5S_SIMPLE)
            checked(H5Sselect_hyperslab(all, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), name);
        checked(H5Dread(dataset, type, memory, all, H5P_DEFAULT, block.data()), name);
        sum.update(std::span<const std::byte>(block).first(elements * element_bytes));
    }
    return sum.hex();
}

void Hdf5Reader::Impl::add_lines(const std::string& group, std::map<std::string, std::string>& lines) const {
    for (const auto& name : names_in(group)) {
        const std::string child = (group == "/" ? "" : group) + "/" + name;
        if (in_provenance(child))
            continue;
        const ObjectHandle object(H5Oopen(file, child.c_str(), H5P_DEFAULT), child);
        if (H5Iget_type(object) == H5I_GROUP) {
            add_lines(child, lines);
            continue;
        }
        const TypeHandle type(H5Dget_type(object), child);
        const bool is_text = H5Tget_class(type) == H5T_STRING;
        lines.emplace(child, type_text(type) + " " + dims_text(dims_of(object, child)) + " " +
                                 (is_text ? texts_digest(texts(child)) : bytes_digest(object, type, child)));
    }
}

Hdf5Reader::Hdf5Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Hdf5Reader::Hdf5Reader(Hdf5Reader&&) noexcept = default;
Hdf5Reader& Hdf5Reader::operator=(Hdf5Reader&&) noexcept = default;
Hdf5Reader::~Hdf5Reader() = default;

Hdf5Reader Hdf5Reader::open(std::filesystem::path path) {
    auto impl = std::make_unique<Impl>(Impl{std::move(path)});
    impl->open();
    return Hdf5Reader(std::move(impl));
}

const std::filesystem::path& Hdf5Reader::file() const { return impl_->path; }

void Hdf5Reader::require(std::string_view format, int newest_known_version, int oldest_known_version) const {
    const auto found = attribute<std::string>("/", "format");
    const auto version = attribute<std::int64_t>("/", "format_version");
    if (!found || !version)
        impl_->fail("is not a " + std::string(format), "it does not say what it is");
    if (*found != format)
        impl_->fail("is a " + *found, "a " + std::string(format) + " is expected");
    if (*version > newest_known_version)
        impl_->fail("is a " + *found + " of format " + std::to_string(*version) + ", this program knows formats up to " +
                        std::to_string(newest_known_version),
                    "written by a newer version", "update the program");
    if (*version < oldest_known_version)
        impl_->fail("is a " + *found + " of format " + std::to_string(*version) + ", this program reads formats from " +
                        std::to_string(oldest_known_version) + " on",
                    "written by an older version", "run the scenario again");
}

bool Hdf5Reader::exists(std::string_view path) const {
    return impl_->guarded([&] { return exists_in(impl_->file, absolute(path)); });
}

std::vector<std::string> Hdf5Reader::list(std::string_view group) const {
    const std::string name = absolute(group);
    if (!exists(name))
        impl_->fail("has no group " + name);
    return impl_->guarded([&] { return impl_->names_in(name); });
}

std::vector<std::size_t> Hdf5Reader::dims(std::string_view path) const {
    const std::string name = absolute(path);
    return impl_->guarded([&] { return impl_->dims_of(impl_->dataset(name), name); });
}

DataType Hdf5Reader::type(std::string_view path) const {
    const std::string name = absolute(path);
    return impl_->guarded([&] {
        const auto number = number_type(TypeHandle(H5Dget_type(impl_->dataset(name)), name));
        if (!number)
            impl_->fail(name + " does not hold numbers");
        return *number;
    });
}

std::string Hdf5Reader::column_path(std::string_view table, std::string_view column) const {
    const std::string name = absolute(table);
    if (!exists(name))
        impl_->fail("has no table " + name);
    return impl_->guarded([&] { return impl_->column_path(name, column); });
}

std::size_t Hdf5Reader::checked_count(std::string_view path) const {
    const std::string name = absolute(path);
    return impl_->guarded([&] { return impl_->count_of(impl_->dataset(name), name); });
}

void Hdf5Reader::read_as(std::string_view path, DataType wanted, void* to) const {
    const std::string name = absolute(path);
    impl_->guarded([&] {
        const auto dataset = impl_->dataset(name);
        const auto number = number_type(TypeHandle(H5Dget_type(dataset), name));
        if (!number || !fits(*number, wanted))
            impl_->fail(name + " holds " + (number ? std::string(name_of(*number)) : "no numbers"),
                        std::string(name_of(wanted)) + " is expected");
        if (impl_->count_of(dataset, name) > 0)
            checked(H5Dread(dataset, stored_type(wanted), H5S_ALL, H5S_ALL, H5P_DEFAULT, to), name);
    });
}

void Hdf5Reader::read_raw(std::string_view path, void* to, std::size_t bytes) const {
    const std::string name = absolute(path);
    impl_->guarded([&] {
        const auto dataset = impl_->dataset(name);
        const TypeHandle type(H5Dget_type(dataset), name);
        if (H5Tget_class(type) == H5T_STRING)
            impl_->fail(name + " holds texts", "numbers are expected");
        const std::size_t stored = impl_->count_of(dataset, name) * H5Tget_size(type);
        if (stored != bytes)
            impl_->fail(name + " holds " + std::to_string(stored) + " bytes", std::to_string(bytes) + " are expected");
        if (bytes > 0)
            checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to), name);
    });
}

std::vector<std::string> Hdf5Reader::columns(std::string_view path) const {
    const std::string name = absolute(path);
    if (!exists(name))
        impl_->fail("has no table " + name);
    auto names = attribute<std::vector<std::string>>(name, "columns");
    if (!names)
        impl_->fail(name + " is no table");
    return std::move(*names);
}

std::string Hdf5Reader::text(std::string_view path) const {
    auto list = strings(path);
    if (list.size() != 1)
        impl_->fail(absolute(path) + " holds " + std::to_string(list.size()) + " texts", "one is expected");
    return std::move(list.front());
}

std::vector<std::string> Hdf5Reader::strings(std::string_view path) const {
    return impl_->guarded([&] { return impl_->texts(absolute(path)); });
}

namespace {

/// A vector's content: one value if the attribute is a scalar, the vector otherwise.
template <class T>
Attribute::Value value_of(std::vector<T> values, H5S_class_t shape) {
    if (shape == H5S_SCALAR)
        return std::move(values.front());
    return values;
}

template <class T>
std::vector<T> attribute_numbers(hid_t attribute, std::size_t count) {
    std::vector<T> values(count);
    if (count > 0)
        checked(H5Aread(attribute, stored_type(data_type<T>()), values.data()), "attribute");
    return values;
}

std::vector<std::string> attribute_texts(hid_t attribute, hid_t space, std::size_t count) {
    std::vector<char*> pointers(count);
    const auto type = text_type();
    if (count > 0)
        checked(H5Aread(attribute, type, pointers.data()), "attribute");
    std::vector<std::string> texts;
    for (const char* text : pointers)
        texts.emplace_back(text == nullptr ? "" : text);
    if (count > 0)
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
    return texts;
}

}  // namespace

std::optional<Attribute::Value> Hdf5Reader::attribute(std::string_view path, const std::string& name) const {
    const std::string object = absolute(path);
    return impl_->guarded([&]() -> std::optional<Attribute::Value> {
        if (!exists_in(impl_->file, object))
            impl_->fail("has no " + object);
        if (H5Aexists_by_name(impl_->file, object.c_str(), name.c_str(), H5P_DEFAULT) <= 0)
            return std::nullopt;
        const AttributeHandle attribute(H5Aopen_by_name(impl_->file, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), name);
        const TypeHandle type(H5Aget_type(attribute), name);
        const SpaceHandle space(H5Aget_space(attribute), name);
        const auto shape = H5Sget_simple_extent_type(space);
        const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space), name));
        if (H5Tis_variable_str(type) > 0)
            return value_of(attribute_texts(attribute, space, count), shape);
        if (H5Tget_class(type) == H5T_FLOAT)
            return value_of(attribute_numbers<double>(attribute, count), shape);
        if (H5Tget_class(type) == H5T_INTEGER)
            return value_of(attribute_numbers<std::int64_t>(attribute, count), shape);
        impl_->fail(object + ": the attribute " + name + " is of an unknown type");
    });
}

std::string Hdf5Reader::digest() const {
    return impl_->guarded([&] {
        std::map<std::string, std::string> lines;
        impl_->add_lines("/", lines);
        return digest_of_lines(lines);
    });
}

std::string hdf5_version() {
    prepare_library();
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
}

}  // namespace sim
