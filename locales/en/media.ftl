# Incidents with press or social media: the clock of the first statement, the statement, to whom it was given.
act-media = 🎙 Statement
act-media-draft = 📄 See the draft
act-media-draft-again = 📄 Write another
act-media-give = 📣 It was said
act-media-link = 🔗 Add a link
act-media-state = 📰 Do the media know?
act-media-back = ‹ Back
act-statement-approve = ✅ Approve
act-statement-sure = No pupil is named, approve
act-statement-edit = ✏️ Rewrite
act-statement-anew = ↩️ Take the template
act-statement-ask = 📨 Send for approval

media-due = 🎙 First statement before <b>{ $due }</b>
media-overdue = 🎙 <b>The first statement is overdue</b> ({ $due })
media-given-in-time = 🎙 Statement given at { $at }, <b>in time</b>
media-given-late = 🎙 Statement given at { $at }, <b>late</b> ({ $due })
media-no-clock = 🎙 No statement is called for

media-begun =
    🎙 <b>{ $code }</b> involves press or social media.
    Please give a first statement before <b>{ $due }</b>. A draft is ready.
media-set =
    📰 <b>{ $actor }</b> noted in { $code }: press and social media: <b>{ $text }</b>.
media-left = ⏰ <b>{ $code }</b>: <b>{ $left }</b> left for the first statement (before { $due }).
media-left-desk = ⏰ <b>{ $code }</b> · { $unit } has given no statement, <b>{ $left }</b> left (before { $due }).
media-over = ⏰ <b>{ $code }</b>: the first statement is overdue ({ $due }). Please give it as soon as you can.
media-over-desk = ⏰ <b>{ $code }</b> · { $unit } is late with the first statement ({ $due }).
media-given = 🎙 <b>{ $code }</b> · { $unit } has given a statement: { $to }
media-asked =
    📨 <b>{ $actor } asks you to approve</b> the first statement of { $code }:

    { $text }

media-title = 🎙 <b>Statements · { $code }</b>
    🏫 { $unit }
media-head-speaks = 🗣 There is no spokesperson, the head speaks: { $name }
media-log = <b>Given to:</b>
media-ask-to = To whom was it said? Choose, or type the paper or station.
media-ask-when = When was it said to <b>{ $to }</b>? Type the time (10h30), or choose:
media-just-now = Just now
media-ask-which = The link of which statement?
media-ask-link = 🔗 <b>{ $code }</b>: please paste the link of what was published.
media-ask-state = 📰 <b>{ $code }</b>: do press or social media know? The unit is told at once.
media-approve-first = Nothing is approved yet. Please approve the first statement before.
media-given-noted = 🎙 The statement is noted.
media-given-next = ✅ Noted. Once it is published, please add the link.
media-given-runs-on = ✅ Noted. The parents know; a statement to the press or on the unit's site is still due.
media-link-noted = ✅ The link is noted.
media-no-link = There is no link. Please paste an address that begins with https://
media-to-too-long = Longer than { $most } characters. Please be shorter.
media-when-not-read = The time was not understood. Please type it like 10h30, or “just now”.
media-when-impossible = This is before it happened, or still to come. Please type it again.
media-ended = The incident is closed or withdrawn; no statements are given here any more.
media-nobody-may = the head of the unit
media-none = ✅ No incident waits for a statement.
media-list = 🎙 <b>Statements to the press</b>
media-listed = ⏳ <b>{ $code }</b> · { $unit }
    Statement before { $at }
media-listed-over = ⚠️ <b>{ $code }</b> · { $unit }
    Overdue since { $at }
media-listed-given = ✅ <b>{ $code }</b> · { $unit }
    Given at { $at }
task-media = 🎙 <b>{ $code }</b>: first statement before { $due }

statement-title = 📄 <b>First statement · { $code }</b>{ $by ->
    [none] {""}
   *[other] { " " }(changed by { $by })
}
statement-no-names = ⚠️ No names, classes, pictures or medical details of pupils.
statement-who = Only { $names } may approve what the unit says.
statement-write = ✏️ <b>{ $code }</b>: please type the whole statement anew. Name no pupil.
statement-too-long = Longer than { $most } characters. Please be shorter.
statement-personal = ⚠️ It seems to hold the name or a number of a pupil. Please take it out before approving.
statement-doubted = ⚠️ <b>It seems to hold the name or a number of a pupil.</b> Please look again before approving.
statement-changed = It was just changed. Please look at the new one.
statement-done = ✅ Approved.
statement-next = ✅ Approved. Once it was sent or published, please press “It was said”.
statement-approved = ✅ <b>{ $name }</b> approved at { $at }:
statement-asked = 📨 Sent to { $names } for approval.
statement-nobody = ⚠️ { $names } could not be reached. Please phone.
statement-when = at { $clock } on { $day }

line-media-overdue = ⏰ The first statement is overdue
line-statement-approve = ✅ { $actor } approved the statement: { $text }
line-statement-give = 🎙 { $actor } gave the statement: { $to }{ $late ->
    [in_time] { " " }(the first, in time)
    [late] { " " }(the first, late)
   *[none] {""}
}
line-statement-link = 🔗 { $actor }: { $text }
