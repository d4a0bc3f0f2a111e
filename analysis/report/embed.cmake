# cmake -DOUTPUT=embedded.cpp -DSOURCES=folder "-DD3=a.js;b.js" -P embed.cmake
# Writes the texts of the report page into a C++ source. Raw literals keep them as they are.
cmake_minimum_required(VERSION 3.22)

function(literal variable)
  set(text "")
  foreach(file ${ARGN})
    file(READ ${file} content)
    # A script ends where "</script" stands, wherever that is.
    string(FIND "${content}" "</script" at)
    if(NOT at EQUAL -1 AND file MATCHES "[.]js$")
      message(FATAL_ERROR "${file} cannot stand in a page: it contains </script")
    endif()
    string(APPEND text "${content}\n")
  endforeach()
  set(${variable} "R\"embedded~(${text})embedded~\"" PARENT_SCOPE)
endfunction()

literal(page ${SOURCES}/page.html)
literal(style ${SOURCES}/style.css)
literal(charts ${SOURCES}/tools.js ${SOURCES}/charts.js ${SOURCES}/flows.js ${SOURCES}/start.js)
literal(d3 ${D3})
literal(notice ${SOURCES}/d3-notice.txt)
set(text "// Made by embed.cmake.\n#include \"analysis/report/embedded.hpp\"\n\nnamespace analysis::report {\n\n")
string(APPEND text "const std::string_view page_template = ${page};\nconst std::string_view style_sheet = ${style};\n")
string(APPEND text "const std::string_view chart_scripts = ${charts};\nconst std::string_view d3_scripts =\n${notice}\n${d3};\n\n")
string(APPEND text "}  // namespace analysis::report\n")
file(WRITE ${OUTPUT} "${text}")
