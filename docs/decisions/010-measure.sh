#!/usr/bin/env bash
# What SUMPRECISION costs beside SUM, and how many different answers each gives. Needs jq and curl.
#
#   docs/decisions/010-measure.sh BROKER TABLE COLUMN [CALLS]    # COLUMN: of doubles, such as objectSalary
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,4p' "$0" >&2; exit 2; }
broker=$1 table=$2 column=$3 calls=${4:-60}

query() {
  curl -sS -H 'Content-Type: application/json' -d "$(jq -n --arg sql "$1" '{sql: $sql}')" "http://$broker/query/sql"
}

# Prints a statement of five terms: a function over a value, for some actors.
statement() {
  local terms='' term
  for term in 1 2 3 4 5; do
    terms+=", $1(CASE WHEN \"timestamp\" > $((term * 1000)) AND \"$column\" > -1.0E300 THEN $2 ELSE 0 END)"
  done
  printf 'SELECT "actor"%s FROM "%s" WHERE "actor" IN (%s) GROUP BY "actor" LIMIT 1000' "$terms" "$table" "$3"
}

actors() {
  query "SELECT \"actor\", COUNT(*) FROM \"$table\" GROUP BY \"actor\" LIMIT $1" | jq -r '[.resultTable.rows[][0]] | join(",")'
}

newest=$(query "SELECT MAX(\"timestamp\") FROM \"$table\" LIMIT 1" | jq '.resultTable.rows[0][0] | floor')
directory=$(mktemp -d)
trap 'rm -r "$directory"' EXIT
printf '| actors | five terms over | SUM, ms | SUMPRECISION, ms | answers of SUM | of SUMPRECISION |\n|---|---|---|---|---|---|\n'
for count in 1 500; do
  keys=$(actors "$count")
  for value in "\"$column\"" "EXP((\"timestamp\" - $newest) * 1.9E-7)"; do
    for call in $(seq "$calls"); do
      for function in SUM SUMPRECISION; do
        sql=$(statement "$function" "$value" "$keys")
        curl -sS -o "$directory/answer" -w '%{time_total}\n' -H 'Content-Type: application/json' \
          -d "$(jq -n --arg sql "$sql" '{sql: $sql}')" "http://$broker/query/sql" >> "$directory/$function.times"
        jq -c '.resultTable.rows | sort' "$directory/answer" | md5sum >> "$directory/$function.answers"
      done
    done
    printf '| %s | %s' "$count" "${value%%(*}"
    for function in SUM SUMPRECISION; do
      tail -n $((calls / 2)) "$directory/$function.times" | sort -n \
        | awk -v middle=$((calls / 4)) 'NR == middle { printf " | %.1f", 1000 * $1 }'
    done
    for function in SUM SUMPRECISION; do
      printf ' | %s' "$(sort -u "$directory/$function.answers" | wc -l)"
    done
    printf ' |\n'
    rm "$directory"/*.times "$directory"/*.answers
  done
done
