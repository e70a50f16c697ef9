# Delegation, absence, duty roster.
me-delegate = 🤝 Delegate
me-absence = 🔁 Absence, substitute
until-today = Today
until-that-day = That day
until-3-days = 3 days
until-week = 1 week
until-month = 1 month
until-too-far = Please choose a day from today up to a year ahead, for example “30/11”.
person-not-found = Nobody like this is in the Department's list. Please type the full name, or the registered phone number.
person-is-oneself = That is yourself. Please choose or type somebody else.
person-numbers-guessed = Many of these numbers are in no list. Please choose or type a name; numbers are looked up again in an hour.
moment-not-read = I did not understand the time. Please type it like “30/11”, “17:00 30/11”, “mai”.

delegation-not-yours = Only the head of a unit can delegate. Nobody has delegated anything to you either.
delegation-title = 🤝 <b>Delegation</b>
delegation-none = Nothing is delegated now.
delegation-given = • { $deputy } may send { $what ->
    [incidents] incident reports
    [regular] regular reports
   *[both] incident and regular reports
} for { $unit }, until { $until }
delegation-got = • { $head } lets you send { $what ->
    [incidents] incident reports
    [regular] regular reports
   *[both] incident and regular reports
} for { $unit }, until { $until }
delegation-new = ➕ Delegate to somebody
delegation-end = ✖ End it for { $deputy }
delegation-give-up = ✖ Give it up, { $unit }
delegation-which-unit = For which unit?
delegation-to-whom = Who reports for <b>{ $unit }</b>? Choose, or type the name or the registered phone number.
delegation-what = What may <b>{ $deputy }</b> do?
delegation-what-incidents = Incident reports
delegation-what-regular = Regular reports
delegation-what-both = Both
delegation-until = Until when may <b>{ $deputy }</b>? Choose, or type a day, for example “30/11”.
delegation-done = ✅ Delegated to { $deputy }, who has just been told.
delegation-done-not-told = ✅ Delegated to { $deputy }. ⚠️ They do not use the bot yet: please tell them yourself.
delegation-end-done = Ended; the deputy has just been told.
delegation-is-over = This delegation was over already.
delegation-refused = Noted: you do not take this delegation.
delegation-named = 🤝 { $head } lets you send { $what ->
    [incidents] incident reports
    [regular] regular reports
   *[both] incident and regular reports
} for <b>{ $unit }</b>, until { $until }. Type /start for the menu.
delegation-refuse = Decline
delegation-declined = 🤝 { $deputy } does not take the delegation of { $unit }. Please choose somebody else: /uyquyen
delegation-ended = 🤝 The delegation by { $head } ({ $unit }) is over.
delegation-over = 🤝 The delegation to { $deputy } ({ $unit }) has ended with its time.

absence-not-yours = This is for leaders and officers on duty: somebody else gets the alerts while they are away.
absence-title = 🔁 <b>Absence</b>
absence-none = Alerts come straight to you.
absence-mine = • { $name } instead of you: { $starts } – { $until }{ $state ->
    [asked] { " " }(no answer yet)
   *[accepted] {""}
}
absence-for = • You instead of { $name }: { $starts } – { $until }{ $state ->
    [asked] { " " }(waiting for your answer)
   *[accepted] {""}
}
absence-new = ➕ Ask a substitute
absence-accept = ✅ Accept
absence-decline = Decline
absence-give-up = ✖ Stop standing in
absence-end = ✖ Alerts to me again
absence-to-whom = Who gets your alerts? Choose, or type the name or the registered phone number.
absence-from-when = From when does <b>{ $name }</b> stand in? Choose, or type, for example “7h 20/11”.
absence-from-now = Now
absence-from-tomorrow = From tomorrow
absence-until = <b>{ $name }</b> stands in from { $starts } until when? Choose, or type, for example “17:00 22/11”.
absence-ask-done = ✅ { $name } was asked. It holds once they accept; you still see everything.
absence-not-told = ⚠️ { $name } does not use the bot yet and cannot be asked. Please choose somebody else.
absence-no-time = That time is over. Please choose again.
absence-not-a-leader = { $name } does not handle incidents and cannot stand in. Please choose somebody else.
absence-overlaps = You have asked somebody for that time already. Please end that first.
absence-circle = { $name } is away then too, and the alerts would go in a circle. Please choose somebody else.
absence-is-over = This is over already.
absence-yes = ✅ You get the alerts instead of { $name }, { $starts } – { $until }.
absence-ended = Ended. Alerts come straight to you again.
absence-refused = Noted: you do not stand in.
absence-asked = 🔁 { $name } asks you to get the alerts instead, { $starts } – { $until }.
absence-accepted = ✅ { $name } gets the alerts instead of you, { $starts } – { $until }. You still see everything.
absence-declined = { $name } does not stand in. Alerts still come to you; ask somebody else: /vangmat
absence-begins = 🔁 From now on { $name } gets the alerts instead of you.
absence-begins-you = 🔁 From now on you get the alerts instead of { $name }.
absence-no-answer = ⚠️ { $name } has not answered. Alerts still come to you.
absence-lost = ⚠️ { $name } no longer handles incidents and cannot stand in. Alerts still come to you; ask somebody else: /vangmat
absence-over = 🔁 You no longer get the alerts instead of { $name }.
absence-over-you = 🔁 The absence is over. Alerts come straight to you again.
absence-never = { $name } never answered; the alerts kept coming to you.

