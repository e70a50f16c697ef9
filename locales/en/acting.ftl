# What leaders and units do about an incident; the lists.
no-right = You may not look at this or act on it.
old-button = This choice is no longer in use. Please start again from the menu.
unknown-command = I do not know that command. Type /trogiup for help.
edited-too-late = An edited message is not read again. Please send a new one.
edited-not-read = An edited message is not read again. Please send the right words as a new one.
never-mind = Never mind
dropped = All right, nothing was sent.
words-please = Only words are taken here. Please type them.
not-understood = “{ $label }” was not understood. Please type it again.
send-files = ✅ Send { $count } { $count ->
    [one] file
   *[other] files
}
files-collected = 📎 { $count } { $count ->
    [one] file
   *[other] files
} for <b>{ $code }</b>. Add words or choose Send.

too-late-waiting = This incident is waiting to be taken.
too-late-acknowledge = { $name } took it at { $at }.
too-late-hand-over = { $name } handed it over to { $to } at { $at }.
too-late-take-over = { $name } took it over at { $at }.
too-late-escalate = { $name } escalated it at { $at }.
too-late-resolve = { $name } resolved it at { $at }.
too-late-close = { $name } closed it at { $at }.
too-late-reopen = { $name } reopened it at { $at }.
too-late-withdraw = The unit withdrew this report at { $at } ({ $name }).

ask-ask = ❓ <b>{ $code }</b>: type your question to the unit, or choose:
ask-instruct = 📣 <b>{ $code }</b>: type your instruction, or choose:
ask-resolve = 🏁 <b>{ $code }</b>: type the result, or choose:
ask-reopen = ♻️ <b>{ $code }</b>: type why it is reopened.
ask-update = ➕ <b>{ $code }</b>: type what is new, or send pictures or files.
ask-answer = 💬 <b>{ $code }</b>: type your answer, or send pictures or files.
ask-withdraw = 🗑 <b>{ $code }</b>: why is the report withdrawn? Type the reason, or choose:
ask-final-report = 📄 <b>{ $code }</b>: type cause, measures and result. Pictures and files are welcome.
ask-correct = ✏️ <b>{ $code }</b>: what should be corrected?
ask-hand-over = ↪️ Hand <b>{ $code }</b> over to:
nobody-in-division = Nobody there can take it now. Please choose another division.
nobody-to-hand-over = No other division has anybody who could take <b>{ $code }</b>.
ask-what-it-is =
    “{ $text }”
    Send this to the unit as:
confirm-escalate = Escalate <b>{ $code }</b> now?
confirm-close = Close <b>{ $code }</b>?

preset-ask-1 = How are the pupils now?
preset-ask-2 = Have parents, police and health services been told?
preset-ask-3 = Is it in the press or on social networks?
preset-ask-4 = What help do you need from the Department?
preset-instruct-1 = Pupils' health first; send somebody to the hospital and report back.
preset-instruct-2 = No statements before agreeing with the Department; only the spokesperson answers the press.
preset-instruct-3 = Leave the scene as it is, work with the police and report back at once.
preset-resolve-1 = The situation is stable, the pupils are safe.
preset-resolve-2 = Handed over to the authorities.
preset-update-1 = Nothing new, we keep watching.
preset-update-2 = The situation is stable.
preset-withdraw-1 = Sent by mistake.
preset-withdraw-2 = Same as another report.

done-acknowledge = You have taken { $code }.
done-take-over = 🔁 You have taken over { $code }.
done-ask = ✅ Your question was sent to the unit ({ $code }).
done-instruct = ✅ Your instruction was sent to the unit ({ $code }).
done-escalate = ⬆️ { $code } was escalated.
done-hand-over = ↪️ { $code } was handed over to { $to }.
done-resolve = 🏁 { $code } is resolved.
done-close = 🔒 { $code } is closed.
done-reopen = ♻️ { $code } is open again.
done-update = ✅ Your update of { $code } was sent.
done-answer = ✅ Your answer was sent ({ $code }).
unit-not-reached = ⚠️ Noted in { $code }, but the bot could not reach the unit. Please phone 📞 { $phone }
correct-unchanged = It says so already, { $code } is unchanged.
severity-not-lowered = The severity can only be raised. If it is less grave, please send an update.
done-correct = ✅ { $code } was corrected.
done-withdraw = 🗑 { $code } was withdrawn.
done-final-report = ✅ The final report of { $code } was sent. Thank you.

timeline-title = <b>Timeline</b>
no-files = This incident has no pictures or files.

status-word-open = not taken
status-word-acknowledged = being handled
status-word-resolved = to be closed
open-title = <b>Open incidents</b>
open-line = { $icon } <b>{ $code }</b> · { $category }
    { $unit } · { $opened } · { $status }
nothing-open = ✅ No incident is open.
page-back = ‹ Back
page-on = More ›
tasks-title = <b>My tasks</b>
no-tasks = ✅ Nothing is waiting for you.
task-draft = 📝 A report not sent yet, last changed { $when }
task-continue = ▶️ Go on with it
task-incident = { $icon } <b>{ $code }</b> · { $category } · { $status }{ $due ->
    [none] {""}
   *[other] { " " }⏰ update due { $due }
}
statistics-title = <b>Last { $days } days: { $total } incidents</b>
statistics-line = { $name }: <b>{ $count }</b>
statistics-taken = ⏱ Until taken: half of them within { $median }, the longest { $longest }
period-7 = 7 days
period-30 = 30 days
period-365 = 1 year
