# Regular reports: what is owed, filling in, asking to correct; surveys; the desk.
regular-not-yours = Regular reports are sent by the head of a unit or whoever was let do it.
regular-owed = { $count ->
    [one] 📝 <b>One report is due</b>
   *[other] 📝 <b>{ $count } reports are due</b>, the most urgent first
}
regular-all-sent = ✅ <b>You have sent everything.</b>
regular-sent-lately = <b>Sent lately</b>
regular-line =
    { $unit ->
        [none] 📝 { $title }, { $round }
       *[other] 📝 { $title }, { $round } · { $unit }
    }
    { $begun ->
        [yes] Due <b>{ $due }</b> · begun
       *[no] Due <b>{ $due }</b>
    }
regular-line-overdue =
    { $unit ->
        [none] ⏰ { $title }, { $round }
       *[other] ⏰ { $title }, { $round } · { $unit }
    }
    { $begun ->
        [yes] <b>Overdue</b> since { $due } · begun
       *[no] <b>Overdue</b> since { $due }
    }
regular-line-submitted =
    { $unit ->
        [none] ✅ { $title }, { $round }
       *[other] ✅ { $title }, { $round } · { $unit }
    }
regular-line-late =
    { $unit ->
        [none] ✅ { $title }, { $round } (late)
       *[other] ✅ { $title }, { $round } · { $unit } (late)
    }
regular-heading =
    📝 <b>{ $title }</b>, { $round }
    { $unit } · due { $due }
regular-heading-late =
    📝 <b>{ $title }</b>, { $round }
    { $unit } · overdue since { $due }, still taken
regular-known-news = 🤖 The Department has accepted { $count } items of your unit by the bot (since { $since }). Please add what was sent elsewhere.
regular-known = 🤖 The system has recorded { $count } (since { $since }). Keep it or change it.
regular-as-before = ↩️ As last time: { $value }
regular-cut = At most { $limit } characters are taken here; the end was left out.
regular-ready = Look it over, then press <b>Send</b>.
regular-ready-again = When it is right, press <b>Send again</b>. Until then what you sent stays.
regular-send = 📤 Send
regular-send-again = 📤 Send again
regular-later = ⏸ Later
regular-drop = 🗑 Delete this draft
regular-drop-sure = <b>Delete what you have filled in?</b> The report stays due; what was sent (if anything) stays.
regular-dropped = 🗑 The draft is deleted. Type /dinhky to begin again.
regular-kept = ⏸ What you have filled in is kept. Go on whenever you have time.
regular-taken-over = You go on with what { $name } began.
regular-filled-by = { $name } is filling this in now. Type /dinhky to go on instead.
regular-excused = Your unit does not owe this report any more.
regular-is-sent = This report was sent.
regular-is-put-off = The draft was deleted. Type /dinhky to begin again.
regular-too-late = It is too late to correct it. Ask for it: once it is allowed, you can.
regular-ask-to-correct = 🙏 Ask to correct it
regular-sent-first =
    ✅ <b>Sent.</b> Thank you.
    { $heading }
regular-sent-late =
    ✅ <b>Sent (late).</b> Thank you.
    { $heading }
regular-sent-again =
    ✅ <b>Sent again.</b> Thank you.
    { $heading }
regular-thanks-first = ✅ Sent. Thank you.
regular-thanks-late = ✅ Sent (late). Thank you.
regular-thanks-again = ✅ Sent again. Thank you.
regular-snoozed = ⏱ You will be reminded at { $at }.
regular-reminds-no-more = There are no more reminders of this report. You can still send it; late ones are taken too.
regular-see-sent = ✅ Sent at { $at } · { $name }
regular-see-late = ✅ Sent at { $at } (late) · { $name }
regular-waiting = { $count ->
    [one] 📝 One regular report is due
   *[other] 📝 { $count } regular reports are due
}

correction-free = You may correct this report now; there is no need to ask.
correction-asks = 🙏 Asked: { $names }. You hear as soon as it is allowed.
correction-nobody = Nobody who is responsible uses the bot now. Please contact the Department.
correction-asked =
    🙏 <b>{ $unit } asks to correct a report</b>
    { $title }, { $round } · { $name }
correction-allow = ✅ Allow it
correction-refuse = No
correction-allow-told = ✅ { $name } let { $unit } correct: { $title }, { $round }.
correction-refuse-told = { $name } did not let { $unit } correct: { $title }, { $round }.
correction-allow-toast = Allowed.
correction-refuse-toast = Answered.
correction-decided = This unit may correct it now.
correction-allow-answer = ✅ { $name } lets you correct { $title }, { $round } ({ $unit }) until { $at }.
correction-refuse-answer = { $name } does not let you correct { $title }, { $round } ({ $unit }).

survey-line =
    { $option }
    { $bar } <b>{ $count }</b>
survey-tally =
    📊 <b>{ $title }</b>
    { $question }
