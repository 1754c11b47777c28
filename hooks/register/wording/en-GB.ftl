# Every sentence of the interface, in one place. A second language is a second file like this one.
# Fluent syntax: { $count } is a value, and [one] and *[other] are the forms of a plural.

## What everything is called

progress-improved = Improved
progress-same = No change
progress-declined = Declined
progress-none = No grade to compare


finding = Finding
status = Status
due = Due
owner = Owner
question = Question
pillar = Pillar
grade = Grade
inspection = Inspection
received = Received
closed = Closed
body = { $kind ->
    [fire] service
    [policing-body] policing body
    [other] organisation
   *[police] force
}
reference = Reference
priority = Priority in the report
priority-high = High priority
priority-medium = Medium priority
priority-low = Low priority
also = Also about
also-title = Also about this question
counted-under = counted under { $name }
total = Total
all-findings = All findings
outstanding = Outstanding
ended = Closed
all-ended = All closed
overdue = Overdue
was-due = Was due
no-date = No date
no-owner = No owner
no-pillar = No pillar
not-recorded = Not recorded
day = Day
why = Why

## Counting

tiles-label = Outstanding findings by status, and how many are overdue
types-of-outstanding = Outstanding
types-of-all = All
count-of-type = { $count ->
    [one] 1 { $one }
   *[other] { $count } { $many }
}

late = { $span } late
green-but-late = green, but { $span } late
span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
span-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
span-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
slip-later = { $span } later than first promised
slip-earlier = { $span } earlier than first promised
past-first-date = { $count ->
    [one] 1 open finding is past its first due date.
   *[other] { $count } open findings are past their first due date.
}
times-redated = { $count ->
    [0] Date never moved
    [one] Date moved once
   *[other] Date moved { $count } times
}

## On every page

as-at-long = Position at { $day }.
meanings-title = What the statuses mean
meaning-outstanding = A finding is outstanding until it is closed: signed off, superseded, not accepted or withdrawn.
meaning-overdue = Overdue means open and past its due date.
read-paper = The paper for { $day }
see-all-findings = All findings

## The frame of every page

skip-link = Skip to main content
menu = Menu
contents = On this page
contents-title = Contents
search = Search
old-banner = This site was last updated on { $day }. It should have been updated since, so parts may be out of date.
accessibility-statement = Accessibility statement
contact-us = Contact
licensed-under = Published under the
not-found-title = Page not found
not-found-check = Check the address if you typed or pasted it. The page may also have moved.
not-found-home = Go to the register’s home page

## Search

search-label = Search the register
search-hint = Finds pages with every word you type, or with words like them.
search-no-script = Search needs JavaScript, which your browser does not run. The lists below lead to every finding.
search-count = Results:
search-none = Nothing found. Try fewer words, or only the start of a word.
search-partly = No page has every word you typed, so these have some of them.
search-instead = No page has the word you typed, so these have:
search-broad = Too many words start like that, so we looked for the exact word.
search-failed = Search could not be loaded. Try again, or use the lists below.
search-more = Show more results
search-lists = All lists
search-page = Page
search-paper = Paper
search-report = Report
search-due = due { $day }
called-red = red, red problems, at risk, failing, worst, causes of concern
called-overdue = late, overdue, deadlines missed, past its date, due dates, what is due
called-changes = changes, progress, news, updates, what is new, re-dated, moved dates
called-findings = findings, recommendations, open findings, outstanding, everything
called-owners = owners, who is responsible, accountable, who answers, leads, post-holders, roles
called-owner = owner responsible accountable answers lead owns
called-pillars = pillars, PEEL pillars
called-inspections = inspections, reports, grades, judgments, ratings, HMICFRS, PEEL, inspectorate
called-inspection = inspection, report, grades
called-meetings = papers, committee, audit committee, meetings, minutes, agenda, decisions
called-meeting = paper, meeting, committee{ $when ->
    [next] , next meeting, next paper
    [last] , last meeting, last paper, latest meeting, latest paper
   *[earlier] { "" }
  }
called-charts = trends, charts, graphs, statistics, figures, over time, performance
called-lists = stalled, waiting, attention, awaiting sign-off, promises, steps not kept, dates that moved
called-question = question, grade, { $grade }
called-status = { $stage ->
    [open] findings, open findings
    [done] findings, done, complete, awaiting sign-off
   *[ended] findings, ended, finished, completed, signed off
  }
called-data = data, download, spreadsheet, Excel, CSV, JSON, SQLite, RSS, feed, calendar, subscribe, follow, licence, reuse
called-corrections = corrections, mistakes, errors, put right

## Home

home-adds-up = { $all ->
    [0] There are no findings yet.
    [one] 1 finding: { $outstanding } outstanding, { $ended } closed.
   *[other] { $all } findings: { $outstanding } outstanding, { $ended } closed.
}
home-by-inspectorate = This is { $organisation }’s public record of what { $inspectorate } told it to improve, and what it has done.
not-recorded-count = { $count ->
    [one] The status of 1 more is not recorded.
   *[other] The status of { $count } more is not recorded.
}
totals-caption = Findings by status and type
red-title = Red
overdue-title = Overdue
due-soon-title = Due soon

in-short = In summary
some-overdue = { $count ->
    [one] 1 finding is overdue.
   *[other] { $count } findings are overdue.
}
overdue-besides-red = Besides the red ones:
some-undated = { $count ->
    [one] 1 open finding has no due date.
   *[other] { $count } open findings have no due date.
}
nothing-red = Nothing is red.
nothing-red-now = There are no recommendations currently graded red.
problems-red = { $count ->
    [one] 1 problem is red
   *[other] { $count } problems are red
  }{ $parts ->
    [0] .
   *[other] : { $findings } findings.
  }
