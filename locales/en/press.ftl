# The press: spokespersons, press contacts of units.
speaker = 🗣 Spokesperson: { $speaker }
speaker-unconfirmed = 🗣 Spokesperson (not confirmed this term): { $speaker }
speaker-none = 🗣 The unit has no spokesperson yet

speaker-ask = 🗣 When the press asks, who speaks for <b>{ $unit }</b>?
    It is the head, or whom you authorise. Please answer whenever it suits you.
speaker-ask-again = 🗣 This term, does the same person speak for <b>{ $unit }</b>?
    { $line }
speaker-stands = ✅ <b>{ $unit }</b>
    { $line }
speaker-of-unit = <b>{ $unit }</b>
    { $line }
speaker-me = 🙋 I do
speaker-other = 👤 Somebody else
speaker-same = ✅ Still the same
speaker-still-me = ✅ Still me
speaker-who = Whom do you authorise to speak for <b>{ $unit }</b>? { $known ->
    [yes] Choose, or type name, post and telephone number.
   *[other] Please type name, post and telephone number.
}
speaker-phone-please = Please type the telephone number of { $name }.
speaker-own-phone = Please type your telephone number, for the Department and the press.
speaker-not-read = That could not be read. Please type name and number, for example «Trần Thị Mẫu, Phó Hiệu trưởng, 0903 000 111».
speaker-phone-not-read = That is no telephone number. Please type it again, for example 0903 000 111.
speaker-sure = You authorise to speak for <b>{ $unit }</b>:
    🗣 { $speaker }
speaker-yes = ✅ Yes, authorise
speaker-retype = ✏️ Type again
speaker-thanks = ✅ The spokesperson is noted.
speaker-gone = Whoever it was has left the unit. Please choose somebody else.
speaker-head-only = Only the head of the unit chooses the spokesperson.
speaker-told = 🗣 { $head } authorises you to speak for <b>{ $unit }</b> when the press asks.
task-speaker = 🗣 <b>{ $unit }</b>: spokesperson not confirmed yet
task-speaker-button = 🗣 Spokesperson

speakers-title = 🗣 <b>Spokespersons</b>: { $confirmed }/{ $units } units have confirmed theirs this term.
speakers-list-none = <b>No spokesperson: { $count }</b>
speakers-list-unconfirmed = <b>Not confirmed this term: { $count }</b>
speakers-all-well = ✅ Every unit has confirmed.
speakers-show-none = None ({ $count })
speakers-show-unconfirmed = Not confirmed ({ $count })
speakers-hint = To find a unit: type /phatngon and its name.
unit-seen = 🏫 <b>{ $unit }</b> · { $code }
unit-head = 👤 Head: { $name } · 📞 { $phone }
unit-no-head = 👤 No head in the registry
units-none = No unit is called «{ $words }».
units-found = Units called «{ $words }»:
units-many = Many units are called «{ $words }». Here are some; please type more of the name.

command-speaker = Spokesperson
command-press = What the press has asked units

press-title = 📰 <b>The press has called</b> · { $unit }
press-who = 🗞 { $who }
press-when = 🕘 { $at }
press-what = ❓ { $text }
press-no-paper = paper not known
press-no-question = question not known
press-which-unit = 📰 Which unit <b>has the press called</b>?
press-sure = Note it and tell the communications desk at once?
press-which-incident = Choose the incident it is about; its leaders and the communications desk will know at once:
press-keep = ✅ Note it
press-keep-alone = ✅ None of them
press-fix = ✏️ Correct
press-drop = 🗑 Drop
press-is-incident = 🚨 This is an incident
press-done = ✅ Noted. The communications desk has been told.
press-done-nobody = ✅ Noted. Nobody of the communications desk can be reached now; if it is urgent, please call the office.
press-noted-before = This line was noted before.
press-retype = Please type the whole line again, for example «phóng viên báo … gọi lúc 10h hỏi về …».
    Noted so far: { $text }
press-dropped = Dropped, nothing is noted.
press-stopped = Stopped, nothing more is noted.
press-reported = This has become the report of an incident below.
press-incident-over = That incident is over. Please choose again.
press-no-names = ⚠️ This seems to hold a pupil's name. Please press Correct and write «một em lớp …».
press-incident = 📎 Incident: <b>{ $code }</b>
press-noted-by = 👤 Noted by { $name } · 📞 { $phone }
press-not-answered = ⏳ No answer noted yet
press-answered = 💬 Answered by { $by } ({ $at }): { $text }
press-link = 🔗 { $link }
press-add-answer = 💬 Answered
press-add-link = 🔗 Published
press-ask-answer = 💬 What was the press ({ $paper }) told, and by whom? For example «Hiệu trưởng: nhà trường đang phối hợp làm rõ».
press-ask-link = 🔗 Please send the address of what was published ({ $paper }).
press-no-link = No address found. Please paste that of what was published; to note an answer, press «Answered».
press-answer-done = ✅ Noted.
press-brief = 📰 { $unit }: { $text }
press-list = 📰 <b>Contacts with the press</b>, last { $days } days: { $count }, { $open } without an answer.
press-list-unit = 🏫 { $unit }
press-line-open = ⏳ <b>{ $at }</b> · { $paper } · { $unit }
    { $text }
press-line-answered = ✅ <b>{ $at }</b> · { $paper } · { $unit }{ $published ->
    [yes] {" "}· 🔗 published
   *[no] {""}
}
    { $text }
press-new = ➕ Note a contact
press-ask = Please type one line: which paper, who, when, about what. For example «phóng viên báo … gọi lúc 10h hỏi về …».
press-hint-note = Type it at any time, in one line: «phóng viên báo … gọi lúc 10h hỏi về …».
press-hint-unit = To see one unit: type /baochi and its name.

line-press-contact = 📰 { $actor } noted that the press has called: { $text }
line-press-answer = 💬 The press was answered (noted by { $actor }): { $text }
nudge-press-contact = 📰 <b>{ $code }</b>: the press has called the unit.
    { $text }
nudge-press-contact-graver = { $icon } <b>{ $code }</b> is now <b>{ $severity }</b>: the press has called the unit.
    { $text }

regular-known-press = 🤖 The bot has noted { $count } calls of the press since { $since }. Please keep or correct it.

results-totals = Σ Totals
totals-title = Σ <b>{ $title }</b> · { $round }
totals-of = Of { $done } units that have sent it:
totals-number = • { $label }: <b>{ $total }</b> ({ $units } units)
totals-choice = • { $label }: { $told }
papers-not-asked = No monthly report has asked about the two papers yet.
papers-title = 🗞 <b>Promotion of the two papers</b> · { $round }
    <b>{ $units }</b> units have promoted them ({ $done }/{ $asked } units have sent the report)
papers-line = • { $label }: { $units } units
papers-readers = 👥 Teachers and pupils reached: <b>{ $total }</b>
papers-before = ↩️ The round before ({ $round }): { $units } units

help-press = 🗞 The press has called: type one line, «phóng viên báo … gọi lúc 10h hỏi về …».
press-restricted = 📰 { $at } · 🔒 Restricted: only those who handle it may look.
