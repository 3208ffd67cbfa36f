// A PostgreSQL server of the tests' own: made in a temporary folder on a Unix socket, gone with the program.
#pragma once

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace settle::test {

/// Throws when PostgreSQL is missing or does not start: tests that need it fail, they are never left out.
class PostgresServer {
public:
    PostgresServer() : binaries_(find_binaries()), folder_(make_folder()) {
        run({"initdb", "-D", data(), "-U", "settle", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
             "--no-instructions"});
        start();
    }
    ~PostgresServer() {
        signal_server(SIGQUIT);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The one that all tests of a program share.
    static PostgresServer& shared() {
        static PostgresServer server;
        return server;
    }

    /// Where its socket is.
    const std::string& folder() const { return folder_; }
    std::string url(const std::string& database = "postgres") const {
        return "postgres://settle@/" + database + "?host=" + folder_;
    }
    /// The address of what is in one schema of the shared database, over connections that carry its name.
    std::string url_of_schema(const std::string& name) const {
        return url() + "&application_name=" + name + "&options=-csearch_path%3D" + name;
    }
    std::string create_database() {
        static std::atomic<int> count = 0;
        std::string name = "test_" + std::to_string(++count);
        run_sql("CREATE DATABASE " + name);
        return name;
    }
    void run_sql(const std::string& statement) const {
        PGconn* connection = PQconnectdb(url().c_str());
        PGresult* result = PQexec(connection, statement.c_str());
        const ExecStatusType status = PQresultStatus(result);
        const std::string message = PQerrorMessage(connection);
        PQclear(result);
        PQfinish(connection);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(statement + ": " + message);
    }

    /// As if the machine's memory were gone: no process of the server gets to say goodbye.
    void kill() {
        for (const pid_t child : children_of(pid_)) ::kill(child, SIGKILL);
        signal_server(SIGKILL);
    }
    void start() {
        // Right after a kill, processes of the old server may still be about to end.
        for (int tries = 1; !try_start(); ++tries) {
            if (tries == 20) throw std::runtime_error("PostgreSQL does not start:\n" + text_of(folder_ + "/log"));
            std::this_thread::sleep_for(std::chrono::milliseconds(250));
        }
    }

private:
    bool try_start() {
        pid_ = start_as_user({"postgres", "-D", data(), "-k", folder_, "-c", "listen_addresses=", "-c",
                              "max_connections=120", "-c", "log_min_messages=fatal", "-c", "shared_buffers=64MB", "-c",
                              // What a killed server wrote, the running machine still has.
                              "fsync=off"},
                             folder_ + "/log");
        for (int tries = 0; tries < 600; ++tries) {
            if (is_ready()) return true;
            if (waitpid(pid_, nullptr, WNOHANG) == pid_) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    }
    static std::string find_binaries() {
        for (const char* folder : {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin",
                                   "/usr/lib/postgresql/17/bin", "/usr/pgsql-15/bin", "/usr/local/pgsql/bin"})
            if (access((std::string(folder) + "/initdb").c_str(), X_OK) == 0) return folder;
        throw std::runtime_error("PostgreSQL 15 is not installed: run script/setup");
    }
    std::string data() const { return folder_ + "/data"; }

    std::string make_folder() {
        // Socket paths have a hundred bytes at most, so the folder stands in /tmp itself.
        std::string path = "/tmp/settle-pg-XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary folder for PostgreSQL");
        if (getuid() == 0) {
            // The server refuses to run as root.
            const passwd* user = getpwnam("postgres");
            if (user == nullptr) user = getpwnam("nobody");
            if (user == nullptr) throw std::runtime_error("no unprivileged user to run PostgreSQL as");
            user_ = user->pw_uid;
            group_ = user->pw_gid;
            if (chown(path.c_str(), user_, group_) != 0) throw std::runtime_error("chown " + path);
        }
        return path;
    }

    pid_t start_as_user(const std::vector<std::string>& command, const std::string& log) const {
        const std::string program = binaries_ + "/" + command.front();
        std::vector<char*> arguments;
        for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
        arguments.push_back(nullptr);
        const pid_t parent = getpid();
        const pid_t child = fork();
        if (child != 0) return child;
        const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        if (chdir("/tmp") != 0) _exit(126);
        if (user_ != 0 && (setgroups(0, nullptr) != 0 || setgid(group_) != 0 || setuid(user_) != 0)) _exit(126);
        // A test program that dies takes its server along.
        prctl(PR_SET_PDEATHSIG, SIGQUIT);
        if (getppid() != parent) _exit(126);
        setenv("LC_ALL", "C.UTF-8", 1);
        execv(program.c_str(), arguments.data());
        _exit(127);
    }
    void run(const std::vector<std::string>& command) const {
        const std::string log = folder_ + "/" + command.front() + ".log";
        int status = 0;
        waitpid(start_as_user(command, log), &status, 0);
        if (status != 0) throw std::runtime_error(command.front() + " failed:\n" + text_of(log));
    }
    bool is_ready() const {
        int status = 0;
        waitpid(start_as_user({"pg_isready", "-q", "-d", url()}, "/dev/null"), &status, 0);
        return status == 0;
    }
    void signal_server(int number) {
        if (pid_ <= 0) return;
        ::kill(pid_, number);
        waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
    static std::vector<pid_t> children_of(pid_t parent) {
        std::ifstream in("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children");
        std::vector<pid_t> found;
        for (pid_t child = 0; in >> child;) found.push_back(child);
        return found;
    }
    static std::string text_of(const std::string& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    uid_t user_ = 0;
    gid_t group_ = 0;
    std::string binaries_;
    std::string folder_;
    pid_t pid_ = 0;
};

/// A place for one store that is gone at the end of the test: a schema of the shared server.
class TemporarySchema {
public:
    TemporarySchema() : name_("test_" + std::to_string(++count())) {
        PostgresServer::shared().run_sql("SET client_min_messages = warning; CREATE SCHEMA " + name_);
    }
    ~TemporarySchema() {
        try {
            PostgresServer::shared().run_sql("SET client_min_messages = warning; DROP SCHEMA " + name_ + " CASCADE");
        } catch (const std::exception& failure) {
            std::fprintf(stderr, "%s\n", failure.what());
        }
    }
    TemporarySchema(const TemporarySchema&) = delete;
    TemporarySchema& operator=(const TemporarySchema&) = delete;
    const std::string& name() const { return name_; }
    std::string url() const { return PostgresServer::shared().url_of_schema(name_); }

private:
    static std::atomic<int>& count() {
        static std::atomic<int> value = 0;
        return value;
    }
    std::string name_;
};

}  // namespace settle::test