some-red = { $count ->
    [one] 1 finding is red.
   *[other] { $count } findings are red.
}
nothing-overdue = Nothing is overdue.
nothing-due-soon = Nothing more is due by { $day }.
everything-dated = Every open finding has a due date.
no-findings-yet = There are no findings here yet.

## The first page of a paper, and the first screen of the home page

decisions-title = Decisions asked for
decision-note = Note this paper.
decision-dates = { $count ->
    [one] Agree the new date of
   *[other] Agree the new dates of
}
and-more = and { $count } more
and-more-red = { $count ->
    [one] 1 more finding is red.
   *[other] { $count } more findings are red.
}
with-part = With it:
changes-first = What is new:
changes-since-meeting = Since the { $committee } last met (position at { $start }):
changes-before-meeting = In the time before that, from { $start }:
changes-up-to-meeting = In the time before that:
changes-none = nothing
count-reports = { $count ->
    [one] 1 report received
   *[other] { $count } reports received
}
due-before = Due by { $day }:
steps-due = steps promised:
points-title = Points to raise
points-more = { $count ->
    [one] The same rules raise 1 more point.
   *[other] The same rules raise { $count } more points.
}
point-red-overdue = Red and { $span } past its date
point-red-silent = Red, and nothing new said since { $since }
point-redated = Date moved { $count } times
point-year-late = { $span } past its first date
point-no-outcome = A step whose day has passed has no outcome
point-green-late = Green, but { $span } late
point-differ = { $ended ->
    [yes] Closed in this register, but not by { $inspectorate }
   *[no] Closed by { $inspectorate }, but not in this register
}
point-no-evidence = Closed on { $day }, and no update gives evidence
point-response-late = Response to the report { $span } late
trend-findings = Outstanding
by-status = By status
trend-first = { $count ->
    [0] Nothing is outstanding
    [one] 1 finding is outstanding, { $red } of them red
   *[other] { $count } findings are outstanding, { $red } of them red
}
trend-rose = Outstanding findings have risen from { $was } to { $now } since { $start }
trend-fell = Outstanding findings have fallen from { $was } to { $now } since { $start }
trend-same = Outstanding findings have stayed at { $now } since { $start }
trend-red-rose = red findings have risen from { $was } to { $now }
trend-red-fell = red findings have fallen from { $was } to { $now }
trend-red-same = { $now ->
    [0] none is red
   *[other] red findings have stayed at { $now }
}
trend-scale = Each sign stands for up to { $count } findings.

## Lists of findings

recommendations-title = All findings
recommendations-intro = Recommendations, areas for improvement and causes of concern, each listed once. The newest report comes first.
recommendations-caption = All findings, by report, pillar and question
recommendations-caption-page = All findings, by report, pillar and question (page { $number } of { $count })
filter-label = Filter this list
filter-label-all = Filter this list, on all its pages
filter-more = Show more rows
filter-failed = The rows could not be loaded, so this list is neither sorted nor filtered.
page-title = { $title }, page { $number } of { $count }
pages = Pages of the list
page = Page { $number }
continued = (continued)
sections = Sections of this list
download-findings = Download { $count ->
    [one] this finding
   *[other] these { $count } findings
} as a spreadsheet (CSV)
download-changes = Download { $count ->
    [one] this change
   *[other] these { $count } changes
} as a spreadsheet (CSV)
palette-dark = Dark colours
palette-light = Light colours
lists-nothing = Nothing to show
permalink = Link to: { $title }
page-before = Previous
page-after = Next
filter-count = Rows shown:
filter-choices = Filter by status, owner, report and more
filter-any = Any
filter-clear = Clear these filters
facet-status = { status }
facet-owner = { owner }
facet-pillar = { pillar }
facet-question = { question }
facet-type = Type
facet-report = { report }
facet-received = Year received
facet-late = Overdue
facet-moved = Date moved
facet-step = Step without an outcome
facet-priority = { priority }
facet-yes = Yes
facet-no = No
facet-none = None
browse-all = Browse all findings
browse-statuses = By status
browse-owners = By owner
browse-pillars = By pillar and question
browse-inspections = By report
browse-red = Red
browse-overdue = Overdue or due soon
browse-lists = Date moved, or a step without an outcome

overdue-page-title = Overdue and due soon
overdue-caption = Open findings past their due date, longest overdue first
due-soon-caption = Open findings due by { $day }, soonest first
no-date-title = No due date
no-date-caption = Open findings without a due date

lists-title = Needing attention
not-reviewed-title = No update since the last meeting
not-reviewed-caption = Outstanding findings with no update since { $day }
not-reviewed-none = Every outstanding finding has been updated since { $day }.
often-redated-title = Date moved more than once
often-redated-caption = Outstanding findings whose due date has moved more than once
often-redated-none = No outstanding finding’s due date has moved more than once.
differ-title = The { $body } and the inspectorate differ
differ-caption = Findings that one of them has closed and the other has not
differ-inspectorate = Inspectorate’s status
differ-none = The { $body } and the inspectorate agree on what is closed.
waiting-title = Depends on another body
waiting-caption = Outstanding findings that depend on another body
waiting-none = No outstanding finding depends on another body.
quarters-title = Due dates by quarter
quarter-caption = Open findings by due date: { $quarter }
quarters-none = There are no open findings.
quarter = { $quarter ->
    [1] January to March
    [2] April to June
    [3] July to September
   *[other] October to December
} { $year }

