# SPDX-License-Identifier: Apache-2.0
#
# What a builder may choose. Everything has a default that builds the whole product.
option(RUNLOG_STUDIO "Build the desktop program (needs Qt 6 and KSyntaxHighlighting)" ON)
option(RUNLOG_TESTS "Build the tests (needs QtTest)" ON)
option(RUNLOG_FUZZ "Build the fuzz targets (needs clang with libFuzzer)" OFF)

set(RUNLOG_SANITIZE "" CACHE STRING "Sanitizers, a list: empty, address;undefined or thread")
set_property(CACHE RUNLOG_SANITIZE PROPERTY STRINGS "" "address;undefined" "thread")

# A folder of public traces beside the clone. Tests that need it are registered only where it exists.
cmake_path(SET runlogDefaultShared NORMALIZE "${PROJECT_SOURCE_DIR}/../shared")
if(NOT IS_DIRECTORY "${runlogDefaultShared}")
  set(runlogDefaultShared "")
endif()
set(RUNLOG_SHARED_DIR "${runlogDefaultShared}" CACHE PATH "Folder with public traces for the larger tests; empty: none")
unset(runlogDefaultShared)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(RUNLOG_LOCALE_DIR "" CACHE PATH "Folder with a de_DE.UTF-8 locale in which core tests run once more; empty: none")
set(RUNLOG_FUZZ_SECONDS 600 CACHE STRING "How long each fuzz target runs as a test")
