// libpq, loaded with the first connection. It brings Kerberos and LDAP along, which would take longer to load than most
// commands take, and a server on SQLite need not have them.
#include <dlfcn.h>
#include <libpq-fe.h>

#include "adapters/store/libpq_loaded.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

void* library() {
    static void* const loaded = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    return loaded;
}

template <class Function>
Function* find(const char* name) {
    ENSURE(library() != nullptr);
    auto* found = reinterpret_cast<Function*>(dlsym(library(), name));
    ENSURE(found != nullptr);
    return found;
}

}  // namespace

bool has_libpq() { return library() != nullptr; }

}  // namespace settle::store

// What the program calls by these names looks the real ones up, each once.
#define FORWARD(answer, name, parameters, arguments)                             \
    answer name parameters {                                                     \
        static auto* const real = settle::store::find<answer parameters>(#name); \
        return real arguments;                                                   \
    }

extern "C" {
FORWARD(PGconn*, PQconnectdb, (const char* a), (a))
FORWARD(PGconn*, PQconnectdbParams, (const char* const* a, const char* const* b, int c), (a, b, c))
FORWARD(PQconninfoOption*, PQconninfoParse, (const char* a, char** b), (a, b))
FORWARD(void, PQconninfoFree, (PQconninfoOption * a), (a))
FORWARD(void, PQfinish, (PGconn * a), (a))
FORWARD(ConnStatusType, PQstatus, (const PGconn* a), (a))
FORWARD(PGTransactionStatusType, PQtransactionStatus, (const PGconn* a), (a))
FORWARD(const char*, PQparameterStatus, (const PGconn* a, const char* b), (a, b))
FORWARD(int, PQserverVersion, (const PGconn* a), (a))
FORWARD(char*, PQerrorMessage, (const PGconn* a), (a))
FORWARD(int, PQsocket, (const PGconn* a), (a))
FORWARD(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn * a, PQnoticeProcessor b, void* c), (a, b, c))
FORWARD(PGresult*, PQexec, (PGconn * a, const char* b), (a, b))
FORWARD(PGresult*, PQexecParams,
        (PGconn * a, const char* b, int c, const Oid* d, const char* const* e, const int* f, const int* g, int h),
        (a, b, c, d, e, f, g, h))
FORWARD(int, PQsendQueryParams,
        (PGconn * a, const char* b, int c, const Oid* d, const char* const* e, const int* f, const int* g, int h),
        (a, b, c, d, e, f, g, h))
FORWARD(int, PQsendPrepare, (PGconn * a, const char* b, const char* c, int d, const Oid* e), (a, b, c, d, e))
FORWARD(int, PQsendQueryPrepared,
        (PGconn * a, const char* b, int c, const char* const* d, const int* e, const int* f, int g),
        (a, b, c, d, e, f, g))
FORWARD(int, PQsendDescribePrepared, (PGconn * a, const char* b), (a, b))
FORWARD(int, PQsetSingleRowMode, (PGconn * a), (a))
FORWARD(PGresult*, PQgetResult, (PGconn * a), (a))
FORWARD(int, PQconsumeInput, (PGconn * a), (a))
FORWARD(PGnotify*, PQnotifies, (PGconn * a), (a))
FORWARD(void, PQfreemem, (void* a), (a))
FORWARD(int, PQenterPipelineMode, (PGconn * a), (a))
FORWARD(int, PQexitPipelineMode, (PGconn * a), (a))
FORWARD(int, PQpipelineSync, (PGconn * a), (a))
FORWARD(int, PQputCopyData, (PGconn * a, const char* b, int c), (a, b, c))
FORWARD(int, PQputCopyEnd, (PGconn * a, const char* b), (a, b))
FORWARD(ExecStatusType, PQresultStatus, (const PGresult* a), (a))
FORWARD(char*, PQresultErrorField, (const PGresult* a, int b), (a, b))
FORWARD(char*, PQcmdStatus, (PGresult * a), (a))
FORWARD(char*, PQcmdTuples, (PGresult * a), (a))
FORWARD(int, PQntuples, (const PGresult* a), (a))
FORWARD(int, PQnfields, (const PGresult* a), (a))
FORWARD(int, PQnparams, (const PGresult* a), (a))
FORWARD(Oid, PQparamtype, (const PGresult* a, int b), (a, b))
FORWARD(Oid, PQftype, (const PGresult* a, int b), (a, b))
FORWARD(char*, PQfname, (const PGresult* a, int b), (a, b))
FORWARD(int, PQfnumber, (const PGresult* a, const char* b), (a, b))
FORWARD(char*, PQgetvalue, (const PGresult* a, int b, int c), (a, b, c))
FORWARD(int, PQgetlength, (const PGresult* a, int b, int c), (a, b, c))
FORWARD(int, PQgetisnull, (const PGresult* a, int b, int c), (a, b, c))
FORWARD(void, PQclear, (PGresult * a), (a))
}
#undef FORWARD
