# SPDX-License-Identifier: Apache-2.0
#
# runlog_test(tst_NAME LIBRARY... [SOURCES FILE...] [LABEL core|gui|campaign] [ARGS ARGUMENT...])
#   makes the QtTest program tst_NAME from tst_NAME.cpp and SOURCES, links it to the libraries
#   and registers it. A test that links `studio` is labelled gui, every other one core.
#   The program sees RUNLOG_SOURCE_DIR and, where it exists, RUNLOG_SHARED_DIR as string macros.
function(runlog_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL" "LIBS;SOURCES;ARGS")
  set(libraries ${arg_UNPARSED_ARGUMENTS} ${arg_LIBS})
  if(NOT arg_LABEL)
    set(arg_LABEL core)
    if("studio" IN_LIST libraries)
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
  target_link_libraries(${name} PRIVATE ${libraries} Qt6::Test runlog_warnings)

  add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
  set_tests_properties(${name} PROPERTIES
    LABELS ${arg_LABEL}
    TIMEOUT 600
    ENVIRONMENT "${RUNLOG_TEST_ENVIRONMENT}")
endfunction()

# runlog_fuzz(fuzz_NAME LIBRARY...) makes the libFuzzer program fuzz_NAME from fuzz_NAME.cpp.
function(runlog_fuzz name)
  add_executable(${name} ${name}.cpp)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARGN} runlog_warnings)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
