"""report_browser.py PAGE FOLDER: a headless Chromium draws every chart in desktop and phone width, says nothing on its console, and
nothing is wider than the window."""
import html
import json
import re
import subprocess
import sys
from pathlib import Path

page, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PROBE = """<script>
addEventListener("load", () => {
  const hosts = [...document.querySelectorAll(".chart")];
  const empty = hosts.filter(h => h.querySelectorAll("svg *").length < 5 || h.textContent.includes("NaN")).map(h => h.dataset.for);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  document.querySelectorAll("details").forEach(d => { d.open = true; });
  const wideOpen = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const first = hosts[0];
  first.focus();
  first.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight"}));
  const tip = document.getElementById("tip");
  document.documentElement.dataset.probe = JSON.stringify({charts: hosts.length, drawn: +document.documentElement.dataset.drawn,
    empty, wide, wideOpen, tip: tip.hidden ? "" : tip.textContent, width: innerWidth,
    broken: [...document.querySelectorAll("svg [d*=NaN], svg [x*=NaN], svg [width*='-'], svg [transform*=NaN], svg [cx*=NaN]")].length});
});
</script></body>"""
# The page stands in a frame of the width that is meant: a headless window is never narrower than 500 pixels.
FRAME = """<!doctype html><body style="margin:0"><iframe style="border:0;width:%dpx;height:2400px" srcdoc="%s"></iframe><script>
addEventListener("load", () => {
  document.documentElement.dataset.probe = document.querySelector("iframe").contentDocument.documentElement.dataset.probe;
});
</script></body>"""
probed = page.read_text(encoding="utf-8").replace("</body>", PROBE)
for width in (1280, 920, 700, 375):
    framed = folder / f"framed{width}.html"
    framed.write_text(FRAME % (width, html.escape(probed)), encoding="utf-8")
    done = subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                           f"--user-data-dir={folder}/profile", "--enable-logging=stderr", "--v=0", "--host-resolver-rules=MAP * ~NOTFOUND",
                           f"--window-size={max(width, 500)},2400", "--virtual-time-budget=4000", "--dump-dom", framed.as_uri()],
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    assert not console, "\n".join(console)
    probe = re.search(r'<html[^>]* data-probe="([^"]*)"', done.stdout)
    assert probe, "the page's scripts did not come to their end"
    found = json.loads(html.unescape(probe.group(1)))
    assert found["width"] == width, found
    assert found["charts"] == found["drawn"] >= 8 and not found["empty"] and not found["broken"], found
    assert found["wide"] <= 0, f"at {width} pixels the page is {found['wide']} pixels too wide"
    assert found["wideOpen"] <= 0, f"at {width} pixels the tables are {found['wideOpen']} pixels too wide"
    assert found["tip"], "the arrow keys read nothing"
    print(f"{width} pixels: {found['charts']} charts drawn")
