# News items: written, sent, reviewed, ranked, exported to Word.
command-news = Send news
command-news-desk = Review news
help-news = 📰 /tinbai to send news, articles and pictures of good deeds, new models and activities of your unit.
help-news-desk = 📰 /tinbai to review the news of the units, see the ranking, export to Word.
news-not-yours = News is sent by the head of a unit and the deputies.

news-card = 📰 <b>News</b> · not sent
news-card-titled = <b>{ $title }</b>
news-pictures = 🖼 { $count } pictures
news-pictures-captions = 🖼 { $count } pictures, { $captions } captions
news-children-is-none = 👍 No pupils in the pictures
news-children-is-consented = 👍 Pupils in the pictures, parents have consented
news-children-is-without = 🚸 Pupils in the pictures without consent: they will not be used
news-warning-pupil_name = ⚠️ This seems to name a pupil. Name one only if the parents have consented.
news-warning-personal_id = ⚠️ This seems to hold a personal ID number. Please take it out.
news-warning-pupil_phone = ⚠️ This seems to hold the phone number of a pupil or a parent. Please take it out.

news-ask-words = ✍️ Type your news: the first line is the title, below it the text. Send pictures (10 at most) here at any moment.
news-ask-title = ✍️ Please type the <b>title</b>, one short line.
news-ask-text = ✍️ Please type the <b>text</b>: who, where, when, and what is worth telling.
news-ask-new-title = ✍️ Please type the new title.
news-ask-new-text = ✍️ Please type the text anew; it takes the place of the old one.
news-ask-kind = Which kind of news is it?
news-ask-children = 🚸 Are there pupils in the pictures? Have their parents consented?
news-ask-unit = For which unit is it?
news-ready = Look at it, then press <b>Send</b>. What you type now is added at the end.
news-children-none = No pupils
news-children-consented = Yes, parents consented
news-children-without = Yes, no consent yet

news-send = ✅ Send
news-edit = ✏️ Change
news-add-pictures = 📷 Add pictures
news-drop = 🗑 Cancel
news-mine = 📂 Sent before
news-ranking = 🏆 Ranking
news-new = ✍️ Write news
news-write-on = ✍️ Write news
news-edit-what = What would you like to change?
news-edit-title = Title
news-edit-text = Text
news-edit-kind = Kind
news-edit-children = Pupils in pictures
news-edit-unit = Unit
news-edit-pictures = Remove pictures
news-send-pictures = 📷 Send the pictures here ({ $left } more). Words sent with a picture are its caption.
news-pictures-full = There are { $most } pictures already, so the last was not added.
news-pictures-only = News takes words and pictures only. Please copy the words of a file into the chat (up to { $most } pictures).
news-pictures-dropped = All pictures are removed.
news-words-or-pictures = Only words and pictures are taken here. Please type or send again.
news-not-understood = That was not clear. Please choose below.
news-not-whole = One thing is missing; answer it and it can be sent.
news-added = Added at the end.
news-title-too-long = The title is longer than { $most } characters. Please shorten it.
news-text-too-long = The text is longer than { $most } characters, so the last part was not kept. Please shorten it.
news-ask-drop = Give up what is being written, with its pictures?
news-drop-sure = 🗑 Give it up
news-dropped = Given up; nothing was sent.
news-is-an-incident = 🚨 This is an incident
news-tell-again = Please type /baocao and tell it again.
news-put-aside = Your news is still there in /tinbai.
news-is-sent = 📤 “{ $title }” is sent.
news-is-sent-short = Sent. Thank you.
news-sent-already = This was sent already.
news-not-there = This is not there any more. Type /tinbai to see your news.

news-body =
    📰 <b>{ $title }</b>
    { $kind } · { $unit }
news-caption = 🖼 Picture { $number }: { $caption }
news-sent-head =
    📰 <b>{ $title }</b>
    Code: { $code }
news-standing-waiting = ⏳ Sent at { $at }, waiting for the communications desk. You will be told here.
news-standing-asked = ❓ The communications desk has a question.
news-standing-accepted = ✅ Accepted by the communications desk at { $at }. Thank you.
news-standing-declined =
    🚫 Not accepted ({ $at }).
    Reason: { $reason }
news-kept-without = 🚸 Pupils in the pictures without their parents' consent: the pictures are not used. Once they consent, press below.
news-kept-unsaid = 🚸 There are new pictures: are there pupils in them, and have their parents consented?
news-noted = Noted.
news-mine-title = 📂 <b>What your unit has sent</b>
news-none-sent = 📂 Your unit has sent nothing yet.
news-line =
    { $sign } <b>{ $title }</b>
    { $unit } · { $at } · { $standing }
news-short-waiting = waiting
news-short-asked = asked about
news-short-accepted = accepted
news-short-declined = declined

news-question =
    ❓ <b>{ $name }</b> asks about “{ $title }”:
    { $text }
