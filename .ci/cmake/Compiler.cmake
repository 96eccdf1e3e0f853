# SPDX-License-Identifier: Apache-2.0
#
# One language level and one set of warnings for every target.
#   runlog_warnings   INTERFACE target, linked PRIVATE by each of our targets
#   runlog_floor()    a static library of one core room
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Qt's moc reads headers without understanding <concepts>, and stops at g++ 12's: it is told that it has seen it.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS=1)

add_library(runlog_warnings INTERFACE)
target_compile_options(runlog_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# GCC 12 sees an overlap in `"text" + std::string` that cannot be (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(runlog_warnings INTERFACE -Wno-restrict)
endif()

if(RUNLOG_SANITIZE)
  list(JOIN RUNLOG_SANITIZE "," runlogSanitizers)
  add_compile_options(-fsanitize=${runlogSanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${runlogSanitizers})
endif()

if(RUNLOG_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "RUNLOG_FUZZ needs clang: configure with the preset fuzz or -DCMAKE_CXX_COMPILER=clang++-14")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# runlog_floor(NAME SOURCE...) makes the static library NAME with the house's warnings and include root.
function(runlog_floor name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE runlog_warnings)
endfunction()
