# The alert, the status and the timeline of an incident.
time-yesterday = { $clock } yesterday
time-before-report = { $clock } ({ $ago } before the report)
shortened = { $text }… ({ $left } more characters, see “Full text”)
duration-moment = under a minute
duration-minutes = { $minutes } min
duration-hours = { $hours } h{ $minutes ->
    [0] {""}
   *[other] { " " }{ $minutes } min
}
duration-days = { $days } days

people-pupils-affected = { $count } { $count ->
    [one] pupil
   *[other] pupils
}
people-staff-affected = { $count } staff
people-injured = { $count } injured
people-in-hospital = { $count } in hospital
people-dead = { $count } dead

alert-title = { $icon } <b>{ $severity }</b> · { $category_icon } <b>{ $category }</b>
alert-unit = 🏫 <b>{ $unit }</b> · { $code }
alert-unit-renamed = 🏫 <b>{ $unit }</b> (now { $now }) · { $code }
alert-people = 👥 <b>{ $text }</b>
alert-when = 🕘 { $text }
alert-media = 📰 Media: <b>{ $text }</b>
alert-what = 📝 { $text }
alert-details-follow = 📝 Urgent report, details will follow.
alert-content-gone = 🗄 The content was removed after its retention period.
alert-done = ✔️ Done: { $text }
alert-told = 📣 Told: { $text }
alert-needs = 🆘 Needs: { $text }
alert-added = ▫️ { $label }: { $text }
alert-head = 📞 { $name } · { $phone }
alert-head-delegated = 📞 Reported by: { $name } (delegated) · { $phone }
alert-instead = 🔁 <b>Instead of { $names }</b>
alert-update-due = ⏰ The unit owes an update by { $at }
alert-files-caption = 📎 Attachments of { $code }
alert-map-caption = 📍 Location of { $code }

state-open = ⏳ <b>Nobody has taken it</b> · { $count } alerted
state-open-head = ⏳ <b>Nobody has taken it yet</b>; the bot reminds them and calls the next level.
state-waiting = 🌙 Leaders are alerted at { $at }. If it cannot wait, correct the severity.
state-nobody = ⚠️ <b>Nobody has received the alert</b>
state-nobody-head = ⚠️ <b>No leader could be reached by chat.</b> Please phone the Department now.
called-off = <b>{ $code }</b>
state-acknowledged = ✅ <b>Taken by</b> { $name } · { $at }
state-resolved = 🏁 <b>Resolved</b> · { $at } · to be closed
state-closed = 🔒 <b>Closed</b> · { $at }
state-withdrawn = 🗑 <b>Withdrawn by the unit</b> · { $at }

status-title = { $icon } <b>{ $code }</b> · { $category }
status-alerted = 🔔 Alerted: { $names }
status-names-more = { $names } and { $count } more
status-update-due = ⏰ Please send an update before { $at }
checklist-title = <b>Do this now:</b>

act-acknowledge = ✅ Take it
act-take-over = 🔁 Take it over
act-ask = ❓ Ask
act-instruct = 📣 Instruct
act-hand-over = ↪️ Hand over
act-escalate = ⬆️ Escalate
act-resolve = 🏁 Resolve
act-close = 🔒 Close
act-reopen = ♻️ Reopen
act-update = ➕ Update
act-nothing-new = 🟰 Nothing new
act-write-update = ✍️ Write an update
act-correct = ✏️ Correct
act-final-report = 📄 Final report
act-withdraw = 🗑 Withdraw
act-answer = 💬 Answer
act-show = Show the incident
see-all = 🗂 Full text, timeline
see-files = 🖼 Pictures, files ({ $count })
see-map = 📍 Map
see-report = 🗂 Full text
see-checklist = 📋 Checklist
see-again = Show the incident

line-opened = { $actor } sent the rapid report{ $delegated ->
    [yes] { " " }(delegated)
   *[no] {""}
}
line-alerted = Alerted { $to }
line-unreachable = ⚠️ Could not reach { $to }
line-risen = 🔔 Also alerted { $to }
line-overdue = ⏰ Update overdue, alerted again
line-lost = ⚠️ { $to } can no longer be reached, alerted again
line-left-post = ↩️ { $to } does not hold the post any more, alerted again
line-acknowledge = ✅ { $actor } took it
line-ask = ❓ { $actor } asked: { $text }
line-answer = 💬 { $actor } answered: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files }
}
line-instruct = 📣 { $actor } instructed: { $text }
line-hand-over = ↪️ { $actor } handed it over to { $to }
line-escalate = ⬆️ { $actor } escalated it
line-resolve = 🏁 { $actor } resolved it: { $text }
line-reopen = ♻️ { $actor } reopened it: { $text }
line-close = 🔒 { $actor } closed it
line-update = ➕ { $actor }: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files }
}
line-correct = ✏️ { $actor } corrected { $field }: { $text }
line-withdraw = 🗑 { $actor } withdrew the report: { $text }
line-final-report = 📄 { $actor }, final report: { $text }{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files }
}
line-severity = { $actor } raised the severity: { $text }
line-stands-in = 🔁 { $actor } is alerted instead of { $to }
line-take-over = 🔁 { $actor } handles it instead of { $to }
line-give-back = ↩️ { $actor } goes on instead of { $to }

