#!/usr/bin/env bash
# What each form of a statement costs, one caller straight at Pinot's broker. Needs jq and curl.
#
#   docs/decisions/013-measure.sh actions > actions.jsonl     # its data, the same at every run: replay it with --span 24h
#   docs/decisions/013-measure.sh measure BROKER [ROUNDS]     # rounds of all forms, taking turns; medians of all but the first
#   docs/decisions/013-measure.sh features TERMS              # a feature set of so many terms, with a service terms_TERMS
#   docs/decisions/013-measure.sh serve GRPC SERVICE [ROUNDS] # ghz: a lone caller without as_of, and with; p50 of each round
set -euo pipefail

# Actors 1001 … 21000 have some 10 actions each; 1, 2, 3 and 4 have 100, 500, 1000 and 5000.
actions() {
  awk 'BEGIN {
    srand(13)
    for (i = 0; i < 206600; i++) {
      hot = i % 31
      actor = 1001 + int(20000 * rand())
      if (hot == 0 && i / 31 < 6600) { n = i / 31; actor = n < 100 ? 1 : n < 600 ? 2 : n < 1600 ? 3 : 4 }
      verb = substr("job-view job-save job-applyjob-hide job-share", 1 + 9 * int(5 * rand()), 9)
      sub(/ $/, "", verb)
      printf "{\"eventId\": \"m:%d\", \"actor\": %d, \"actorAttributes\": {\"industry\": \"i%d\"}, ", i, actor, i % 9
      printf "\"verb\": \"%s\", \"verbAttributes\": {\"device\": \"mobile\", \"dwell_ms\": %d}, ", verb, 60000 * rand()
      printf "\"object\": \"job:%d\", \"objectAttributes\": {\"geo\": \"g%d\", \"title\": \"t%d\", ", i % 997, i % 50, i % 70
      printf "\"company\": \"c%d\", \"remote\": %s, \"salary\": %d, \"price\": %.2f}, ", i % 90, i % 2 ? "true" : "false", 90000 * rand(), 100 * rand()
      printf "\"timestamp\": %.0f}\n", 1700000000000 + i * 400
    }
  }'
}

# Prints the condition of term $1 of $2 with $3 as how it names its window: all, or none where WHERE has the same.
condition() {
  local verbs=(job-view job-save job-apply job-hide job-share) hours=(24 6 1) window=''
  local hour=${hours[$(($1 / 5 % 3))]}
  if [ "$2" = whole ] || [ "$hour" -lt 24 ]; then window="\"timestamp\" > $((now - hour * 3600000)) AND "; fi
  printf '%s' "$window\"verb\" = '${verbs[$(($1 % 5))]}'"
  if [ "$1" -ge 15 ]; then printf ' AND "objectSalary" > %d' $((1000 * $1)); fi
}

# Prints $1 terms in form $2, each begun by a comma: three counts, then a sum.
terms() {
  local i value none
  for ((i = 0; i < $1; i++)); do
    value=1 none=0
    if [ $((i % 4)) -eq 3 ]; then value='"objectPrice"'; fi
    case $2 in
      case) printf ', SUM(CASE WHEN %s THEN %s ELSE 0 END)' "$(condition $i short)" "$value" ;;
      long) printf ', SUM(CASE WHEN %s THEN %s ELSE 0 END)' "$(condition $i whole)" "$value" ;;
      precise)
        if [ "$value" = 1 ]; then printf ', SUM(CASE WHEN %s THEN 1 ELSE 0 END)' "$(condition $i short)"
        else printf ', SUMPRECISION(CASE WHEN %s THEN %s ELSE 0 END)' "$(condition $i short)" "$value"; fi ;;
      filter)
        if [ "$value" = 1 ]; then printf ', COUNT(*) FILTER (WHERE %s)' "$(condition $i short)"
        else printf ', SUM(%s) FILTER (WHERE %s)' "$value" "$(condition $i short)"; fi ;;
    esac
  done
}

# Prints the statement of form $1 with $2 terms for actors $3.
statement() {
  local where="FROM \"actions\" WHERE \"actor\" IN ($3) AND \"timestamp\" > $((now - 86400000)) AND \"timestamp\" <= $now AND \"verb\" <> 'nearline.heartbeat'"
  local columns
  case $1 in
    case | long | precise) printf 'SELECT "actor"%s %s GROUP BY "actor" LIMIT 10000' "$(terms "$2" "$1")" "$where" ;;
    ungrouped) columns=$(terms "$2" case); printf 'SELECT %s %s' "${columns#, }" "$where" ;;
    filter) columns=$(terms "$2" filter); printf 'SELECT %s %s' "${columns#, }" "$where" ;;
    verb) printf 'SELECT "actor", "verb", COUNT(*), SUM("objectPrice") %s GROUP BY "actor", "verb" LIMIT 10000' "$where" ;;
    top_k) printf 'SELECT "actor", "objectTitle", COUNT(*) %s AND "objectTitle" <> '"'null'"' AND "verb" = '"'job-view'"' GROUP BY "actor", "objectTitle" LIMIT 50000' "$where" ;;
    rows)
      columns='"actor", "timestamp", "verb", "objectPrice", "objectSalary", "eventId", "object", "objectGeo", "objectTitle", "objectCompany", "verbDwellMs", "actorIndustry"'
      printf 'SELECT %s %s LIMIT 100000' "$(cut -d, -f "1-$2" <<< "$columns")" "$where" ;;
  esac
}

