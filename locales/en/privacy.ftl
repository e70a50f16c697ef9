# Personal data, and incidents that only few may see.
restricted = 🔒 Restricted
open-line-restricted = 🔒 <b>{ $code }</b> · Restricted
    { $status } · { $opened }
restricted-short = Restricted
own-data-coming = 📥 The file of everything kept about you is being made and comes at once.
own-data-file = 📄 What is kept about you. The file holds personal data: please keep it to yourself.
own-data-failed = 🙏 The file could not be made. Please type /dulieucuatoi again in a few minutes.
own-data-title = WHAT IS KEPT ABOUT { $name } (made { $at })
own-data-person = == Person: { $count } ==
own-data-assignment = == Roles: { $count } ==
own-data-account = == Chat accounts: { $count } ==
own-data-invitation = == Invitations: { $count } ==
own-data-digest-plan = == Times of digests: { $count } ==
own-data-conversation = == Conversation under way: { $count } ==
own-data-draft = == Drafts: { $count } ==
own-data-incident = == Incidents reported: { $count } ==
own-data-timeline-entry = == Words on timelines: { $count } ==
own-data-alert = == Alerts: { $count } ==
own-data-statement = == Statements written or approved: { $count } ==
own-data-statement-given = == Statements noted as given: { $count } ==
own-data-press-contact = == Press contacts noted: { $count } ==
own-data-spokesperson = == Spokesperson: { $count } ==
own-data-spokesperson-question = == Times asked about the spokesperson: { $count } ==
own-data-news-item = == News: { $count } ==
own-data-news-talk = == Talk about news: { $count } ==
own-data-task = == Regular reports: { $count } ==
own-data-notice = == Notices written: { $count } ==
own-data-notice-reader = == Notices to read, and read: { $count } ==
own-data-notice-watch = == Notices watched: { $count } ==
own-data-duty-shift = == Shifts: { $count } ==
own-data-duty-swap = == Exchanged shifts: { $count } ==
own-data-absence = == Absences, substitutes: { $count } ==
own-data-delegation = == Delegations: { $count } ==
own-data-campaign = == Campaigns made: { $count } ==
own-data-broadcast = == Broadcasts started: { $count } ==
own-data-broadcast-target = == Broadcasts received: { $count } ==
own-data-making-recipient = == Files asked for: { $count } ==
own-data-outbox = == Messages from the bot (90 days): { $count } ==
own-data-audit = == Record: what was seen and done: { $count } ==
own-data-attachment = == Files sent: { $count } ==
me-own-data = 🔎 /dulieucuatoi: a file of everything kept about you
me-privacy = 🔐 /riengtu: your data, agreeing and taking it back
privacy-notice =
    🔐 <b>Your personal data</b>
    { $words }

    { $said ->
        [agreed] ✅ You agreed ({ $since }).
        [refused] ✖️ You have not agreed ({ $since }). Reporting and alerts go on as before, since they are your duty. To stop altogether please ask the administrator of the unit above.
       *[open] Please choose below. If something has happened report it at once, this can wait.
    }
privacy-agree = ✅ I agree
privacy-refuse = ✖️ I do not agree
privacy-take-back = ↩️ Take it back
privacy-full = 📄 Read it all
privacy-short = ‹ Shorter
privacy-agreed-toast = Noted. Thank you.
privacy-refused-toast = Noted. You report incidents as before.
privacy-changed = 🔐 The notice on personal data has changed. When it suits you, type <b>riêng tư</b> to read and answer it.
privacy-changed-since = The notice has changed, please see the new one below.