owners-title = By owner
owners-intro = Each finding has a post-holder who answers for it.
owners-caption = Findings by owner
owner-caption = Findings that { $owner } answers for
owner-renamed = This role is now called { $name }
formerly-called = Formerly called
post-until = A post until
owner-contact = Contact
takes-part-title = Takes part
takes-part-intro = Another role answers for these findings, and they are counted under it.
takes-part-caption = Findings in which { $owner } takes part
owners-none = No finding has an owner yet.

red-page-title = Red findings
red-page-intro = Red findings, longest-standing first

statuses-title = By status
status-until = Up to and including { $day }:
status-was-called = called “{ $label }”.
statuses-intro = The { $body } sets the status. It is not the inspectorate’s judgment.
statuses-caption = Findings by status
stage = Stage
status-page-caption = { $status } findings
status-page-none = No finding has this status.
stage-open = There is still work to do.
stage-done = Work done, awaiting sign-off. Still counted as outstanding.
stage-unknown = Not recorded: it is neither outstanding nor closed.
stage-ended = No longer outstanding.

## Where to go next

go-on = Where to go next
go-red = What is red?
go-overdue = What is overdue, due soon or without a date?
go-corrections = What was corrected after it was published?
go-changes = What has changed since the committee last met?
go-owners = Who answers for what?
go-recommendations = All findings
go-inspections = What did each report say, and when is the response due?
go-pillars = How is each pillar graded?
go-statuses = How many findings have each status?
go-meetings = Committee papers
go-charts = Is it getting better?
go-lists = What has stalled, depends on others or slipped?

## A finding

official-words-of = What { $inspectorate } said
response-by-force = Response
response-by-policing-body = The policing body’s response
no-response = There is no response yet.
latest-response = Latest update, { $day }
response-of = Update, { $day }
response-first = First response, { $day }
evidence = Evidence
what-next = What happens next
next-by = by { $day }
next-was-due = Next step was due { $day }: no outcome recorded
latest-reason = Latest, { $day }: { $reason }
due-by = due { $day }
no-next = No next step is recorded.
status-since = { $status } since { $day }
first-due = First due
deadline = Deadline in the report
waiting-on = Depends on
inspectorate-status = Status given by { $inspectorate }
part-of = Part of
has-parts = Findings under this cause of concern
parent-superseded-by = What it was part of is superseded by
takes-place-of = Takes the place of
superseded-by = Superseded by
repeats = Repeats
repeated-by = Repeated by
repeats-another = Repeats an earlier finding
repeating-count = { $count ->
    [one] 1 of them repeats an earlier one.
   *[other] { $count } of them repeat earlier ones.
}
formerly = Earlier names
links-title = See also
as-it-was-title = As it was at each meeting
as-it-was-caption = How it stood on the day of each paper, newest first
timeline-title = Timeline
timeline-caption = What changed and when, newest first
timeline-event = What happened
approved-by = Approved by { $role }
not-approved = No approval recorded
event-received = Received
received-on = Received { $day }
event-due = Due { $day }
event-owner = Owner: { $owner }
event-renamed = { $was } is now called { $now }
event-inspectorate = { $inspectorate }: { $status }
event-next = Next: { $what }
event-with = With { $roles }
event-no-with = No other role takes part any more
event-waiting-on = Waiting on { $body }
event-no-waiting-on = No longer waiting on another body
event-no-inspectorate-status = { $inspectorate }: no status any more
event-outcome = Next step: { $outcome }
event-accepted = Accepted: { $answer }
event-note = Note
event-overdue = Became overdue
event-meeting = Paper for the meeting on { $day }
no-reason = No reason is recorded.
step = Step promised
step-by = By
step-became = Outcome
step-moved-to = moved to { $day }
step-done = Done on time
step-done-late = Done late
step-partly = Partly done
step-not-done = Not done
step-dropped = Dropped
step-replaced = Replaced by another step
step-no-outcome = No outcome recorded
step-to-come = Still to come
step-and-state = { $what }: { $state }
steps-promised = { $count ->
    [one] 1 step was promised:
   *[other] { $count } steps were promised:
}
steps-promised-then = { $count ->
    [one] 1 step was promised at the last meeting:
   *[other] { $count } steps were promised at the last meeting:
}
step-count-done = { $count } done on time
step-count-done-late = { $count } done late
step-count-partly = { $count } partly done
step-count-not-done = { $count } not done
step-count-dropped = { $count } dropped
step-count-replaced = { $count } replaced
step-count-no-outcome = { $count } with no outcome recorded
step-count-to-come = { $count } still to come
steps-title = Steps promised
steps-caption = Steps promised, and their outcomes
steps-caption-then = Steps promised by { $day }, and their outcomes since
steps-late-title = Steps without an outcome
steps-late-caption = Steps whose day has passed without a recorded outcome, longest overdue first
steps-late-none = Every step whose day has passed has an outcome.
event-step-passed = Step due, no outcome recorded
recorded-late = recorded on { $day }
taking-part = With
accepted = Accepted
accepted-yes = Yes
accepted-partly = In part
accepted-no = No
accepted-awaited = Not decided yet
acceptance = Acceptance: { $counts }.
count-accepted-yes = { $count } accepted
count-accepted-partly = { $count } accepted in part
count-accepted-no = { $count } not accepted
count-accepted-awaited = { $count } not decided yet
not-accepted-title = Accepted in part, not accepted or not decided
not-accepted-caption = Findings that are not fully accepted
outcome-done = done
outcome-partly = partly done
outcome-not-done = not done
outcome-dropped = dropped
corrections-title = Corrections
corrections-caption = Facts corrected after they were published
corrections-paper = Facts corrected in the register after the day of this paper
corrections-of-meeting = Corrections to the record of this meeting
corrections-intro = Everything that was put right in the register after it had been published, newest first.
corrections-none = Nothing has been corrected.
corrections-began = This register began on { $day }. What another organisation had published before is not compared with it.
corrections-new-since = Corrected since the last meeting ({ $start })
corrections-new = Corrected in the last { $count } days
correction-record = Record
correction-what = What was corrected
correction-before = Before
correction-after = After
correction-not-given = Not given
correction-papers = Papers:
correction-of-history = History, { $day }
correction-of-response = Response, { $day }
correction-feed = Corrected: { $title }
see-all-corrections = All corrections
withdrawn-note = This was entered in error. Its page keeps only the id, the date and the reason.
withheld-issue = there is a mistake here, in a withheld finding
withheld-issue-fix = run register check, which shows it on your own screen only
withheld-since = The words of this finding have been withheld since { $day }.
grade-awaited = The report is awaited

