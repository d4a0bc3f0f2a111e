# Writes OUTPUT, a header that says which program this is. Run at every build; the file changes only when its text does.
# Needs SOURCE_DIR, OUTPUT, VERSION, BUILD_TYPE, COMPILER, FLAGS, PARALLEL.
set(commit "unknown")
set(uncommitted_digest "")

# A checkout may belong to somebody else (a container, a shared folder), and a source package lies in no checkout at all: the
# commit of a checkout around it would be another project's.
find_program(git_program git)
if(git_program AND EXISTS "${SOURCE_DIR}/.git")
  set(git "${git_program}" -c safe.directory=* -c core.quotepath=off -C "${SOURCE_DIR}")
  execute_process(COMMAND ${git} rev-parse --verify --quiet HEAD
                  OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND head)
    set(commit "${head}")
    execute_process(COMMAND ${git} diff --no-ext-diff --no-color --binary HEAD OUTPUT_VARIABLE changes ERROR_QUIET)
    execute_process(COMMAND ${git} ls-files --others --exclude-standard OUTPUT_VARIABLE untracked ERROR_QUIET)
    if(NOT "${changes}${untracked}" STREQUAL "")
      string(SHA256 uncommitted_digest "${changes}${untracked}")
    endif()
  endif()
endif()

set(text "// Written by cmake/build_info.cmake.\n#pragma once\n\n#include <string_view>\n\nnamespace sim::build_info {\n\n")
foreach(pair "version=${VERSION}" "commit=${commit}" "uncommitted_digest=${uncommitted_digest}" "compiler=${COMPILER}"
        "flags=${FLAGS}" "build_type=${BUILD_TYPE}" "parallel_backend=${PARALLEL}")
  string(REGEX MATCH "^[a-z_]+" name "${pair}")
  string(REGEX REPLACE "^[a-z_]+=" "" value "${pair}")
  string(REPLACE "\\" "\\\\" value "${value}")
  string(REPLACE "\"" "\\\"" value "${value}")
  string(APPEND text "inline constexpr std::string_view ${name} = \"${value}\";\n")
endforeach()
string(APPEND text "\n}  // namespace sim::build_info\n")

set(before "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" before)
endif()
if(NOT "${before}" STREQUAL "${text}")
  file(WRITE "${OUTPUT}" "${text}")
endif()
