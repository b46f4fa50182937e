# Makes the result of one profile of the report that ghz writes (ghz -O json). Latencies in ms. Arguments: $name; $profile, the profile as it was run.

# A time as seconds, for differences within one run: the zone is left out.
def seconds: (.[0:19] + "Z" | fromdate) + ("0." + (.[20:] | gsub("[Z+-].*"; "") | if . == "" then "0" else . end) | tonumber);

def duration: capture("^(?<number>[0-9.]+)s$").number | tonumber;

def percentile($part): sort | if length == 0 then null else .[((length * $part | ceil) - 1)] end;

def rounded($digits): if . == null then null else . * pow(10; $digits) | round | . / pow(10; $digits) end;

# What ghz itself breaks off when its time is over.
def cut_off: .error | test("transport is closing|client connection is closing");

($profile.data | if type == "array" then .[0] else . end | .entities | to_entries[0].value[].values | length) as $entities
  | def row($callers; $seconds):
      [.[] | select(.status == "OK") | .latency / 1e6] as $latencies
      | {
          callers: $callers,
          seconds: ($seconds | rounded(1)),
          requests_per_second: ($latencies | length / $seconds | rounded(0)),
          entities_per_second: ($latencies | length * $entities / $seconds | rounded(0)),
          p50_ms: ($latencies | percentile(0.5) | rounded(1)),
          p99_ms: ($latencies | percentile(0.99) | rounded(1)),
          requests: length,
          errors: map(select(.status != "OK" and (cut_off | not))) | length,
          cut_off: map(select(.status != "OK" and cut_off)) | length
        };
  [.details[] | . + {start: (.timestamp | seconds)}]
  | (map(.start) | min) as $first
  | (map(.start + .latency / 1e9) | max) as $last
  | {
      name: $name,
      entities: $entities,
      rows: (
        if $profile["concurrency-schedule"] == "step" then
          ($profile["concurrency-step-duration"] | duration) as $length
          | group_by((.start - $first) / $length | floor)
          # What starts with the last tick belongs to no step of its own.
          | map(select((.[0].start - $first) / $length | floor < (($profile.duration | duration) / $length)))
          | to_entries
          | map(.key as $step | .value
              | row($profile["concurrency-start"] + $step * $profile["concurrency-step"]; $length))
        else
          [row($profile.concurrency; $last - $first)]
        end),
      failures: (map(select(.status != "OK" and (cut_off | not))) | group_by(.error)
        | map({error: .[0].error, count: length}))
    }
