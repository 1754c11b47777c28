# Every sentence of the interface, in one place. A second language is a second file like this one.
# Fluent syntax: { $count } is a value, and [one] and *[other] are the forms of a plural.

## What everything is called

type-cause-of-concern = Cause of concern
type-recommendation = Recommendation
type-area-for-improvement = Area for improvement
types-cause-of-concern = Causes of concern
types-recommendation = Recommendations
types-area-for-improvement = Areas for improvement

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
reference = Reference
total = Total
all-findings = All findings
outstanding = Outstanding
ended = Ended
overdue = Overdue
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
count-cause-of-concern = { $count ->
    [one] 1 cause of concern
   *[other] { $count } causes of concern
}
count-recommendation = { $count ->
    [one] 1 recommendation
   *[other] { $count } recommendations
}
count-area-for-improvement = { $count ->
    [one] 1 area for improvement
   *[other] { $count } areas for improvement
}

days-late = { $count ->
    [one] 1 day late
   *[other] { $count } days late
}
times-redated = { $count ->
    [0] Never re-dated
    [one] Re-dated once
   *[other] Re-dated { $count } times
}

## On every page

as-at-long = This page shows the register as at { $day }.
meanings-title = What the statuses mean
meaning-outstanding = A finding is outstanding until it has ended: signed off, superseded, not accepted or withdrawn.
meaning-overdue = Overdue means open and past its due date.
read-paper = The paper for { $day }
see-all-red = The red summary
see-all-overdue = Everything overdue, due soon or without a date
see-all-changes = All changes, also between earlier meetings
see-all-findings = All findings

## Around every page

skip-link = Skip to the content
menu = Menu
contents = On this page
search = Search
old-banner = This site is of { $day } and should have been renewed since, so what it says may be out of date.
accessibility-statement = Accessibility statement
not-found-title = Page not found
not-found-check = Check the address if you typed or pasted it. The page may also have moved.
not-found-home = The first page of the register

## Search

search-label = Words to find
search-hint = All of these words must be there. The last may be the beginning of a word.
search-no-script = The search needs JavaScript, which your browser does not run. The lists below lead to every finding.
search-count = Results:
search-none = No page has all of these words. Try fewer words, or only their beginnings.
search-broad = Many words begin like this, so only the whole word was sought.
search-failed = The search could not be loaded. Try again, or use the lists below.
search-more = Show more results
search-lists = Lists of everything
search-page = Page
search-due = due { $day }

## Home

home-adds-up = { $all ->
    [0] The register holds no findings yet.
    [one] The register holds 1 finding: { $outstanding } outstanding and { $ended } ended.
   *[other] The register holds { $all } findings: { $outstanding } outstanding and { $ended } ended.
}
home-by-inspectorate = { $organisation } keeps here what { $inspectorate } asked of it, and what became of each finding.
not-recorded-count = { $count ->
    [one] The status of 1 more is not recorded.
   *[other] The status of { $count } more is not recorded.
}
totals-caption = Findings by status and type
red-title = Red
overdue-title = Overdue
due-soon-title = Due soon
changes-title = What changed since the last meeting

in-short = In short
some-overdue = { $count ->
    [one] 1 finding is overdue.
   *[other] { $count } findings are overdue.
}
some-due-soon = { $count ->
    [one] 1 finding is due by { $day }.
   *[other] { $count } findings are due by { $day }.
}
some-undated = { $count ->
    [one] 1 open finding has no due date.
   *[other] { $count } open findings have no due date.
}
too-many-changes = { $count ->
    [one] 1 change is too much to list here.
   *[other] { $count } changes are too many to list here.
}
nothing-red = No recommendations are graded red.
nothing-red-now = There are no recommendations currently graded red.
some-red = { $count ->
    [one] 1 finding is graded red.
   *[other] { $count } findings are graded red.
}
nothing-overdue = Nothing is overdue.
nothing-due-soon = Nothing is due by { $day }.
everything-dated = Every open finding has a due date.
no-findings-yet = There are no findings here yet.

## Lists of findings

recommendations-title = All recommendations
recommendations-intro = Every finding once: recommendations, areas for improvement and causes of concern. The newest report comes first.
recommendations-caption = All findings, by report, pillar and question
recommendations-caption-page = All findings, by report, pillar and question (page { $number } of { $count })
filter-label = Show only rows with these words
filter-label-all = Show only findings with these words, from all pages
filter-more = Show more rows
filter-failed = The rows of the other pages could not be loaded. Use the pages below.
page-title = { $title }, page { $number } of { $count }
pages = Pages of the list
page = Page { $number }
page-before = Previous
page-after = Next
filter-count = Rows shown:

overdue-page-title = Overdue and due
overdue-caption = Open findings past their due date, the latest first
due-soon-caption = Open findings due by { $day }, the nearest first
no-date-title = Without a date
no-date-caption = Open findings without a due date

