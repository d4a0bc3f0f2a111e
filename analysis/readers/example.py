#!/usr/bin/python3
"""Pay per hour by region: the last table that `microwork run` prints, made from the result alone.

example.py RESULT: the result must have everybody in it (--set output.workers=1); otherwise the numbers are those of a sample.
"""

import sys

import numpy as np

import microwork


def by_region(result):
    """A dict for each region: people registered and measured, pay per hour on total and on paid time in USD."""
    people = result.workers(usd=True, columns=["country", "online", "paid", "credited", "approved", "rejected"])
    countries = result.table("countries")
    region_of = dict(zip(countries["code"], countries["region"]))
    region = np.array([region_of[country] for country in people["country"]])
    online, paid, credited = (np.asarray(people[column]) for column in ("online", "paid", "credited"))
    # Measured: at least an hour online and a task decided on in the span.
    measured = (online >= 3600) & (np.asarray(people["approved"]) + np.asarray(people["rejected"]) > 0)
    for name in sorted(set(countries["region"])):
        there = np.asarray(countries["region"]) == name
        base = measured & (region == name)
        registered = int(np.asarray(countries["registered"])[there].sum())
        if registered == 0 and not base.any():
            continue
        on_total_time = credited[base] / (online[base] / 3600)
        worked = base & (paid > 0)
        on_paid_time = credited[worked] / (paid[worked] / 3600)
        yield {"name": name, "registered": registered, "measured": int(base.sum()),
               "pay_total_time": summary(on_total_time), "pay_paid_time": summary(on_paid_time)}


def summary(values):
    if len(values) == 0:
        return {"mean": 0.0, "median": 0.0}
    return {"mean": float(np.mean(values)), "median": float(np.median(values))}


def main(path):
    with microwork.open(path) as result:
        if result.attributes["worker_share"] < 1:
            print(f"{path} holds a share of {result.attributes['worker_share']:g} of the people: a sample", file=sys.stderr)
        print(f"  {'by region':<34} {'registered':>11} {'measured':>9} {'total, mean':>12} {'total, med.':>12} {'paid, mean':>12}")
        for r in by_region(result):
            total, paid = r["pay_total_time"], r["pay_paid_time"]
            print(f"  {r['name']:<34} {r['registered']:>11} {r['measured']:>9} {total['mean']:>12.2f} {total['median']:>12.2f} "
                  f"{paid['mean']:>12.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: example.py RESULT")
    main(sys.argv[1])
