# Administration in the bot: people, units, roles, invitations, messages that did not arrive.
menu-administration = 🗂 Administration
command-administration = People, invitations
first-administration = Choose <b>🗂 Administration</b> to invite people and to see who has not joined.
help-administration = • /quantri people, units, invitations, lost messages. To find: /quantri and a name, code or number
help-administration-typing = • Type <b>quản trị</b>: people, units, invitations, lost messages. Then type a name, code or number.

staff-home =
    🗂 <b>Administration</b>
    Not joined: { $nobody } people · on one messenger only: { $one } people
    Invitations waiting: { $waiting } · lost messages: { $lost }
    Joined, not agreed to the notice on data: { $wary }

    Type a name, the name or code of a unit, or a phone number to find it.
staff-home-button = 🗂 Administration
staff-waiting-button = ○ Not joined ({ $count })
staff-lost-button = 📭 Lost messages ({ $count })
staff-invited-button = ✉️ Invitations
staff-find-longer = Please type more: a name, the name or code of a unit, or a phone number.
staff-find-none = Nothing found for «{ $words }». Please try other words.
staff-find-many = Many fit «{ $words }», here are some. Please type more.
staff-found = Found for «{ $words }»:

staff-unit = 🏫 <b>{ $name }</b> · { $code }{ $open ->
    [yes] {""}
   *[no] { " " }· closed
}
staff-unit-people = { $count } people, { $joined } have joined (○: not yet)
staff-new-person = ➕ Add a person
staff-newcomer = Who joins <b>{ $unit }</b>? Type name, title and phone number in one line.
staff-newcomer-not-read = Name and phone number are needed, for example: Nguyễn Văn Mẫu, Deputy Head, 0900 000 111.
staff-known-already = { $name } is known with this number already. Choose «Give a role» below.
staff-of-others = This number is known already, where you do not look after it. Please ask the administrator above.
staff-added-already = This person was added before.

staff-person = 👤 <b>{ $name }</b>{ $left ->
    [no] {""}
   *[yes] { " " }· has left
}
staff-post = 🏫 { $unit } · { $role }{ $until ->
    [none] {""}
   *[other] { " " }· until { $until }
}
staff-no-post = Holds no role
staff-account = 💬 { $channel }, since { $since }{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ cannot be reached
}
staff-not-joined = ○ Has not joined
staff-invitation = ✉️ { $state ->
    [open] Invitation waits, until { $until }
    [used] Joined by invitation, { $used }
    [expired] Invitation expired { $until }
   *[revoked] Invitation revoked
} · by { $maker }, { $made }
staff-server = the server
staff-partly = This person also holds a role where you are not the administrator: only the one above may invite, cut off or change.
staff-not-oneself = Nobody changes their own roles or cuts themselves off here. Ask another administrator, or type /toi.
staff-on-the-server = The role of administrator is given and ended on the server only (bcn admin).
staff-own-accounts = My accounts

staff-invite = ✉️ New invitation
staff-code =
    ✉️ Invitation of <b>{ $name }</b>:

    <b>{ $code }</b>

    They open the bot (Telegram or Zalo) and type the code. Good once, until { $until }.{ $instead ->
    [yes] { " " }The earlier code is void.
   *[no] {""}
} Whoever has it gets in by their name: hand it over in person.
staff-code-made = The code is in the message below.
staff-code-made-already = There is a new invitation for this person already, see below. Press again for another.
staff-no-post-no-code = This person holds no role and cannot be invited yet.
staff-cut-sure = <b>Cut off the { $channel } account of { $name }</b> (since { $since })? That phone gets nothing any more, open invitations end too.
staff-leave = 🚪 Has left
staff-leave-sure = Has <b>{ $name }</b> left? All roles, accounts and invitations end at once. What they did stays on record.
staff-left = 🚪 Noted: no role, account or invitation any more.
staff-left-already = That they have left was noted before.

staff-give = ➕ Give a role
staff-change = Change: { $role }
staff-end = End: { $role }
staff-which-unit = At which unit does <b>{ $name }</b> get a role? Choose, or type its name or code.
staff-units-found = Which unit?
staff-units-many = There are many, here are some. Choose, or type more.
staff-unit-not-found = No such unit found. Please type its name or code.
staff-which-role = Which role does <b>{ $name }</b> get at { $unit }?
staff-which-division = { $role } of which division?
staff-give-sure = Give <b>{ $name }</b>: { $role }, { $unit }{ $instead ->
    [none] {""}
   *[other] , instead of { $instead }
}?{ $heads ->
    [none] {""}
   *[other] { " " }Head at present: { $heads }.
} At once.
staff-give-yes = ✅ Give
staff-give-and-end = ✅ Give, instead of { $name }
staff-give-also = Give as well, keep both
staff-given-done = ✅ { $name }: { $role } given.
staff-given-already = { $name } held { $role } before.
staff-end-sure = Does <b>{ $name }</b> stop being { $role }, { $unit }? At once, also for what is under way.
staff-end-yes = ✅ End it
staff-ended-done = ✅ { $name } is not { $role } any more.
staff-ended-already = { $name } was not { $role } any more. How it stands now is below.

