"""report_page.py PAGE [RESULT]: the page is well formed, needs nothing else, has a table for each chart, and says what RESULT holds."""
import json
import re
import sys
from html.parser import HTMLParser

page = open(sys.argv[1], encoding="utf-8").read()
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Document(HTMLParser):
    """Checks that tags are closed in order, and collects what the tests ask for."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.charts, self.figures, self.cells = [], [], [], [], {}, []

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        for name in ("src", "srcset", "action", "formaction", "data", "poster", "background"):
            assert name not in a, f"<{tag}> asks for {a[name]}"
        assert tag not in ("link", "iframe", "object", "embed", "img", "base", "form"), tag
        if "href" in a:
            self.links.append(a["href"])
        if "id" in a:
            assert a["id"] not in self.ids, f"two elements have the id {a['id']}"
            self.ids.append(a["id"])
        if tag == "figure":
            self.figure = a["id"]
            self.figures[self.figure] = {"chart": False, "tables": 0}
        if "data-chart" in a:
            assert a["aria-label"] and a["role"] == "img" and a["tabindex"] == "0"
            self.figures[self.figure]["chart"] = True
            self.charts.append(a["data-for"])
        if tag == "table" and "figure" in self.open:
            self.figures[self.figure]["tables"] += 1
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes <{self.open[-1:]}>"
        self.open.pop()

    def handle_data(self, text):
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1] += text


document = Document()
document.feed(page)
assert document.open == [], document.open
assert all(link.startswith("#") and link[1:] in document.ids for link in document.links), document.links
assert "default-src 'none'" in page and "{{" not in page.split("<script", 1)[0]
assert not re.search(r"@import|url\(", page.split("</style>")[0])
assert "BSD 3-Clause" in page and "Mike Bostock" in page, "the notice of D3 is gone"

# Every chart has data and a table.
data = json.loads(re.search(r'<script type="application/json" id="chart-data">(.*?)</script>', page, re.S).group(1))
assert sorted(data) == sorted(document.charts) and len(data) >= 8, sorted(data)
for name, figure in document.figures.items():
    assert not figure["chart"] or figure["tables"], f"{name} has no table"
assert "NaN" not in "".join(document.cells) and "inf" not in document.cells, "a cell is no number"
print(f"{len(document.charts)} charts, {len(document.figures)} figures, {len(page) // 1000} kB")
assert len(page) < 900_000

if len(sys.argv) > 2:
    import h5py
    import numpy as np
    with h5py.File(sys.argv[2]) as file:
        w = {c: file["workers"][c][:] for c in ("online", "paid", "credited", "approved", "rejected")}
        first = int(file.attrs["burn_in_days"])
        spent = sum(int(file["series"][s][first:].sum()) for s in ("rewards", "commission")) * 1e-6
        held = file["ledgers/money_ledger"][:].sum() * 1e-6
    base = (w["online"] >= 3600) & (w["approved"].astype(int) + w["rejected"] > 0)
    pay = w["credited"][base] * 1e-6 / (w["online"][base] / 3600)
    cells = " | ".join(document.cells)
    for number in (f"{pay.mean():.2f} (", f"{np.median(pay):.2f} ("):
        assert number in cells, f"{number} is in no table"
    assert f"Requesters spent {spent:,.0f} USD" in page, spent
    assert f"{held:,.0f} USD that requesters paid" in page, held
    flows = data["money-flows"]
    out = [sum(l["value"] for l in flows["links"] if l["source"] == n) for n in range(len(flows["nodes"]))]
    into = [sum(l["value"] for l in flows["links"] if l["target"] == n) for n in range(len(flows["nodes"]))]
    assert abs(out[0] - spent) < 1e-3 * spent
    for name, a, b in zip(flows["nodes"], out, into):
        assert not a or not b or abs(a - b) < 1e-3 * spent, f"what flows into {name} does not flow out"
    assert abs(sum(v["value"] for v in data["pay-distribution"]["curves"][0]["values"]) - 1) < 1e-3
    for row in data["time-use"]["rows"]:
        assert abs(sum(row["values"]) - 1) < 1e-4, row["name"]