## Pillars, questions, inspections

pillars-title = By pillar
pillars-caption = Findings by pillar and status
pillars-none = No report with pillars has been recorded yet.
pillar-questions-caption = Questions in this pillar
no-pillar-title = Findings outside the pillars
question-grades-title = Grades
question-grades-caption = Grades for this question, newest report first
question-no-grades = No report has graded this question yet.
pillar-not-graded-yet = Not graded yet
pillar-no-grade = No report has graded this pillar yet.
not-graded = { $inspectorate } gives no grade for this question.
latest-grade = Latest grade
narrative-title = What the report says
findings-title = Findings
last-inspected = Last inspected
progress = Progress
judged-unknown = Not stated
progress-stated = The report states: { $progress }
pillar-or-question = Pillar or question

inspections-title = Inspections
inspections-caption = Inspections and their reports, newest first
inspections-none = No inspections are recorded yet.
report = Report
report-received = Report received
report-awaited = Report awaited
fieldwork-ended = Inspection completed
grades-title = Grades
grades-caption = Grades given by { $title }
grades-none = The report gives no grades.
grades-awaited = Grades will follow with the report.
summary-title = Summary
inspected-by = Inspected by
report-link = The report published by { $inspectorate }
response-clock = Response to the report
response-link = Read the response
response-in-time = { $count ->
    [0] Published on { $day }, the last day allowed.
    [one] Published on { $day }, 1 day before the deadline.
   *[other] Published on { $day }, { $count } days before the deadline.
}
response-too-late = Published on { $day }, { $span } late.
response-running = { $count ->
    [0] Due by { $day }, the last day allowed.
    [one] Due by { $day }: 1 day left.
   *[other] Due by { $day }: { $count } days left.
}
response-late = No response recorded. It was due by { $day }: { $span } late.
response-awaiting-report = The time allowed begins when the report is published.
responses-title = Response to each report
responses-caption = Responses to reports, newest report first
responses-last-day = Last day
response-law = { $days ->
    [56] The policing body publishes its comments within 56 days, beginning with the day of publication (Police Act 1996, section 55).
   *[other] The response is due within { $days } days, beginning with the day of publication.
}
no-findings-in-report = The report led to no findings.
no-new-findings-in-report = The report led to no new findings.
judged-again-title = Earlier findings that the report judged again
judged-again-caption = Earlier findings, and what the inspectorate says of them now

## Charts

charts-title = Trends
chart-over-time-description = Lines from the first meeting to today. Outstanding findings: solid, circles. Red: dashed, triangles. Overdue: dotted, squares.
chart-slip = { $moved ->
    [one] The date of 1 of { $count } outstanding findings has moved, by { $span }
   *[other] The dates of { $moved } of { $count } outstanding findings have moved, half of them by { $span } or more
}
chart-slip-none = The date of no outstanding finding has moved to a later day
chart-slip-description = One bar for each range of months by which a date is later than first promised: the number of outstanding findings.
chart-steps = { $kept } of { $count } steps that were due were done on time
chart-steps-none = No step has been promised
charts-none = Without a chart
chart-steps-description = One bar for each outcome: the number of steps.
chart-ahead = { $count ->
    [0] Nothing falls due in the next 12 months
    [one] 1 finding falls due in the next 12 months, in { $month }
   *[other] { $count } findings fall due in the next 12 months, { $most } of them in { $month }
}
chart-ahead-description = One bar for each month with anything due: the open findings due in it, by status.
chart-to-end = { $count ->
    [one] The finding that was closed took { $span }
   *[other] Half of the { $count } closed findings took { $span } or less
}
chart-to-end-description = One bar for each range of months from receipt to closure: the number of findings.
line-outstanding = { outstanding }
line-red = Red
line-overdue = Overdue
slip-head = Days later than first promised
chart-numbers-behind = The numbers
chart-download = Download this chart (SVG)
chart-grades = Grades from report to report
chart-grades-moved = { $title }: { $better } grades better than before, { $worse } worse, { $same } the same
chart-grades-caption = Grades by question, oldest report first: { $framework }
chart-ahead-rest = Open and not shown:
ahead-overdue = { $count } already overdue
ahead-later = { $count } due later
ahead-undated = { $count } without a date
chart-to-end-none = No finding has been closed yet.
chart-grades-note = More filled squares mean a better grade.
charts-no-grades = No report has given grades yet.
chart-grade-none = Not graded in this report
chart-numbers = The numbers: { $chart }
month = Month
span-head = Days from receipt to closure
span-up-to = Up to { $months } months
span = { $start } to { $end } months
span-over = Over { $months } months

## Changes

described = { $title }: from { $organisation }’s public record of what inspectors told it to improve, and what it has done.
described-finding = { $status }: { $type } from { $inspection }.
described-owner = Owner: { $owner }.
described-due = Due { $day }.
neighbours = Before and after this page
neighbour-before = Previous
neighbour-after = Next
trail = You are here
how-to-read = How to read the register
follow-and-data = Follow the register, or take its data
security = Security
for-staff = For those who keep the register
home = Home

