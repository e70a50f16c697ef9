# Joining, the menu, help, who am I.
join-refused =
    Hello. This bot is for heads of units and staff whom the Department has registered.
    To join, open the invitation link you were given (or type its code here), or share the registered phone number.
    If that does not work, please ask the administrator of the authority above you.
# Where a phone number cannot be shared.
join-refused-typing =
    Hello. This bot is for heads of units and staff whom the Department has registered.
    To join, type the code of your invitation, or paste its link, here.
    Without a code, please ask the administrator of the authority above you.
no-groups = Hello. This bot speaks with one person at a time and does not work in groups.

welcome =
    Welcome, <b>{ $name }</b>.
    { $posts }

    { $first }
welcome-back = Hello <b>{ $name }</b>.{ $kept ->
    [draft] { " " }The report you have not sent is kept: choose “My tasks”.
   *[none] { " " }Choose below what to do.
}
already-joined = <b>{ $name }</b>, you have joined already; there is no need to send your number again.
code-useless = This invitation cannot be used (used, revoked or expired). Nothing has changed for you.
switch-question =
    ⚠️ This invitation is for <b>{ $other }</b>, but this chat account belongs to <b>{ $name }</b>.
    Switch only if somebody else has this phone now. If not, { $other } should open the link on their own phone.
switch-stay = Leave it as it is
switch-over = Switch to { $other }
switch-stayed = Nothing changed: this account still belongs to <b>{ $name }</b>.
switch-done = The account has been switched.

first-report = When something happens, just tell it here in a sentence, or choose <b>🚨 Urgent</b>.
first-regular = The bot will write when a regular report is due; to open the form choose <b>🗓 Regular reports</b>.
first-open = When an alert comes, choose <b>Take it</b> below it at once. Please do not mute the bot.
first-duty = Choose below to see who is on duty; the bot writes when an administrator is needed.
first-none = Once you are given a role, type /start to open the menu.

menu-report = 📝 Report an incident
menu-urgent = 🚨 Urgent
menu-regular = 🗓 Regular reports
menu-tasks = 📌 My tasks
menu-open = 📂 Open
menu-statistics = 📊 Statistics
menu-duty = 👤 On duty

command-open = Open incidents
command-statistics = Statistics
command-duty = Who is on duty
command-regular = Regular reports
command-cancel = Cancel what is under way
command-me = Who am I, in which role

role-head = Head of the unit
role-deputy = Deputy head of the unit
role-duty-officer = Duty officer
role-specialist = Specialist
role-division-head = Head of division
role-chief-of-office = Chief of office
role-deputy-director = Deputy director
role-director = Director
role-communications = Communications desk
role-administrator = Administrator
role-delegate-incidents = Delegated: incident reports
role-delegate-regular = Delegated: regular reports

help-title = <b>Help</b>
help-report =
    • Something happened: <b>tell it in a sentence</b> here, with pictures at any time.
    • In a hurry: choose <b>🚨 Urgent</b>, send first, details later.
    • One question after the other: /baocao. To stop: /huy.
    • Something new: reply to the message of the incident.
help-lead =
    • An alert: choose <b>Take it</b> below it, then ask, instruct, hand over, end it.
    • A reply to the message of an incident reaches the unit, too.
    • /dangmo open incidents · /thongke statistics · /truc who is on duty
# Where one cannot reply to a message.
help-report-typing =
    • Something happened: <b>tell it in a sentence</b> here, with pictures at any time.
    • In a hurry: type <b>urgent</b>, send first, details later.
    • One question after the other: type <b>baocao</b>. To stop: <b>huy</b>.
    • Something new: type <b>my tasks</b>, choose the incident, choose Update.
help-lead-typing =
    • An alert: choose <b>Take it</b> below it, then ask, instruct, hand over, end it.
    • An older incident: type <b>open</b> and choose.
    • Type <b>statistics</b> or <b>duty</b> to see them.
help-regular = • /dinhky regular reports · /viec what waits for you
help-duty = • /truc who is on duty
help-no-role = You hold no role yet, so the bot can do nothing for you; please ask the administrator.
help-always = /toi your role · /start back to the main screen

me-name = 👤 <b>{ $name }</b>
me-post = 🏫 { $unit } · { $role }
me-no-role = You hold no role at present. If that is wrong, please ask the administrator.
me-phone = 📞 { $phone }
me-no-phone = 📞 No phone number registered
me-accounts = 💬 <b>Chat accounts</b>
me-account = • { $channel }, since { $since }{ $here ->
    [yes] { " " }· in use here
   *[no] {""}
}{ $first ->
    [yes] { " " }· messages go here first
   *[no] {""}
}{ $reached ->
    [yes] {""}
   *[no] { " " }· ⚠️ cannot be reached
}
account-first = Messages to { $channel } first
account-first-done = From now on messages go to { $channel } first.
account-more = ➕ Add an account
account-code =
    In the other application or phone (Telegram, Zalo), open the bot and type this code:

    <b>{ $code }</b>

    It works once, until { $until }. Whoever has it joins in your name: please give it to nobody.
account-code-instead = The code you were given before works no more.
account-cut = ✂️ Cut off { $channel }
account-cut-sure =
    <b>Cut off the { $channel } account</b> (since { $since })?
    That phone gets no more messages and cannot use the bot. Your unused invitations end as well.
account-cut-done = ✂️ The { $channel } account has been cut off.
account-gone-already = This account has been cut off already.
account-joined =
    🔐 A { $channel } account has just joined in your name.
    If it was not you, type /toi and cut it off at once.
me-may = <b>You may:</b>
me-may-line = • { $what }
may-report = report incidents, add to them and correct them
may-act = take incidents and act on them
may-see-statistics = see statistics
may-see-roster = see who is on duty
may-administer = manage units, people and invitations: /quantri

regular-none = There are no regular reports through the bot at present; nothing is due from you here.