news-question-answered = ✅ Answered.
news-question-decided = This question does not wait for an answer any more.
news-answer = ✍️ Answer
news-write-answer = ✍️ Please type your answer about “{ $title }”. You may add pictures.
news-answer-sent = ✅ Your answer is passed on. Thank you. More pictures can follow here.
news-no-question = There is no question about it at present. Type /tinbai to see your news.
news-only-pictures = (more pictures)
news-answered =
    💬 <b>{ $name }</b>, { $unit }, answers about “{ $title }”:
    { $text }

news-waiting = 📰 <b>{ $count } news items waiting</b>
news-waiting-latest = Latest: “{ $title }” · { $unit }
news-none-waiting = 📰 No news is waiting.
news-look = 👁 Look
news-look-at = 👁 Look at it
news-decided = 📁 Decided
news-decided-title = 📁 <b>Decided lately</b>
news-none-decided = 📁 Nothing is decided yet.
news-export = 📄 Export to Word
news-to-queue = ‹ Waiting
news-panel =
    <b>{ $title }</b>
    Code: { $code }
news-panel-by = 🏫 { $unit } · { $name } · sent { $at }
news-desk-children-none = 👍 The unit says: no pupils in the pictures
news-desk-children-consented = 👍 The unit says: parents have consented
news-desk-children-without = 🚸 <b>Pupils in the pictures WITHOUT consent of their parents: kept from export</b>
news-desk-children-unsaid = 🚸 <b>New pictures, and the unit has not said whether pupils are in them: kept from export</b>
news-desk-waiting = ⏳ Waiting
news-desk-asked = ❓ Waiting for the unit's answer
news-desk-accepted = ✅ Accepted by { $name } at { $at }
news-desk-declined =
    🚫 Declined by { $name } at { $at }
    Reason: { $reason }
news-said-ask =
    ❓ { $at } · { $name }
    { $text }
news-said-answer =
    💬 { $at } · { $name }
    { $text }
news-do-accept = ✅ Accept
news-do-ask = ❓ Ask
news-do-decline = 🚫 Decline
news-do-pupils = 🚸 Pupils in pictures
news-do-again = ♻️ Decide again
news-write-question = ❓ Please type your question about “{ $title }”.
news-write-reason = 🚫 Why is “{ $title }” not taken? Choose, or type the reason; the unit will read it.
news-words-only = Please type words.
news-nobody-to-ask = ⚠️ The question was not sent: nobody of the unit can be reached by the bot, or somebody has decided meanwhile.
news-done-accept = ✅ “{ $title }” is accepted.
news-done-decline = 🚫 “{ $title }” is declined. The unit is told.
news-done-ask = ❓ Your question about “{ $title }” is sent.
news-done-again = ♻️ “{ $title }” waits again.
news-was-accepted = { $name } accepted this at { $at }.
news-was-declined = { $name } declined this at { $at }.

news-ranking-title = 🏆 <b>Ranking by accepted news</b> · { $period }
news-ranking-line = { $sign } { $place }. { $unit } · { $count }
news-ranking-line-own = { $sign } <b>{ $place }. { $unit } · { $count }</b>
news-ranking-total = { $items } items of { $units } units were accepted.
news-ranking-empty = Nothing is accepted yet.
news-ranking-own = 📍 <b>{ $unit }</b>: place { $place }, { $count } items
news-ranking-none-own = 📍 <b>{ $unit }</b>: nothing accepted yet
news-period-week = this week
news-period-month = this month
news-period-before = last month
news-period-year = this year

news-document-title = NEWS OF THE UNITS
news-document-period = from { $first } to { $last }
news-document-name = News { $first } – { $last }
news-document-total = { $items } items of { $units } units, { $pictures } pictures.
news-document-kept = { $count } pictures of pupils without their parents' consent are kept back.
news-document-about = { $unit } · { $code } · accepted on { $at }
news-document-no-consent = ({ $count } pictures are kept back: pupils without their parents' consent.)
news-document-unreadable = (This picture cannot be read.)

news-ask-period = 📄 Accepted news of which period? Choose, or type like 1/11 - 15/11.
news-period-not-understood = That period was not clear. Please type it like 1/11 - 15/11.
news-export-empty = No news was accepted { $period }.
news-export-too-many = There are { $count } pictures in that period, too many for one file ({ $most } at most). Please choose a shorter one.
news-export-coming = 📄 The Word file { $period } is being made: { $items } items, { $pictures } pictures. It comes at once.
news-export-kept = 🚸 { $count } pictures of pupils without their parents' consent are kept back.
news-export-ready = 📄 Accepted news { $period }.
news-export-failed = ⚠️ The Word file { $period } could not be made. The items are all there; please try again in a few minutes.
news-left-alone = Nothing has changed.
news-task-draft = 📰 News being written: “{ $title }”
news-task-asked = ❓ The communications desk asks about “{ $title }”
news-task-go-on = ✍️ Go on with the news
