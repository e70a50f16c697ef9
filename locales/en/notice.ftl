# Notices: written, sent, read, who has read them.
command-notice = Write and send a notice
help-notice = 📢 /thongbao to send a notice to units and see who has read it.

notice-head = 📢 <b>Notice · { $unit }</b>
notice-read-by = ⏰ Please read it before <b>{ $at }</b>.
notice-read = ✅ Read
notice-was-read = ✅ You confirmed reading it at { $at }.
notice-reminded = 🔔 <b>Reminder:</b> you have not confirmed reading this.
notice-thanks = ✅ Noted that you have read it. Thank you.
notice-withdrawn = 🚫 The notice “{ $title }” was withdrawn and is no longer valid.
notice-no-replies = Replies to a notice are not read here. Choose “Read” to confirm; to report something type /baocao.
notice-none-yet = No notice has been sent to you yet.
notice-inbox = 📢 <b>Notices to you</b>
notice-listed = { $title } · { $at }
notice-listed-withdrawn = { $title } · { $at } · withdrawn

notice-desk = 📢 <b>Notices sent</b>
notice-desk-empty = 📢 No notice has been sent yet.
notice-new = ✍️ Write a notice
notice-go-on = ✍️ Go on with the draft
notice-write = ✍️ Type the notice. Pictures and files can be added.
notice-draft = 📝 <b>Notice being written</b>
notice-draft-empty = (no text yet)
notice-draft-files = 📎 With { $count } files
notice-draft-to = 👥 To: { $audience }
notice-draft-by =
    { $at ->
        [none] 📅 To be read by: no date
       *[other] 📅 To be read by: { $at }
    }
notice-draft-more = What you type next is added at the end.
notice-to = 👥 To whom
notice-by = 📅 Read by
notice-preview = 👁 Preview and send
notice-rewrite = ✏️ Write anew
notice-drop = 🗑 Drop
notice-dropped = The draft was dropped, nothing is sent.
notice-text-or-file = Only text, pictures and files are taken here. Please send one of these.
notice-too-long = The notice is longer than { $most } characters. Please shorten it, or attach a file.
notice-personal = ⚠️ The text seems to hold personal data. Please check it before sending.
notice-needs-text = Please type the text first.
notice-everybody = All units
notice-ask-by = 📅 By when should units have read it? Choose, or type a day such as 20/11.
notice-by-1 = Tomorrow
notice-by-3 = 3 days
notice-by-7 = 1 week
notice-by-none = No date
notice-by-not-understood = The day is not clear. Type it like 20/11 or 17:00 20/11, later than now.
notice-by-is-past = The day by which it was to be read has passed. Please choose another, then send it.
notice-ask-to =
    👥 <b>To:</b> { $audience }
    { $units } units, { $people } people
notice-facet-kinds = By kind of school
notice-facet-under = By branch of the tree
notice-facet-tags = By tag
notice-choose-kinds = Choose kinds of schools. Chosen: { $audience }
notice-choose-under = Choose branches. Chosen: { $audience }
notice-choose-tags = Choose tags. Chosen: { $audience }
notice-chosen = ✔️ Done

notice-sure = 📤 Send the notice above to <b>{ $units } units</b>, { $people } people?
notice-sure-these = They are: { $names }
notice-sure-among = Among them: { $names } and { $left } other units
notice-sure-not-joined = ⚠️ { $count } people have not joined the bot or have no account left: they do not get it.
notice-sure-empty = ⚠️ { $count } units have no head in the registry.
notice-sure-quiet = 🌙 These are quiet hours: it is sent from { $at } unless you choose to send it now.
notice-send = 📤 Send
notice-send-later = 🌙 Send from { $at }
notice-send-now = 📤 Send now
notice-nobody = No unit would get it. Please choose again to whom it goes.
notice-changed = Whom it reaches has just changed. Please look again.
notice-on-its-way = 📤 <b>Sending “{ $title }”</b> to { $units } units, { $people } people.
notice-on-its-way-short = It is on its way.
notice-sent-already = This notice was sent already.
notice-not-there = This notice is not there to be acted on. Type /thongbao to see the notices.
notice-who-has-read = 📊 Who has read it

notice-report = 📊 <b>{ $title }</b>
notice-report-read = ✅ Read: { $read } of { $people } people · { $units_read } of { $units } units
notice-report-came = 📥 Received: { $came } of { $people } people
notice-report-withdrawn = 🚫 Withdrawn
notice-list-todo = <b>Not read yet:</b>
notice-list-done = <b>Read:</b>
notice-nobody-read = Nobody has read it yet.
notice-all-read = 🎉 Everybody has read it.
notice-line = • { $unit } · { $person }
notice-target-unreachable = not joined
notice-target-blocked = blocked the bot
notice-target-failed = could not be sent
notice-target-waiting = not sent yet
notice-target-queued = being sent
notice-show-todo = Who has not read it
notice-show-done = Who has read it
notice-withdraw = 🚫 Withdraw
notice-withdraw-sure = 🚫 Withdraw now
notice-ask-withdraw = Withdraw “{ $title }”? Whoever has it will see that it is no longer valid.
notice-is-withdrawn = 🚫 “{ $title }” is withdrawn. Nobody else gets it.
