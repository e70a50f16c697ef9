# Where there are no buttons: choosing by number or by words.
choose-see-more = More
choose-more = The rest:
choose-by-number = To choose, type the <b>number</b> in front, or the words themselves.
choose-by-words = Or type: { $words }
file-kind-photo = Picture
file-kind-video = Video
file-kind-voice = Voice message
file-kind-audio = Audio
file-kind-document = File
choose-again = The list has just changed. Please choose again:
choose-newer = Something new has just come. Please look at the last message and choose again.
choose-type-number = Type a number to choose:
