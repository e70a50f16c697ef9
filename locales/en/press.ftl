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
