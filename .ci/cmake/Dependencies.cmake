# SPDX-License-Identifier: Apache-2.0
#
# Every library that is not ours, under one name on every distribution:
#   yaml-cpp::yaml-cpp  re2::re2  simdjson::simdjson  absl::time  OpenSSL::Crypto  LibArchive::LibArchive
#   CLI11::CLI11  Threads::Threads  and, with RUNLOG_STUDIO, Qt6::Widgets  Qt6::Svg  Studio::SyntaxHighlighting
# Packages differ in what they ship (a CMake package, or only header and library), so each
# is looked for as a CMake package first and by its header and library second.
include(FindPackageHandleStandardArgs)

# runlog_plain_library(TARGET HEADER LIBRARY) offers TARGET from a bare header and library.
function(runlog_plain_library target header library)
  string(MAKE_C_IDENTIFIER ${target} id)
  find_path(RUNLOG_${id}_INCLUDE ${header} REQUIRED)
  find_library(RUNLOG_${id}_LIBRARY ${library} REQUIRED)
  mark_as_advanced(RUNLOG_${id}_INCLUDE RUNLOG_${id}_LIBRARY)
  add_library(${target} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(${target} PROPERTIES
    IMPORTED_LOCATION "${RUNLOG_${id}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${RUNLOG_${id}_INCLUDE}")
endfunction()

# runlog_other_name(TARGET CANDIDATE...) offers TARGET as another name of the first CANDIDATE that exists.
function(runlog_other_name target)
  foreach(candidate IN LISTS ARGN)
    if(NOT TARGET ${target} AND TARGET ${candidate})
      add_library(${target} INTERFACE IMPORTED GLOBAL)
      target_link_libraries(${target} INTERFACE ${candidate})
    endif()
  endforeach()
endfunction()

find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(LibArchive REQUIRED)
find_package(absl REQUIRED CONFIG)
find_package(simdjson REQUIRED CONFIG)
find_package(CLI11 REQUIRED CONFIG)

find_package(yaml-cpp REQUIRED CONFIG)
runlog_other_name(yaml-cpp::yaml-cpp yaml-cpp)

find_package(re2 QUIET CONFIG)
if(NOT TARGET re2::re2)
  runlog_plain_library(re2::re2 re2/re2.h re2)
endif()

if(RUNLOG_STUDIO)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg)
  find_package(StudioSyntax REQUIRED)
endif()
if(RUNLOG_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
endif()