staff-substitute = 🤝 Name a substitute
staff-substitute-who = Who reports instead of { $head } (<b>{ $unit }</b>)? Choose, or type a name of the unit's staff.
staff-substitute-nobody = <b>{ $unit }</b> has nobody else to stand in for { $head }. Please add somebody first.
staff-substitute-until = Until when does <b>{ $name }</b> stand in for { $head } ({ $unit })?
delegation-named-for-head = 🤝 { $actor } (administrator) lets { $deputy } report for { $unit }, until { $until }. See it or end it: /uyquyen

staff-given = 🪪 You were given the role <b>{ $role }</b>, { $unit }. Type /start for the menu.
staff-ended = 🪪 You are not { $role }, { $unit }, any more.{ $unsent ->
    [yes] { " " }The report you were writing is kept but cannot be sent any more: if something must be reported, phone the unit now.
   *[no] {""}
} If that is wrong, please ask the administrator.
staff-given-to-see = 🪪 { $actor } gave { $name } the role { $role }, { $unit }: it sees reports of other units.

staff-waiting-none = ○ <b>Not joined</b>: { $count } people{ $unit ->
    [none] {""}
   *[other] , { $unit }
}
staff-waiting-one = <b>On one messenger only</b>: { $count } people{ $unit ->
    [none] {""}
   *[other] , { $unit }
}
staff-waiting-unit = 🏫 { $unit }
staff-waiting-line = • { $name } · { $role } · { $phone }
staff-no-phone = no number
staff-waiting-show-none = ○ Not joined ({ $count })
staff-waiting-show-one = On one messenger only ({ $count })
staff-remind-all = 🔔 Remind all
staff-reminded = 🔔 { $count } people were reminded.
staff-calling-list = 📄 List for calling (Excel)
staff-calling-list-soon = Making the list…
staff-calling-list-here = 📄 People who have not joined, to be phoned.
staff-calling-list-failed = The list could not be made, please try again later.
staff-second = You use { $channel } only. Please add the other messenger, in case { $channel } does not work.
staff-invited = ✉️ You have an invitation that was not used, until { $until }. If you lost the code, press below.
staff-to-call =
    ✉️ { $count } people were invited 3 days ago and have not joined; the bot cannot reach them, please phone:
    { $names }{ $more ->
    [0] {""}
   *[other] { " " }… and { $more } more
}
staff-see-list = See the list
staff-sheet-title = Not joined
staff-sheet-as-of = At { $at }: { $count } lines
staff-sheet-unit = Unit
staff-sheet-name = Name
staff-sheet-role = Role
staff-sheet-phone = Phone
staff-sheet-called = Phoned

staff-lost = 📭 <b>Lost messages</b> of the last 14 days: { $count }
staff-lost-alert = alert, urgent
staff-lost-reminder = reminder
staff-lost-other = news
staff-lost-line = • { $name } · { $kind } · { $channel } · { $at }{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ cannot be reached now
}
staff-resend = 🔁 Send again to { $name }
staff-resend-all = 🔁 Send all again
staff-resend-sent = 🔁 Sent again, as things stand now.
staff-resend-gone = This was sent again before.
staff-resend-unreachable = This person cannot be reached now: please phone.
staff-resend-over = What this was about is over; it need not be sent.
staff-resent = 🔁 { $count } sent again{ $over ->
    [0] {""}
   *[other] , { $over } not needed any more
}.

staff-invitations = ✉️ <b>Invitations</b>: { $open } waiting · { $used } joined · { $expired } expired · { $revoked } revoked
staff-invitations-all = All
staff-invitations-open = Waiting
staff-invitations-used = Joined
staff-invitations-expired = Expired
staff-invitations-revoked = Revoked

# A reform of the units that was laid down.
reform-eve = 🗓 Tomorrow, { $day }, the units are reformed by plan { $number } ({ $rows } changes). To stop it the operator runs: bcn units planned --cancel { $number }
reform-done = ✅ The units were reformed by plan { $number } ({ $day }): { $rows } changes.
reform-failed =
    ⚠️ The units could not be reformed by plan { $number } ({ $day }). Nothing was changed. Rows with faults:
    { $reasons }
    Please mend the file and let the operator run it again.