survey-answered = Answered: <b>{ $done }/{ $asked }</b> units · due { $due }
survey-own =
    { $question }
    Answer: <b>{ $answer }</b>
survey-change = ✏️ Change the answer
survey-recorded = ✅ Recorded: { $answer }
survey-new = 📊 New quick survey
survey-ask-question = 📊 Type the question, for example “Has your unit checked its kitchen?”.
survey-ask-options =
    <b>{ $question }</b>
    Type the answers, separated by commas or new lines.
survey-option-yes = Done
survey-option-no = Not yet
survey-options-wrong = 2 to { $most } answers are needed, each of at most { $length } characters. Please type them again.
survey-too-long = At most { $most } characters, please.
survey-ask-whom = 👥 Which units are asked?
survey-ask-until = ⏰ How long may they take? Choose, or type for example 17:00 20/11.
survey-until-wrong = Give at least { $minutes } minutes and at most { $days } days from now. Please type it again, like 17:00 20/11.
survey-within =
    { $hours ->
        [4] 4 hours
        [24] 1 day
        [48] 2 days
        [120] 5 days
       *[other] { $hours } hours
    }
survey-words = Only words are taken here. Please type them, or choose “Cancel”.
survey-press = Please press a button of the message above.
survey-start = 🚀 Start
survey-started = 🚀 Asked: “{ $question }”. The answers are counted in one message that is kept up to date.
survey-asked-later = 🌙 It is night: the units are asked from { $at }.
survey-follow = 📊 See it
survey-dropped = The survey is dropped; nothing was sent.
survey-gone = That survey was started or dropped. Type /dotbaocao to see.

command-campaigns = Run regular reports and surveys
help-campaigns = 🗓 /dotbaocao starts and stops regular reports, asks quick surveys and shows who has sent.
campaigns-title = 🗓 <b>Regular reports</b>
campaigns-none = 🗓 There are no regular reports yet.
campaign-line-draft = { $sign } <b>{ $title }</b> · not started
campaign-line-active = { $sign } <b>{ $title }</b> · running
campaign-line-paused = { $sign } <b>{ $title }</b> · paused
campaign-line-ended = { $sign } <b>{ $title }</b> · ended
campaign-round = • { $round }, due { $due }: <b>{ $done }/{ $asked }</b> sent
campaign-no-rounds = No round was opened yet.
campaign-results = 📊 { $round }
campaign-preview = 👁 Who gets it, when
campaign-start = 🚀 Start
campaign-pause = ⏸ Pause
campaign-resume = ▶️ Go on
campaign-end = ⏹ End
campaign-end-sure = ⏹ End it for good
campaign-ask-end = End “{ $title }”? No more rounds, no more reminders. What was sent stays.
campaign-done-start = 🚀 Started.
campaign-done-pause = ⏸ Paused.
campaign-done-resume = ▶️ It goes on.
campaign-done-ended = ⏹ Ended.
campaign-done-already = That was done already.
preview-title = 👁 <b>{ $title }</b>: who gets it, when
preview-questions = { $count ->
    [1] ❓ { $first }
   *[other] ❓ { $count } questions, the first: { $first }
}
preview-units = 👥 <b>{ $units } units</b>; { $people } have somebody to fill it in, { $joined } are reached by the bot.
preview-unknown = ⚠️ Not among the units: { $names }
preview-round =
    • <b>{ $round }</b>: opens { $opens }, due { $due }
    { $reminders ->
        [none] No reminder before it is due
       *[other] Reminders: { $reminders }
    }
preview-no-rounds = ⚠️ No round is to come.

results-title = 📊 <b>{ $title }</b>, { $round }
results-counts = Sent: <b>{ $done }/{ $asked }</b> · due { $due }
results-late = Late: { $late }
results-excused = Not owed: { $excused }
results-group = • { $kind }: { $done }/{ $asked }
results-no-kind = No kind given
results-list-todo = <b>Not sent:</b>
results-list-done = <b>Sent:</b>
results-nobody-todo = 🎉 Every unit has sent it.
results-nobody-done = No unit has sent it yet.
results-line = • { $unit }
results-line-done = • { $unit } · { $at } · { $name }
results-line-late = • { $unit } · { $at } (late) · { $name }
results-show-todo = Who has not
results-show-done = Who has
results-remind = 🔔 Remind now
results-reminded = 🔔 Those who have not sent it are being reminded.
results-reminded-later = 🌙 Quiet hours: they are reminded from { $at }.
results-reminding = The reminder before is still on its way. Once it is through you can remind again.
results-not-running = It does not run, so nobody is reminded. Let it go on first.
results-campaign = ‹ The campaign
results-tally = 📊 The answers
results-open = 📋 Who has not answered
results-nothing-yet = This unit has not sent it yet.
results-of-one =
    📄 <b>{ $title }</b>, { $round }
    { $unit }
