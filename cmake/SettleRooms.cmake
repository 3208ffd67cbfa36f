# One static library per room (a folder of src/), with the same strict flags, one shared
# precompiled header, and links only to the rooms below it.

# The loader looks up every symbol of every shared library at each start, and calls into them go through a table.
option(SETTLE_STATIC "Put the libraries that come as archives into the program" OFF)
set(shared_suffixes ${CMAKE_FIND_LIBRARY_SUFFIXES})
if(SETTLE_STATIC)
  list(PREPEND CMAKE_FIND_LIBRARY_SUFFIXES .a)
  set(Boost_USE_STATIC_LIBS ON)
endif()
foreach(library sqlite3 sodium yaml cmark brotlienc brotlicommon)
  find_library(SETTLE_LIB_${library} ${library} REQUIRED)
endforeach()
set(CMAKE_FIND_LIBRARY_SUFFIXES ${shared_suffixes})
# Brings libraries that have no archives.
find_library(SETTLE_LIB_fido2 fido2 REQUIRED)

find_package(fmt REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(absl REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json system)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(PostgreSQL 15 REQUIRED)
# Its functions are looked up when they are first called: adapters/store/libpq_loaded.cpp.
add_library(settle_libpq INTERFACE)
target_include_directories(settle_libpq SYSTEM INTERFACE ${PostgreSQL_INCLUDE_DIRS})
target_link_libraries(settle_libpq INTERFACE ${CMAKE_DL_LIBS})
# The same of what draws documents: adapters/documents/drawing_loaded.cpp.
find_package(PkgConfig REQUIRED)
pkg_check_modules(SETTLE_DRAWING REQUIRED pangocairo librsvg-2.0 libqrencode)
add_library(settle_drawing INTERFACE)
target_include_directories(settle_drawing SYSTEM INTERFACE ${SETTLE_DRAWING_INCLUDE_DIRS})
target_link_libraries(settle_drawing INTERFACE ${CMAKE_DL_LIBS})
# Debian's own interpreter has the python3-yaml package; another one first in PATH may not.
if(EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

option(SETTLE_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)
option(SETTLE_WEB "Embed the built web pages (needs web/dist)" ON)

set(SETTLE_GEN_DIR ${CMAKE_BINARY_DIR}/gen)
file(MAKE_DIRECTORY ${SETTLE_GEN_DIR})

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_library(settle_flags INTERFACE)
target_compile_options(settle_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
  -Wno-error=maybe-uninitialized -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these inside the standard library at -O2.
  target_compile_options(settle_flags INTERFACE -fpch-preprocess -Wno-restrict
    -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
# Designated initialisers leave the rest at its default on purpose.
target_compile_options(settle_flags INTERFACE -Wno-gnu-statement-expression -Wno-missing-field-initializers)
target_include_directories(settle_flags INTERFACE ${CMAKE_SOURCE_DIR}/src ${SETTLE_GEN_DIR})
target_include_directories(settle_flags SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})
target_link_libraries(settle_flags INTERFACE Threads::Threads)
if(SETTLE_SANITIZE)
  target_compile_options(settle_flags INTERFACE -fsanitize=address,undefined -fno-sanitize=vptr
                                                -fno-omit-frame-pointer)
  target_link_options(settle_flags INTERFACE -fsanitize=address,undefined)
endif()

include(SettleGenerated)

function(settle_target_name path out)
  string(REPLACE "/" "_" name ${path})
  set(${out} settle_${name} PARENT_SCOPE)
endfunction()

# settle_room(domain/tax DEPENDS domain/customer LIBS fmt::fmt)
function(settle_room path)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;LIBS" ${ARGN})
  settle_target_name(${path} name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${path}/*.cpp)
  settle_generated_sources(${path} generated)
  set(room_file ${SETTLE_GEN_DIR}/room_${name}.cpp)
  if(NOT EXISTS ${room_file})
    file(WRITE ${room_file} "// Keeps the library of a header-only room non-empty.\n")
  endif()
  add_library(${name} STATIC ${sources} ${generated} ${room_file})
  target_link_libraries(${name} PUBLIC settle_flags)
  foreach(dependency ${ROOM_DEPENDS})
    settle_target_name(${dependency} dependency_name)
    target_link_libraries(${name} PUBLIC ${dependency_name})
  endforeach()
  target_link_libraries(${name} PUBLIC ${ROOM_LIBS})
  if(path STREQUAL "base")
    target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.h)
  else()
    target_precompile_headers(${name} REUSE_FROM settle_base)
  endif()
endfunction()

# The program: main/ sees every room.
function(settle_main name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/main/*.cpp)
  target_sources(${name} PRIVATE ${sources})
  target_link_libraries(${name} PRIVATE settle_http settle_cli settle_engine settle_adapters_store
    settle_adapters_catalog_yaml settle_adapters_bank_sandbox settle_adapters_tax_register_stub
    settle_adapters_tax_register_vies
    settle_adapters_events_file settle_adapters_people_file settle_adapters_smtp settle_adapters_mail_templates
    settle_adapters_trust settle_adapters_oidc settle_adapters_documents settle_adapters_system CLI11::CLI11 tomlplusplus::tomlplusplus)
  # toml++ brings definitions of its own, so the rooms' precompiled header does not fit.
  target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.h)
endfunction()

# settle_tests(domain/tax): every tests/<room>/*_test.cpp in one program, run as one ctest. A folder of tests that is
# no room (whole lives cross several) names the rooms it needs.
function(settle_tests path)
  settle_target_name(${path} room)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${path}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  string(REPLACE "settle_" "test_" name ${room})
  add_executable(${name} ${sources} ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
  if(NOT TARGET ${room})
    set(room "")
  endif()
  target_link_libraries(${name} PRIVATE ${room} ${ARGN} rapidcheck)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_precompile_headers(${name} REUSE_FROM settle_base)
  add_test(NAME ${path} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
