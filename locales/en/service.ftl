# The service's own words: technical trouble, files, the keyboard that asks for a number or a place.
update-held = The system has a problem, but your message is kept and will be handled as soon as possible. There is no need to send it again.
update-held-toast = Noted. The system has a problem and will handle it as soon as possible.
update-given-up = ⚠️ A message to the bot could not be handled after { $tries } tries (held as number { $number }). It is kept whole; please look at the log.
file-too-big = 📎 The file { $name } is too large for the system to keep a copy. It is still in the app and can still be passed on to the leaders.
file-refused = 📎 The file { $name } is a computer program and is not accepted. Please send pictures, video, sound or documents.
file-failed = 📎 The system could not keep the file { $name }. Please send it again if it is still needed.
file-nameless = just sent
ask-contact = 📱 Share my phone number
ask-location = 📍 Send my present location
command-start = Begin, back to the main screen
command-report = Report an incident
command-urgent = Urgent report
command-tasks = My tasks
command-help = Help
