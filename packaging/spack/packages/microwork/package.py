# Written after Spack's documentation; it was not run by the authors. To try it, from a checkout:
#   spack repo add packaging/spack && spack dev-build microwork@0.1.0
from spack.package import *


class Microwork(CMakePackage):
    """Agent-based simulation of the global micro-work labour market."""

    license("MIT")

    version("0.1.0")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("cmake@3.22:", type="build")
    depends_on("ninja", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("boost@1.74:")
    depends_on("cli11@2.1:")
    depends_on("fmt@9:")
    depends_on("hdf5@1.10:~mpi")
    depends_on("intel-oneapi-tbb@2021.5:")
    depends_on("openssl@3:")
    depends_on("tomlplusplus@3.3:")

    generator("ninja")

    def cmake_args(self):
        return [
            self.define("MICROWORK_TESTS", False),
            self.define("MICROWORK_BENCH", False),
            self.define("MICROWORK_WERROR", False),
            self.define("MICROWORK_CHARTS", False),  # no package of D3 5: report writes tables
        ]
