"""The register: what an inspectorate recommended to a police force, and what became of it.

A record goes one way, downhill. Read the modules in this order:

    folder     which files are there, and of which kind?
    shares     who does work that is the same for many things?
    digests    are these the very same things as before?
    hidden     which characters can't be seen?
    front_matter  what do the facts of a file say, and where?
    source     what does a file literally say, and on which line?
    body       what do its words say: sections, dated responses, safe HTML?
    values     what may a single value be: a day, a text, a word?
    model      what is a recommendation, an inspection, a meeting? the declared fields
    nearest    which word was meant by one that is not known?
    records    the files as records, as far as they can be understood
    progress   did a grade get better?
    staff      what do staff see beside what the public sees?
    history    what did a record say on a day?
    finding    what is a finding of the checks?
    kept_findings  what did the check find, if nothing has changed since?
    checks/    does it make sense, alone, with the others and beside what it was?
    excerpt    how is a place in a file shown, with a caret?
    report     how is a finding of the checks shown here?
    reading    what do the records in a folder say now, and does it make sense?
    snapshot   how does everything stand on a day? the values
    as_at      makes the snapshot of a day from the records
    days       the register on one day after another
    summary    what are the numbers, in which order and in which groups?
    pictures   what would people rather see than read?
    changes    what is different between two days, or two revisions?
    timeline   what happened to one finding, day by day?
    paper      what does a meeting of the committee read?
    wording    how is it said: sentences, dates, plurals
    change_report  how are the changes between two days told?
    numbering  by which number does a member name a paragraph?
    addresses  where does each page stand, and how does one lead to another?
    rendering  how does a template become the HTML of a page? (templates/)
    rows       how do the rows of a list on many pages reach a browser that sorts them?
    pages      what does a reader see?
    pouring    how does a page get the theme's frame without being rendered by the theme?
    kept_pages which pages need not be made again?
    search_index   in which small file is a word found?
    search_entries what can a reader search for, and what does a result show?
    paper_pdf  a paper as a PDF
    html_to_word  how does HTML become the paragraphs, lists and tables of Word?
    paper_word a paper as a Word document
    workbook   what does a spreadsheet read?
    feeds      what do feed readers and calendars read?
    exports    what do programs read? all files below /data/
    headers    what may a page do, and how is each web host told so?
    disclosure whom does a person tell who found a weakness? security.txt
    manifest   what exactly was published, and as at when?
    verification  is a built site whole?
    ledger     which addresses were ever published?
    build      the paragraph that runs it all
    writing    who writes the files of a site?
    drafts     what does a new record look like?
    updates    how does a finding move on?
    imports    how does a spreadsheet become records?
    plain_form how is a record best written?

cli/ and mkdocs_hook are the shells around it; with shell.py, only they know the
clock, the environment and the outside world. git.py reads records of an earlier
revision for cli, writing.py has two processes read records and write the site, and
publication.py puts a new site into the place of the old one.
"""