lists-title = More lists
not-reviewed-title = Not reviewed since the last meeting
not-reviewed-caption = Outstanding findings of which nothing was recorded or said after { $day }
not-reviewed-none = Something was recorded or said of every outstanding finding after { $day }.
often-redated-title = Re-dated more than once
often-redated-caption = Outstanding findings whose due date moved more than once
often-redated-none = No outstanding finding was re-dated more than once.
waiting-title = Waiting on another body
waiting-caption = Outstanding findings for which another body must act first
waiting-none = No outstanding finding waits on another body.
quarters-title = By the quarter in which they are due
quarter-caption = Open findings: { $quarter }
quarters-none = There are no open findings.
quarter = { $quarter ->
    [1] January to March
    [2] April to June
    [3] July to September
   *[other] October to December
} { $year }

owners-title = By owner
owners-intro = Owners are roles. Each answers for the findings listed under its name.
owners-caption = Findings by owner
owner-caption = Findings that { $owner } answers for
owners-none = No finding has an owner yet.

red-page-title = Red-status summary
red-page-intro = Each finding whose status is red, the one that has been red longest first.

statuses-title = By status
statuses-intro = The force sets the status. It is not the inspectorate’s judgment.
statuses-caption = Findings by status
stage = Stage
status-page-caption = Findings whose status is { $status }
status-page-none = No finding has this status.
stage-open = Open: work is still to be done.
stage-done = Done: it awaits sign-off, and is still outstanding.
stage-unknown = Not recorded: it is neither outstanding nor closed.
stage-ended = Ended: it is no longer outstanding.

## The way on

go-on = Where to go next
go-red = What is red?
go-overdue = What is overdue, due soon or without a date?
go-changes = What moved since the committee last met?
go-owners = Who answers for what?
go-recommendations = Which findings are there in all?
go-inspections = What did each report say, and when is the response to it due?
go-pillars = How does each pillar stand?
go-statuses = How many findings has each status?
go-meetings = What did the committee read?
go-charts = How do the numbers look over time?
go-lists = What has stood still, waits on others, or was re-dated?

## A finding

official-words = Official words
official-words-of = What { $inspectorate } said
response-by-force = The force’s response
response-by-policing-body = The policing body’s response
no-response = The force has not responded yet.
latest-response = Latest response, { $day }
response-of = Said on { $day }
response-first = First response ({ $day })
evidence = Evidence
what-next = What happens next
next-by = by { $day }
no-next = No next step is recorded.
status-since = { $status } since { $day }
first-due = First due
deadline = Deadline in the report
waiting-on = Waiting on
inspectorate-status = Status given by { $inspectorate }
part-of = Part of
has-parts = Findings that belong to it
superseded-by = Superseded by
repeats = Repeats
formerly = Earlier names
links-title = See also
timeline-title = Timeline
timeline-caption = What changed and when, the newest first
timeline-event = What happened
approved-by = Approved by { $role }
event-received = Received
event-due = Due { $day }
event-owner = Owner: { $owner }
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
event-meeting = Paper for the meeting of { $day }
no-reason = No reason is recorded.
recorded-late = recorded on { $day }
taking-part = With
accepted = Accepted
accepted-yes = Yes
accepted-partly = In part
accepted-no = No
accepted-awaited = Not decided yet
outcome-done = done
outcome-partly = partly done
outcome-not-done = not done
outcome-dropped = dropped
corrections-title = Corrections
corrections-caption = What was put right in facts already published
corrections-paper = What was put right in the register after the day of this paper
correction-what = What was put right
withdrawn-note = This was entered in error. Its page keeps the id, the date and the reason only.
withheld-issue = something is wrong here, in a withheld finding
withheld-issue-fix = run register check, which shows it on your own screen alone
withheld-since = The words of this finding have been withheld since { $day }.
grade-awaited = The report is awaited

## Pillars, questions, inspections

pillars-title = By pillar
pillars-caption = Findings by pillar and status
pillars-none = The register has no pillars.
pillar-questions-caption = Questions of this pillar
no-pillar-title = Findings of no pillar
question-grades-title = Grades
question-grades-caption = Grades for this question, the newest report first
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
inspections-caption = Inspections and their reports, the newest first
inspections-none = No inspections are recorded yet.
report = Report
report-received = Report received
report-awaited = Report awaited
fieldwork-ended = Inspection in force completed
grades-title = Grades
grades-caption = Grades given by { $title }
grades-none = The report gives no grades.
grades-awaited = The grades follow with the report.
summary-title = Summary
report-link = The report on the inspectorate’s site
response-clock = Published response to the report
response-in-time = { $count ->
    [0] Published on { $day }, the last day for it.
    [one] Published on { $day }, with 1 day to spare.
   *[other] Published on { $day }, with { $count } days to spare.
}
response-too-late = { $count ->
    [one] Published on { $day }, 1 day late.
   *[other] Published on { $day }, { $count } days late.
}
response-running = { $count ->
    [0] Due by { $day }: this is the last day.
    [one] Due by { $day }: 1 day is left.
   *[other] Due by { $day }: { $count } days are left.
}
response-late = { $count ->
    [one] Not recorded. It was due by { $day }: 1 day late.
   *[other] Not recorded. It was due by { $day }: { $count } days late.
}
response-awaiting-report = The report is awaited, so no time is running.
responses-title = The published response to each report
responses-caption = Responses to reports, the newest report first
responses-last-day = Last day
response-law = The policing body publishes its comments within { $days } days, beginning with the day of publication (Police Act 1996, section 55).
no-findings-in-report = The report led to no findings.

