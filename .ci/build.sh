# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Configures and builds a preset into build/PRESET. To be sourced after .ci/packages.sh.

# A compiler cache is used where there is one, in a way that hits across clones of this repository.
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=${top:?} CCACHE_NOHASHDIR=1
fi

configurePreset() { # PRESET [cmake option…]
    (cd "$top" && cmake --preset "$@" -DRUNLOG_KSYNTAX_PREFIX="${syntaxPrefix:?}")
}

# buildPreset PRESET [TARGET…] does nothing but ask ninja where all is up to date.
buildPreset() {
    local preset=$1
    shift
    [ -e "$top/build/$preset/build.ninja" ] || work "configuring build/$preset" configurePreset "$preset"
    work "building build/$preset with $(nproc) jobs" cmake --build "$top/build/$preset" --parallel "$(nproc)" \
        ${1:+--target "$@"}
}
