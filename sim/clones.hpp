// Code compiled more than once for one program.
#pragma once

/// A function out of loops over numbers is compiled for every x86-64 processor and once more for those with AVX2; the loader takes
/// the one that fits. Both give the same bits: nothing is contracted and no order of operations is changed (see the flags in
/// CMakeLists.txt). A macro, because an attribute cannot depend on the build; without effect under the thread sanitizer, which
/// cannot resolve such functions.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define SIM_CLONES [[gnu::target_clones("avx2", "default"), gnu::flatten]]
#else
#define SIM_CLONES
#endif