## Charts

charts-title = Pictures
chart-over-time = Outstanding findings at each meeting
chart-over-time-description = A bar for each meeting and for today, made of the outstanding findings of each status. The table below has the same numbers.
chart-ahead = Due in the next twelve months
chart-ahead-description = A bar for each month, made of the open findings due in it by status. The table below has the same numbers.
chart-to-end = How long findings took to end
chart-to-end-description = A bar for each span of days from receipt to end, with the number of findings. The table below has the same numbers.
chart-grades = Grades from report to report
chart-grades-caption = Grades by question, the oldest report first: { $framework }
chart-ahead-rest = Also open: { $overdue } overdue, { $later } due later and { $undated } without a date. With the { $shown } shown, they make { $open }.
chart-to-end-half = Half of the ended findings took { $days } days or less.
chart-to-end-none = No finding has ended yet.
chart-grades-note = The squares repeat the grade: the more are filled, the better it is.
charts-no-grades = No report has given grades yet.
chart-grade-none = Not graded in this report
chart-numbers = The numbers: { $chart }
month = Month
span-head = Days from receipt to end
span-up-to = Up to { $days } days
span = { $start } to { $end } days
span-over = Over { $days } days

## Changes

changes-page-title = What changed
changes-intro = Everything that happened between meetings of the committee, newest first.
changes-none-yet = There is no meeting to count from yet.
changes-period = From { $start } to { $end }
changes-up-to = Up to { $end }
changes-after = After { $start }, up to and including { $end }.
changes-caption = Changes from { $start } to { $end }
changes-caption-first = Changes up to { $end }
changes-nothing = Nothing changed in this time.
changes-nothing-since = Nothing changed since { $start }.
change = Change
change-new = New
change-turned-red = Turned red
change-left-red = Left red
change-newly-overdue = Became overdue
change-redated = Re-dated
change-undated = Date taken away
change-reopened = Reopened
change-status-moved = Status moved
change-owner-changed = New owner
change-ended = Ended
change-recorded-late = Recorded late
change-responses = New responses from the force
change-removed = No longer in the register
change-inspections = What the inspectorate did
change-report = { $title }: report received on { $day }
change-moved = from { $was } to { $now }
change-now = now { $now }
change-was = was { $was }
change-due = due { $day }
changes-caption-revisions = Changes from { $start } to { $end }, as at { $day }
changes-working-tree = the records as they stand
grade-moves = Grade moved
grade-moves-caption = Grades that moved
movements-title = How the numbers moved: then + joined − left = now
movements-caption = How the numbers moved from { $start } to { $end }
movements-of = Number of findings
movements-then = Then
movements-joined = Joined
movements-left = Left
movements-now = Now
measure-outstanding = Outstanding
measure-red = Red
measure-overdue = Overdue
changes-counted = What changed:
changes-counted-since = Since { $start }:
count-turned-red = { $count } turned red
count-new = { $count } new
count-newly-overdue = { $count } became overdue
count-redated = { $count } re-dated
count-undated = { $count ->
    [one] 1 date taken away
   *[other] { $count } dates taken away
}
count-reopened = { $count } reopened
count-left-red = { $count } left red
count-status-moved = { $count ->
    [one] 1 status moved
   *[other] { $count } statuses moved
}
count-owner-changed = { $count ->
    [one] 1 new owner
   *[other] { $count } new owners
}
count-ended = { $count } ended
count-recorded-late = { $count } recorded late
count-removed = { $count } no longer in the register
reason-due-passed = Its due date passed.

## Meetings and papers

