#include "sim/provenance.hpp"

#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <boost/version.hpp>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string_view>

#include "build_info.hpp"
#include "sim/digest.hpp"

namespace sim {

namespace {

/// The rest of the first line of a file that begins with `key`, without `separators` around it; "" when there is none.
std::string line_of(const char* path, std::string_view key, std::string_view separators) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(key))
            continue;
        const auto first = line.find_first_not_of(separators, key.size());
        if (first == std::string::npos)
            return "";
        return line.substr(first, line.find_last_not_of(separators) - first + 1);
    }
    return "";
}

std::string or_unknown(std::string text) { return text.empty() ? "unknown" : text; }

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string operating_system() {
    utsname kernel{};
    const std::string distribution = or_unknown(line_of("/etc/os-release", "PRETTY_NAME", "=\""));
    return ::uname(&kernel) == 0 ? distribution + ", " + kernel.sysname + " " + kernel.release : distribution;
}

bool processor_has_fma() { return (line_of("/proc/cpuinfo", "flags", "\t: ") + " ").find(" fma ") != std::string::npos; }

std::string now_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

LibraryVersions own_libraries() {
    return {{"hdf5", hdf5_version()},
            {"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
            {"boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
            {"openssl", openssl_version()}};
}

LibraryVersions all_libraries(const LibraryVersions& others) {
    auto list = own_libraries();
    list.insert(list.end(), others.begin(), others.end());
    return list;
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

}  // namespace

Provenance collect(const RunFacts& facts) {
    Provenance p;
    p.version = build_info::version;
    p.commit = build_info::commit;
    p.uncommitted_digest = build_info::uncommitted_digest;
    p.compiler = build_info::compiler;
    p.flags = build_info::flags;
    p.build_type = build_info::build_type;
    p.parallel_backend = build_info::parallel_backend;
    p.libraries = all_libraries(facts.libraries);
    p.host = host_name();
    p.cpu_model = or_unknown(line_of("/proc/cpuinfo", "model name", "\t: "));
    p.has_fma = processor_has_fma();
    p.operating_system = operating_system();
    p.slurm_job_id = environment("SLURM_JOB_ID");
    p.started = now_utc();
    p.began = std::chrono::steady_clock::now();
    p.threads = facts.threads;
    p.command_line = facts.command_line;
    for (const auto& input : facts.inputs)
        p.inputs.push_back({input.string(), sha256_of_file(input)});
    return p;
}

void finish(Provenance& provenance) {
    provenance.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - provenance.began).count();
    provenance.peak_memory_bytes = peak_memory_bytes();
}

void write(const Provenance& p, ResultWriter& writer) {
    constexpr std::string_view group = "/provenance";
    std::vector<std::string> libraries, paths, digests;
    for (const auto& [name, version] : p.libraries)
        libraries.push_back(name + " " + version);
    for (const auto& input : p.inputs) {
        paths.push_back(input.path);
        digests.push_back(input.sha256);
    }
    const std::vector<Attribute> facts = {
        {"digest", writer.digest()},
        {"version", p.version},
        {"commit", p.commit},
        {"uncommitted_digest", p.uncommitted_digest},
        {"compiler", p.compiler},
        {"flags", p.flags},
        {"build_type", p.build_type},
        {"parallel_backend", p.parallel_backend},
        {"libraries", libraries},
        {"host", p.host},
        {"cpu_model", p.cpu_model},
        {"has_fma", std::int64_t{p.has_fma}},
        {"operating_system", p.operating_system},
        {"slurm_job_id", p.slurm_job_id},
        {"started", p.started},
        {"wall_seconds", p.wall_seconds},
        {"peak_memory_bytes", p.peak_memory_bytes},
        {"threads", std::int64_t{p.threads}},
        {"command_line", p.command_line},
    };
    for (const auto& fact : facts)
        writer.attribute(group, fact);
    writer.strings("/provenance/inputs/path", paths, {"1", "input files, as named on the command line or in the scenario", "", {}});
    writer.strings("/provenance/inputs/sha256", digests, {"1", "SHA-256 of each input file when the run began", "", {}});
}

/// `getrusage` would also count the process that started this one, whose image `exec` replaced; it stands in where /proc is absent.
std::int64_t peak_memory_bytes() {
    const std::string kibibytes = line_of("/proc/self/status", "VmHWM", "\t: kB");
    if (!kibibytes.empty())
        return std::strtoll(kibibytes.c_str(), nullptr, 10) * 1024;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

std::string version_line(const LibraryVersions& libraries) {
    const auto dirty = build_info::uncommitted_digest.empty()
                           ? std::string("no uncommitted changes")
                           : fmt::format("uncommitted changes {}", build_info::uncommitted_digest.substr(0, 12));
    std::string text =
        fmt::format("microwork {}\ncommit {} ({})\nbuilt by {}, {}, parallel backend {}\nlibraries:", build_info::version,
                    build_info::commit, dirty, build_info::compiler, build_info::build_type, build_info::parallel_backend);
    std::string separator = " ";
    for (const auto& [name, version] : all_libraries(libraries)) {
        text += separator + name + " " + version;
        separator = ", ";
    }
    return text;
}

}  // namespace sim
