# SPDX-License-Identifier: Apache-2.0
#
# Offers KSyntaxHighlighting for Qt 6 as the target Studio::SyntaxHighlighting.
#
# Where the distribution ships KDE Frameworks 6 (Debian 13, Fedora, Arch), its package is taken.
# Debian 12 packages the library for Qt 5 only; there .ci/ksyntax builds release 5.116 against
# Qt 6 into RUNLOG_KSYNTAX_PREFIX. That build calls its CMake package KF5SyntaxHighlighting, so it
# is looked for in that prefix and nowhere else: the system's package of the same name is Qt 5.
if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(runlogCacheHome "$ENV{XDG_CACHE_HOME}")
else()
  set(runlogCacheHome "$ENV{HOME}/.cache")
endif()
set(RUNLOG_KSYNTAX_PREFIX "${runlogCacheHome}/runlog-studio/ksyntax" CACHE PATH
    "Where .ci/ksyntax has put KSyntaxHighlighting for Qt 6")

set(runlogSyntaxTarget "")
find_package(KF6SyntaxHighlighting QUIET CONFIG)
if(TARGET KF6::SyntaxHighlighting)
  set(runlogSyntaxTarget KF6::SyntaxHighlighting)
  set(StudioSyntax_VERSION ${KF6SyntaxHighlighting_VERSION})
else()
  find_package(KF5SyntaxHighlighting QUIET CONFIG PATHS ${RUNLOG_KSYNTAX_PREFIX} NO_DEFAULT_PATH)
  if(TARGET KF5::SyntaxHighlighting)
    get_target_property(runlogSyntaxLinks KF5::SyntaxHighlighting INTERFACE_LINK_LIBRARIES)
    if(NOT "Qt6::Gui" IN_LIST runlogSyntaxLinks)
      message(FATAL_ERROR "KSyntaxHighlighting in ${RUNLOG_KSYNTAX_PREFIX} is not built for Qt 6; remove it and run .ci/ksyntax")
    endif()
    set(runlogSyntaxTarget KF5::SyntaxHighlighting)
    set(StudioSyntax_VERSION ${KF5SyntaxHighlighting_VERSION})
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(StudioSyntax
  REQUIRED_VARS runlogSyntaxTarget
  VERSION_VAR StudioSyntax_VERSION
  REASON_FAILURE_MESSAGE "run ./studio --build, which sets it up, or .ci/ksyntax, or configure with -DRUNLOG_STUDIO=OFF")

if(StudioSyntax_FOUND AND NOT TARGET Studio::SyntaxHighlighting)
  add_library(Studio::SyntaxHighlighting INTERFACE IMPORTED GLOBAL)
  target_link_libraries(Studio::SyntaxHighlighting INTERFACE ${runlogSyntaxTarget})
endif()
