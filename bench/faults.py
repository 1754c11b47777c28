"""Kills a build at 50 moments, spread over all that it does to the disk, and looks at the published folder each time.

    .venv/bin/python -m bench.faults [moments]

After each kill the published folder must be wholly the old site or wholly the new one. At the end a build that nothing
disturbs must leave the new site, and nothing beside it. Prints what it saw; ends with 1 if a site was neither.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.test_mkdocs import files_of
from tests.test_publication import build, faulty_project, left_beside, touches


def main(moments: int) -> int:
    """The number of moments after which the published site was neither old nor new, as an exit status."""
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    try:
        project = faulty_project(folder / "project")
        build(project, title="New")
        sites = {"New": files_of(project / "site")}
        all = touches(project, folder)
        sites["Counted"] = files_of(project / "site")
        now, seen = "Counted", {"old": 0, "new": 0, "neither": 0}
        for moment in (1 + number * (all - 1) // moments for number in range(moments)):
            title = "New" if now == "Counted" else "Counted"
            build(project, fault=f"kill:{moment}", title=title)
            found = files_of(project / "site")
            end = "new" if found == sites[title] else "old" if found == sites[now] else "neither"
            seen[end] += 1
            now = title if end == "new" else now
        build(project, title="New")
        whole = files_of(project / "site") == sites["New"] and not left_beside(project)
        print(f"{moments} kills over {all} touches of the disk: {seen}; afterwards {'whole' if whole else 'NOT WHOLE'}")
        return int(seen["neither"] > 0 or not whole)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