# Short messages with a sound that quote the alert.
nudge-repeat = ⏰ Nobody has taken <b>{ $code }</b> for { $waited }. { $unit }
nudge-lost = ⚠️ { $name }, who had taken <b>{ $code }</b>, can no longer be reached. Please take it.
nudge-left-post = ⚠️ { $name }, who had taken <b>{ $code }</b>, does not hold the post any more. Please take it.
nudge-head-lost = ⚠️ <b>{ $code }</b>: the bot can no longer reach { $name }. Please phone 📞 { $phone }
nudge-relieved-hand-over = ↪️ { $actor } handed <b>{ $code }</b> over to { $to }. It is no longer yours.
nudge-relieved-escalate = ⬆️ { $actor } escalated <b>{ $code }</b>. It is no longer yours.
nudge-relieved-resolve = 🏁 { $actor } resolved <b>{ $code }</b>: { $text }
nudge-offered = 🔁 { $absent } is absent and has taken <b>{ $code }</b> ({ $unit }). Will you take it over?
nudge-handed = ↪️ { $actor } handed <b>{ $code }</b> over to you.
nudge-escalated = ⬆️ { $actor } escalated <b>{ $code }</b> to you. { $unit }
nudge-overdue = ⏰ <b>{ $code }</b>: the update is overdue. Please take it and call the unit.
nudge-update = ➕ <b>{ $code }</b> · { $unit }: { $text }
nudge-update-graver = { $icon } <b>{ $code }</b> is now <b>{ $severity }</b> · { $unit }: { $text }
nudge-answer = 💬 <b>{ $code }</b> · { $actor } answered: { $text }
nudge-correct = ✏️ <b>{ $code }</b>, { $field } corrected: { $text }
nudge-correct-graver = { $icon } <b>{ $code }</b> is now <b>{ $severity }</b> · { $field } corrected: { $text }
nudge-withdraw = 🗑 The unit has withdrawn <b>{ $code }</b>: { $text }
nudge-final-report = 📄 Final report of <b>{ $code }</b>: { $text }
nudge-reopen = ♻️ { $actor } reopened <b>{ $code }</b>: { $text }
files-only = (attachments)

head-acknowledge = ✅ <b>{ $code }</b> has been taken by { $actor }.{ $due ->
    [none] {""}
   *[other] { " " }Please send an update before { $due }.
}
head-ask = ❓ <b>{ $actor } asks</b> ({ $code }):
    { $text }
head-instruct = 📣 <b>{ $actor } instructs</b> ({ $code }):
    { $text }
head-resolve = 🏁 { $actor } resolved <b>{ $code }</b>: { $text }

    Please send the final report{ $due ->
        [none] {""}
       *[other] { " " }before { $due }
    }.
head-resolved = 🏁 { $actor } resolved <b>{ $code }</b>: { $text }
head-nobody = ⚠️ <b>{ $code }</b>: no leader can be reached by chat. Please phone the Department now.
question-answered = ✅ Answered
head-close = 🔒 <b>{ $code }</b> is closed. Thank you.
head-reported-for = 📝 { $actor } has sent <b>{ $code }</b> in your name.
head-take-over = 🔁 <b>{ $code }</b> is now handled by { $actor }, instead of { $absent }.
head-reopen = ♻️ { $actor } reopened <b>{ $code }</b>: { $text }
head-due-soon = ⏰ <b>{ $code }</b>: please send an update before { $at }.
head-overdue = ⏰ <b>{ $code }</b>: the update is overdue. Please send one now, even if nothing is new.
head-final-due = 📄 <b>{ $code }</b>: the final report is due.
admin-unreachable = ⚠️ { $name } could not be reached{ $incidents ->
        [none] {""}
       *[other] { " " }for { $incidents }
    }. Please check the account or invite again.
admin-nobody = 🆘 <b>{ $code }</b>: nobody could be reached at any level. Please phone the leader on duty now.{ $numbers ->
    [none] {""}
   *[other] { "\u000A" }{ $numbers }
}
brief = { $code }: { $state }
admin-channel-down = ⚠️ { $channel } has not answered since { $since }. Alerts go out on the other messenger; everything else waits.
admin-channel-back = ✅ { $channel } answers again (it was down since { $since }).