changes-page-title = What changed
changes-intro = What changed since the committee last met, and in the time before each meeting.
changes-since = Since { $start }
changes-each = The time before each meeting
changes-of-title = What changed: { $period }
changes-all = All changes
changes-of-paper = The committee’s paper for this time:
changes-side-by-side = How many changes of each kind
change-kind = Change
changes-since-short = Since { $start }
changes-between-short = { $start } to { $end }
changes-until-short = Up to { $end }
changes-none-yet = There has been no meeting yet.
changes-period = From { $start } to { $end }
changes-up-to = Up to { $end }
changes-after = After { $start }, up to and including { $end }.
changes-caption = Changes from { $start } to { $end }
changes-caption-first = Changes up to { $end }
changes-nothing = Nothing changed in this period.
change = Change
change-new = New
change-turned-red = Turned red
change-left-red = No longer red
change-newly-overdue = Became overdue
change-redated = Date moved
change-undated = Date taken away
change-reopened = Reopened
change-status-moved = Status changed
change-owner-changed = New owner
change-accepted = Acceptance
change-ended = Closed
change-superseded = Folded into another
change-inspectorate-closed = Closed by the inspectorate
change-inspectorate-reopened = Reopened by the inspectorate
change-inspectorate = Status given by the inspectorate changed
by-inspectorate-closed = Closed by { $inspectorate }
by-inspectorate-reopened = Reopened by { $inspectorate }
by-inspectorate = Status given by { $inspectorate } changed
change-recorded-late = Recorded late
change-responses = New responses
change-removed = No longer in the register
change-inspections = What the inspectorate did
change-report = { $title }: report received on { $day }
change-moved = from { $was } to { $now }
change-now = now { $now }
change-was = was { $was }
change-due = due { $day }
changes-caption-revisions = Changes from { $start } to { $end }, as at { $day }
changes-papers = Past papers that would say something else
changes-working-tree = the records as they are now
grade-moves = Grade changed
grade-moves-caption = Grades that changed
movements-title = How the totals changed: before + added − removed = now
movements-caption = How the totals changed from { $start } to { $end }
movements-of = Number of findings
movements-then = Before
movements-joined = Added
movements-left = Removed
movements-now = Now
measure-outstanding = Outstanding
measure-red = Red
measure-overdue = Overdue
changes-counted = What changed:
changes-counted-since = Since the last meeting ({ $start }):
count-turned-red = { $count } turned red
count-new = { $count } new
count-newly-overdue = { $count } became overdue
count-redated = { $count ->
    [one] 1 date moved
   *[other] { $count } dates moved
}
count-undated = { $count ->
    [one] 1 date taken away
   *[other] { $count } dates taken away
}
count-reopened = { $count } reopened
count-left-red = { $count } no longer red
count-left-red-for = “{ $title }” was superseded by { $successors }
count-status-moved = { $count ->
    [one] 1 changed status
   *[other] { $count } changed status
}
moved-from-to = : from { $was } to { $now }
count-owner-changed = { $count ->
    [one] 1 new owner
   *[other] { $count } new owners
}
count-accepted = { $count ->
    [one] 1 answer on acceptance
   *[other] { $count } answers on acceptance
}
count-ended = { $count } closed
count-ended-as = { $count } as { $status }
ended-as = as { $status }
count-superseded = { $count } folded into another
count-inspectorate-closed = { $count } closed by the inspectorate
count-inspectorate-reopened = { $count } reopened by the inspectorate
count-inspectorate = { $count } changed status with the inspectorate
count-recorded-late = { $count } recorded late
count-removed = { $count } no longer in the register
reason-due-passed = Its due date passed.

## Meetings and papers

meetings-title = Meetings
meetings-intro = Each paper shows the position on its day. It is not changed afterwards.
meetings-caption = Meetings and their papers, newest first
meetings-none = No meetings are recorded yet.
meeting = Meeting
committee = Committee
agenda-item = Agenda item
contact = Contact
data-as-at = Position at
paper = Paper
paper-given = Position at { $day }.
paper-draft = Draft
paper-to-come = To come
paper-comes-later = The paper of this meeting will show the position at { $day }. A draft appears here once the paper before it has been given.
paper-given-before = Its paper had already been given, and is shown here unchanged.
not-held = Not held.
meeting-not-held = This meeting was not held. { $reason }
decided = What the committee decided
decided-before = What the committee decided last time
decided-on = What the { $committee } decided on { $day }
home-title = Home
draft-title = Draft: { $title }
draft-note = This is a draft. It shows the position at { $day }, and will be final at the end of { $final }.
paper-purpose = Purpose of this paper
paper-purpose-default = To update members on { $inspectorate }’s recommendations to { $organisation } and on progress.
paper-background = Background
paper-background-default = There is no further background to report.
paper-completed = Inspections completed since the last meeting
paper-completed-none = No inspections have been completed since the last meeting.
paper-completed-one = { $title }: completed on { $day }.
paper-received = Inspection reports received since the last meeting
paper-received-none = No inspection reports have been received since the last meeting.
paper-received-one = Received on { $day }.
paper-findings = Findings and responses
paper-findings-none = There are no new reports. Progress on earlier findings is in the sections below.
changes-in-appendix = Each change is in the appendix.
changes-in-full = Each change since the last meeting
paper-in-appendix = What the report says, and its findings in full, are in the appendix.
paper-appendix = Appendix
paper-part-findings = Findings under this heading
paper-part-none = There are no findings under this heading.
paper-grade = Grade: { $grade }.
paper-overdue-and-due = Overdue and due
paper-red-too = { $count ->
    [one] 1 more is red, and is in the section on red findings.
   *[other] { $count } more are red, and are in the section on red findings.
}
paper-red-alone = { $count ->
    [one] 1 finding. It is red, and is in the section on red findings.
   *[other] { $count } findings. All are red, and are in the section on red findings.
}
paper-overdue = Overdue on { $day }
paper-overdue-none = No findings were overdue on { $day }.
paper-due-soon = Due by { $day }
paper-changes = What changed since the last meeting
paper-changes-first = This is the committee’s first meeting on record, so everything is new to it.
paper-changes-none = Nothing has changed since the last meeting.
paper-outstanding-red = Outstanding recommendations graded red
paper-to-committee = Recommendations to the committee
paper-to-committee-default = The committee is asked to note the contents of this paper.
paper-contact = Contact officer
paper-contact-none = No contact officer is named.
paper-documents = Background documents
paper-documents-none = There are no background documents.
paper-changes-page = The numbers of its day
paper-changes-link = What had changed by { $day }, with the numbers of that day
paper-files = To print or share
form-pdf = PDF
form-docx = Word
page-of = Page { $page } of { $pages }
paper-totals-caption = Findings by status and type on { $day }

