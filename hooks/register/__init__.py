"""The register: every recommendation that an inspectorate made to a police force, and what became of it.

The way of a record, always downhill. The core never asks what day it is, never prints, and does not know MkDocs:

    records/ files -> records -> snapshots -> figures -+-> pages, exports -> publishing -> site/
     text, spans      typed      how it       numbers, |    what readers     the whole site
                      facts,     stood on     changes, |    and programs     or none of it
                      words      a day        papers   |    get
                                                       +-> checks -> issues, and how to correct them
                                                       +-> editing -> records/ files (commands that write)

wording (sentences) stands beside them all. build.py makes the site of the records, and project.py that of a folder with
its ledger and guides; serving answers a browser while somebody looks at an edit. cli and mkdocs are the shells, which
alone know the clock, the environment (environment.py) and git (git.py). tests/test_house.py holds the order of imports.
"""
