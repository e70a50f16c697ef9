"""Vietnamese free text → fields of the report. Pure functions, no network, no model; may import rules only.

What others call:
- `reading.read(text, now, catalogue)` → Understood: `fields` by question id, each with its value, the span of the text
  that says so and how sure it is; `answers`, the values good enough to be taken; `doubtful`, those of them that the
  head should look at («~ 9:30?»); `second`, where in the text another incident begins (only the first is read).
- `corrections.read_correction(text, now, catalogue, answers)` → new values for what «à 4 em chứ không phải 3» corrects.
- `names.without_names(text)`: pupils' names as initials, IDs and phones hidden; `names.strange_phones(text, own)`.
- `speech.heard(sound, mime, recogniser)`: the place for a recogniser of voice messages.
- one answer to one question: `times.read_time`, `numbers.read_count`, `choices.match_choice`, `yes_no.read_yes_no`,
  `phones.read_phone`.

How it works: `typed` writes out short forms and Telex, `lexicon` finds every phrase of rules/catalogue/words.yaml and
category_words.yaml in one pass, and one file a field reads what was found: categories, occurred, places, crowd and
outcomes and counts, media, told, deeds. `python -m handlers.understanding --score FILE` tells how well that goes.
"""