## Data

data-title = Data
data-intro = Download the register as a spreadsheet or as data. Every number on this site can be worked out from it.
data-caption = Files to download
data-terms = Whose data this is, and what you may do with it
data-publisher = Published by
data-body = The body’s id in the data
data-area = Area (GSS code)
data-licence = Licence
data-began = Register begun on
body-police = police force
body-fire = fire and rescue service
body-policing-body = policing body
body-other = other body
data-file = File
data-what = Contents
data-each-finding = Each finding also has a file of its own: data/recommendations/, its id and .json.
data-attribution = How to name the source
data-reading = Any other site may read the files in this folder. Texts are in Markdown. In the CSV files, a text that a spreadsheet might run as a formula begins with an apostrophe.
data-versions-title = Versions
data-promise = Within a version, fields are only added. When a new version changes or removes any, the one before stays for a year. An id is never used again. A finding entered in error leaves its place, the day and the reason. A withheld one stays a finding without its words.
data-version = Version { $version }
data-changes-2 = The words, the vocabulary, labels beside codes, the numbers of each paper, and what qualifies a number were added. An entry of a history holds only what changed. “superseded_by” is a list. A withdrawn finding leaves its place, the day and the reason. Version 1 stays in the folder data/v1 until November 2027.
data-changes-1 = Totals, findings with their history, inspections and meetings.
dictionary-title = What the fields of the data mean
dictionary-intro = Every object of register.json, then every table in register.zip and register.sqlite, each with a page of its fields. They are made from the same declaration as the files.
dictionary-of = { $name }: what its fields mean
dictionary-caption = Objects and tables of the data
dictionary-table = Name
dictionary-fields = Fields
alternate-json = The register as data
alternate-feed = What changed
alternate-catalogue = What the data are
workbook-days-overdue = Days overdue
workbook-since = Status since
workbook-said = Latest response
workbook-moved = Times moved
workbook-slip = Days later than first due
workbook-inspectorate = Inspectorate’s status
workbook-day = Position at
workbook-site = Website
dataset-title = Inspection recommendations and progress
dataset-description = What inspectors recommended to { $organisation }, and progress since. It holds each finding with its official wording, status, owner, due dates and history. The inspections and the committee papers are in it too.
data-catalogue = What the data are, for catalogues such as data.gov.uk.
data-json = The whole register as at { $day }: totals, findings with their words and history, inspections, meetings.
data-csv = One line for each finding, for a spreadsheet.
data-zip = The register as tables in CSV: findings, history, periods, changes, responses, inspections, grades, meetings and vocabulary. They are described as a Data Package and as CSV on the Web.
data-sqlite = The same tables as an SQLite database with keys, views and full-text search.
data-datasette = What Datasette says of that database and its columns. Start it with: datasette register.sqlite --metadata datasette.json.
data-xlsx = The findings as an Excel workbook for people: with their words, in the colours of their statuses, ready to filter and to print.
data-questions-title = Ten questions, ten answers
data-questions-intro = What people ask of the data most often, answered for a spreadsheet, SQL (on register.sqlite), pandas and jq. The days and words are examples: put in your own.
data-questions-first = Before you begin
data-questions-spreadsheet-first = In a spreadsheet, unpack register.zip and open the table that the answer names. Excel shows every letter right if you bring it in with “From Text/CSV”, which stands under Data. Give the first row a filter. Type a formula into row 2 of an empty column, and copy it down.
data-questions-jq-first = With jq, put each answer between single quotes: jq -c '…' register.json.
data-questions-pandas-first = In pandas, read the tables first:
in-spreadsheet = Spreadsheet
in-sql = SQL
in-pandas = pandas
in-jq = jq
question-overdue = How many findings is each owner overdue on?
spreadsheet-overdue = findings.csv: filter “overdue” for TRUE, then insert a pivot table with “owner” as rows and the count of “id” as values.
question-days-to-close = How long do findings take to close, by pillar?
spreadsheet-days-to-close = findings.csv: filter “stage” for “ended” and “status” for all but “withdrawn”. Add a column with “closed” minus “received”, as a number. Then insert a pivot table with “pillar” as rows and the average of that column as values.
question-re-dated = Which findings were given a later date most often?
spreadsheet-re-dated = findings.csv: filter “times_redated” for more than 0, and sort by it, largest first.
question-red-over-time = How many findings were red at each paper?
spreadsheet-red-over-time = meetings.csv: draw a line chart of “figures_red” against “as_at”.
question-past-day = What was the status of each finding on a past day?
spreadsheet-past-day = periods.csv: filter a column with =AND(F2<=DATE(2019,6,30),OR(G2="",G2>DATE(2019,6,30))) for TRUE. F is “from”, and G is “until”.
question-between = What changed between two days?
spreadsheet-between = changes.csv: add a column with =IF(C2="",B2,C2), which is “recorded”, or “date” where that is blank. Filter it for after the first day and up to the second.
question-word = Which findings are about a word?
spreadsheet-word = findings.csv: filter “recommendation” for text that contains the word, then do the same with “title”, “evidence” and “status_reason”.
question-response = When is the response to each report due, or was it late?
spreadsheet-response = inspections.csv: sort by “response_due”. “response_state” says how each stands, and “response_spare_days” by how many days.
question-chains = Which findings took the place of which?
spreadsheet-chains = findings.csv: filter “superseded_by” for what is not blank. Look each id up in “id” in turn, until “superseded_by” is blank.
question-since = What has changed since a day?
spreadsheet-since = findings.csv: filter “modified” for that day or later.
follow = Follow
follow-owner = Get told about changes to these findings, or see the due dates of { $owner } in your own calendar.
follow-feed = Changes, for a feed reader
follow-calendar = Due dates, for a calendar
follow-none = There is no feed or calendar, because this copy of the register has no web address of its own.
data-follow = Add the feed to a feed reader to be told of every change, and the calendar to your own for what is due. Each owner has both too, on the owner’s page.
data-feed-archives = Changes of earlier years:
data-feed-of-year = What changed in { $year }
data-feed = Recent changes, for a feed reader.
data-calendar = Due dates, promised steps, responses to reports and meetings to come, for a calendar.
attribution-ogl = Contains public sector information of { $organisation }, licensed under the Open Government Licence v3.0.
attribution = { $organisation }, licensed under { $licence }.
feed-title = { $organisation }: what changed in the register
calendar-title = { $organisation }: due dates
calendar-due = Due: { $title }
calendar-step = Next step: { $what } ({ $title })
calendar-response = Response due: { $title }
feed-new = New: { $title }
feed-fieldwork = Inspection completed: { $title }
feed-report = Report received: { $title }
feed-response = Response published: { $title }
feed-paper = Paper for the meeting on { $day }: { $title }
feed-decided = Decided on { $day }: { $title }
feed-late = It happened on { $day }.
data-schema = The JSON Schema of the front matter of a record of kind “{ $kind }”.
data-schema-of-data = The JSON Schema of register.json, with a description of every field.
data-schema-of-version-1 = The JSON Schema of version 1.
data-version-1 = The whole register in the form of version 1, for programs that have not been changed yet.
data-status = The commit that this site was made from, the day it shows, and how much it holds.
data-manifest = The SHA-256 checksum of every file of this site, so that a copy can be compared with it.

