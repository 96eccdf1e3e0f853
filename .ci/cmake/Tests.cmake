# SPDX-License-Identifier: Apache-2.0
#
# How tests are made and registered. Labels: core, gui, layering, scripts, campaign
# (only ./check --full runs them), fuzz. Benchmarks are programs, not tests: no test asserts a time.
# The test programs see RUNLOG_SOURCE_DIR and, where it exists, RUNLOG_SHARED_DIR as string macros.

# The offscreen platform needs no display; a fixed seed keeps hash order, and so failures, repeatable.
set(runlogTestEnvironment
  QT_QPA_PLATFORM=offscreen
  QT_HASH_SEED=0
  UBSAN_OPTIONS=print_stacktrace=1
  LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/.ci/lsan.supp:print_suppressions=0
  TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/.ci/tsan.supp:halt_on_error=1)

# runlog_register(NAME LABEL COMMAND...) registers a test, and where a German locale was made a core
# test once more as NAME_abroad: no number and no day may depend on where the program runs.
function(runlog_register name label)
  set(timeout 600)
  if(label STREQUAL "campaign")
    set(timeout 36000)
  endif()
  add_test(NAME ${name} COMMAND ${ARGN})
  set_tests_properties(${name} PROPERTIES
    LABELS ${label} TIMEOUT ${timeout} ENVIRONMENT "${runlogTestEnvironment}")

  if(RUNLOG_LOCALE_DIR AND label STREQUAL "core")
    add_test(NAME ${name}_abroad COMMAND ${ARGN})
    set_tests_properties(${name}_abroad PROPERTIES
      LABELS ${label} TIMEOUT ${timeout}
      ENVIRONMENT "${runlogTestEnvironment};${runlogAbroad}")
  endif()
endfunction()
set(runlogAbroad LOCPATH=${RUNLOG_LOCALE_DIR} LC_ALL=de_DE.UTF-8 TZ=Pacific/Apia)

# After runlog_warnings: newer QtTest's own QTRY_ macros narrow a number where they are used.
add_library(runlog_qttest INTERFACE)
if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
  target_compile_options(runlog_qttest INTERFACE -Wno-conversion)
endif()

# runlog_test(tst_NAME LIBRARY... [SOURCES FILE...] [LABEL LABEL] [ARGS ARGUMENT...])
#   makes the QtTest program tst_NAME from tst_NAME.cpp and SOURCES, links it to the libraries and
#   registers it. Without LABEL a test that links the window is gui and every other one core.
function(runlog_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL" "LIBS;SOURCES;ARGS")
  set(libraries ${arg_UNPARSED_ARGUMENTS} ${arg_LIBS})
  if(NOT arg_LABEL)
    set(arg_LABEL core)
    if("studio" IN_LIST libraries OR "studio_window" IN_LIST libraries)
      set(arg_LABEL gui)
    endif()
  endif()

  add_executable(${name} ${name}.cpp ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE RUNLOG_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(RUNLOG_SHARED_DIR)
    target_compile_definitions(${name} PRIVATE RUNLOG_SHARED_DIR="${RUNLOG_SHARED_DIR}")
  endif()
  target_link_libraries(${name} PRIVATE ${libraries} Qt6::Test runlog_warnings runlog_qttest)
  runlog_register(${name} ${arg_LABEL} ${name} ${arg_ARGS})
endfunction()

# runlog_fuzz(fuzz_NAME LIBRARY... [SEEDS FOLDER]) makes the libFuzzer program fuzz_NAME from
# fuzz_NAME.cpp; as a test it runs RUNLOG_FUZZ_SECONDS, starting from the seeds.
function(runlog_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SEEDS" "")
  add_executable(${name} ${name}.cpp)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_UNPARSED_ARGUMENTS} runlog_warnings)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)

  set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}.found)
  file(MAKE_DIRECTORY ${found})
  add_test(NAME ${name}
    COMMAND ${name} -max_total_time=${RUNLOG_FUZZ_SECONDS} -timeout=10 -rss_limit_mb=1024 ${found} ${arg_SEEDS})
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 36000)
endfunction()
