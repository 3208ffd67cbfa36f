# Sources made from data: error codes from api/errors.yaml, SQL constants from .sql files,
# embedded files (contract, tax data, web pages). All land in the build tree.

function(settle_generated_sources path out)
  set(generated "")
  if(path STREQUAL "base")
    set(generated ${SETTLE_GEN_DIR}/base/error_codes.gen.h ${SETTLE_GEN_DIR}/base/error_codes.gen.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/gen_errors.py
              ${CMAKE_SOURCE_DIR}/api/errors.yaml ${SETTLE_GEN_DIR}/base
      DEPENDS ${CMAKE_SOURCE_DIR}/tools/gen_errors.py ${CMAKE_SOURCE_DIR}/api/errors.yaml)
  elseif(path STREQUAL "adapters/store")
    file(GLOB_RECURSE sql_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/adapters/store/sql/*.sql
                                                  ${CMAKE_SOURCE_DIR}/src/adapters/store/migrations/*.sql)
    set(generated ${SETTLE_GEN_DIR}/adapters/store/sql.gen.h ${SETTLE_GEN_DIR}/adapters/store/sql.gen.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/gen_sql.py
              ${CMAKE_SOURCE_DIR}/src/adapters/store ${SETTLE_GEN_DIR}/adapters/store
      DEPENDS ${CMAKE_SOURCE_DIR}/tools/gen_sql.py ${sql_files})
  elseif(path STREQUAL "domain/tax")
    set(generated ${SETTLE_GEN_DIR}/domain/tax/rate_data.gen.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py --namespace settle::tax
              ${SETTLE_GEN_DIR}/domain/tax/rate_data.gen.cpp
              tax_rates_csv=${CMAKE_SOURCE_DIR}/data/tax-rates.csv
              tax_territories_csv=${CMAKE_SOURCE_DIR}/data/tax-territories.csv
      DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${CMAKE_SOURCE_DIR}/data/tax-rates.csv
              ${CMAKE_SOURCE_DIR}/data/tax-territories.csv)
  elseif(path STREQUAL "adapters/mail_templates")
    file(GLOB mail_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/adapters/mail_templates/templates/*)
    set(generated ${SETTLE_GEN_DIR}/adapters/mail_templates/product_files.gen.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_files.py adapters/mail_templates/product_files.h
              settle::mail ProductFile product_files ${generated} ${mail_files}
      DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_files.py ${mail_files})
  elseif(path STREQUAL "http")
    set(generated ${SETTLE_GEN_DIR}/http/contract.gen.cpp)
    add_custom_command(OUTPUT ${generated}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/gen_contract.py
              ${CMAKE_SOURCE_DIR}/api/openapi.yaml ${SETTLE_GEN_DIR}/http/contract.gen.cpp
      DEPENDS ${CMAKE_SOURCE_DIR}/tools/gen_contract.py ${CMAKE_SOURCE_DIR}/api/openapi.yaml)
    if(SETTLE_WEB)
      file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
      add_custom_command(OUTPUT ${SETTLE_GEN_DIR}/http/pages.gen.cpp
        COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_pages.py
                ${CMAKE_SOURCE_DIR}/web/dist ${SETTLE_GEN_DIR}/http/pages.gen.cpp
        DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_pages.py ${pages})
    else()
      add_custom_command(OUTPUT ${SETTLE_GEN_DIR}/http/pages.gen.cpp
        COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_pages.py
                --empty ${SETTLE_GEN_DIR}/http/pages.gen.cpp
        DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_pages.py)
    endif()
    list(APPEND generated ${SETTLE_GEN_DIR}/http/pages.gen.cpp)
  endif()
  set(${out} ${generated} PARENT_SCOPE)
endfunction()
