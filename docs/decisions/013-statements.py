#!/usr/bin/env python3
"""What statements of several shapes cost Pinot, in CPU time of the local stack. Linux only: it reads /proc.

  docs/decisions/013-statements.py actions > actions.jsonl     # its data: 1,000,000 actions of 100,000 actors in the last 20 h
  ./nearline up --config DIR --dir UP                          # DIR: deploy/bench with a pipeline of format action
  ./nearline replay actions.jsonl --topic raw.actions --dir UP
  docs/decisions/013-statements.py measure UP ACTORS CALLERS [ROUNDS]
  docs/decisions/013-statements.py alone UP ACTOR [ROUNDS]        # shapes about one actor, such as one of many actions
  docs/decisions/013-statements.py partitions UP COUNT [ROUNDS]   # one shape; actors of 1, 2, … of the topic's COUNT partitions
"""
import http.client, json, random, re, statistics, sys, threading, time

TERMS = ", ".join([
    "SUM(CASE WHEN \"verb\" = 'job-apply' THEN 1 ELSE 0 END)",
    "SUM(CASE WHEN (\"verb\" = 'job-view' AND \"objectGeo\" IN ('boston', 'new york')) THEN 1 ELSE 0 END)",
    "SUM(CASE WHEN (\"verb\" = 'job-view' AND \"objectPrice\" >= 100.0) THEN 1 ELSE 0 END)",
    "SUM(CASE WHEN \"verb\" = 'job-apply' AND \"objectPrice\" >= -1.7976931348623157E308 THEN \"objectPrice\" ELSE 0 END)",
    "SUM(CASE WHEN \"verb\" = 'job-view' AND \"verbDwellMs\" > -9223372036854775808 THEN \"verbDwellMs\" ELSE 0 END)"])
CELLS = '"actor", "timestamp", "verb", "objectGeo", "objectPrice", "verbDwellMs"'
NO_HEARTBEATS = " AND \"verb\" <> 'nearline.heartbeat'"
ANY = (" AND (\"verb\" = 'job-apply' OR (\"verb\" = 'job-view' AND \"objectGeo\" IN ('boston', 'new york'))"
       " OR (\"verb\" = 'job-view' AND \"objectPrice\" >= 100.0) OR \"verb\" = 'job-view')")
SHORT = " AND \"verb\" IN ('job-apply', 'job-view')"


def shapes(window):
    where = 'FROM "actions" WHERE "actor" IN (%s) AND ' + window
    return {
        "five terms": f'SELECT "actor", {TERMS} {where}{NO_HEARTBEATS} GROUP BY "actor" LIMIT 3000',
        "COUNT(*)": f'SELECT "actor", COUNT(*) {where}{NO_HEARTBEATS} GROUP BY "actor" LIMIT 3000',
        "rows": f"SELECT {CELLS} {where}{SHORT} LIMIT 40000",
        "rows, the condition as written": f"SELECT {CELLS} {where}{NO_HEARTBEATS}{ANY} LIMIT 40000",
        "rows, event ids too": f'SELECT {CELLS}, "eventId" {where}{NO_HEARTBEATS}{ANY} LIMIT 40000',
    }


