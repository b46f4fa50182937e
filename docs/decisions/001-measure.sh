#!/usr/bin/env bash
# What the statements of service job_ranker cost, one caller straight at Pinot's broker. Needs grpcurl, jq and curl.
#
#   docs/decisions/001-measure.sh actions > actions.jsonl    # its data, the same at every run
#   docs/decisions/001-measure.sh measure [DIR]              # DIR: of ./nearline up, which has replayed the data
set -euo pipefail

# Actor 1 has 20 actions, 2 has 200, 3 has 2000; 1001 … 1500 have 40 each.
actions() {
  awk 'BEGIN {
    srand(1)
    for (i = 0; i < 22220; i++) {
      actor = i < 20 ? 1 : i < 220 ? 2 : i < 2220 ? 3 : 1001 + i % 500
      vector = rand()
      for (d = 1; d < 64; d++) vector = vector ", " rand()
      printf "{\"eventId\": \"m:%d\", \"actor\": %d, \"actorAttributes\": {\"industry\": \"i%d\"}, ", i, actor, i % 9
      printf "\"verb\": \"%s\", ", i % 5 == 0 ? "job-apply" : "job-view"
      printf "\"verbAttributes\": {\"device\": \"mobile\", \"dwell_ms\": %d}, ", 60000 * rand()
      printf "\"object\": \"job:%d\", \"objectAttributes\": {\"geo\": \"g%d\", \"title\": \"t%d\", ", i % 997, i % 50, i % 70
      printf "\"company\": \"c%d\", \"remote\": %s, \"salary\": %d, ", i % 90, i % 2 ? "true" : "false", 90000 * rand()
      printf "\"embedding\": [%s]}, \"timestamp\": %.0f}\n", vector, 1700000000000 + i * 37 % 22220 * 3600
    }
  }'
}

# Prints the median, in milliseconds, of the last $1 of 2 * $1 calls of $2 over one connection.
median() {
  local body url
  body=$(jq -n --arg sql "$2" '{sql: $sql}')
  url="http://$broker/query/sql?[1-$((2 * $1))]"
  curl -sS -o /dev/null -w '%{time_total}\n' -H 'Content-Type: application/json' -d "$body" "$url" \
    | tail -n "$1" | sort -n | awk -v middle=$(($1 / 2)) 'NR == middle { printf "%.1f", 1000 * $1 }'
}

row() {
  local rows
  rows=$(curl -sS -H 'Content-Type: application/json' -d "$(jq -n --arg sql "$4" '{sql: $sql}')" \
    "http://$broker/query/sql" | jq '.resultTable.rows | length')
  printf '| %s | %s | %s | %s |\n' "$2" "$3" "$rows" "$(median "$1" "$4")"
}

measure() {
  local endpoints=$1/endpoints.json keys columns
  broker=$(jq -r .pinotBroker "$endpoints")
  columns='"actor", "timestamp", "verb", "eventId", "object", "objectEmbedding", "objectGeo", "objectTitle", "objectCompany"'
  columns+=', "objectSalary", "verbDwellMs", "actorIndustry", "verbAttributes", "objectAttributes"'
  printf '| asked for | statement | rows | p50, ms |\n|---|---|---|---|\n'
  for keys in 1 2 3 "$(seq -s, 1001 1250)"; do
    local what="actor $keys" calls=300
    [ "${#keys}" -eq 1 ] || { what='250 actors'; calls=20; }
    while IFS=$'\t' read -r strategy sql; do
      row "$calls" "$what" "$strategy" "$sql"
      [ "$strategy" != row_fetch ] || row "$calls" "$what" 'all features by rows' "SELECT $columns FROM ${sql#* FROM }"
    done < <(grpcurl -plaintext -d "{\"request\": {\"feature_service\": \"job_ranker\",
      \"entities\": {\"actor\": {\"int64s\": {\"values\": [$keys]}}}}}" "$(jq -r .grpc "$endpoints")" \
      nearline.v1.FeatureService/ExplainFeatures | jq -r '.statements[] | [.strategy, .sql] | @tsv')
  done
}

case "${1:-}" in
  actions) actions ;;
  measure) measure "${2:-.nearline/up}" ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