## Rules and fields

rules-title = The rules that records must follow
rules-intro = The checks name the rule that a record breaks. Here is what each rule means, and how to put the record right.
rules-number = { $count ->
    [one] There is 1 rule.
   *[other] There are { $count } rules.
}
rule-error = Error: the record is refused.
rule-warning = Warning: the record is published, but somebody should look at it.
rule-since = Checked only with --since, since it compares with an earlier revision.
fields-title = The fields of a record
fields-intro = Every field that a record can have. This page is made from the same declaration that the checks use.
fields-caption = Fields of { $name }
field = Field
field-type = Type
field-what = Contents
field-required = required
kind-register = register.yml
kind-owners = owners.yml
kind-framework = a framework
kind-inspection = an inspection
kind-recommendation = a finding
kind-meeting = a meeting

## Records that moved

moved-to = This page has moved: { $title }
meeting-moved-to = { $committee }: this meeting is now on { $day }.

## The private site

private-banner = Private: not for publication.
private-findings = What the check found, and what is unpublished
private-mark = This site shows unpublished records. It must not be published.
checked-title = What the check found
checked-intro = The records were checked as at { $day }. Errors stop a build, so most of these are warnings.
checked-caption = { $count ->
    [one] 1 issue
   *[other] { $count } issues
}
checked-where = Where
checked-rule = Rule
checked-what = What is wrong; what to write instead
checked-error = error
checked-warning = warning
checked-none = The check found nothing.
unpublished-title = Unpublished
unpublished-mark = Unpublished: this record is not on the public site.
staff-notes = Staff notes
staff-notes-mark = Staff notes are never published.
unpublished-none = Every record is published.

## Addresses that redirect

moved-page-title = This page has moved
moved-page = Go to the page that replaces it.

## The preview

broken-banner = The records have errors, so this preview still shows the pages as they were.

## The quarterly return: a workbook for each owner

return-sheet-help = Help
return-sheet-findings = Your findings
return-sheet-taking-part = You take part
return-sheet-in-full = Words in full
return-title = { $owner }: return at { $day }
return-page-of = Page { $page } of { $pages }
return-back = Send this file back by { $day } to whoever sent it to you.
return-back-to = Send this file back by { $day } to { $to }.
return-fill-in = Grey cells show the register. Fill in the yellow cells for what has changed. { $back }
return-taking-part = For information: other post-holders answer for these findings, and you take part.
return-help-number = Step { $number }
return-help-where = Open the sheet “{ $sheet }”. { $count ->
        [one] It has one row, for the finding that you answer for.
       *[other] It has { $count } rows, one for each finding that you answer for.
    }