meetings-title = Meetings
meetings-intro = The paper of each meeting says what was so on its day. It doesn’t change when the register does.
meetings-caption = Meetings and their papers, the newest first
meetings-none = No meetings are recorded yet.
meeting = Meeting
committee = Committee
agenda-item = Agenda item
contact = Contact
data-as-at = Data as at
draft = Draft
draft-title = Draft: { $title }
draft-note = This is a draft. It shows the register as at { $day }, and will be final on { $final }.
paper-red = { $count ->
    [0] No recommendations are graded red.
    [one] 1 outstanding finding is graded red.
   *[other] { $count } outstanding findings are graded red.
}
paper-totals = { $all ->
    [0] The register holds no findings.
    [one] The register holds 1 finding: { $outstanding } outstanding, { $ended } ended.
   *[other] The register holds { $all } findings: { $outstanding } outstanding, { $ended } ended.
}
paper-purpose = Purpose of this paper
paper-purpose-default = To give members of the committee oversight of what { $inspectorate } recommended to { $organisation }, and of what became of it.
paper-background = Background
paper-background-default = There is nothing to add to the sections below.
paper-completed = Inspections completed since the last meeting
paper-completed-none = No inspections have been completed in the force since the last meeting.
paper-completed-one = { $title }: completed on { $day }.
paper-received = Inspection reports received since the last meeting
paper-received-none = No inspection reports have been received since the last meeting.
paper-received-one = Received on { $day }.
paper-findings = Findings and the force’s response
paper-findings-none = There are no new reports, so there is nothing to set out here. Progress on earlier findings stands in the next sections.
paper-part-findings = Findings under this heading
paper-part-none = There are no findings under this heading.
paper-grade = Grade: { $grade }.
paper-red-responses = What the force said on red findings stands with them, in the next section.
paper-overdue = Overdue on { $day }
paper-overdue-none = No finding is overdue on { $day }.
paper-due-soon = Due by { $day }
paper-changes = What changed since the last meeting
paper-changes-first = This is the first meeting on record, so everything is new.
paper-changes-none = Nothing has changed since the last meeting.
paper-outstanding-red = Outstanding recommendations graded red
paper-to-committee = Recommendations to the committee
paper-to-committee-default = The committee is asked to note the contents of this paper.
paper-contact = Contact officer
paper-contact-none = No contact officer is named.
paper-documents = Background documents
paper-documents-none = There are no background documents.
paper-files = To print or to share
form-pdf = PDF
form-docx = Word
page-of = Page { $page } of { $pages }
paper-totals-caption = Findings by status and type on { $day }

## Data

data-title = Data
data-intro = The same facts for programs and spreadsheets. Every number on this site can be computed from them.
data-caption = Files to download
data-file = File
data-what = What it holds
data-json = The whole register as at { $day }: totals, findings with their history, inspections, meetings.
data-csv = One line a finding, for a spreadsheet. A text that a spreadsheet might run as a formula begins with an apostrophe.
data-xlsx = The same lines as an Excel workbook, with a filter, and with sheets that explain statuses and columns.
data-feed = What happened lately, for a feed reader.
data-calendar = The due dates of open findings and the meetings to come, for a calendar.
feed-title = { $organisation }: what changed in the register
calendar-title = { $organisation }: due dates
calendar-due = Due: { $title }
data-schema = The JSON Schema of the front matter of a record of kind “{ $kind }”.
data-status = The commit that this site was made from, the day that it speaks of, and how much it holds.
data-manifest = The SHA-256 sum of every file of this site, so that a copy can be compared with it.

## Rules and fields

rules-title = The rules that every record is held to
rules-intro = The checks name the rule that a record breaks. Here is what each means, and how to mend it.
rules-number = { $count ->
    [one] There is 1 rule.
   *[other] There are { $count } rules.
}
rule-error = Error: the record is refused.
rule-warning = Warning: the record is published, but somebody should look.
rule-since = It compares with an earlier revision, so it is judged only with --since.
fields-title = The fields of a record
fields-intro = Every field that a record can have. This page is made from the same declaration that the checks use.
fields-caption = Fields of { $name }
field = Field
field-what = What it holds
field-required = required
kind-register = register.yml
kind-framework = a framework
kind-inspection = an inspection
kind-recommendation = a finding
kind-meeting = a meeting

## Records that moved

moved-to = This finding has another address now: { $title }

## The private site

private-banner = Private: not for publication.
private-findings = What the check found, and what is unpublished
private-mark = This site shows unpublished records. It may not be published.
checked-title = What the check found
checked-intro = The records as they were checked for { $day }. Errors stop a build, so most of what stands here are warnings.
checked-caption = { $count ->
    [one] 1 finding of the check
   *[other] { $count } findings of the check
}
checked-where = Where
checked-rule = Rule
checked-what = What is wrong; what to write instead
checked-error = error
checked-warning = warning
checked-none = The check found nothing.
unpublished-title = Unpublished
unpublished-mark = Unpublished: the public site has nothing of this record.
staff-notes = Staff notes
staff-notes-mark = Staff notes are never published.
unpublished-none = Every record is published.

## Addresses that lead on

moved-page-title = This page has moved
moved-page = Go to the page that takes its place.

## The preview

broken-banner = The records have errors, so this preview shows the pages as they were before.
