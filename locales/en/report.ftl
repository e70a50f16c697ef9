# The rapid report: questions, the card, the three doors. Calm and short.
report-not-yours = Incidents are reported by the head of a unit and deputies. If it is urgent, please call the officer on duty.
report-say-more = If something happened, just tell it in one sentence (what, when, how many pupils), or choose below.
report-begin = Take your time: one short answer at a time.
report-begin-urgent = 🚨 <b>Urgent report</b>: choose a kind, then send. Details can follow.
report-progress = Question { $at }/{ $of }
report-present = Noted: <b>{ $value }</b>
report-which-unit = Which unit are you reporting for?
report-which = Which one do you mean?
report-fields = What would you like to change?
report-still-needed = One thing is missing, then it can be sent.
report-not-understood = I did not understand that answer. Please choose or type it again.
report-recorded = Noted.
report-added = Added to what happened.
report-told-again = The card holds this already.
report-corrected = Corrected as in your edited message.
report-names-hidden = 🙈 Hidden.
report-two-incidents = This seems to tell of two incidents. The card holds the first; please report the second separately.
report-edit-unclear = That edited message does not change an answer. Please choose “Change” on the card.
report-what-full = The text already has { $limit } characters, so your last message was not added. Please send it as an update after pressing Send.
report-needed = This one is needed before sending; a rough answer will do.
report-emptied = Left empty.
report-what-cut = The text is longer than { $limit } characters, so its end was not kept. Please send the rest as an update after pressing Send.
report-doubt = Please correct it, or keep it if it is true (people from outside, for example).
report-location-taken = 📍 Location noted.
report-unsupported = The bot cannot take this kind of message. Please send text, pictures, video, voice, files or a location.
# Where only text and pictures can be sent.
report-unsupported-typing = The bot cannot take this kind of message. Please send text or pictures.
report-files = { $count ->
    [one] 📎 { $count } file received
   *[other] 📎 { $count } files received
}
report-send-files = They can be sent here at any time.
report-location-how = Paste a link to a map here; on Telegram 📎 › Location works as well.

report-title = 📋 <b>Rapid report</b> · not sent yet
report-title-urgent = 🚨 <b>Urgent report</b> · not sent yet
report-severity = { $icon } Severity: <b>{ $severity }</b>
report-line = { $icon } { $label }: { $value }
report-line-unsure = { $icon } { $label }: { $value } <b>(?)</b>
report-unsure = ~ { $icon } { $value }?
report-look-again = (?) The bot is not sure, please check.
report-cut = { $text }… ({ $left } more characters)
report-missing = ❗ Still missing: { $labels }
report-ready = Please look it over and choose <b>Send</b>.
report-ready-urgent = Choose <b>Send now</b>: the leaders are alerted within moments, details can follow.
report-warning-pupil_name = ⚠️ This seems to hold a pupil's name. Please edit that message to “a pupil of class …”, or choose “Hide” on the card.
report-warning-sent = ⚠️ What you just sent seems to hold a name or number of a pupil and has reached the leaders. Next time please write “a pupil of class …”.
report-warning-personal_id = ⚠️ This seems to hold a personal ID number. Please remove it if it is not needed.
report-warning-pupil_phone = ⚠️ This seems to hold the phone number of a pupil or parent. Please remove it if it is not needed.
report-warning-strange_phone = ⚠️ There is a phone number that is not yours. Please leave it out if it is not needed.

report-send = ✅ Send
report-send-now = 🚨 SEND NOW
report-hide-names = 🙈 Hide pupils' names, numbers
report-edit = ✏️ Change
report-add-files = 📷 Add pictures
report-add-location = 📍 Location
report-cancel = 🗑 Cancel
report-to-card = 📋 To the card
report-keep = Keep it ›
report-done = Done ›
report-stands = True, keep it ›
report-raise = { $label }: { $count }
report-empty = 🧹 Leave empty
report-drop-files = 🗑 Remove all files
report-own-phone = 📞 { $phone }
report-now = Just now
report-minutes-ago = { $minutes } minutes ago
report-hours-ago = { $hours ->
    [one] { $hours } hour ago
   *[other] { $hours } hours ago
}
report-today = Today, choose the hour…
report-yesterday = Yesterday, choose the hour…
report-hour = { $hour }:00

report-cancel-sure = <b>Cancel this report?</b> Nothing of it will be sent.
report-cancelled = 🗑 The report is cancelled. Nothing was sent.
report-nothing-to-cancel = There is nothing unfinished to cancel.
report-stopped = Stopped.
report-is-sent = This report was sent: { $code }
report-is-cancelled = This report was cancelled.
report-is-added = This was added to the incident.
report-sent = ✅ Sent: { $code }
report-sent-urgent = ✅ Sent: { $code }. When your hands are free, send more here: what happened, how many pupils, pictures. The leaders see it at once.
report-no-right-any-more = You may no longer report for this unit. Please contact the administrator.

report-unfinished = You have an unfinished report, begun { $when }:
report-continue = ▶️ Continue it
report-anew = 🆕 New report
report-offer = What you just sent is:
report-details-go-on = Send details of { $code } here, the leaders see them at once.
report-offer-add = ➕ An update to { $code }
report-offer-older = ▶️ The unfinished report ({ $when })
report-offer-about = { $code } · { $about }
report-offer-new = 🆕 A new incident
report-update-sent = ✅ Added to { $code }.
report-into-older = ✅ Put into the unfinished report.
report-look-below = Please see the latest message below.
report-update-too-late = { $code } is closed and takes no more updates. Your text is kept as a new report.

problem-not_a_text = Please answer this one in words.
problem-too_long = At most { $max } characters here; you typed { $length }.
problem-unknown_option = There is no choice “{ $value }”. Please choose again.
problem-not_a_time = The time is not clear. For example: 9:30, yesterday 20:00; roughly will do: “this morning”.
problem-time_in_future = That time has not come yet. Please say when it happened.
problem-time_too_old = ⚠️ That is { $days } days ago. Please check it.
problem-not_a_number = Please answer this one with a number.
problem-negative_count = A number of people cannot be negative. 0 if none.
problem-count_too_small = The smallest number is { $min }.
problem-count_too_big = The largest number is { $max }. Please check it.
problem-not_a_phone = That is not a phone number. For example: 090 312 34 56.
problem-not_a_place = I could not read the location. Please use 📎 › Location, or paste coordinates.
problem-not_a_list = That answer has the wrong form. Please choose again.
problem-not_a_link = I see no link. Please paste it, or choose Skip.
problem-severity_below_proposal = The severity can be raised, not lowered below the proposal.
problem-injured_more_than_affected = ⚠️ More injured ({ $count }) than affected ({ $affected }).
problem-in_hospital_more_than_affected = ⚠️ More in hospital ({ $count }) than affected ({ $affected }).
problem-dead_more_than_affected = ⚠️ More dead ({ $count }) than affected ({ $affected }).
problem-links_without_media = ⚠️ There are links, but Media says “Not yet”. Please check.