duty-day = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
} { $day }
roster-week = 👤 <b>Duty roster { $first } – { $last }</b>
roster-empty = There is no roster yet. Every duty officer is alerted when something happens.
roster-day = <b>{ $day }</b>
roster-hole-line = ⚠️ Nobody: { $starts } – { $ends }
roster-this = ‹ This week
roster-next = Next week ›
roster-open = 👤 Show the roster
roster-hole = ⚠️ Nobody is on duty for { $unit } from { $starts } to { $ends }. Alerts come to you in that time.
roster-ends = ⚠️ The roster of { $unit } ends at { $starts }; no shift follows. Alerts come to you from then on.
roster-imported = 👤 New roster: you have { $count } shifts, the first { $starts } – { $ends }. See /lichtruc
shift-now = 🟢 { $clock } · <b>{ $name }</b>
shift-later = { $clock } · { $name }
shift-time = { $day }, { $clock }
shift-given = 👤 { $name } has put you on duty: { $starts } – { $ends }.
shift-removed = 👤 { $name } has removed your shift: { $starts } – { $ends }.
shift-add = ➕ Add a shift
shift-remove = 🗑 Remove one
shift-which-unit = The roster of which unit?
shift-who = Who is on duty? Choose, or type the name or the registered phone number.
shift-may-not = { $name } holds no role that is alerted here and cannot be on duty.
shift-from-when = From when is <b>{ $name }</b> on duty? Choose, or type, for example “7h 20/11”.
shift-until-when = On duty from { $starts } until when? Choose, or type, for example “7h 21/11”.
shift-bad-time = A shift ends after it begins, lasts 14 days at most, and begins within 60 days. Please add it again.
shift-added = ✅ { $name } is on duty { $starts } – { $ends }.
shift-remove-which = Which one?
shift-none = There is no shift to come.
shift-remove-sure = Remove the shift of <b>{ $name }</b>: { $shift }?
shift-remove-yes = 🗑 Remove it
shift-removed-done = 🗑 The shift was removed.
shift-is-gone = This shift is gone.
shift-not-yours = This shift is no longer yours, or has begun.
swap-begin = 🔁 Give my shift away
swap-which = Which shift?
swap-none = You have no shift to come.
swap-with-whom = Who takes the shift <b>{ $shift }</b>? Choose, or type the name or the registered phone number.
swap-only-take = Only take this one
swap-for-what = <b>{ $name }</b> takes the shift { $shift }. In exchange for which?
swap-not-possible = Not possible with { $name }: a shift has changed, or they cannot be on duty here.
swap-asked-already = { $name } was asked about this shift already.
swap-ask-done = ✅ { $name } was asked. The shift moves only when they accept.
swap-not-told = ⚠️ { $name } does not use the bot yet and cannot be asked. The shift is still yours.
swap-asked = 🔁 { $name } asks to exchange shifts: you { $starts } – { $ends }, { $name } { $other_starts } – { $other_ends }. Please answer before { $until }.
swap-asked-to-take = 🔁 { $name } asks you to be on duty instead, { $starts } – { $ends }. Please answer before { $until }.
swap-accept = ✅ Accept
swap-decline = Decline
swap-accepted = ✅ The shifts are exchanged. The chief of office is told as well.
swap-refused = Noted: no exchange.
swap-is-over = This request has no effect any more; the roster stays as it is.
swap-done = 🔁 Exchanged: { $other } is on duty { $starts } – { $ends }, { $asker } { $other_starts } – { $other_ends }.
swap-taken = 🔁 Exchanged: { $other } is on duty { $starts } – { $ends } instead of { $asker }.
swap-declined = 🔁 { $other } does not take the shift { $starts } – { $ends }; { $asker } is still on duty.
swap-expired = ⚠️ { $other } has not answered. The shift is still yours.
