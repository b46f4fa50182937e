#!/usr/bin/env bash
# Requests a second of servers over one stack, taking turns, and what processors they take: one line a server, number of
# callers and round. Needs Linux, jq, and ghz on the PATH or in ~/go/bin. STACK is the process's id of the local stack.
#
#   STACK=PID docs/decisions/011-measure.sh ROUNDS SECONDS "CALLERS …" NAME=HOST:PORT=PID …
#
# Columns: round, callers, name, requests/s, p50 and p99 in ms, microseconds of the stack's and of the server's processor
# time for a request, errors.
set -euo pipefail
[ $# -ge 4 ] || { sed -n '2,8p' "$0" >&2; exit 2; }
rounds=$1 seconds=$2 callers=$3
shift 3
report=$(mktemp)
trap 'rm "$report"' EXIT
ghz=$(command -v ghz || echo "$HOME/go/bin/ghz")

# Processor time of process $1 so far, in ticks of 10 ms.
ticks() {
  awk '{ print $14 + $15 }' "/proc/$1/stat"
}

# The first round warms up.
for round in $(seq 0 "$rounds"); do
  for number in $callers; do
    for server in "$@"; do
      IFS='=' read -r name address pid <<<"$server"
      stack=$(ticks "$STACK") own=$(ticks "$pid")
      "$ghz" --insecure --call nearline.v1.FeatureService/GetFeatures -c "$number" -z "${seconds}s" \
        --connections $(((number + 63) / 64)) -O json \
        -d '{"feature_service":"bench","entities":{"actor":{"int64s":{"values":["{{randomInt 0 10000}}"]}}}}' \
        "$address" >"$report"
      stack=$(($(ticks "$STACK") - stack)) own=$(($(ticks "$pid") - own))
      jq -r --arg round "$round" --arg callers "$number" --arg name "$name" \
        --argjson stack "$stack" --argjson own "$own" '
          def ms(p): ([.latencyDistribution[] | select(.percentage == p)][0].latency // 0) / 1e6;
          [$round, $callers, $name, (.rps | round), (ms(50) * 10 | round / 10), (ms(99) * 10 | round / 10),
           ($stack * 10000 / .count | round), ($own * 10000 / .count | round),
           (.statusCodeDistribution | del(.OK, .Unavailable, .Canceled) | tostring)] | @tsv' "$report"
    done
  done
done
