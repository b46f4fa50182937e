#!/usr/bin/env bash
# What settings of a table cost and gain: tables that differ in one setting read the same topic, beside one as it is rendered, and
# answer the same statements in turns. Needs jq and curl, and Linux: it reads the CPU time of the local stack from /proc.
#
#   docs/decisions/016-measure.sh actions > actions.jsonl          # its data: 400,000 actions of 10,000 actors
#   docs/decisions/016-measure.sh tables [DIR [NAME…]]             # DIR: of ./nearline up, which has replayed the data
#   docs/decisions/016-measure.sh names                            # of what can be measured
#   docs/decisions/016-measure.sh stacks DIR…                      # DIRs: of local stacks that have the data, started by hand; $ROUNDS
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
rounds=${ROUNDS:-3}

# name|change of the table's JSON
variants() {
  cat <<'END'
the same|.
no inverted index|.tableIndexConfig.invertedIndexColumns = []
bloom filter on actor|.tableIndexConfig.bloomFilterColumns = ["actor"]
range index on timestamp|.tableIndexConfig.rangeIndexColumns = ["timestamp"]
timestamp raw|.tableIndexConfig.noDictionaryColumns += ["timestamp"]
numbers raw|.tableIndexConfig.noDictionaryColumns += ["verbDwellMs", "objectSalary", "objectPrice"]
timestamp and numbers raw|.tableIndexConfig.noDictionaryColumns += ["timestamp", "verbDwellMs", "objectSalary", "objectPrice"]
strings raw|.tableIndexConfig.noDictionaryColumns += ["verb", "object", "objectGeo", "objectTitle", "objectCompany", "objectCategory", "actorIndustry"]
object raw|.tableIndexConfig.noDictionaryColumns += ["object"]
eventId with dictionary|.tableIndexConfig.noDictionaryColumns -= ["eventId"]
inverted index on verb|.tableIndexConfig.invertedIndexColumns += ["verb"]
JSON by Zstandard|.fieldConfigList = [("actorAttributes", "verbAttributes", "objectAttributes") | {name: ., encodingType: "RAW", compressionCodec: "ZSTANDARD"}]
JSON uncompressed|.fieldConfigList = [("actorAttributes", "verbAttributes", "objectAttributes") | {name: ., encodingType: "RAW", compressionCodec: "PASS_THROUGH"}]
on heap|.tableIndexConfig.loadMode = "HEAP"
10 segments a partition|.tableIndexConfig.streamConfigs["realtime.segment.flush.threshold.rows"] = "40000"
25 segments a partition|.tableIndexConfig.streamConfigs["realtime.segment.flush.threshold.rows"] = "16000"
END
}

query() {
  curl -sS -H 'Content-Type: application/json' -d "$(jq -n --arg sql "$1" '{sql: $sql}')" "http://$broker/query/sql"
}

controller() {
  local method=$1 path=$2 answer
  shift 2
  answer=$(curl -sS -X "$method" -H 'Content-Type: application/json' "$@" "http://$controller$path")
  [ -z "$answer" ] || ! jq -e '(.unrecognizedProperties // {}) != {} or has("error")' <<<"$answer" >/dev/null || { echo "$path: $answer" >&2; exit 1; }
}

# How much CPU time the stack has used, in microseconds.
cpu() {
  awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) * 1000000 / tick }' "/proc/$stack/stat"
}

rows_of() {
  query "SELECT COUNT(*) FROM \"$1\" LIMIT 1" | jq '.resultTable.rows[0][0] // 0'
}

# Makes table $1 with change $2; prints the microseconds of CPU that reading each row took.
create() {
  local before count=0
  jq --arg name "$1" '.schemaName = $name' "$here/../../pinot-schemas/actions.schema.json" >"$work/schema"
  jq --arg name "$1" --arg brokers "$kafka" --arg factory "$factory" ".tableName = \$name | .segmentsConfig.schemaName = \$name
    | .tableIndexConfig.streamConfigs[\"stream.kafka.broker.list\"] = \$brokers
    | .tableIndexConfig.streamConfigs[\"stream.kafka.consumer.factory.class.name\"] = \$factory | $2" \
    "$here/../../pinot-schemas/actions.table.json" >"$work/table"
  controller POST /schemas -d "@$work/schema"
  before=$(cpu)
  controller POST /tables -d "@$work/table"
  while [ "$count" -lt "$total" ]; do
    sleep 0.2
    count=$(rows_of "$1")
  done
  awk -v cpu=$(($(cpu) - before)) -v rows="$total" 'BEGIN { printf "%.1f", cpu / rows }'
}

drop() {
  controller DELETE "/tables/$1?type=realtime"
  until [ "$(curl -sS "http://$controller/segments/$1?type=REALTIME" | jq -r 'if type == "array" then (.[0].REALTIME | length) else 0 end')" = 0 ]; do sleep 0.5; done
  controller DELETE "/schemas/$1"
}

# Commits what table $1 consumes, and waits until nothing but empty segments is consuming.
commit() {
  controller POST "/tables/$1/forceCommit"
  until query "SELECT COUNT(*) FROM \"$1\" WHERE \"\$segmentName\" LIKE '${1}__%' LIMIT 1" \
    | jq -e '.numSegmentsQueried - .numConsumingSegmentsQueried >= 4' >/dev/null; do sleep 0.5; done
  sleep 2
}

# The statement of kind $1 for table $2.
statement() {
  local window="\"timestamp\" > $since AND \"timestamp\" <= $until" kinds='' verb
  for verb in job-view job-save job-apply; do
    kinds+=", SUM(CASE WHEN \"verb\" = '$verb' THEN 1 ELSE 0 END)"
  done
  kinds+=", SUM(CASE WHEN \"timestamp\" > $((until - 3600000)) AND \"verb\" = 'job-view' THEN 1 ELSE 0 END)"
  kinds+=", SUM(CASE WHEN \"verb\" = 'job-view' AND \"verbDwellMs\" > -9223372036854775808 THEN \"verbDwellMs\" ELSE 0 END)"
  local columns='"actor", "timestamp", "verb", "eventId", "object", "objectGeo", "objectTitle", "verbDwellMs", "verbAttributes", "objectAttributes"'
  case $1 in
    one) printf 'SELECT "actor"%s FROM "%s" WHERE "actor" IN (4711) AND %s GROUP BY "actor" LIMIT 1000' "$kinds" "$2" "$window" ;;
    many) printf 'SELECT "actor"%s FROM "%s" WHERE "actor" IN (%s) AND %s GROUP BY "actor" LIMIT 1000' "$kinds" "$2" "$(seq -s, 1 20 9999)" "$window" ;;
    rows) printf 'SELECT %s FROM "%s" WHERE "actor" IN (4711) AND %s LIMIT 20000' "$columns" "$2" "$window" ;;
  esac
}

