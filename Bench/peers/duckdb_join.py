# SPDX-License-Identifier: Apache-2.0
"""What no privacy at all costs: a join of both lists over SHA-256, counted by group: INPUT OTHER-INPUT."""
import sys
import time

import duckdb


def main():
    start = time.monotonic(), time.process_time()
    rows = duckdb.sql(
        f"""
        select own.status, other.status, count(*)
        from (select sha256(key) as key, status from read_csv('{sys.argv[1]}')) own
        join (select sha256(key) as key, status from read_csv('{sys.argv[2]}')) other using (key)
        group by all
        """).fetchall()
    print("wall", time.monotonic() - start[0])
    print("processor", time.process_time() - start[1])
    print("found", sum(row[2] for row in rows))


main()