# Prints $1 different actors with some 10 actions each, or the one named.
actors() {
  if [ "$1" -lt 10 ] && [ "$2" = hot ]; then printf '%d' "$1"
  else awk -v n="$1" -v seed="$RANDOM" 'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "%s%d", i ? ", " : "", 1001 + int(20000 * rand()) }'; fi
}

# Appends the times of $1 calls of form $2, $3 terms, for $4 actors ($5: hot), over one connection, to file $6.
measure_form() {
  local call
  for ((call = 0; call < $1; call++)); do
    [ "$call" -eq 0 ] || printf 'next\n'
    printf 'url = "http://%s/query/sql"\nsilent\noutput = /dev/null\nwrite-out = "%%{time_total}\\n"\nheader = "Content-Type: application/json"\n' "$broker"
    printf 'data-binary = %s\n' "$(jq -n --arg sql "$(statement "$2" "$3" "$(actors "$4" "$5")")" '{sql: $sql} | tojson | tojson' -r)"
  done > "$directory/calls"
  curl -K "$directory/calls" | tail -n +2 >> "$6"
}

measure() {
  local rounds=$1 round form count
  directory=$(mktemp -d)
  trap 'rm -r "$directory"' EXIT
  now=$(curl -sS -H 'Content-Type: application/json' -d '{"sql": "SELECT MAX(\"timestamp\") FROM \"actions\""}' "http://$broker/query/sql" | jq '.resultTable.rows[0][0] | floor')
  local lone=(case:1 case:5 case:34 case:50 long:50 precise:5 precise:50 ungrouped:5 ungrouped:50 filter:1 filter:5 filter:34 filter:50 verb:2 top_k:1 rows:4 rows:6 rows:12)
  local many=(case:1 case:5 case:34 case:50 long:50 precise:5 precise:50 verb:2 top_k:1 rows:4 rows:6 rows:12)
  for ((round = 0; round <= rounds; round++)); do
    [ "$round" -gt 0 ] || rm -f "$directory"/*.times
    for form in "${lone[@]}"; do measure_form 20 "${form%:*}" "${form#*:}" 1 any "$directory/1-$form.times"; done
    for count in 2 3 4; do
      for form in case:5 case:50 rows:4 rows:6 rows:12; do measure_form 6 "${form%:*}" "${form#*:}" "$count" hot "$directory/hot$count-$form.times"; done
    done
    for count in 10 100 500; do
      for form in "${many[@]}"; do measure_form 7 "${form%:*}" "${form#*:}" "$count" any "$directory/$count-$form.times"; done
    done
    [ "$round" -gt 0 ] || rm "$directory"/*.times
  done
  printf '| actors | form:terms | p50, ms |\n|---|---|---|\n'
  for form in "$directory"/*.times; do
    printf '%s %s\n' "$(basename "$form" .times)" "$(sort -n "$form" | awk '{ times[NR] = $1 } END { printf "%.2f", 1000 * times[int((NR + 1) / 2)] }')"
  done | sort -V | awk '{ i = index($1, "-"); printf "| %s | %s | %s |\n", substr($1, 1, i - 1), substr($1, i + 1), $2 }'
}

features() {
  local verbs=(job-view job-save job-apply job-hide job-share) windows=(24h 6h 1h) i where aggregate
  printf 'feature_set: terms_%s\nversion: 1\nentity: actor\nfeatures:\n' "$1"
  for ((i = 0; i < $1; i++)); do
    where="verb == \"${verbs[$((i % 5))]}\"" aggregate=count
    if [ "$i" -ge 15 ]; then where+=" && objectAttributes.salary > $((1000 * i))"; fi
    if [ $((i % 4)) -eq 3 ]; then aggregate='sum, of: objectAttributes.price'; fi
    printf "  - {name: f%d, aggregate: %s, where: '%s', windows: [%s]}\n" "$i" "$aggregate" "$where" "${windows[$((i / 5 % 3))]}"
  done
  printf "services:\n  terms_%s: ['terms_%s@1.*']\n" "$1" "$1"
}

serve() {
  local round as_of p50
  for ((round = 0; round < $3; round++)); do
    for as_of in '' ", \"as_of\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\""; do
      p50=$(ghz --insecure --call nearline.v1.FeatureService/GetFeatures -c 1 -z 4s -O json \
        -d "{\"feature_service\": \"$2\", \"entities\": {\"actor\": {\"int64s\": {\"values\": [\"{{randomInt 1001 21001}}\"]}}}$as_of}" \
        "$1" | jq '.latencyDistribution[] | select(.percentage == 50).latency / 1e6')
      printf '%s%s: %.1f ms\n' "$2" "${as_of:+ with as_of}" "$p50"
    done
  done
}

case "${1:-}" in
  actions) actions ;;
  features) features "$2" ;;
  serve) serve "$2" "$3" "${4:-3}" ;;
  measure) broker=$2 && measure "${3:-5}" ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