def actions():
    random.seed(13)
    verbs = ["job-view"] * 6 + ["job-save"] * 2 + ["job-apply", "job-dismiss"]
    places = ["new york", "new york", "boston", "chicago", "seattle", "austin", "denver", "portland"]
    span, count, now = 20 * 3600_000, 1_000_000, int(time.time() * 1000)
    for i in range(count):
        verb, job = random.choice(verbs), random.randrange(50_000)
        action = {"eventId": f"p:{i}", "actor": 1 + random.randrange(100_000), "verb": verb, "object": f"job:{job}",
                  "objectAttributes": {"geo": places[job % 8], "price": job * 7919 % 1000 / 4},
                  "timestamp": now - span + span * i // count}
        if verb == "job-view":
            action["verbAttributes"] = {"dwell_ms": 500 + random.randrange(60_000)}
        print(json.dumps(action))


def run(stack, sql, keys, callers):
    """The CPU time of the stack for a statement in µs, and the median time in ms."""
    times, until = [], time.time() + 1.5

    def cpu():
        fields = open(f"/proc/{stack['pid']}/stat").read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 10_000

    def call():
        connection = http.client.HTTPConnection(stack["pinotBroker"])
        while time.time() < until:
            text = sql % ", ".join(map(str, keys()))
            begin = time.time()
            connection.request("POST", "/query/sql", json.dumps({"sql": text}), {"Content-Type": "application/json"})
            answer = connection.getresponse().read()
            times.append(time.time() - begin)
            if json.loads(answer)["exceptions"]:
                sys.exit(answer.decode())

    before = cpu()
    threads = [threading.Thread(target=call) for _ in range(callers)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return (cpu() - before) / len(times), statistics.median(times) * 1000


def of_today(directory):
    now = int(time.time() * 1000)
    stack = json.load(open(directory + "/stack/stack.json"))
    return stack, shapes(f'"timestamp" > {now - 86_400_000} AND "timestamp" <= {now}')


def taking_turns(rounds, measurements):
    figures = {name: [] for name in measurements}
    for _ in range(rounds + 1):
        for name, measurement in measurements.items():
            figures[name].append(measurement())
    for name, rows in figures.items():
        print(f"| {name} | {statistics.median(r[0] for r in rows[1:]):,.1f} | {statistics.median(r[1] for r in rows[1:]):.2f} |")


def measure(directory, size, callers, rounds):
    stack, statements = of_today(directory)
    print("| statement | CPU, µs | p50, ms |\n|---|---|---|")
    taking_turns(rounds, {
        name: lambda sql=sql: run(stack, sql, lambda: random.sample(range(1, 100_001), size), callers)
        for name, sql in statements.items()})


def alone(directory, actor, rounds):
    stack, _ = of_today(directory)
    now = int(time.time() * 1000)
    where = f'FROM "actions" WHERE "actor" IN (%s) AND "timestamp" > {now - 86_400_000} AND "timestamp" <= {now}'
    quoted = re.sub(r"CASE WHEN (.*?) THEN (.*?) ELSE 0 END", r'"case"(\1, \2, 0)', TERMS).replace("SUM(", '"sum"(')
    counted = re.sub(r'"case"\((.*?), 1, 0\)\)', r"\1)", quoted)
    filters = re.sub(r"SUM\(CASE WHEN (.*?) THEN (.*?) ELSE 0 END\)", r'"sum"(\2) FILTER (WHERE \1)', TERMS)
    filters = filters.replace('"sum"(1)', '"count"(*)')
    by_verb = counted.replace("\"verb\" = 'job-view' AND ", "").replace("\"verb\" = 'job-apply' AND ", "")
    by_verb = by_verb.replace("\"sum\"(\"verb\" = 'job-apply')", '"count"(*)')
    statements = {
        "SUM(CASE …), in groups": f'SELECT "actor", {TERMS} {where}{NO_HEARTBEATS} GROUP BY "actor" LIMIT 2',
        "quoted names": f'SELECT "actor", {quoted} {where}{NO_HEARTBEATS} GROUP BY "actor" LIMIT 2',
        "and the verbs in the WHERE": f'SELECT "actor", {quoted} {where}{SHORT} GROUP BY "actor" LIMIT 2',
        "and without GROUP BY": f"SELECT {quoted} {where}{SHORT} LIMIT 2",
        "and counts as sums of conditions": f"SELECT {counted} {where}{SHORT} LIMIT 2",
        "FILTER": f"SELECT {filters} {where}{SHORT} LIMIT 2",
        "GROUP BY the verb": f'SELECT "verb", {by_verb} {where}{SHORT} GROUP BY "verb" LIMIT 20',
        "COUNT(*)": f'SELECT COUNT(*) {where}{NO_HEARTBEATS} LIMIT 2',
    }
    print("| statement | CPU, µs | p50, ms |\n|---|---|---|")
    taking_turns(rounds, {
        name: lambda sql=sql: run(stack, sql, lambda: [actor], 1) for name, sql in statements.items()})


def partition(key, count):
    """Kafka's and Pinot's: murmur2 of the text."""
    data, whole = str(key).encode(), 0xffffffff
    value = (0x9747b28c ^ len(data)) & whole
    for at in range(0, len(data), 4):
        word = int.from_bytes(data[at:at + 4], "little")
        if at + 4 > len(data):
            value = (value ^ word) * 0x5bd1e995 & whole
        else:
            word = word * 0x5bd1e995 & whole
            value = (value * 0x5bd1e995 & whole) ^ ((word ^ word >> 24) * 0x5bd1e995 & whole)
    value = (value ^ value >> 13) * 0x5bd1e995 & whole
    return ((value ^ value >> 15) & 0x7fffffff) % count


def partitions(directory, count, rounds):
    stack, statements = of_today(directory)
    actors = [[] for _ in range(count)]
    for actor in range(1, 100_001):
        actors[partition(actor, count)].append(actor)

    def sample(size, few):
        return sum((random.sample(actors[p], size // few) for p in random.sample(range(count), few)), [])

    def cost(size, few):
        cpu, p50 = run(stack, statements["five terms"], lambda: sample(size, few), 2)
        return cpu / size, p50

    print("| actors, of how many partitions | CPU an actor, µs | p50, ms |\n|---|---|---|")
    few = [number for number in (1, 2, 4, 8, 16, 32) if number < count] + [count]
    taking_turns(rounds, {
        f"{size}, {number}": lambda size=size, number=number: cost(size, number)
        for size in (400, 800, 1600) for number in few})


if sys.argv[1:] == ["actions"]:
    actions()
elif len(sys.argv) in (5, 6) and sys.argv[1] == "measure":
    measure(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]) if len(sys.argv) == 6 else 3)
elif len(sys.argv) in (4, 5) and sys.argv[1] == "alone":
    alone(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) == 5 else 3)
elif len(sys.argv) in (4, 5) and sys.argv[1] == "partitions":
    partitions(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) == 5 else 3)
else:
    sys.exit(__doc__)
