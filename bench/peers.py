"""The sites that ours is measured against, made of the same records: plain MkDocs with Material, and Hugo.

Both get what a skilled person would write in an afternoon: a page a record with its facts and its words, a page for
each owner, question, inspection and status, and a list of all. Hugo's pages have a frame of our page's own size.
Neither checks the records, makes papers of past days, draws pictures or writes data files.
"""

import re
import shutil
import sys
from pathlib import Path

from register.records.folder import Kind, read_folder

LISTED = ("owner", "question", "inspection", "status")

_HOOK = '''\
"""A naive hook: a page for each list, as a table in markdown, from the facts of all records."""

from collections import defaultdict
from pathlib import Path

import frontmatter
from mkdocs.structure.files import File

LISTED = {listed}


def on_files(files, config):
    rows, groups = [], {{field: defaultdict(list) for field in LISTED}}
    for path in sorted(Path(config.docs_dir, "recommendations").glob("*.md")):
        facts = frontmatter.load(path).metadata
        row = f"| [{{facts['title']}}](../recommendations/{{path.name}}) | {{facts['status']}} | {{facts.get('due', '')}} |"
        rows.append(row)
        for field in LISTED:
            groups[field][facts.get(field, "none")].append(row.replace("](../", "](../../"))
    head = "| Title | Status | Due |\\n| --- | --- | --- |\\n"
    files.append(File.generated(config, "all/index.md", content="# All\\n\\n" + head + "\\n".join(rows)))
    for field, found in groups.items():
        for name, members in found.items():
            address = f"{{field}}/{{str(name).lower().replace(' ', '-')}}/index.md"
            content = f"# {{name}}\\n\\n{{head}}" + "\\n".join(members)
            files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown, page, config, files):
    if "history" not in page.meta:
        return markdown
    shown = ("type", "inspection", "question", "grade", "status", "owner", "due", "closed")
    facts = "".join(f"| {{name}} | {{page.meta[name]}} |\\n" for name in shown if name in page.meta)
    history = "".join(f"| {{e['date']}} | {{e.get('status', '')}} | {{e.get('reason', '')}} |\\n" for e in page.meta["history"])
    return f"# {{page.meta['title']}}\\n\\n| Fact | |\\n| --- | --- |\\n{{facts}}\\n{{markdown}}\\n\\n| Day | Status | Why |\\n| --- | --- | --- |\\n{{history}}"
'''

_MKDOCS = """\
site_name: Register
theme:
  name: material
  font: false
hooks: [hook.py]
plugins: [search]
nav: [index.md, all/index.md]
validation: {omitted_files: ignore}
"""


def plain_mkdocs(records: Path, folder: Path) -> list[str]:
    """Makes the site's sources in folder; returns the command that builds it into folder/site."""
    _write(folder / "mkdocs.yml", _MKDOCS)
    _write(folder / "hook.py", _HOOK.format(listed=LISTED))
    _write(folder / "docs" / "index.md", "# Register\n")
    _copy_findings(records, folder / "docs" / "recommendations")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


_HUGO = """\
baseURL = "/"
title = "Register"
relativeURLs = true
disableKinds = ["RSS"]
[taxonomies]
{taxonomies}
"""
_SINGLE = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<dl>{{ range slice "inspection" "question" "grade" "status" "owner" "due" "closed" }}{{ with index $.Params . }}
<dt>{{ . }}</dt><dd>{{ . }}</dd>{{ end }}{{ end }}</dl>
{{ .Content }}
<table><thead><tr><th>Day</th><th>Status</th><th>Why</th></tr></thead><tbody>{{ range .Params.history }}
<tr><td>{{ .date }}</td><td>{{ .status }}</td><td>{{ .reason }}</td></tr>{{ end }}</tbody></table>{{ end }}
"""
_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<table><thead><tr><th>Title</th><th>Status</th><th>Due</th></tr></thead><tbody>{{ range .Pages }}
<tr><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td><td>{{ .Params.status }}</td><td>{{ .Params.due }}</td></tr>{{ end }}
</tbody></table>{{ end }}
"""


def hugo(records: Path, folder: Path, our_page: str) -> list[str]:
    """Makes the site's sources in folder, with the frame of our page; returns the command that builds it.

    The command builds into folder/public.
    """
    taxonomies = "\n".join(f'{field} = "{field}"' for field in LISTED)
    _write(folder / "config.toml", _HUGO.format(taxonomies=taxonomies))
    _write(folder / "layouts" / "_default" / "baseof.html", _frame(our_page))
    _write(folder / "layouts" / "_default" / "single.html", _SINGLE)
    _write(folder / "layouts" / "_default" / "list.html", _LIST)
    _copy_findings(records, folder / "content" / "recommendations")
    return ["hugo", "--quiet"]


def _frame(our_page: str) -> str:
    """Our page with a place for the title and for the content, as Hugo's base template."""
    whole = re.sub(r"<title>.*?</title>", "<title>{{ .Title }}</title>", our_page, flags=re.DOTALL)
    before, _, rest = whole.partition("<article")
    return f'{before}<article>{{{{ block "main" . }}}}{{{{ end }}}}</article>{rest.partition("</article>")[2]}'


def _copy_findings(records: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in read_folder(records):
        if file.kind is Kind.RECOMMENDATION:
            # Hugo takes `type` for the name of a layout and `date` in a list for nothing; the words stay the same.
            (folder / f"{file.id}.md").write_bytes(file.content.replace(b"\ntype: ", b"\nkind_of_finding: ", 1))


def ours(records: Path, folder: Path, project: Path) -> list[str]:
    """Makes a copy of this project with the records in folder; returns the command that builds it into folder/site."""
    for name in ("docs", "hooks"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(project / "mkdocs.yml", folder)
    shutil.copytree(records, folder / "records")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
