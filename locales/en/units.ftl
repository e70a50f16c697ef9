# A look at a unit.
unit-which = 🏫 Which unit? Type /donvi and its code or name.
unit-kind = 🏷 { $text }
unit-address = 📍 { $text }
unit-above = ⬆ Belongs to: { $unit }
unit-deputy = 👥 Deputy: { $name } · 📞 { $phone }
unit-closed = ⚪ Closed
unit-became = ⚪ Now part of { $other }
unit-open = { $count ->
    [0] ✅ No open incident
    [one] 📂 Open: { $count } incident (/dangmo)
   *[other] 📂 Open: { $count } incidents (/dangmo)
}
command-unit = Look at a unit
