# The digest: its words, the labels on the chart, and how its hours are chosen (/bantin).
digest-title-daily = 📊 <b>Digest { $at }</b>
digest-title-weekly = 📊 <b>Digest of the week, { $at }</b>
digest-title-days = 📊 <b>The last { $days } days</b>
digest-against-daily = Since { $since }; in brackets the same hours a week ago.
digest-against-weekly = Since { $since }; in brackets the week before.
digest-against-days = In brackets the time before.
digest-quiet-daily =
    ☀️ <b>{ $at }</b>: no new incident since { $since }. { $open ->
        [0] Nothing is open.
       *[other] Open: <b>{ $open }</b>.
    }
digest-quiet-weekly =
    ☀️ <b>{ $at }</b>: no new incident this week. { $open ->
        [0] Nothing is open.
       *[other] Open: <b>{ $open }</b>.
    }
digest-quiet-days =
    ☀️ No new incident since { $since }. { $open ->
        [0] Nothing is open.
       *[other] Open: <b>{ $open }</b>.
    }
digest-new = 🆕 New: <b>{ $count }</b> ({ $before })
digest-category = { "  " }{ $icon } { $name }: { $count } ({ $before })
digest-others = { "  " }▫️ Others: { $count }
digest-still-open =
    📂 Open: <b>{ $count }</b>{ $untaken ->
        [0] { "" }
       *[other] , <b>{ $untaken } taken by nobody</b>
    }
digest-ended = ✅ Ended: <b>{ $count }</b> ({ $before })
digest-taking =
    ⏱ Taken after: { $time }{ $before ->
        [none] { "" }
       *[other] { " " }({ $before })
    }
digest-ending =
    🏁 Ended after: { $time }{ $before ->
        [none] { "" }
       *[other] { " " }({ $before })
    }
digest-round = 📋 { $title }: <b>{ $lacking }/{ $asked } not sent</b>, due { $due }: { $names }
digest-open = 📂 Open
digest-lacking = 📋 Not sent: { $short }
digest-times = ⏰ Hours of the digest
digest-failed = ⚠️ This digest could not be made. Type /thongke for the numbers.
digest-weekday-0 = Monday
digest-weekday-1 = Tuesday
digest-weekday-2 = Wednesday
digest-weekday-3 = Thursday
digest-weekday-4 = Friday
digest-weekday-5 = Saturday
digest-weekday-6 = Sunday
digest-day-0 = Mon
digest-day-1 = Tue
digest-day-2 = Wed
digest-day-3 = Thu
digest-day-4 = Fri
digest-day-5 = Sat
digest-day-6 = Sun
digest-now-daily = Since { $since }
digest-now-weekly = This week
digest-now-days = This time
digest-before-daily = A week ago
digest-before-weekly = Last week
digest-before-days = The time before
digest-by-severity = By severity
digest-by-category = By category
digest-by-day = By day
digest-reported = Regular reports sent
digest-tile-new = New
digest-tile-open = Open
digest-tile-ended = Ended
digest-tile-taking = Taken after
digest-tile-ending = Ended after
digest-untaken = { $count } not taken
digest-before = before: { $value }

digest-coming = 📊 It is being made and comes at once.
digest-plan-title = ⏰ <b>Your digest</b>
digest-plan-daily = Working days: <b>{ $hours }</b>
digest-plan-weekly = Digest of the week: <b>{ $when }</b>
digest-plan-next = The next one: { $at }
digest-plan-never = You get no digest at present. Alerts come as ever.
digest-week = Week: { $when }
digest-other-hours = Other hours…
digest-now = 📊 Show now
digest-never = 🔕 No digest
digest-usual = ↩️ Usual hours
digest-chosen = Noted.
digest-type =
    Type the hours of each working day, such as: 6h45, 11h30, 17h
    Digest of the week: thứ hai 8h
digest-not-read = That could not be read. Type hours such as: 7h, 17h30, thứ sáu 16h (at most { $most } a day).
digest-too-many = At most { $most } hours a day.
digest-at-night = { $at } is in the quiet hours, when no digest is sent. Please choose another.
command-digest = Digest: choose its hours
statistics-chart = 📈 Chart