# Prints the microseconds of CPU for each of $1 statements $2 to table $3, by $4 callers.
cost() {
  local body before
  body=$(jq -n --arg sql "$(statement "$2" "$3")" '{sql: $sql}')
  before=$(cpu)
  curl -sS -Z --parallel-max "$4" -o /dev/null -H 'Content-Type: application/json' -d "$body" "http://$broker/query/sql?[1-$1]" 2>/dev/null
  echo $((($(cpu) - before) / $1))
}

median() {
  sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# Prints, for each kind of statement, what it costs in tables $1 and $2, which take turns.
compare() {
  local kind calls round table
  for kind in one many rows; do
    calls=100
    [ "$kind" != many ] || calls=20
    for table in "$1" "$2"; do
      cost "$calls" "$kind" "$table" 1 >/dev/null
      : >"$work/$table"
    done
    for round in $(seq "$rounds"); do
      for table in "$1" "$2"; do cost "$calls" "$kind" "$table" 1 >>"$work/$table"; done
    done
    printf ' | %s → %s' "$(median "$work/$1")" "$(median "$work/$2")"
  done
}

size() {
  curl -sS "http://$controller/tables/$1/size" | jq '.reportedSizeInBytes / 1e6 | round'
}

# Makes the stack of directory $1 the one that is asked.
ask() {
  broker=$(jq -r .pinotBroker "$1/stack.json") controller=$(jq -r .pinotController "$1/stack.json")
  kafka=$(jq -r .kafka "$1/stack.json") factory=$(jq -r .kafkaConsumerFactory "$1/stack.json") stack=$(jq -r .pid "$1/stack.json")
  until=$(query 'SELECT MAX("timestamp") FROM "actions" LIMIT 1' | jq '.resultTable.rows[0][0] | floor') since=$((until - 86400000))
}

stacks() {
  local round directory
  printf '| round | stack | one, 64 callers | one, 1 caller | many, 2 callers |\n|---|---|---|---|---|\n'
  for round in $(seq "$rounds"); do
    for directory in "$@"; do
      ask "$directory"
      printf '| %s | %s | %s | %s | %s |\n' "$round" "$directory" \
        "$(cost 2500 one actions 64)" "$(cost 300 one actions 1)" "$(cost 60 many actions 2)"
    done
  done
}

tables() {
  local directory=$1 name change reading
  shift
  work=$(mktemp -d)
  trap 'rm -r -- "$work"' EXIT
  ask "$directory/stack"
  total=$(rows_of actions)
  for name in m_consuming m_committed m_variant; do (drop "$name") >/dev/null 2>&1 || true; done
  create m_committed . >/dev/null
  commit m_committed
  create m_consuming . >/dev/null
  printf '| setting | reading, µs a row | consuming: one | many | rows | committed: one | many | rows | MB |\n|---|---|---|---|---|---|---|---|---|\n'
  while IFS='|' read -r -u 3 name change; do
    [ $# -eq 0 ] || printf '%s\n' "$@" | grep -qxF -- "$name" || continue
    reading=$(create m_variant "$change")
    printf '| %s | %s' "$name" "$reading"
    compare m_consuming m_variant
    commit m_variant
    compare m_committed m_variant
    printf ' | %s |\n' "$(size m_variant)"
    drop m_variant
  done 3< <(variants)
  drop m_consuming
  drop m_committed
}

case "${1:-}" in
  actions) for copy in 1 2 3 4; do "$here/../../deploy/load/actions" | sed "s/load:/copy-$copy:/"; done ;;
  tables) shift; tables "${@:-.nearline/up}" ;;
  names) variants | cut -d'|' -f1 ;;
  stacks) shift; stacks "$@" ;;
  *) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac
