# Regular reports: names of rounds, reminders, how it ended for whoever fills in.
round-month = { $month }
round-week = week { $week } ({ $first }–{ $last })
round-term = term { $term } of { $year }
task-due =
    📝 <b>{ $title }</b>, { $round }
    { $unit }. Due: <b>{ $due }</b>.
task-overdue =
    ⏰ <b>{ $title }</b>, { $round }
    { $unit } has not sent it; it was due { $due }. Please send it, late ones are taken too.
task-fill = ✏️ Fill in now
task-later = ⏱ Remind me in 2 hours
task-done =
    ✅ <b>{ $title }</b>, { $round }
    { $unit } sent it at { $at }. Thank you.
task-done-late =
    ✅ <b>{ $title }</b>, { $round }
    { $unit } sent it at { $at } (late). Thank you.
task-excused =
    ☑️ <b>{ $title }</b>, { $round }
    { $unit } owes nothing this time.