return-help-cells = Grey cells show what the register says today. They are locked. Fill in the yellow cells for what has changed. An empty yellow cell means that nothing has changed.
return-help-status = New status: choose from the list; what each word means is below. Say why in the column beside it. A finding that is closed always needs a reason, and the role that approved it.
return-help-date = New date: fill it in only if the date moves. Say why, and who approved it. Write dates as in 31/12/2026.
return-help-response = What was done: say in a few plain sentences what was done since last time. The public will read this, and your reasons too, so name roles and not people. If nothing was done, say so.
return-help-step = Outcome of the step promised: choose what became of it. If there is a new step, write what it is and by when.
return-help-save = Save the file as an Excel workbook (.xlsx). You may filter rows and widen columns. Please leave the headings and the first column as they are. { $back }
column-id = Id
column-finding = Finding
column-words = Official words
column-status = Status now
column-due = Due now
column-step = Step promised
column-said = What was said last time
column-new-status = New status
column-new-due = New date
column-why = Why
column-approved-by = Approved by
column-response = What was done
column-outcome = Outcome of the step promised
column-next = Next step
column-by = By when
return-no-day = No date
return-no-step = None
return-nothing-said = Nothing yet
return-step = { $what } (by { $day })
return-cut = { $text } … (all of it is on the sheet “{ $sheet }”)
return-valid-title = Not a valid value
return-valid-word = Choose a word from the list, or leave the cell empty.
return-valid-day = Write a date, as in 31/12/2026, or leave the cell empty.
return-count = { $changing ->
        [one] 1 finding would change,
       *[other] { $changing } findings would change,
    } { $staying ->
        [one] 1 would stay as it is
       *[other] { $staying } would stay as they are
    }. { $silent ->
        [0] Every owner has answered.
        [one] 1 owner is silent.
       *[other] { $silent } owners are silent.
    }
return-count-blocked = { $count ->
        [one] 1 thing must be put right first.
       *[other] { $count } things must be put right first.
    }
return-reminder-to = To: { $owner }
return-reminder-subject = Subject: Inspection findings: your return, due on { $day }
return-reminder-none = We asked for your return on inspection findings by { $day }. We have not received it.
return-reminder-empty = We asked for your return on inspection findings by { $day }. The file came back with nothing filled in.
return-reminder-findings = { $count ->
        [one] You answer for one outstanding finding:
       *[other] You answer for { $count } outstanding findings:
    }
return-reminder-finding = { $title } ({ $status }, { $due })
return-reminder-due = due on { $day }
return-reminder-no-date = no due date
return-reminder-back = Please fill in the yellow cells of the workbook and send it back.
return-reminder-back-to = Please fill in the yellow cells of the workbook and send it to { $to }.
return-reminder-still = { $how } There is time until { $day }.
return-reminder-nothing = If nothing was done, please say so under “What was done”.
return-summary-title = Quarterly returns, recorded on { $day }
return-summary-silent = No answer yet from { $owners }.

## Many bodies side by side (register combine)

combined-title = Inspection findings of many bodies
combined-intro = Each body keeps its own register and its own words. They are compared by stage and colour alone, and each number leads to the body’s own page.
combined-as-at = Position at { $day }.
combined-foot = Made from the data that each body publishes. The licence and notice of each stand on its page.
combined-body = Body
combined-bodies = Bodies
combined-bodies-caption = Findings of each body, by the newest of its data that are sound
combined-data-of = Data as at
combined-old = { $span } old
combined-first = { $count ->
        [one] The first is shown.
       *[other] The first { $count } are shown.
    }
combined-number-all = All
combined-number-outstanding = Outstanding
combined-number-red = Red
combined-number-amber = Amber
combined-number-green = Green
combined-number-done = Work done
combined-number-overdue = Overdue
combined-all-compared = { $count ->
        [one] The body that can be compared
       *[other] All { $count } bodies that can be compared
    }
combined-not-comparable = Not comparable
combined-not-comparable-why = not comparable: { $why }
combined-other-version = its data are of version { $version }
combined-no-vocabulary = its data don’t say what its statuses mean
combined-trend = Is it getting better?
combined-trend-caption = Totals on each day with new data, newest first, each body by what it had last published
combined-problems = Problems with the sources
combined-no-problems = Every source was read, and none is late.
combined-red-title = Red findings
combined-overdue-title = Overdue findings
combined-questions-title = By question
combined-question-caption = Each body’s newest grade on this question, and its findings
combined-sources-title = Sources
combined-read = What was read
combined-read-caption = The files, with the day of their data
combined-file = File
combined-count = { $count ->
        [one] 1 finding in the body’s own register
       *[other] { $count } findings in the body’s own register
    }
combined-list-caption = { $title }: { $body }
combined-none = There are none.
combined-of-bodies = { $count ->
        [one] 1 body
       *[other] { $count } bodies
    }
combined-no-grade = Not graded
combined-own-register = The body’s own register
combined-numbers-caption = Numbers of findings
combined-grades = Grades
combined-grades-caption = Grades, newest report first
combined-meanings = What the statuses mean here
combined-search-label = Search the findings of all bodies
combined-search-hint = Finds findings with every word you type, or with words like them.
combined-search-no-script = Search needs JavaScript, which your browser does not run. The page of each body lists its findings.
combined-withheld = A withheld finding
combined-empty-source = it holds no .json file
combined-claimed = it was left out: it claims to be { $body }, and so does { $other }, of another organisation and address
combined-same-day = it was left out: it differs from { $other }, which is of the same body ({ $body }) and day ({ $day })
combined-late = the data of { $body } are late: the newest are of { $day }, { $days ->
        [one] 1 day ago
       *[other] { $days } days ago
    }
combined-not-stored = it holds values that can’t be stored ({ $why })
