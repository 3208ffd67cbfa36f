# Shared by the scripts of this folder; sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
CACHE=$ROOT/.cache
# What setup put here comes first, so that an old node of the system is never picked up.
export PATH="$CACHE/tools/node_modules/.bin:$PATH"
export DEBIAN_FRONTEND=noninteractive npm_config_update_notifier=false

say() { printf '%s\n' "$*"; }
note() { printf '  %s\n' "$*"; }
die() {
    printf 'settle: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '        %s\n' "$@" >&2
    exit 1
}

# quietly LOG WHAT COMMAND…: runs it with the output in LOG; on failure shows the end of LOG.
quietly() {
    local log=$1 what=$2
    shift 2
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        printf 'settle: %s failed; the whole output is in %s\n' "$what" "${log#"$ROOT"/}" >&2
        return 1
    fi
}

# One content hash over everything under the given paths that is not made by a tool.
content_hash() {
    find "$@" \( -name node_modules -o -name dist -o -name coverage -o -name .vite -o -name shots \) -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# Installs web's packages when its lock file is newer than what is installed.
web_packages() {
    local wanted
    wanted=$(cat web/package.json web/pnpm-lock.yaml <(node --version) | sha256sum | cut -d' ' -f1)
    [ -d web/node_modules ] && [ "$(cat "$CACHE/web-packages.stamp" 2>/dev/null)" = "$wanted" ] && return 0
    note "installing the web packages"
    quietly "$CACHE/log/web-packages.log" "pnpm install" \
        env CI=true pnpm --dir web install --frozen-lockfile --reporter=append-only || return 1
    printf '%s' "$wanted" >"$CACHE/web-packages.stamp"
}

# Builds web/dist when anything it is made from has another content than last time.
web_pages() {
    local wanted
    wanted=$(content_hash web api)
    [ -n "$(ls web/dist 2>/dev/null)" ] && [ "$(cat "$CACHE/web-pages.stamp" 2>/dev/null)" = "$wanted" ] && return 0
    web_packages || return 1
    note "building the web pages"
    quietly "$CACHE/log/web-pages.log" "the build of the web pages" pnpm --dir web run build || return 1
    printf '%s' "$wanted" >"$CACHE/web-pages.stamp"
}

# configure PRESET: only when there is no build tree yet; afterwards ninja itself looks after that.
configure() {
    [ -f "build/$1/build.ninja" ] && return 0
    note "configuring build/$1"
    quietly "$CACHE/log/configure-$1.log" "cmake --preset $1" cmake --preset "$1"
}

# build PRESET TARGET…: shows ninja's own progress on a terminal, and only failures elsewhere.
build() {
    local preset=$1
    shift
    configure "$preset" || return 1
    if [ -t 1 ]; then
        NINJA_STATUS='  [%f/%t] ' ninja -C "build/$preset" --quiet "$@"
    else
        # Said only when there is something to wait for.
        { sleep 2 >/dev/null 2>&1 && note "building $* (progress is in .cache/log/build-$preset.log)"; } &
        local waiter=$! status=0
        quietly "$CACHE/log/build-$preset.log" "the build of $*" ninja -C "build/$preset" "$@" || status=$?
        { kill $waiter && wait $waiter; } 2>/dev/null || true
        return $status
    fi
}
